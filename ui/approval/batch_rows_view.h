// SPDX-License-Identifier: GPL-3.0-or-later
// Every row of one batch in file order, all or only what is held or warned of; paged, because it may be a million.
#pragma once

#include "core/desk/approval_desk.h"
#include "ui/shared/countdown.h"
#include "ui/shared/paged_table_model.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace payout::ui {

class DataTable;

class BatchRowsView : public QWidget {
    Q_OBJECT
public:
    BatchRowsView(desk::ApprovalDesk& approval, DatabaseNow now, QWidget* parent = nullptr);
    void setBatch(InstructionId instruction);
    void refresh();
    void retranslate();

private:
    PagedSource<desk::PayoutRowView> source();
    desk::PayoutFilter filter() const;

    desk::ApprovalDesk& m_approval;
    InstructionId m_instruction;
    PagedTableModel<desk::PayoutRowView>* m_model;
    QLabel* m_filterLabel;
    QComboBox* m_filter;
    DataTable* m_table;
};

} // namespace payout::ui
