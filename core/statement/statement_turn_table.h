// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/store/connection.h"

namespace payout::statement {

/// Imports, acceptances and comparisons of one channel come one after the other: until the transaction ends nobody else
/// has the turn (PostgreSQL: the lock of a row that nothing else needs, so sending goes on; SQLite has one writer).
/// Before anything is looked at: what the transaction before it wrote must be seen (spec 0.5 DOUBLE_PAID, R29).
Done takeStatementTurn(store::Connection& connection, ChannelId channel);
/// The same for the channel of a file; nothing to wait for if there is no such file.
Done takeStatementTurn(store::Connection& connection, StatementFileId file);

} // namespace payout::statement
