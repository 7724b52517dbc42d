// SPDX-License-Identifier: GPL-3.0-or-later
// Every row of one batch in file order, all or only what is held, warned of or not claimed; paged, because it may be a
// million. Rows of an approved batch that no job has claimed are chosen here to be set aside.
#pragma once

#include "core/desk/approval_desk.h"
#include "ui/shared/countdown.h"
#include "ui/shared/paged_table_model.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace payout::ui {

class ActionButton;
class DataTable;

class BatchRowsView : public QWidget {
    Q_OBJECT
public:
    BatchRowsView(desk::ApprovalDesk& approval, DatabaseNow now, QWidget* parent = nullptr);
    void setBatch(InstructionId instruction);
    /// Shown for an approved batch only; the refusal is why this person may not, whatever is chosen.
    void offerSetAside(bool isOffered, std::optional<Error> refusal);
    void refresh();
    void retranslate();
    ActionButton* asideButton() { return m_aside; }

Q_SIGNALS:
    /// The button was pressed; whoever opens the dialog calls asideButton()->finished() when it is gone.
    void setAsideAsked(const std::vector<payout::desk::PayoutRowView>& rows);

private:
    PagedSource<desk::PayoutRowView> source();
    desk::PayoutFilter filter() const;
    QWidget* makeFoot();
    void showChoice();
    QString choiceSentence() const;
    QString missing() const;

    desk::ApprovalDesk& m_approval;
    InstructionId m_instruction;
    PagedTableModel<desk::PayoutRowView>* m_model;
    QLabel* m_filterLabel;
    QComboBox* m_filter;
    DataTable* m_table;
    std::vector<desk::PayoutRowView> m_chosen;
    int m_chosenCount = 0; ///< more than m_chosen has while some of them are not read yet
    std::optional<Error> m_refusal;
    QWidget* m_foot;
    QLabel* m_choice;
    ActionButton* m_aside;
};

} // namespace payout::ui
