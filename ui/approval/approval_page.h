// SPDX-License-Identifier: GPL-3.0-or-later
// Approve: batches on the left, on the right what approving the chosen one would do (design/desk). The page only
// carries questions and answers between the desk and its views.
#pragma once

#include "core/desk/approval_desk.h"
#include "ui/shared/paged_table_model.h"
#include "ui/shell/page.h"

#include <optional>

class QComboBox;
class QLabel;
class QSplitter;
class QTabWidget;

namespace payout::ui {

class ActionButton;
class ApprovalEvidenceView;
class Banner;
class BatchRowsView;
class DataTable;
class TokenDialog;

class ApprovalPage : public Page {
    Q_OBJECT
public:
    explicit ApprovalPage(DeskContext& desk, QWidget* parent = nullptr);

    QString title() const override;
    void refresh() override;
    void retranslate() override;

private:
    QWidget* makeList();
    QWidget* makeEvidence();
    PagedSource<desk::BatchView> source();
    desk::BatchFilter filter() const;
    void onFilter();
    void showStateColumn();
    void onRow(int row);
    void askEvidence();
    void takeEvidence(InstructionId asked, Result<desk::ApprovalEvidence> answer);
    void showEvidence(const desk::ApprovalEvidence& evidence);
    void forgetEvidence();
    void showButtons();
    void openApprove();
    void openReject();
    void openRelease();
    void openSetAside(const std::vector<desk::PayoutRowView>& rows);
    void openDialog(TokenDialog* dialog, ActionButton* opener);
    void onRefused(TokenDialog* dialog, const Error& error);

    PagedTableModel<desk::BatchView>* m_model;
    std::optional<desk::ApprovalEvidence> m_evidence;
    InstructionId m_chosen;
    QSplitter* m_splitter;
    QLabel* m_filterLabel;
    QComboBox* m_filter;
    DataTable* m_table;
    Banner* m_notice;
    QTabWidget* m_tabs;
    ApprovalEvidenceView* m_view;
    BatchRowsView* m_rows;
    QWidget* m_actions;
    QLabel* m_reason;
    ActionButton* m_reject;
    ActionButton* m_release;
    ActionButton* m_approve;
};

} // namespace payout::ui
