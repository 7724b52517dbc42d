// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/submit_token.h"

#include "core/base/digest.h"
#include "core/people/token_table.h"
#include "core/rules/refusal.h"

#include <algorithm>
#include <utility>

namespace payout::people {

using rules::Refusal;
using rules::refuse;

QString rowsKey(const QString& word, std::vector<SeenRow> rows) {
    std::ranges::sort(rows, {}, [](const SeenRow& row) { return std::pair(row.payout.value, row.version); });
    Sha256 hash;
    hash.addField(QStringLiteral("payout/token-rows/1"));
    hash.addField(word);
    for (const SeenRow& row : rows) {
        hash.addField(row.payout.value);
        hash.addField(row.version);
    }
    return word + u' ' + hash.hex();
}

Result<QString> issueToken(store::Connection& connection, IdSource& ids, const TokenUse& use) {
    const QString token = ids.token();
    TRY(const UtcTime now, connection.now());
    TRY_DONE(insertToken(connection, token, use, now));
    return token;
}

Result<std::optional<QString>> takeToken(store::Connection& connection, const QString& token, const TokenUse& use) {
    TRY(const auto row, lockToken(connection, token));
    if (!row) return refuse(Refusal::TokenUnknown);
    if (row->use != use) return refuse(Refusal::TokenOtherUse, use.command);
    if (row->answer) return row->answer;
    TRY(const UtcTime now, connection.now());
    if (now >= row->createdAt + tokenLifetime) return refuse(Refusal::TokenExpired);
    return std::nullopt;
}

Done answerToken(store::Connection& connection, const QString& token, const QString& answer) {
    TRY(const UtcTime now, connection.now());
    TRY(const std::int64_t answered, writeAnswer(connection, token, answer, now));
    if (answered != 1) return refuse(Refusal::AlreadyHandled);
    return {};
}

Result<std::optional<QString>> tokenAnswer(store::Connection& connection, const QString& token) {
    TRY(const auto row, readSettledToken(connection, token));
    if (!row) return refuse(Refusal::TokenUnknown);
    return row->answer;
}

} // namespace payout::people
