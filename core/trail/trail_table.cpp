// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trail/trail_table.h"

#include "core/store/statement.h"

#include <algorithm>

namespace payout::trail {

namespace {

Result<std::vector<Entry>> read(store::Rows rows) {
    std::vector<Entry> entries;
    while (rows.next()) {
        Entry entry{rows.int64(0), rows.time(1), {}};
        entry.event = {
            rows.text(2), {rows.text(3), rows.int64(4)}, rows.text(5), rows.text(6), rows.text(7), rows.text(8),
            rows.text(9)};
        entries.push_back(std::move(entry));
    }
    TRY_DONE(rows.finish());
    return entries;
}

} // namespace

Done append(store::Connection& connection, const Event& event) {
    TRY(const UtcTime now, connection.now());
    TRY_DONE(store::execute(connection, R"sql(INSERT INTO trail (at_ms, actor, object_kind, object_id, event,
                                              from_state, to_state, reason, evidence)
                                              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
                            now, event.actor, event.subject.kind, event.subject.id, event.event, event.fromState,
                            event.toState, event.reason, event.evidence));
    return {};
}

Result<std::vector<Entry>> entriesOf(store::Connection& connection, const Subject& subject, int count) {
    TRY(auto rows, store::query(connection, R"sql(SELECT id, at_ms, actor, object_kind, object_id, event, from_state,
                                                  to_state, reason, evidence FROM trail
                                                  WHERE object_kind = ? AND object_id = ? ORDER BY id DESC LIMIT ?)sql",
                                subject.kind, subject.id, std::clamp(count, 0, entriesMax)));
    return read(std::move(rows));
}

Result<std::vector<Entry>> newestEntries(store::Connection& connection, int count) {
    TRY(auto rows, store::query(connection, R"sql(SELECT id, at_ms, actor, object_kind, object_id, event, from_state,
                                                  to_state, reason, evidence FROM trail ORDER BY id DESC LIMIT ?)sql",
                                std::clamp(count, 0, entriesMax)));
    return read(std::move(rows));
}

} // namespace payout::trail
