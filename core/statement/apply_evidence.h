// SPDX-License-Identifier: GPL-3.0-or-later
// What the lines of one accepted file prove: payouts paid (S2, S4), money returned, and whatever must not be
// overlooked.
#pragma once

#include "core/base/ids.h"
#include "core/store/connection.h"

namespace payout::statement {

struct EvidenceEffect {
    std::int64_t confirmedPaid = 0;
    std::int64_t incidents = 0;
};

/// Inside the caller's transaction.
Result<EvidenceEffect> applyEvidence(store::Connection& connection, ChannelId channel, StatementFileId file,
                                     const QString& actor);
/// Writes how far the channel's accepted files reach without a gap.
Done extendCoverage(store::Connection& connection, ChannelId channel);

} // namespace payout::statement
