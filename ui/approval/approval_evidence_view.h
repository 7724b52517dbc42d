// SPDX-License-Identifier: GPL-3.0-or-later
// What an approval would do, from the evidence alone: the sentence, the total in digits and capitals, what looks like
// it, the largest payees, the balance afterwards. A value view: it asks nobody and decides nothing.
#pragma once

#include "core/desk/approval_desk.h"

#include <QScrollArea>

#include <optional>

class QLabel;

namespace payout::ui {

class FactsGrid;
class LookAlikesView;
class ValueTable;

class ApprovalEvidenceView : public QScrollArea {
    Q_OBJECT
public:
    explicit ApprovalEvidenceView(QWidget* parent = nullptr);
    void setEvidence(const desk::ApprovalEvidence& evidence, UtcTime now);
    void clear();
    QString sentence() const;
    bool alarms() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void render();
    void renderFacts(const desk::ApprovalEvidence& evidence);
    void renderLargest(const desk::ApprovalEvidence& evidence);

    std::optional<desk::ApprovalEvidence> m_evidence;
    UtcTime m_now;
    QLabel* m_empty;
    QWidget* m_content;
    QLabel* m_decided;
    QLabel* m_sentence;
    QLabel* m_held;
    QLabel* m_total;
    QLabel* m_capital;
    LookAlikesView* m_lookAlikes;
    FactsGrid* m_facts;
    QLabel* m_largestHead;
    ValueTable* m_largest;
};

} // namespace payout::ui
