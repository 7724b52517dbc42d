// SPDX-License-Identifier: GPL-3.0-or-later
// Every way in which this product says no, by name, in order of precedence within each group. The database raises the
// same names (store/migrations), so a refusal reads the same whoever refused.
#pragma once

#include "core/base/error.h"

#include <optional>

namespace payout::rules {

// clang-format off
#define PAYOUT_REFUSALS(X)                                                                                             \
    /* people */                                                                                                       \
    X(SignInFailed) X(SignInWait) X(PersonInactive) X(RoleMissing) X(TokenUnknown) X(TokenExpired) X(TokenOtherUse)    \
    /* intake: R6, R38, A17 */                                                                                         \
    X(BatchFileInvalid) X(BatchFileSeen) X(BatchNumberSeen) X(BatchNumberOtherContent) X(RowReferenceSeen)             \
    X(MerchantUnknown) X(BalanceTooSmall) X(TooManyRows)                                                               \
    /* approval: R7, R16-R18 */                                                                                        \
    X(MakerIsChecker) X(NotPendingApproval) X(ShownChanged) X(AlreadyApproved) X(AlreadyRejected) X(ReasonMissing)     \
    X(RowsNotDistinct) X(RowNotHeld) X(TotalNotAgain)                                                                  \
    /* dispatch: R8, R10, R33, R34 */                                                                                  \
    X(NotApproved) X(DebitMissing) X(RowHeld) X(AlreadyClaimed) X(NotLeaseHolder) X(StaleEpoch) X(ClockGuard)          \
    X(PauseWindow) X(ChannelStopped) X(ChannelNotUp) X(BreakerOpen) X(AttemptNotPrepared) X(PayloadChanged)            \
    X(ContentFrozen) X(TransitionForbidden) X(EvidenceMissing) X(Quarantined) X(SentBeforeRestore) X(NotCompared)      \
    X(EgressMissing) X(AllStopped) X(MerchantStopped) X(LimitExceeded) X(DayClosed) X(OtherProtocol)                   \
    /* egress: what it refuses by itself (protocol P2, P6) */                                                          \
    X(StoppedHere) X(PermitUnknown) X(PermitUsed) X(PermitOld) X(NumberNotDerived) X(NumberOtherBytes) X(PaidElsewhere)\
    X(EgressLimit) X(NumberExpired)                                                                                                     \
    /* exception: gates G1-G8 */                                                                                       \
    X(NotException) X(StillLocked) X(NoHealthyQuery) X(ChannelNotStable) X(StatementNotCovering)                       \
    X(StatementShowsPaid) X(LiveAttempt) X(CheckerIsCreator) X(NotScreened) X(AlreadyHandled) X(PayeeErrorNeedsReturn) \
    X(ReCreditMissing) X(NotProposed) X(AnswerShowsPaid) X(ImporterIsResolver)                                         \
    /* statement and comparison: R32, R50, A30, A33 */                                                                 \
    X(StatementInvalid) X(StatementSeen) X(StatementConflict) X(StatementQuarantined) X(AccountNotOurs)                \
    X(CutNotCovered) X(SheetSigned) X(IdentityBroken) X(ReturnAmountDiffers) X(DayNotFinished)                         \
    /* anything append-only */                                                                                         \
    X(AppendOnly) X(TrainingOnly)
// clang-format on

enum class Refusal {
#define PAYOUT_ENUMERATE(name) name,
    PAYOUT_REFUSALS(PAYOUT_ENUMERATE)
#undef PAYOUT_ENUMERATE
};

[[nodiscard]] QString nameOf(Refusal refusal);
[[nodiscard]] std::optional<Refusal> refusalNamed(QStringView name);
/// The rule behind an Error, if a rule refused it.
[[nodiscard]] std::optional<Refusal> refusalOf(const Error& error);
[[nodiscard]] std::unexpected<Error> refuse(Refusal refusal, QString detail = {});

} // namespace payout::rules
