// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/utc_time.h"
#include "core/people/submit_token.h"

namespace payout::people {

struct TokenRow {
    TokenUse use;
    UtcTime createdAt;
    std::optional<QString> answer;
};

Done insertToken(store::Connection& connection, const QString& token, const TokenUse& use, UtcTime now);
/// The row stays locked to the end of the transaction where the engine locks rows.
Result<std::optional<TokenRow>> lockToken(store::Connection& connection, const QString& token);
/// Unavailable "Serialization" while another session holds the row.
Result<std::optional<TokenRow>> readSettledToken(store::Connection& connection, const QString& token);
/// Number of rows: 1, or 0 if it is answered already.
Result<std::int64_t> writeAnswer(store::Connection& connection, const QString& token, const QString& answer,
                                 UtcTime now);

} // namespace payout::people
