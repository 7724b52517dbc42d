// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison cuts of a day (R32): at least three a working day for every channel. A missed one stays overdue.
#pragma once

#include "core/base/business_date.h"
#include "core/base/ids.h"
#include "core/store/connection.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace payout::comparison {

/// Wall clock of the institution, minutes after midnight: 11:00, 15:00, 18:00 (R32 [choice]).
inline constexpr std::array<int, 3> cutMinutes{11 * 60, 15 * 60, 18 * 60};
/// A cut that is not compared this long after its time is overdue.
inline constexpr std::chrono::minutes cutOverdueAfter{30};

enum class CutStatus { NotYet, Due, Overdue, Open, OpenCritical, Prepared, Signed };

struct Cut {
    ChannelId channel;
    QString channelName;
    UtcTime cutAt;
    CutStatus status = CutStatus::NotYet;
    std::optional<ComparisonId> comparison; ///< newest version
    std::int64_t unexplainedMinor = 0;
    std::int64_t criticalCount = 0;
};

/// The next configured cut that the worker may compare: later than the channel's last sheet (or than where its
/// statements begin), over, and reached by the bank's side; at most `cutsCaughtUpDays` old. Older ones stay overdue for
/// people.
inline constexpr int cutsCaughtUpDays = 7;
Result<std::optional<UtcTime>> dueCut(store::Connection& connection, ChannelId channel);

/// Channel by channel, cut by cut, by the database's clock. Cuts beyond the default ones appear once they were run.
Result<std::vector<Cut>> cutsOf(store::Connection& connection, BusinessDate date);

} // namespace payout::comparison
