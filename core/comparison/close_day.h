// SPDX-License-Identifier: GPL-3.0-or-later
// Closing the business day of a channel and opening it again (P14): proposed by one person, confirmed by another, one
// of them a supervisor. From the confirmation's commit on no permit is given for a payout of that day's batches and no
// batch is imported into it; statements are always taken.
#pragma once

#include "core/base/money.h"
#include "core/rules/day_closing.h"
#include "core/store/connection.h"

#include <vector>

namespace payout::comparison {

inline constexpr std::int64_t closingItemsMax = 2'000;
inline constexpr std::int64_t openShownMax = 200;

/// What keeps the day open, or is listed in its closing.
struct OpenItem {
    PayoutId payout;
    QString merchant; ///< code
    QString rowRef;
    QString payeeName;
    Money amount;
    QString why; ///< "NOT_APPROVED", "NOT_SENT", "PROCESSING", "EXCEPTION", "NO_STATEMENT"
};

struct DayStep {
    std::int64_t id = 0;
    PersonId by;
    QString byName;
    bool proposerSupervises = false;
    UtcTime at;
    QString reason;
    std::int64_t items = 0; ///< of a closing: what it lists

    bool operator==(const DayStep& other) const = default;
};

struct DayView {
    ChannelId channel;
    QString channelName;
    BusinessDate date;
    std::int64_t payouts = 0;    ///< of that day's batches that were not rejected
    std::int64_t unfinished = 0; ///< not approved or not sent: the day cannot close
    std::int64_t open = 0;       ///< could be listed
    std::vector<OpenItem>
        items; ///< at most openShownMax, unfinished ones first; of a closed day those that were listed
    std::optional<DayStep> closed;    ///< who confirmed it; none: open
    std::optional<DayStep> closing;   ///< proposed and neither confirmed nor proposed anew
    std::optional<DayStep> reopening; ///< likewise
};

/// One a channel, by id.
Result<std::vector<DayView>> daysOf(store::Connection& connection, BusinessDate date);

/// The proposal's id, with everything that is open listed. Refused: RoleMissing, DayClosed, DayNotFinished,
/// ReasonMissing, TooManyRows (over closingItemsMax).
Result<std::int64_t> proposeClosing(store::Connection& connection, const rules::Actor& actor, ChannelId channel,
                                    BusinessDate date, const QString& reason);
/// `shown` is the proposal as the person saw it. Refused: RoleMissing, DayClosed, NotProposed, MakerIsChecker,
/// ShownChanged, DayNotFinished.
Done confirmClosing(store::Connection& connection, const rules::Actor& actor, const DayStep& shown);
/// The proposal's id; `closing` is the id of what is closed. Refused: RoleMissing, AlreadyHandled, ReasonMissing.
Result<std::int64_t> proposeReopening(store::Connection& connection, const rules::Actor& actor, std::int64_t closing,
                                      const QString& reason);
/// Refused: RoleMissing, AlreadyHandled, NotProposed, MakerIsChecker, ShownChanged.
Done confirmReopening(store::Connection& connection, const rules::Actor& actor, std::int64_t reopening);

} // namespace payout::comparison
