// SPDX-License-Identifier: GPL-3.0-or-later
// Two frozen sides of one cut become classed lines, sums and two exact identities (spec 0.5). Pure: no clock, no SQL.
#pragma once

#include "core/base/business_date.h"
#include "core/base/ids.h"
#include "core/rules/states.h"

#include <QString>

#include <optional>
#include <vector>

namespace payout::comparison {

enum class CutClass {
    Matched,
    InTransit,
    SystemOnly,
    StatusDiffPaid,
    BankOnly,
    DoublePaid,
    PaidAfterReturned,
    AmountDiff,
    PayeeDiff,
    ReturnLine,
    SuspenseCutoff,
};

[[nodiscard]] QString storedName(CutClass cutClass); ///< "MATCHED", ..., "SUSPENSE_CUTOFF"
[[nodiscard]] bool isCritical(CutClass cutClass);

/// One attempt that was armed before the cut and was not settled in an earlier sheet.
struct SystemItem {
    PayoutId payout;
    int attemptNo = 0;
    QString orderNo;
    std::int64_t minor = 0;
    QString currency;
    QString payeeAccount;
    rules::PayoutState state = rules::PayoutState::Processing; ///< as known at the cut plus grace
    bool burnt = false;                                        ///< this attempt was given up by two people
    bool hasEarlierLine = false; ///< its bank line is in an earlier sheet: counted here, not listed again
    bool wasOpen = false;        ///< in transit at the end of the previous sheet
    bool isNew = false;          ///< armed since the previous cut
    bool covered = false;        ///< statements reach past what is needed to say "absent" (R29)
    bool inCutoffBand = false;   ///< sent in the cut-off band and the next day's file is not loaded (R42)
};

/// One bank line booked before the cut that no earlier sheet has.
struct BankItem {
    BankLineId line;
    bool debit = false;
    bool isReturn = false;
    std::int64_t minor = 0;
    QString currency;
    QString payeeAccount;
    QString orderNo;
    /// The attempt with this number, if any; it may have been settled in an earlier sheet.
    std::optional<PayoutId> payout;
    int attemptNo = 0;
    std::int64_t payoutMinor = 0;
    QString payoutCurrency;
    QString payoutAccount;
    rules::PayoutState payoutState = rules::PayoutState::Unclaimed;
    bool payoutHasEarlierLine = false; ///< an earlier sheet has a paid line of this payout
};

struct ClassedLine {
    CutClass cutClass = CutClass::Matched;
    std::optional<PayoutId> payout;
    int attemptNo = 0;
    QString orderNo;
    QString systemState;
    std::optional<std::int64_t> systemMinor;
    std::optional<BankLineId> line;
    std::optional<std::int64_t> bankMinor;
    QString differs; ///< "", "amount", "currency", "payee", "state"
};

struct CutFigures {
    std::int64_t openCount = 0, openMinor = 0;
    std::int64_t sentCount = 0, sentMinor = 0;
    std::int64_t paidCount = 0, paidMinor = 0;
    std::int64_t failedCount = 0, failedMinor = 0;
    std::int64_t closeCount = 0, closeMinor = 0;
    std::int64_t bankPaidMinor = 0; ///< all booked debit lines of the cut, summed where they are stored
    std::int64_t classedMinor = 0;  ///< the same by class: what became of the lines here
    std::int64_t unexplainedMinor = 0;
    std::int64_t criticalCount = 0;

    bool transitExact() const {
        return openCount + sentCount - paidCount - failedCount == closeCount &&
               openMinor + sentMinor - paidMinor - failedMinor == closeMinor;
    }
    bool bankExact() const { return bankPaidMinor == classedMinor; }
};

struct ClassedCut {
    std::vector<ClassedLine> lines; ///< critical first, then by class, order number and line
    CutFigures figures;
};

/// What the identities compare the classed lines with. None of it comes from the lines that are handed over, so that
/// one that gets lost or is counted twice on the way shows as unexplained.
struct GivenTotals {
    std::int64_t openCount = 0; ///< close figures of the previous sheet, as stored there
    std::int64_t openMinor = 0;
    std::int64_t bankPaidMinor = 0; ///< the bank's debit lines of the cut, summed by the database
};
[[nodiscard]] ClassedCut classifyCut(const std::vector<SystemItem>& system, const std::vector<BankItem>& bank,
                                     const GivenTotals& given);

} // namespace payout::comparison
