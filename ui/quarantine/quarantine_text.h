// SPDX-License-Identifier: GPL-3.0-or-later
// A quarantine in words: what happened, what is known, and the steps that lead out.
#pragma once

#include "core/dispatch/quarantine.h"

#include <QStringList>

namespace payout::ui {

/// One sentence: why nothing is sent.
[[nodiscard]] QString quarantineReasonText(const QString& reason);
/// What has to be done before two people may release it, in order; empty if nothing is left to do.
[[nodiscard]] QStringList quarantineSteps(const dispatch::QuarantineView& view);
/// "1 egress remembers 12 payouts of 30,000.00 that this database has forgotten", or that nothing is forgotten.
[[nodiscard]] QString quarantineMemoryText(const dispatch::QuarantineView& view);

} // namespace payout::ui
