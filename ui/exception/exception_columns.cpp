// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exception/exception_columns.h"

#include "ui/exception/exception_page.h"
#include "ui/exception/exception_text.h"
#include "ui/text/money_text.h"
#include "ui/text/state_text.h"
#include "ui/text/time_text.h"

namespace payout::ui {

using View = desk::ExceptionView;

std::vector<Column<View>> exceptionColumns(DatabaseNow now) {
    return {
        {[] { return ExceptionPage::tr("Lock"); },
         Qt::AlignLeft,
         [now](const View& v) { return unlockText(v.unlocksAt, now()); },
         [now](const View& v) { return now() < v.unlocksAt ? Tone::Unproven : Tone::Good; },
         false,
         {},
         [](const View& v) { return std::optional(v.unlocksAt); }},
        {[] { return ExceptionPage::tr("Amount"); }, Qt::AlignRight,
         [](const View& v) { return amountText(v.amount); }},
        {[] { return ExceptionPage::tr("Payee"); }, Qt::AlignLeft, [](const View& v) { return v.payeeName; }},
        {[] { return ExceptionPage::tr("Reason"); }, Qt::AlignLeft,
         [](const View& v) { return ExceptionText::reason(v); },
         [](const View& v) { return v.mayBeTwice() ? Tone::Critical : Tone::Neutral; }},
        {[] { return ExceptionPage::tr("Last answer"); }, Qt::AlignLeft,
         [](const View& v) { return outcomeWordStored(v.lastOutcome); }},
        {[] { return ExceptionPage::tr("Proposed"); }, Qt::AlignLeft,
         [](const View& v) { return actionWordStored(v.proposedAction); },
         [](const View& v) { return v.proposedAction.isEmpty() ? Tone::Neutral : Tone::Info; }},
        {[] { return ExceptionPage::tr("Since"); }, Qt::AlignLeft,
         [now](const View& v) { return minuteText(v.exceptionAt, now()); }},
        {[] { return ExceptionPage::tr("Next question"); }, Qt::AlignLeft,
         [now](const View& v) { return v.nextQueryAt ? minuteText(*v.nextQueryAt, now()) : QString(); }},
        {[] { return ExceptionPage::tr("Account"); }, Qt::AlignLeft,
         [](const View& v) { return v.payeeAccountMasked; }},
        {[] { return ExceptionPage::tr("Merchant"); }, Qt::AlignLeft, [](const View& v) { return v.merchant; }},
        {[] { return ExceptionPage::tr("Channel"); }, Qt::AlignLeft, [](const View& v) { return v.channel; }},
        {[] { return ExceptionPage::tr("Order number"); }, Qt::AlignLeft, [](const View& v) { return v.orderNo; }},
    };
}

std::vector<int> exceptionColumnChars() { return {15, 11, 9, 15, 13, 12, 11, 13, 17, 12, 12, 22}; }

} // namespace payout::ui
