// SPDX-License-Identifier: GPL-3.0-or-later
// The facts of one exception, read for the gates, and the evidence that a proposal freezes.
#pragma once

#include "core/base/money.h"
#include "core/rules/gates.h"
#include "core/rules/outcome.h"
#include "core/rules/same_number.h"
#include "core/store/connection.h"

#include <QString>

#include <optional>

namespace payout::exception {

/// What the database knows of one exception, besides who is asking.
struct ExceptionCase {
    PayoutId payout;
    Money amount;
    QString payeeName;
    QString payeeAccountMasked;
    QString orderNo;                                ///< of the last attempt
    QString lastOutcome;                            ///< of the newest answer, stored name; "" if none
    std::optional<rules::Outcome> lastQueryOutcome; ///< of the newest question about an attempt that counts
    QString subReason;
    rules::SameNumberFacts number; ///< what decides under which number it would be paid again (C12)
    rules::GateFacts facts;        ///< action, proposer, confirmer and versionSeen are the caller's to set
    std::optional<ExceptionActionId> openProposal;
    std::optional<PersonId> proposedBy;
    std::optional<rules::ExceptionAction> proposedAction;
    std::int64_t proposedVersion = 0; ///< of the payout, when it was proposed
    QString proposalReason;
    QString frozenEvidence;
    QString frozenDigest;
};

/// Inside a transaction if a decision rests on it; the payout row is locked where the engine locks rows.
Result<ExceptionCase> readCase(store::Connection& connection, PayoutId payout);

/// The evidence as JSON, for the second person's eyes; account masked.
[[nodiscard]] QString evidenceOf(const ExceptionCase& exceptionCase, rules::ExceptionAction action);
/// Digest of what a decision rests on: it changes when an answer, a statement or the payout itself says something new,
/// not when the same question was merely asked again.
[[nodiscard]] QString evidenceDigest(const ExceptionCase& exceptionCase, rules::ExceptionAction action);

} // namespace payout::exception
