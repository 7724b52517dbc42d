// SPDX-License-Identifier: GPL-3.0-or-later
// Payouts in francs under the order numbers of the real samples (spec 5.8). Numbers are derived, never chosen; so these
// rows are written by SQL, and the guards of the schema hold for them as well.
#pragma once

#include "tests/flow/flow_world.h"

namespace payout::support {

struct FrancOrder {
    QString orderNo;
    std::int64_t minor = 0;
};

inline const QString francAccount = QStringLiteral("CH5109000000250092291");

/// PAYOUT_SAMPLES names a folder.
bool samplesThere();
/// The only sample that matches; ends the test program if there is none.
QString samplePath(const QString& pattern);

/// Approved, claimed and armed at the database's now, on an account of the samples; never queried.
std::vector<PayoutId> armedFrancs(FlowWorld& world, const std::vector<FrancOrder>& orders);

} // namespace payout::support
