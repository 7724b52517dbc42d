// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/statement_turn_table.h"

#include "core/store/statement.h"

namespace payout::statement {

Done takeStatementTurn(store::Connection& connection, ChannelId channel) {
    TRY(auto rows,
        store::query(connection, R"sql(SELECT channel_id FROM statement_turn WHERE channel_id = ? {for_update})sql",
                     channel));
    const bool found = rows.next();
    TRY_DONE(rows.finish());
    if (!found) return broken(QStringLiteral("NoStatementTurn"), QString::number(channel.value));
    return {};
}

Done takeStatementTurn(store::Connection& connection, StatementFileId file) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT channel_id FROM statement_turn WHERE channel_id =
                                        (SELECT f.channel_id FROM statement_file f WHERE f.id = ?) {for_update})sql",
                                file));
    return rows.finish();
}

} // namespace payout::statement
