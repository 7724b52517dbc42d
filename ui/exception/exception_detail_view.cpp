// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exception/exception_detail_view.h"

#include "ui/exception/exception_text.h"
#include "ui/exception/frozen_evidence.h"
#include "ui/exception/gate_ticks_view.h"
#include "ui/shared/alert_bar.h"
#include "ui/shared/facts_grid.h"
#include "ui/shared/value_table.h"
#include "ui/text/state_text.h"
#include "ui/text/time_text.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace payout::ui {

namespace {

QLabel* textLabel(QWidget* parent, const char* role) {
    auto* label = new QLabel(parent);
    label->setProperty("role", QString::fromLatin1(role));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

ExceptionDetailView::ExceptionDetailView(QWidget* parent)
    : QScrollArea(parent), m_empty(textLabel(this, "")), m_one(new QWidget(this)),
      m_subject(textLabel(m_one, "sentence")), m_order(textLabel(m_one, "muted")), m_twice(new AlertBar(m_one)),
      m_known(textLabel(m_one, "")), m_proposal(new QWidget(m_one)), m_proposed(textLabel(m_proposal, "strong")),
      m_holds(new AlertBar(m_proposal)), m_frozenHead(textLabel(m_one, "heading")), m_frozen(new FactsGrid(m_one)),
      m_gatesHead(textLabel(m_one, "heading")), m_gates(new GateTicksView(m_one)),
      m_timelineHead(textLabel(m_one, "heading")), m_timeline(new ValueTable(m_one)) {
    auto* proposal = new QVBoxLayout(m_proposal);
    proposal->setContentsMargins(0, 6, 0, 6);
    for (QWidget* part : std::initializer_list<QWidget*>{m_proposed, m_holds}) proposal->addWidget(part);
    auto* one = new QVBoxLayout(m_one);
    one->setContentsMargins(0, 0, 0, 0);
    for (QWidget* part : std::initializer_list<QWidget*>{m_subject, m_order, m_twice, m_known, m_proposal, m_gatesHead,
                                                         m_gates, m_frozenHead, m_frozen, m_timelineHead, m_timeline})
        one->addWidget(part);
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->addWidget(m_empty);
    column->addWidget(m_one);
    column->addStretch(1);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    m_timeline->setRowsShown(20);
    render();
}

void ExceptionDetailView::setDetail(const desk::ExceptionDetail& detail, UtcTime now) {
    m_detail = detail;
    m_now = now;
    render();
}

void ExceptionDetailView::setMany(const QString& sentence) {
    m_detail.reset();
    m_many = sentence;
    render();
}

void ExceptionDetailView::clear() { setMany(QString()); }

void ExceptionDetailView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) render();
    QScrollArea::changeEvent(event);
}

void ExceptionDetailView::render() {
    setAccessibleName(tr("What is known of the chosen payout"));
    m_empty->setText(m_many.isEmpty() ? tr("Choose a payout on the left to see what is known of it.") : m_many);
    m_empty->setVisible(!m_detail);
    m_one->setVisible(m_detail.has_value());
    if (!m_detail) return;
    m_subject->setText(ExceptionText::subject(m_detail->view));
    m_order->setText(m_detail->view.orderNo.isEmpty() ? tr("No order was made at the bank yet.")
                                                      : tr("Order number %1").arg(m_detail->view.orderNo));
    const QString twice = ExceptionText::possibleDuplicate(m_detail->view);
    m_twice->setAlert(AlertLevel::Alarm, twice);
    m_twice->setVisible(!twice.isEmpty());
    m_known->setText(ExceptionText::known(*m_detail, m_now));
    m_gatesHead->setText(tr("The eight gates"));
    m_gates->setDetail(*m_detail, m_now);
    renderProposal(*m_detail);
    renderTimeline(*m_detail);
}

void ExceptionDetailView::renderProposal(const desk::ExceptionDetail& detail) {
    for (QWidget* part : std::initializer_list<QWidget*>{m_proposal, m_frozenHead, m_frozen})
        part->setVisible(detail.openProposal.has_value());
    if (!detail.openProposal) return;
    m_proposed->setText(ExceptionText::proposal(detail, m_now));
    m_holds->setAlert(detail.evidenceStillHolds ? AlertLevel::Calm : AlertLevel::Alarm,
                      ExceptionText::evidenceHolds(detail));
    m_frozenHead->setText(tr("What the first person saw"));
    m_frozen->setFacts(FrozenEvidence::facts(detail.frozenEvidence, m_now));
}

void ExceptionDetailView::renderTimeline(const desk::ExceptionDetail& detail) {
    m_timelineHead->setText(tr("What happened so far"));
    m_timeline->setAccessibleName(m_timelineHead->text());
    m_timeline->setHeads({tr("Time"), tr("What"), tr("Who"), tr("Detail")});
    std::vector<ValueRow> rows;
    for (const desk::TimelineEntry& entry : detail.timeline)
        rows.push_back({{timeText(entry.at, m_now), false, false, {}, {}},
                        {timelineWord(entry.what), false, true, {}, {}},
                        {entry.actor, false, false, {}, {}},
                        {ExceptionText::timelineDetail(entry), false, false, {}, {}}});
    m_timeline->setRows(rows);
}

} // namespace payout::ui
