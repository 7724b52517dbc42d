// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/statements_view.h"

#include "ui/shared/data_table.h"
#include "ui/text/comparison_text.h"
#include "ui/text/money_text.h"
#include "ui/text/time_text.h"

#include <QVBoxLayout>

#include <algorithm>

namespace payout::ui {

namespace {

using File = desk::StatementView;

QString period(const File& file, UtcTime now) {
    if (!file.from || !file.to) return {};
    return minuteText(*file.from, now) + QStringLiteral(" – ") + minuteText(*file.to, now);
}

Tone stateTone(const QString& state) {
    if (state == u"QUARANTINED") return Tone::Warning;
    return state == u"REJECTED" ? Tone::Neutral : Tone::Good;
}

std::vector<Column<File>> columns(DatabaseNow now) {
    return {
        {[] { return StatementsView::tr("State"); }, Qt::AlignLeft,
         [](const File& f) { return statementStateWord(f.state); }, [](const File& f) { return stateTone(f.state); },
         true},
        {[] { return StatementsView::tr("Channel"); }, Qt::AlignLeft, [](const File& f) { return f.channel; }},
        {[] { return StatementsView::tr("Covers"); }, Qt::AlignLeft, [now](const File& f) { return period(f, now()); }},
        {[] { return StatementsView::tr("Proof by balances"); }, Qt::AlignLeft,
         [](const File& f) { return proofWord(f.proof); },
         [](const File& f) { return f.proof == u"FAILS" ? Tone::Critical : Tone::Neutral; }},
        {[] { return StatementsView::tr("Difference"); }, Qt::AlignRight,
         [](const File& f) { return f.differenceMinor == 0 ? QString() : amountText(f.differenceMinor); },
         [](const File& f) { return f.differenceMinor == 0 ? Tone::Neutral : Tone::Critical; }},
        {[] { return StatementsView::tr("Lines"); }, Qt::AlignRight, [](const File& f) { return countText(f.lines); }},
        {[] { return StatementsView::tr("Debits"); }, Qt::AlignRight,
         [](const File& f) { return amountText(f.debits); }},
        {[] { return StatementsView::tr("Credits"); }, Qt::AlignRight,
         [](const File& f) { return amountText(f.credits); }},
        {[] { return StatementsView::tr("Loaded at"); }, Qt::AlignLeft,
         [now](const File& f) { return minuteText(f.loadedAt, now()); }},
        {[] { return StatementsView::tr("Loaded by"); }, Qt::AlignLeft, [](const File& f) { return f.loadedBy; }},
        {[] { return StatementsView::tr("File"); }, Qt::AlignLeft, [](const File& f) { return f.fileName; }},
        {[] { return StatementsView::tr("Format"); }, Qt::AlignLeft, [](const File& f) { return f.format; }},
    };
}

} // namespace

StatementsView::StatementsView(DatabaseNow now, QWidget* parent)
    : QWidget(parent), m_model(new RowTableModel<File>(columns(now), this)),
      m_table(new DataTable(QStringLiteral("comparison.statements"), now, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table);
    m_table->setModel(m_model);
    m_table->setColumnChars({17, 12, 22, 17, 11, 7, 12, 12, 11, 10, 20, 9});
    connect(m_table, &DataTable::currentRowChanged, this, [this] { Q_EMIT chosenChanged(); });
    retranslate();
}

void StatementsView::setStatements(std::vector<File> statements) {
    const std::optional<File> before = chosen();
    m_model->setRows(std::move(statements));
    if (!before) return;
    const auto at = std::ranges::find(m_model->rows(), before->id, &File::id);
    if (at != m_model->rows().end()) m_table->selectRow(static_cast<int>(at - m_model->rows().begin()));
}

std::optional<File> StatementsView::chosen() const {
    const File* file = m_model->rowAt(m_table->currentRow());
    return file == nullptr ? std::nullopt : std::optional(*file);
}

void StatementsView::retranslate() {
    m_table->setAccessibleName(tr("Statement files"));
    m_table->setEmptyText(tr("No statements yet"), tr("Import the bank's statement file to compare against it."));
}

} // namespace payout::ui
