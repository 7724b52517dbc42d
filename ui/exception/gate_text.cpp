// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exception/gate_text.h"

#include "ui/text/refusal_text.h"
#include "ui/text/time_text.h"

#include <algorithm>

namespace payout::ui {

using rules::ExceptionAction;
using rules::Gate;
using rules::Refusal;

QString GateText::reason(const rules::GateTick& tick, ExceptionAction action, const desk::ExceptionDetail& detail,
                         UtcTime now) {
    if (tick.open) return openReason(tick.gate, action, detail, now);
    return tick.refusal ? shutReason(*tick.refusal, detail, now) : tr("Not open yet.");
}

QString GateText::openReason(Gate gate, ExceptionAction action, const desk::ExceptionDetail& detail, UtcTime now) {
    const bool returning = action == ExceptionAction::Return;
    const bool neverSent = !detail.neededThrough;
    switch (gate) {
    case Gate::G1Lock:
        if (now < detail.view.unlocksAt)
            return tr("Not needed here; the lock would end at %1.").arg(minuteText(detail.view.unlocksAt, now));
        return tr("The lock ended at %1.").arg(minuteText(detail.view.unlocksAt, now));
    case Gate::G2Query: return neverSent ? tr("Not needed: nothing was ever sent to the bank.") : query(detail, now);
    case Gate::G3Statement:
        return neverSent ? tr("Not needed: nothing was ever sent to the bank.") : coverage(detail, now);
    case Gate::G4NoLiveAttempt: return tr("No other order of this payout is without a final answer.");
    case Gate::G5Pause: return returning ? tr("Not needed for a return.") : tr("No pause at this moment.");
    case Gate::G6FourEyes: return tr("Neither the proposer nor the maker of the batch may confirm.");
    case Gate::G7Screening:
        if (returning) return tr("Not needed for a return.");
        return detail.screenedAt ? tr("The payee was clear at %1.").arg(minuteText(*detail.screenedAt, now))
                                 : tr("The payee is clear.");
    case Gate::G8Once: return tr("You see the newest version.");
    }
    return {};
}

QString GateText::coverage(const desk::ExceptionDetail& detail, UtcTime now) {
    if (!detail.neededThrough) return tr("It is not known yet up to when the statement must reach.");
    const QString needed = minuteText(*detail.neededThrough, now);
    if (!detail.coveredThrough) return tr("No statement is loaded yet; needed up to %1.").arg(needed);
    return tr("The statement covers to %1, needed %2.").arg(minuteText(*detail.coveredThrough, now), needed);
}

QString GateText::query(const desk::ExceptionDetail& detail, UtcTime now) {
    if (!detail.lastHealthyQueryAt) return tr("The newest question to the bank has no usable answer.");
    const QString at = minuteText(*detail.lastHealthyQueryAt, now);
    if (*detail.lastHealthyQueryAt < detail.view.unlocksAt)
        return tr("The bank last answered at %1; an answer after the end of the lock at %2 is needed.")
            .arg(at, minuteText(detail.view.unlocksAt, now));
    return tr("The bank last answered at %1.").arg(at);
}

// The facts are in the sentence where there are any; the other refusals read as everywhere else.
QString GateText::shutReason(Refusal refusal, const desk::ExceptionDetail& detail, UtcTime now) {
    if (refusal == Refusal::StillLocked) return tr("Locked until %1.").arg(minuteText(detail.view.unlocksAt, now));
    if (refusal == Refusal::NoHealthyQuery) return query(detail, now);
    if (refusal == Refusal::StatementNotCovering) return coverage(detail, now);
    if (refusal == Refusal::NotScreened) return tr("The payee is screened anew when it is proposed and confirmed.");
    return refusalSentence(refusal);
}

int openGates(const std::array<rules::GateTick, 8>& ticks) {
    return static_cast<int>(std::ranges::count(ticks, true, &rules::GateTick::open));
}

} // namespace payout::ui
