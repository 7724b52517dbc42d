// SPDX-License-Identifier: GPL-3.0-or-later
// Who, when, what, from, to, reason, evidence (INV8). Moves of instructions and payouts write their own rows by
// trigger; only events that no trigger knows, such as a sign-in, are appended here.
#pragma once

#include "core/base/utc_time.h"
#include "core/store/connection.h"

#include <QString>

#include <vector>

namespace payout::trail {

/// "instruction" and an instruction's id, "payout", "person", "channel", "comparison", "statement_file".
struct Subject {
    QString kind;
    std::int64_t id = 0;
};

struct Event {
    QString actor; ///< login, or "job@host#epoch"
    Subject subject;
    QString event; ///< "state", "sign-in", ...
    QString fromState;
    QString toState;
    QString reason;
    QString evidence;
};

struct Entry {
    std::int64_t id = 0;
    UtcTime at;
    Event event;
};

inline constexpr int entriesMax = 1'000; ///< of one read

/// Stamped with the database's clock; belongs to the open transaction, if there is one.
Done append(store::Connection& connection, const Event& event);
/// Newest first; `count` is capped at entriesMax.
Result<std::vector<Entry>> entriesOf(store::Connection& connection, const Subject& subject, int count = entriesMax);
Result<std::vector<Entry>> newestEntries(store::Connection& connection, int count);

} // namespace payout::trail
