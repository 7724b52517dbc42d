// SPDX-License-Identifier: GPL-3.0-or-later
// core/people/token_table.h over the memory store.
#include "core/people/token_table.h"

#include "tests/support/memory_store/memory_changes.h"

namespace payout::people {

namespace {

std::size_t tokenAt(const memory::Database& db, const QString& token) {
    return db.state.tokens.find([&](const memory::TokenRow& t) { return t.token == token; });
}

} // namespace

Done insertToken(store::Connection& connection, const QString& token, const TokenUse& use, UtcTime now) {
    TRY(memory::Database * db, memory::reach(connection));
    if (tokenAt(*db, token) < db->state.tokens.size()) return unavailable(QStringLiteral("UniqueViolation"));
    db->state.tokens.append({token, use.person, use.command, use.objectKey, now, std::nullopt});
    if (!db->isWriting) db->state.tokens.commit(); // a statement of its own
    return {};
}

Result<std::optional<TokenRow>> lockToken(store::Connection& connection, const QString& token) {
    TRY(const memory::Database* db, memory::reach(connection));
    const std::size_t at = tokenAt(*db, token);
    if (at == db->state.tokens.size()) return std::nullopt;
    const memory::TokenRow& row = db->state.tokens[at];
    return TokenRow{{row.person, row.command, row.objectKey}, row.createdAt, row.answer};
}

Result<std::optional<TokenRow>> readSettledToken(store::Connection& connection, const QString& token) {
    return lockToken(connection, token);
}

Result<std::int64_t> writeAnswer(store::Connection& connection, const QString& token, const QString& answer, UtcTime) {
    TRY(memory::Database * db, memory::reachToWrite(connection));
    const std::size_t at = tokenAt(*db, token);
    if (at == db->state.tokens.size() || db->state.tokens[at].answer) return 0;
    memory::TokenRow next = db->state.tokens[at];
    next.answer = answer;
    db->state.tokens.put(at, std::move(next));
    return 1;
}

} // namespace payout::people
