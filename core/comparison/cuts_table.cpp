// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/cuts_table.h"

#include "core/store/statement.h"

namespace payout::comparison {

Result<std::vector<ChannelName>> channelNames(store::Connection& connection) {
    TRY(auto rows, store::query(connection, R"sql(SELECT id, name FROM channel ORDER BY id)sql"));
    std::vector<ChannelName> names;
    while (rows.next()) names.push_back({rows.id<ChannelId>(0), rows.text(1)});
    TRY_DONE(rows.finish());
    return names;
}

Result<std::optional<CutReach>> reachOf(store::Connection& connection, ChannelId channel) {
    TRY(auto rows,
        store::query(connection,
                     R"sql(SELECT COALESCE((SELECT MAX(s.cut_ms) FROM comparison s WHERE s.channel_id = c.id),
                                        (SELECT MIN(f.from_ms) FROM covering_period f WHERE f.channel_id = c.id)), c.covered_through_ms
                                      FROM channel c WHERE c.id = ?)sql",
                     channel));
    std::optional<CutReach> reach;
    if (rows.next() && rows.optionalInt64(0) && rows.optionalInt64(1)) reach = CutReach{rows.time(0), rows.time(1)};
    TRY_DONE(rows.finish());
    return reach;
}

Result<std::vector<RunCut>> runCuts(store::Connection& connection, UtcTime from, UtcTime to) {
    TRY(auto rows,
        store::query(connection,
                     R"sql(SELECT c.channel_id, c.cut_ms, c.id, c.state, c.unexplained_minor, c.critical_count
                                      FROM comparison c WHERE c.cut_ms >= ? AND c.cut_ms < ?
                                        AND c.version = (SELECT MAX(v.version) FROM comparison v
                                          WHERE v.channel_id = c.channel_id AND v.cut_ms = c.cut_ms)
                                      ORDER BY c.channel_id, c.cut_ms)sql",
                     from, to));
    std::vector<RunCut> cuts;
    while (rows.next())
        cuts.push_back({rows.id<ChannelId>(0), rows.time(1), rows.id<ComparisonId>(2), rows.text(3), rows.int64(4),
                        rows.int64(5)});
    TRY_DONE(rows.finish());
    return cuts;
}

} // namespace payout::comparison
