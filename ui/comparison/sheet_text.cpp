// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/sheet_text.h"

#include "ui/text/comparison_text.h"
#include "ui/text/money_text.h"
#include "ui/text/time_text.h"

namespace payout::ui {

namespace {

QString sumOf(const QString& open, const QString& sent, const QString& paid, const QString& notPaid) {
    return QStringLiteral("%1 + %2 − %3 − %4").arg(open, sent, paid, notPaid);
}

} // namespace

QString SheetText::title(const desk::Sheet& sheet, UtcTime now) {
    return tr("%1, cut of %2, version %3; statements cover to %4", "channel, time, number, time")
        .arg(sheet.channel, minuteText(sheet.cutAt, now), QString::number(sheet.version),
             minuteText(sheet.coveredThrough, now));
}

QString SheetText::critical(const desk::Sheet& sheet) {
    QStringList found;
    for (const desk::ClassTotal& total : sheet.classes)
        if (total.critical && total.count > 0)
            found
                << tr("%1: %2", "class name: number of lines").arg(className(total.className), countText(total.count));
    if (found.isEmpty() && sheet.criticalCount == 0) return tr("No critical difference in this sheet.");
    const int count = static_cast<int>(sheet.criticalCount);
    return tr("%n critical difference(s): money may have left twice, without an order, or to somebody else.", nullptr,
              count) +
           u' ' + found.join(QStringLiteral(" · "));
}

QString SheetText::unexplained(const desk::Sheet& sheet) {
    return sheet.unexplainedMinor == 0
               ? tr("Every amount of both sides belongs to a class.")
               : tr("It must become 0.00: clear up every critical line and every line that the bank does not have.");
}

std::vector<IdentityLine> SheetText::identities(const desk::SheetIdentities& i) {
    const std::int64_t count = i.openCount + i.sentCount - i.paidCount - i.failedCount;
    const std::int64_t minor = i.openMinor + i.sentMinor - i.paidMinor - i.failedMinor;
    const QString transit = tr("Open in transit + newly sent − paid − confirmed not paid = still in transit");
    return {
        {transit + QStringLiteral(" · ") + tr("count"),
         sumOf(countText(i.openCount), countText(i.sentCount), countText(i.paidCount), countText(i.failedCount)),
         countText(count), countText(i.closeCount), i.transitExact && count == i.closeCount},
        {transit + QStringLiteral(" · ") + tr("amount"),
         sumOf(amountText(i.openMinor), amountText(i.sentMinor), amountText(i.paidMinor), amountText(i.failedMinor)),
         amountText(minor), amountText(i.closeMinor), i.transitExact && minor == i.closeMinor},
        {tr("Paid by the bank = sum of the classes"), QString(), amountText(i.bankPaidMinor),
         amountText(i.classedMinor), i.bankExact && i.bankPaidMinor == i.classedMinor},
    };
}

QString SheetText::exactMark(bool exact) { return exact ? tr("✓ exact") : tr("not equal"); }

QString SheetText::prepared(const desk::Sheet& sheet, UtcTime now) {
    if (!sheet.preparedAt) return tr("Not prepared by anybody yet.");
    return tr("Prepared by %1 at %2.").arg(sheet.preparedBy, minuteText(*sheet.preparedAt, now));
}

QString SheetText::reviewed(const desk::Sheet& sheet, UtcTime now) {
    if (!sheet.reviewedAt) return tr("Not reviewed by anybody yet.");
    return tr("Reviewed by %1 at %2.").arg(sheet.reviewedBy, minuteText(*sheet.reviewedAt, now));
}

QString SheetText::delta(const desk::Sheet& sheet) {
    if (sheet.version <= 1) return tr("This is the first version of this cut.");
    return tr("Against version %1: %2 lines came, %3 lines went.")
        .arg(QString::number(sheet.version - 1), countText(static_cast<std::int64_t>(sheet.deltaAdded.size())),
             countText(static_cast<std::int64_t>(sheet.deltaGone.size())));
}

QString SheetText::cut(const desk::CutCell& cell) {
    QString text = cutStatusWord(cell.status);
    if (cell.criticalCount > 0)
        text += QStringLiteral(" · ") + tr("%n critical", nullptr, static_cast<int>(cell.criticalCount));
    if (cell.unexplainedMinor != 0)
        text += QStringLiteral(" · ") + tr("unexplained %1").arg(amountText(cell.unexplainedMinor));
    return text;
}

QString SheetText::signedAlthough(const desk::Sheet& sheet) {
    if (sheet.unexplainedMinor == 0 && sheet.criticalCount == 0) return {};
    return tr("You sign although %n critical difference(s) and %1 unexplained are still there.", nullptr,
              static_cast<int>(sheet.criticalCount))
        .arg(amountText(sheet.unexplainedMinor));
}

bool isExact(const desk::Sheet& sheet) {
    for (const IdentityLine& line : SheetText::identities(sheet.identities))
        if (!line.exact) return false;
    return true;
}

std::optional<Error> signRefusal(const desk::Sheet& sheet, const desk::SignedIn& person) {
    using rules::Refusal;
    if (const Done may = rules::mayDo(person.actor, rules::Task::SignComparison); !may) return may.error();
    if (sheet.state == u"SIGNED") return rules::refuse(Refusal::SheetSigned).error();
    if (!isExact(sheet)) return rules::refuse(Refusal::IdentityBroken).error();
    if (sheet.state == u"PREPARED" && sheet.preparedBy == person.actor.login)
        return rules::refuse(Refusal::MakerIsChecker).error();
    return {};
}

} // namespace payout::ui
