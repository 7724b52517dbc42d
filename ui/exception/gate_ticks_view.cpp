// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exception/gate_ticks_view.h"

#include "ui/exception/gate_text.h"
#include "ui/text/state_text.h"

#include <QGridLayout>
#include <QLabel>
#include <QStyle>

namespace payout::ui {

using rules::ExceptionAction;

GateTicksView::GateTicksView(QWidget* parent) : QWidget(parent) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(3);
    for (int row = 0; row < 8; ++row) {
        auto* name = new QLabel(this);
        name->setWordWrap(true);
        grid->addWidget(name, row + 1, 0, Qt::AlignTop);
        m_names[static_cast<std::size_t>(row)] = name;
    }
    m_repay = makeSide(1);
    m_return = makeSide(2);
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(2, 3);
}

GateTicksView::Side GateTicksView::makeSide(int column) {
    auto* grid = static_cast<QGridLayout*>(layout());
    Side side{new QLabel(this), {}};
    QFont bold = font();
    bold.setBold(true);
    side.head->setFont(bold);
    grid->addWidget(side.head, 0, column);
    for (int row = 0; row < 8; ++row) {
        auto* reason = new QLabel(this);
        reason->setWordWrap(true);
        reason->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(reason, row + 1, column, Qt::AlignTop);
        side.reasons[static_cast<std::size_t>(row)] = reason;
    }
    return side;
}

void GateTicksView::setDetail(const desk::ExceptionDetail& detail, UtcTime now) {
    for (std::size_t i = 0; i < m_names.size(); ++i) m_names[i]->setText(gateWord(detail.repayGates[i].gate));
    renderSide(m_repay, detail.repayGates, ExceptionAction::Repay, detail, now);
    renderSide(m_return, detail.returnGates, ExceptionAction::Return, detail, now);
    m_repay.head->setText(tr("Pay again: %1 of 8 gates open").arg(openGates(detail.repayGates)));
    m_return.head->setText(tr("Return: %1 of 8 gates open").arg(openGates(detail.returnGates)));
}

void GateTicksView::renderSide(const Side& side, const std::array<rules::GateTick, 8>& ticks, ExceptionAction action,
                               const desk::ExceptionDetail& detail, UtcTime now) {
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        const QString reason = GateText::reason(ticks[i], action, detail, now);
        const QString word = ticks[i].open ? tr("✓ open", "a gate") : tr("✗ shut", "a gate");
        QLabel* label = side.reasons[i];
        label->setText(word + QStringLiteral(" · ") + reason);
        label->setProperty("role", ticks[i].open ? QString() : QStringLiteral("strong"));
        label->style()->polish(label); // the style sheet looks at the role only then
        label->setAccessibleName(gateWord(ticks[i].gate) + u' ' + label->text());
    }
}

} // namespace payout::ui
