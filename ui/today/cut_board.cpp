// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/today/cut_board.h"

#include "ui/shared/chip.h"
#include "ui/text/comparison_text.h"
#include "ui/text/money_text.h"
#include "ui/text/time_text.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

#include <map>

namespace payout::ui {

CutBoard::CutBoard(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(8);
}

void CutBoard::setCuts(const std::vector<desk::CutCell>& cuts, UtcTime now) {
    m_cuts = cuts;
    m_now = now;
    render();
}

void CutBoard::render() {
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (m_cuts.empty()) {
        auto* none = new QLabel(tr("No comparison is planned today."), this);
        none->setProperty("role", QStringLiteral("muted"));
        return m_grid->addWidget(none, 0, 0);
    }
    std::map<QString, int> rows;
    std::map<UtcTime, int> columns;
    for (const desk::CutCell& cell : m_cuts) {
        rows.emplace(cell.channelName, 0);
        columns.emplace(cell.cutAt, 0);
    }
    int next = 1;
    for (auto& [name, row] : rows) m_grid->addWidget(new QLabel(name, this), row = next++, 0);
    next = 1;
    for (auto& [at, column] : columns) {
        auto* head = new QLabel(minuteText(at, m_now), this);
        head->setProperty("role", QStringLiteral("muted"));
        m_grid->addWidget(head, 0, column = next++);
    }
    for (const desk::CutCell& cell : m_cuts) addCell(cell, rows[cell.channelName], columns[cell.cutAt]);
    m_grid->setColumnStretch(next, 1);
}

void CutBoard::addCell(const desk::CutCell& cell, int row, int column) {
    auto* chip = new Chip(this);
    QString word = cutStatusWord(cell.status);
    if (cell.criticalCount > 0) word = tr("%n critical", "differences in a comparison", int(cell.criticalCount));
    chip->set(cutStatusTone(cell.status), word);
    QString tip = tr("%1, cut at %2: %3", "channel, time, state of a comparison")
                      .arg(cell.channelName, minuteText(cell.cutAt, m_now), cutStatusWord(cell.status));
    if (cell.comparison) tip += QLatin1Char('\n') + tr("Unexplained: %1").arg(amountText(cell.unexplainedMinor));
    chip->setToolTip(tip);
    chip->setAccessibleDescription(tip);
    m_grid->addWidget(chip, row, column, Qt::AlignLeft | Qt::AlignVCenter);
}

void CutBoard::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) render();
}

} // namespace payout::ui
