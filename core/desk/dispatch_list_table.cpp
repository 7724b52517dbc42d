// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dispatch_list_table.h"

#include "core/dispatch/claim_payouts.h"
#include "core/rules/pause.h"
#include "core/store/statement.h"

#include <algorithm>

namespace payout::desk {

namespace {

ChannelTraffic* channelOf(DispatchOverview& overview, ChannelId id) {
    const auto found = std::ranges::find(overview.channels, id, &ChannelTraffic::id);
    return found == overview.channels.end() ? nullptr : &*found;
}

Done readChannels(store::Connection& connection, DispatchOverview& overview) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT c.id, c.code, c.name, c.health, c.stopped, c.stop_reason,
                                        COALESCE(s.display_name, ''),
                                        (SELECT MAX(t.at_ms) FROM trail t WHERE t.object_kind = 'channel'
                                           AND t.object_id = c.id AND t.event = 'stopped'),
                                        c.lift_proposed_by, COALESCE(l.display_name, ''),
                                        c.pause_enabled, c.pause_begin_ms, c.pause_end_ms
                                      FROM channel c LEFT JOIN person s ON s.id = c.stopped_by
                                        LEFT JOIN person l ON l.id = c.lift_proposed_by ORDER BY c.id)sql"));
    while (rows.next()) {
        ChannelTraffic channel;
        channel.id = rows.id<ChannelId>(0);
        channel.code = rows.text(1);
        channel.name = rows.text(2);
        channel.health = rows.text(3);
        channel.stopped = rows.boolean(4);
        channel.stopReason = rows.text(5);
        channel.stoppedByName = rows.text(6);
        channel.stoppedAt = rows.optionalTime(7);
        if (const auto by = rows.optionalInt64(8)) channel.liftProposedBy = PersonId(*by);
        channel.liftProposedByName = rows.text(9);
        const rules::PauseWindow pause{rows.boolean(10), std::chrono::milliseconds(rows.int64(11)),
                                       std::chrono::milliseconds(rows.int64(12))};
        if (rules::isPaused(pause, overview.now)) channel.pausedUntil = rules::nextPauseEdge(pause, overview.now);
        overview.channels.push_back(std::move(channel));
    }
    return rows.finish();
}

} // namespace

// Open payouts only: they are indexed by their state, and few beside those that are done.
Done readTraffic(store::Connection& connection, DispatchOverview& overview) {
    TRY_DONE(readChannels(connection, overview));
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT a.channel_id, a.state, p.state, COUNT(*),
                                        CAST(SUM(p.amount_minor) AS {int}), COUNT(v.payout_id)
                                      FROM payout p JOIN attempt a ON a.payout_id = p.id AND a.state <> 'BURNT'
                                        LEFT JOIN send_stopped v ON v.payout_id = p.id AND p.state = 'PROCESSING'
                                          AND a.state IN ('PREPARED', 'UNKNOWN')
                                      WHERE p.state = 'PROCESSING' OR p.state = 'EXCEPTION'
                                      GROUP BY a.channel_id, a.state, p.state)sql"));
    while (rows.next()) {
        ChannelTraffic* channel = channelOf(overview, rows.id<ChannelId>(0));
        if (channel == nullptr) continue;
        const bool exception = rows.text(2) == u"EXCEPTION";
        // In doubt and processed: two people let it go out again, under its number.
        const bool prepared = rows.text(1) == u"PREPARED" || (rows.text(1) == u"UNKNOWN" && !exception);
        if (prepared && exception) continue; // provably unsent: it waits for two people, not for a bank
        std::int64_t& count = prepared ? channel->prepared : exception ? channel->inDoubt : channel->armed;
        Money& total = prepared ? channel->preparedTotal : exception ? channel->inDoubtTotal : channel->armedTotal;
        count += rows.int64(3);
        total.minor += rows.int64(4);
        channel->heldBack += rows.int64(5);
    }
    return rows.finish();
}

Done readBreakers(store::Connection& connection, DispatchOverview& overview) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT i.channel_id,
                             (SELECT COUNT(*) FROM payout p WHERE p.id BETWEEN i.id * 1048576 AND i.id * 1048576 + 1048575
                                 AND p.state IS NOT NULL),
                             (SELECT COUNT(*) FROM payout p WHERE p.id BETWEEN i.id * 1048576 AND i.id * 1048576 + 1048575
                                 AND p.state = 'EXCEPTION' AND COALESCE(p.sub_reason, '') <> 'NOT_SENT_LOCALLY'),
                             (SELECT COUNT(*) FROM incident x WHERE x.payout_id BETWEEN i.id * 1048576
                                 AND i.id * 1048576 + 1048575
                                 AND x.kind NOT IN ('BANK_RETURN_AFTER_SUCCESS', 'UNSIGNED_ANSWER')
                                 AND NOT EXISTS (SELECT 1 FROM incident_closure y WHERE y.incident_id = x.id))
                           FROM instruction i
                           WHERE i.state = 'APPROVED_PROCESSING' AND i.all_claimed = 0
                             AND EXISTS (SELECT 1 FROM payout p WHERE p.id BETWEEN i.id * 1048576 + 1
                                 AND i.id * 1048576 + i.rows_count AND p.state IS NULL AND p.hold IS NULL))sql"));
    while (rows.next()) {
        ChannelTraffic* channel = channelOf(overview, rows.id<ChannelId>(0));
        const dispatch::BatchProgress progress{rows.int64(1), rows.int64(2), rows.int64(3)};
        if (channel != nullptr && dispatch::breakerHolds(progress, {})) ++channel->breakerHeld;
    }
    return rows.finish();
}

Done readLeases(store::Connection& connection, DispatchOverview& overview) {
    TRY(auto rows, store::query(connection, R"sql(SELECT job, host, epoch, started_by, heartbeat_ms, expires_ms
                                                  FROM lease ORDER BY job)sql"));
    while (rows.next())
        overview.leases.push_back(
            {rows.text(0), rows.text(1), rows.int64(2), rows.text(3), rows.time(4), rows.time(5) > overview.now});
    return rows.finish();
}

} // namespace payout::desk
