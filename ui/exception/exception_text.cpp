// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exception/exception_text.h"

#include "ui/text/comparison_text.h"
#include "ui/text/money_text.h"
#include "ui/text/state_text.h"
#include "ui/text/time_text.h"

#include <algorithm>

namespace payout::ui {

using rules::ExceptionAction;

QString ExceptionText::subject(const desk::ExceptionView& view) {
    return tr("%1 to %2, account %3, by %4 for merchant %5")
        .arg(yuanText(view.amount), view.payeeName, view.payeeAccountMasked, view.channel, view.merchant);
}

QString ExceptionText::known(const desk::ExceptionDetail& detail, UtcTime now) {
    return since(detail, now) + u'\n' + lastAnswer(detail.view) + u'\n' + next(detail, now) + u'\n' +
           decides(detail, now);
}

QString ExceptionText::reason(const desk::ExceptionView& view) {
    const QString word = subReasonWord(view.subReason);
    return view.mayBeTwice() ? tr("POSSIBLE DUPLICATE · %1").arg(word) : word;
}

QString ExceptionText::possibleDuplicate(const desk::ExceptionView& view) {
    if (!view.mayBeTwice()) return {};
    return tr("Possible duplicate: it was let out to the bank %n time(s). Look for every one of them in the bank's "
              "statement before anything is decided.",
              nullptr, static_cast<int>(view.permits));
}

QString ExceptionText::since(const desk::ExceptionDetail& detail, UtcTime now) {
    const QString when = minuteText(detail.view.exceptionAt, now);
    if (detail.view.subReason == u"NOT_SENT_LOCALLY")
        return tr("It was not sent; since %1 it waits for two people.").arg(when);
    return tr("Not known: nobody has proof since %1 whether it was paid. Reason: %2.")
        .arg(when, subReasonWord(detail.view.subReason));
}

// Who may do what now, or from when on.
QString ExceptionText::decides(const desk::ExceptionDetail& detail, UtcTime now) {
    const auto isOpen = [](const auto& gates) { return std::ranges::all_of(gates, &rules::GateTick::open); };
    if (!detail.view.proposedAction.isEmpty())
        return tr("Decided by another auditor or supervisor than the one who proposed it.");
    if (isOpen(detail.repayGates) || isOpen(detail.returnGates))
        return tr("An operator may propose now; an auditor or a supervisor confirms.");
    if (detail.neededThrough && now < detail.view.unlocksAt)
        return tr("Nobody decides before %1, and then two people.").arg(minuteText(detail.view.unlocksAt, now));
    return tr("Nobody decides yet; the gates below say what is missing.");
}

QString ExceptionText::lastAnswer(const desk::ExceptionView& view) {
    if (view.lastOutcome.isEmpty()) return tr("The bank has not answered yet.");
    const QString word = outcomeWordStored(view.lastOutcome);
    if (view.lastCode.isEmpty()) return tr("The bank's last answer means: %1.").arg(word);
    return tr("The bank's last answer means: %1 (code %2).").arg(word, view.lastCode);
}

QString ExceptionText::next(const desk::ExceptionDetail& detail, UtcTime now) {
    const int asked = static_cast<int>(detail.queries);
    if (!detail.view.nextQueryAt)
        return tr("It was asked %n time(s); no further question is planned, but you may ask at any time.", nullptr,
                  asked);
    return tr("It was asked %n time(s); the next question goes out at %1.", nullptr, asked)
        .arg(minuteText(*detail.view.nextQueryAt, now));
}

QString ExceptionText::proposal(const desk::ExceptionDetail& detail, UtcTime now) {
    const desk::ExceptionView& view = detail.view;
    if (view.proposedAction.isEmpty()) return {};
    const auto at = std::ranges::find(detail.timeline.rbegin(), detail.timeline.rend(), QStringLiteral("PROPOSED"),
                                      &desk::TimelineEntry::what);
    const QString action = actionWordStored(view.proposedAction);
    if (at == detail.timeline.rend())
        return tr("%1 proposed to %2. Reason: %3").arg(view.proposedBy, action, detail.proposalReason);
    return tr("%1 proposed at %2 to %3. Reason: %4")
        .arg(view.proposedBy, minuteText(at->at, now), action, detail.proposalReason);
}

QString ExceptionText::evidenceHolds(const desk::ExceptionDetail& detail) {
    return detail.evidenceStillHolds ? tr("What the first person saw still holds.")
                                     : tr("What the first person saw no longer holds. Refuse it and let it be proposed "
                                          "again on what is known now.");
}

QString ExceptionText::change(const desk::TimelineEntry& entry) {
    if (entry.to.isEmpty()) return {};
    if (entry.what == u"STATEMENT_LINE") return statementStateWord(entry.to);
    const QString to = stateWordStored(entry.to);
    return entry.from.isEmpty() ? to : stateWordStored(entry.from) + QStringLiteral(" → ") + to;
}

QString ExceptionText::timelineDetail(const desk::TimelineEntry& entry) {
    QStringList parts{change(entry), outcomeWordStored(entry.detail)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString ExceptionText::group(const desk::OutageGroup& group) {
    return tr("%n payout(s) with %1: %2 may be paid again, %3 may be returned, %4 are proposed already.", nullptr,
              static_cast<int>(group.count))
        .arg(yuanText(group.total), countText(group.repayable), countText(group.returnable), countText(group.proposed));
}

QString ExceptionText::effect(ExceptionAction action, std::int64_t payouts, Money total) {
    const int count = static_cast<int>(payouts);
    switch (action) {
    case ExceptionAction::Repay:
        return tr("%n payout(s) with %1 will be sent to the bank once more. If the first order was paid after all, the "
                  "payee gets the money twice.",
                  nullptr, count)
            .arg(yuanText(total));
    case ExceptionAction::Return:
        return tr("%n payout(s) with %1 will go back to the merchant's balance and never be paid. If the first order "
                  "was paid after all, the money is gone twice.",
                  nullptr, count)
            .arg(yuanText(total));
    }
    return {};
}

QString ExceptionText::results(const std::vector<desk::ActionResult>& results, bool proposing) {
    const auto left = std::ranges::count_if(results, [](const auto& r) { return r.refused.has_value(); });
    const int done = static_cast<int>(results.size()) - static_cast<int>(left);
    const QString head = proposing ? tr("%n payout(s) are proposed; another person confirms them.", nullptr, done)
                                   : tr("%n payout(s) are decided.", nullptr, done);
    if (left == 0) return head;
    return head + u' ' + tr("%n payout(s) were left out; the list says why.", nullptr, static_cast<int>(left));
}

} // namespace payout::ui
