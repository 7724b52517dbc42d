// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dispatch/quarantine.h"

namespace payout::dispatch {

/// Nobody else proposes or releases until this transaction ends.
Done lockQuarantine(store::Connection& connection);
/// The row that is not released; without its reports.
Result<std::optional<QuarantineView>> quarantineRow(store::Connection& connection);
Done addReports(store::Connection& connection, QuarantineView& view);
Result<bool> isSendingQuarantined(store::Connection& connection);

Done insertByHand(store::Connection& connection, const QString& login, const QString& reason);
Done writeProposal(store::Connection& connection, std::int64_t quarantine, PersonId proposer, const QString& reason,
                   const QString& withoutEgress);
/// AlreadyHandled if somebody was first.
Done writeRelease(store::Connection& connection, std::int64_t quarantine, PersonId releaser);

} // namespace payout::dispatch
