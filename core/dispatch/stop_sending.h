// SPDX-License-Identifier: GPL-3.0-or-later
// The stop switches of a merchant and of everything (I24): one person stops, two people lift. While one is on, nothing
// in its scope is claimed or armed; rows that are claimed already wait and go on after the lift.
#pragma once

#include "core/base/utc_time.h"
#include "core/rules/stop_switch.h"
#include "core/store/connection.h"

#include <optional>
#include <vector>

namespace payout::dispatch {

/// A switch that is on.
struct StopView {
    MerchantId merchant; ///< none: everything is stopped
    QString merchantCode;
    QString merchantName;
    QString reason;
    QString stoppedByName;
    UtcTime stoppedAt;
    std::optional<PersonId> liftProposedBy;
    QString liftProposedByName;
    std::optional<UtcTime> liftProposedAt;

    bool operator==(const StopView& other) const = default;
};
/// Everything first, then merchants by code.
Result<std::vector<StopView>> stopsInForce(store::Connection& connection);

/// `merchant` none: everything. Refused: RoleMissing, ReasonMissing, MerchantUnknown.
Done stopSending(store::Connection& connection, const rules::Actor& actor, MerchantId merchant, const QString& reason);
/// The first of two. Refused: RoleMissing, AlreadyHandled (it is not stopped), ShownChanged (somebody has proposed it).
Done proposeLift(store::Connection& connection, const rules::Actor& actor, MerchantId merchant);
/// The second, by the stop that was shown. Refused: RoleMissing, AlreadyHandled, NotProposed, MakerIsChecker,
/// ShownChanged (it was stopped again meanwhile).
Done confirmLift(store::Connection& connection, const rules::Actor& actor, const StopView& shown);

} // namespace payout::dispatch
