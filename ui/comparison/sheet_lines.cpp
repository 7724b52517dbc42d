// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/sheet_lines.h"

#include "ui/text/comparison_text.h"
#include "ui/text/money_text.h"
#include "ui/text/state_text.h"
#include "ui/text/time_text.h"

#include <algorithm>

namespace payout::ui {

namespace {

using Line = desk::SheetLine;

// Only the named field carries the mark; a colour alone would not be enough (spec 8.3).
QString marked(const Line& line, QStringView field, const QString& text) {
    return line.differs == field ? QStringLiteral("≠ ") + text : text;
}

std::function<Tone(const Line&)> markTone(const QString& field) {
    return [field](const Line& line) { return line.differs == field ? Tone::Critical : Tone::Neutral; };
}

QString bankTime(const Line& line, UtcTime now) {
    return line.bankBookedAt ? minuteText(*line.bankBookedAt, now) : QString();
}

} // namespace

std::vector<Column<Line>> SheetLines::columns(std::function<UtcTime()> now) {
    const QString amount = QStringLiteral("amount");
    const QString payee = QStringLiteral("payee");
    const QString state = QStringLiteral("state");
    const QString date = QStringLiteral("date");
    return {
        {[] { return tr("Class"); }, Qt::AlignLeft, [](const Line& l) { return className(l.className); },
         [](const Line& l) { return classTone(l.className); }, true,
         [](const Line& l) { return classExplanation(l.className); }},
        {[] { return tr("System: state"); }, Qt::AlignLeft,
         [state](const Line& l) { return marked(l, state, stateWordStored(l.systemState)); }, markTone(state)},
        {[] { return tr("System: amount"); }, Qt::AlignRight,
         [amount](const Line& l) { return marked(l, amount, amountText(l.systemMinor)); }, markTone(amount)},
        {[] { return tr("Bank: amount"); }, Qt::AlignRight,
         [amount](const Line& l) { return marked(l, amount, amountText(l.bankMinor)); }, markTone(amount)},
        {[] { return tr("Bank: booked at"); }, Qt::AlignLeft,
         [date, now](const Line& l) { return marked(l, date, bankTime(l, now())); }, markTone(date)},
        {[] { return tr("Differs in"); }, Qt::AlignLeft, [](const Line& l) { return differsWord(l.differs); },
         [](const Line& l) { return l.differs.isEmpty() ? Tone::Neutral : Tone::Critical; }},
        {[] { return tr("Payee"); }, Qt::AlignLeft, [payee](const Line& l) { return marked(l, payee, l.payeeName); },
         markTone(payee)},
        {[] { return tr("Account"); }, Qt::AlignLeft,
         [payee](const Line& l) { return marked(l, payee, l.payeeAccountMasked); }, markTone(payee)},
        {[] { return tr("Order number"); }, Qt::AlignLeft, [](const Line& l) { return l.orderNo; }},
        {[] { return tr("Bank's flow number"); }, Qt::AlignLeft, [](const Line& l) { return l.bankFlowNo; }},
    };
}

const std::vector<int>& SheetLines::columnChars() {
    static const std::vector<int> chars{30, 16, 14, 14, 18, 10, 12, 22, 24, 20};
    return chars;
}

std::vector<Line> criticalFirst(std::vector<Line> lines) {
    std::ranges::stable_partition(lines, &Line::critical);
    return lines;
}

} // namespace payout::ui
