// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/token_table.h"

#include "core/store/statement.h"

namespace payout::people {

namespace {

Result<std::optional<TokenRow>> onlyToken(store::Rows rows) {
    std::optional<TokenRow> found;
    if (rows.next())
        found = TokenRow{{rows.id<PersonId>(0), rows.text(1), rows.text(2)}, rows.time(3), rows.optionalText(4)};
    TRY_DONE(rows.finish());
    return found;
}

} // namespace

Done insertToken(store::Connection& connection, const QString& token, const TokenUse& use, UtcTime now) {
    TRY_DONE(store::execute(connection, R"sql(INSERT INTO submit_token (token, person_id, command, object_key,
                                              created_ms) VALUES (?, ?, ?, ?, ?))sql",
                            token, use.person, use.command, use.objectKey, now));
    return {};
}

Result<std::optional<TokenRow>> lockToken(store::Connection& connection, const QString& token) {
    TRY(auto rows, store::query(connection, R"sql(SELECT person_id, command, object_key, created_ms, answer
                                                  FROM submit_token WHERE token = ? {for_update})sql",
                                token));
    return onlyToken(std::move(rows));
}

Result<std::optional<TokenRow>> readSettledToken(store::Connection& connection, const QString& token) {
    TRY(auto rows, store::query(connection, R"sql(SELECT person_id, command, object_key, created_ms, answer
                                                  FROM submit_token WHERE token = ? {for_update_nowait})sql",
                                token));
    return onlyToken(std::move(rows));
}

Result<std::int64_t> writeAnswer(store::Connection& connection, const QString& token, const QString& answer,
                                 UtcTime now) {
    return store::execute(connection, R"sql(UPDATE submit_token SET answered_ms = ?, answer = ?
                                            WHERE token = ? AND answered_ms IS NULL)sql",
                          now, answer, token);
}

} // namespace payout::people
