// SPDX-License-Identifier: GPL-3.0-or-later
// Values for the screens' tests; names are Chinese, so that any Latin word left on a Chinese screen is the screen's
// own.
#pragma once

#include "core/desk/approval_desk.h"
#include "core/desk/comparison_desk.h"
#include "core/desk/exception_desk.h"
#include "core/desk/session_desk.h"
#include "ui/shared/submission.h"

namespace payout::ui::sample {

/// 2026-11-22 14:03:27 on the institution's wall clock.
[[nodiscard]] UtcTime now();
[[nodiscard]] UtcTime at(int hour, int minute); ///< of the same day
[[nodiscard]] desk::SignedIn person(const QString& login, QSet<rules::Role> roles);

/// 312 payees, 1,234,567.89, nothing held, nothing alike.
[[nodiscard]] desk::ApprovalEvidence evidence();
[[nodiscard]] desk::LookAlike lookAlike(std::int64_t equalPairs);

/// Unconfirmed since 12:30, locked until 13:30, statement to 13:30 but needed to 14:05.
[[nodiscard]] desk::ExceptionDetail exceptionDetail();
/// The same with an open proposal to return it by another person.
[[nodiscard]] desk::ExceptionDetail proposedDetail();

/// Nothing critical, identities exact.
[[nodiscard]] desk::Sheet sheet();
[[nodiscard]] desk::SheetLine line(const QString& className, const QString& differs, bool critical);
/// One line of every critical class.
[[nodiscard]] desk::Sheet criticalSheet();
[[nodiscard]] std::vector<desk::CutCell> cuts();
[[nodiscard]] std::vector<desk::StatementView> statements();

/// Tokens that answer at once with "token".
[[nodiscard]] Tokens tokens();

} // namespace payout::ui::sample
