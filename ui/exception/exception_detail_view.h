// SPDX-License-Identifier: GPL-3.0-or-later
// All that is known of one unconfirmed payout: the calm words, the eight gates twice, the open proposal with what its
// proposer saw, the timeline. A value view: it asks nobody and decides nothing.
#pragma once

#include "core/desk/exception_desk.h"

#include <QScrollArea>

#include <optional>

class QLabel;

namespace payout::ui {

class AlertBar;
class FactsGrid;
class GateTicksView;
class ValueTable;

class ExceptionDetailView : public QScrollArea {
    Q_OBJECT
public:
    explicit ExceptionDetailView(QWidget* parent = nullptr);
    void setDetail(const desk::ExceptionDetail& detail, UtcTime now);
    /// Instead of one payout: what a selection or a group comes to.
    void setMany(const QString& sentence);
    void clear();

protected:
    void changeEvent(QEvent* event) override;

private:
    void render();
    void renderProposal(const desk::ExceptionDetail& detail);
    void renderTimeline(const desk::ExceptionDetail& detail);

    std::optional<desk::ExceptionDetail> m_detail;
    QString m_many;
    UtcTime m_now;
    QLabel* m_empty;
    QWidget* m_one;
    QLabel* m_subject;
    QLabel* m_order;
    AlertBar* m_twice;
    QLabel* m_known;
    QWidget* m_proposal;
    QLabel* m_proposed;
    AlertBar* m_holds;
    QLabel* m_frozenHead;
    FactsGrid* m_frozen;
    QLabel* m_gatesHead;
    GateTicksView* m_gates;
    QLabel* m_timelineHead;
    ValueTable* m_timeline;
};

} // namespace payout::ui
