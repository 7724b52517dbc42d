// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session_desk.h"
#include "core/rules/stop_switch.h"
#include "core/store/connection.h"

namespace payout::desk {

/// Everything that the strip shows, but the names of engine and database, which the connection knows, and what waits.
Result<StripStatus> stripStatus(store::Connection& connection);
/// Adds the batches and exceptions that wait: a count of as many rows.
Done readWaiting(store::Connection& connection, StripStatus& status);
/// The stop switch of a channel, locked where the engine locks rows.
struct StopRow {
    rules::StopFacts facts;
    QString reason;
};
Result<StopRow> stopForUpdate(store::Connection& connection, ChannelId channel);
Done writeStop(store::Connection& connection, ChannelId channel, PersonId person, const QString& reason);
Done writeLiftProposal(store::Connection& connection, ChannelId channel, PersonId person);
Done writeLift(store::Connection& connection, ChannelId channel, PersonId person);
Done writeTrail(store::Connection& connection, const QString& actor, ChannelId channel, const QString& event,
                const QString& reason);
Done moveClock(store::Connection& connection, std::chrono::milliseconds by);

} // namespace payout::desk
