// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/session_table.h"

#include "core/rules/pause.h"
#include "core/store/statement.h"

namespace payout::desk {

namespace {

Done readFront(store::Connection& connection, StripStatus& status) {
    TRY(auto rows, store::query(connection, R"sql(SELECT k.now_ms,
                                        COALESCE((SELECT value FROM setting WHERE name = 'environment'), 'LIVE'),
                                        COALESCE((SELECT value FROM setting WHERE name = 'institution'), '')
                                      FROM payout_clock k)sql"));
    if (rows.next()) {
        status.databaseNow = rows.time(0);
        status.training = rows.text(1) == u"TRAINING";
        status.institution = rows.text(2);
    }
    TRY_DONE(rows.finish());
    TRY(status.quarantine, dispatch::openQuarantine(connection));
    TRY(status.stops, dispatch::stopsInForce(connection));
    return {};
}

} // namespace

Done readWaiting(store::Connection& connection, StripStatus& status) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT (SELECT COUNT(*) FROM instruction WHERE state = 'PENDING_APPROVAL'),
                                        (SELECT COUNT(*) FROM payout WHERE state = 'EXCEPTION'))sql"));
    if (rows.next()) {
        status.batchesWaiting = rows.int64(0);
        status.exceptionsOpen = rows.int64(1);
    }
    return rows.finish();
}

Result<StripStatus> stripStatus(store::Connection& connection) {
    StripStatus status;
    TRY_DONE(readFront(connection, status));
    rules::PauseWindow pause; // the widest look of the strip is the first channel's; each channel arms by its own
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT id, code, name, health, stopped, stop_reason, lift_proposed_by,
                                        covered_through_ms, pause_enabled, pause_begin_ms, pause_end_ms
                                      FROM channel ORDER BY id)sql"));
    while (rows.next()) {
        ChannelStrip channel;
        channel.id = rows.id<ChannelId>(0);
        channel.code = rows.text(1);
        channel.name = rows.text(2);
        channel.health = rows.text(3);
        channel.stopped = rows.boolean(4);
        channel.stopReason = rows.text(5);
        channel.liftProposed = rows.optionalInt64(6).has_value();
        channel.coveredThrough = rows.optionalTime(7);
        if (status.channels.empty())
            pause = {rows.boolean(8), std::chrono::milliseconds(rows.int64(9)),
                     std::chrono::milliseconds(rows.int64(10))};
        status.channels.push_back(std::move(channel));
    }
    TRY_DONE(rows.finish());
    status.paused = rules::isPaused(pause, status.databaseNow);
    status.nextPauseEdge = rules::nextPauseEdge(pause, status.databaseNow);
    return status;
}

Result<StopRow> stopForUpdate(store::Connection& connection, ChannelId channel) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT c.stopped, c.lift_proposed_by, c.stop_reason,
                                        (SELECT COUNT(*) FROM person_role r WHERE r.person_id = c.lift_proposed_by
                                           AND r.role = 'SUPERVISOR')
                                      FROM channel c WHERE c.id = ? {for_update})sql",
                                channel));
    StopRow stop;
    if (rows.next()) {
        stop.facts.stopped = rows.boolean(0);
        if (const auto by = rows.optionalInt64(1)) stop.facts.liftProposedBy = PersonId(*by);
        stop.reason = rows.text(2);
        stop.facts.proposerSupervises = rows.int64(3) > 0;
    }
    TRY_DONE(rows.finish());
    return stop;
}

Done writeStop(store::Connection& connection, ChannelId channel, PersonId person, const QString& reason) {
    TRY_DONE(
        store::execute(connection,
                       R"sql(UPDATE channel SET stopped = 1, stop_reason = ?, stopped_by = ?, lift_proposed_by = NULL
                                  WHERE id = ?)sql",
                       reason, person, channel));
    return {};
}

Done writeLiftProposal(store::Connection& connection, ChannelId channel, PersonId person) {
    TRY_DONE(store::execute(connection, R"sql(UPDATE channel SET lift_proposed_by = ? WHERE id = ? AND stopped = 1)sql",
                            person, channel));
    return {};
}

Done writeLift(store::Connection& connection, ChannelId channel, PersonId person) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE channel SET stopped = 0, stop_reason = '', stopped_by = ?
                                  WHERE id = ? AND stopped = 1)sql",
                            person, channel));
    return {};
}

Done writeTrail(store::Connection& connection, const QString& actor, ChannelId channel, const QString& event,
                const QString& reason) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state,
                                      reason, evidence)
                                  SELECT now_ms, ?, 'channel', ?, ?, '', '', ?, '' FROM payout_clock)sql",
                            actor, channel, event, reason));
    return {};
}

Done moveClock(store::Connection& connection, std::chrono::milliseconds by) {
    TRY_DONE(store::execute(connection, R"sql(UPDATE clock_override SET offset_ms = offset_ms + ? WHERE id = 1)sql",
                            static_cast<std::int64_t>(by.count())));
    return {};
}

} // namespace payout::desk
