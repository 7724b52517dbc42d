// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/batch_row_columns.h"

#include "ui/approval/batch_rows_view.h"
#include "ui/text/money_text.h"
#include "ui/text/state_text.h"

namespace payout::ui {

using Row = desk::PayoutRowView;

namespace {
// Until the send job has taken it out of the batch; from then on it is an exception like any other.
bool isWaitingAside(const Row& row) { return row.isSetAside && row.state == rules::PayoutState::Unclaimed; }
} // namespace

std::vector<Column<Row>> batchRowColumns() {
    return {
        {[] { return BatchRowsView::tr("Row"); }, Qt::AlignRight, [](const Row& r) { return countText(r.rowNo); }},
        {[] { return BatchRowsView::tr("Payee"); }, Qt::AlignLeft, [](const Row& r) { return r.payeeName; }},
        {[] { return BatchRowsView::tr("Account"); }, Qt::AlignLeft, [](const Row& r) { return r.payeeAccountMasked; }},
        {[] { return BatchRowsView::tr("Amount"); }, Qt::AlignRight, [](const Row& r) { return amountText(r.amount); }},
        {[] { return BatchRowsView::tr("Held"); }, Qt::AlignLeft, [](const Row& r) { return holdWord(r.hold); },
         [](const Row& r) {
             if (r.hold.isEmpty()) return Tone::Neutral;
             return r.hold == u"SUSPECT_DUPLICATE" ? Tone::Critical : Tone::Warning;
         }},
        {[] { return BatchRowsView::tr("Like row"); }, Qt::AlignRight,
         [](const Row& r) { return r.holdOf ? countText(rowNoOf(*r.holdOf)) : QString(); }},
        {[] { return BatchRowsView::tr("Warnings"); }, Qt::AlignRight,
         [](const Row& r) { return r.warnings == 0 ? QString() : countText(r.warnings); },
         [](const Row& r) { return r.warnings == 0 ? Tone::Neutral : Tone::Warning; }},
        {[] { return BatchRowsView::tr("State"); }, Qt::AlignLeft,
         [](const Row& r) {
             return isWaitingAside(r) ? BatchRowsView::tr("Set aside", "state of a row") : stateWord(r.state);
         },
         [](const Row& r) { return isWaitingAside(r) ? Tone::Warning : stateTone(r.state); }, true},
        {[] { return BatchRowsView::tr("Reference"); }, Qt::AlignLeft, [](const Row& r) { return r.merchantRowRef; }},
        {[] { return BatchRowsView::tr("Bank"); }, Qt::AlignLeft, [](const Row& r) { return r.bankCode; }},
        {[] { return BatchRowsView::tr("Purpose"); }, Qt::AlignLeft, [](const Row& r) { return r.purpose; }},
    };
}

std::vector<int> batchRowColumnChars() { return {6, 12, 17, 12, 18, 9, 9, 14, 14, 12, 14}; }

} // namespace payout::ui
