// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/facts_grid.h"

#include <QGridLayout>
#include <QLabel>

namespace payout::ui {

FactsGrid::FactsGrid(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(spacing);
    m_grid->setColumnStretch(1, 1);
}

void FactsGrid::growTo(std::size_t count) {
    while (m_rows.size() < count) {
        const int at = static_cast<int>(m_rows.size());
        Row row{new QLabel(this), new QLabel(this)};
        row.value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        row.value->setWordWrap(true);
        m_grid->addWidget(row.name, at, 0, Qt::AlignTop);
        m_grid->addWidget(row.value, at, 1, Qt::AlignTop);
        m_rows.push_back(row);
    }
}

void FactsGrid::setFacts(const std::vector<Fact>& facts) {
    growTo(facts.size());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool used = i < facts.size();
        m_rows[i].name->setVisible(used);
        m_rows[i].value->setVisible(used);
        if (!used) continue;
        m_rows[i].name->setText(facts[i].name);
        m_rows[i].value->setText(facts[i].value.isEmpty() ? QStringLiteral("–") : facts[i].value);
        m_rows[i].value->setAccessibleName(facts[i].name + u' ' + facts[i].value);
    }
}

} // namespace payout::ui
