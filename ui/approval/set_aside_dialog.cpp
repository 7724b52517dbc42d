// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/set_aside_dialog.h"

#include "ui/text/money_text.h"

#include <algorithm>

namespace payout::ui {

using Row = desk::PayoutRowView;

std::vector<PayoutId> idsOf(const std::vector<Row>& rows) {
    std::vector<PayoutId> ids;
    ids.reserve(rows.size());
    for (const Row& row : rows) ids.push_back(row.id);
    return ids;
}

Money totalOf(const std::vector<Row>& rows) {
    Money sum;
    if (!rows.empty()) sum.currency = rows.front().amount.currency;
    for (const Row& row : rows) sum.minor += row.amount.minor;
    return sum;
}

SetAsideDialog::SetAsideDialog(desk::BatchView batch, std::vector<Row> rows, Tokens tokens, QWidget* parent)
    : ReasonDialog(std::move(tokens), ActionButton::Kind::Danger, parent), m_batch(std::move(batch)),
      m_rows(std::move(rows)) {
    SetAsideDialog::retranslate();
}

void SetAsideDialog::retranslate() {
    ReasonDialog::retranslate();
    const int count = static_cast<int>(m_rows.size());
    const bool someAreFree = std::ranges::any_of(m_rows, [](const Row& row) { return row.hold.isEmpty(); });
    setWindowTitle(tr("Set rows of batch %1 aside").arg(m_batch.merchantBatchNo));
    QStringList sentences{
        tr("%n row(s) with %1 are taken out of batch %2 and are not sent with it.", nullptr, count)
            .arg(yuanText(totalOf(m_rows)), m_batch.merchantBatchNo),
        tr("The send job moves them to the exceptions as provably not sent. There two people return the money with "
           "its fee to the balance of %1.")
            .arg(m_batch.merchant)};
    if (someAreFree) sentences << tr("Two people may also pay those of them that nothing holds.");
    sentences << tr("Setting aside cannot be undone.");
    setSentence(sentences.join(u'\n'));
    setActionText(tr("&Set %n row(s) aside", nullptr, count));
}

QString SetAsideDialog::doneSentence(std::int64_t count) {
    return tr("%n row(s) are set aside. The send job takes them to the exceptions; two people decide there.", nullptr,
              static_cast<int>(count));
}

} // namespace payout::ui
