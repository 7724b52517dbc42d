// SPDX-License-Identifier: GPL-3.0-or-later
// Exceptions: the queue and its groups on the left, on the right what is known and what two people may do about it
// (design/desk). The page only carries questions and answers between the desk and its views.
#pragma once

#include "core/desk/exception_desk.h"
#include "ui/exception/action_dialogs.h"
#include "ui/shared/paged_table_model.h"
#include "ui/shell/page.h"

#include <optional>

class QComboBox;
class QLabel;
class QStackedWidget;
class QTabWidget;

namespace payout::ui {

class ActionButton;
class Banner;
class DataTable;
class ExceptionDetailView;
class GroupsView;
class TokenDialog;

class ExceptionPage : public Page {
    Q_OBJECT
public:
    explicit ExceptionPage(DeskContext& desk, QWidget* parent = nullptr);

    QString title() const override;
    void refresh() override;
    void retranslate() override;

private:
    QWidget* makeQueue();
    QWidget* makeDetail();
    QWidget* makeActions();
    void connectParts();
    PagedSource<desk::ExceptionView> source();
    desk::ExceptionFilter filter() const;
    desk::ExceptionSort sort() const;

    void onSelection();
    void onGroup();
    void askDetail();
    void askGroups();
    void askMembers(const desk::OutageGroup& group);
    void takeDetail(PayoutId asked, Result<desk::ExceptionDetail> answer);
    void setTargets(ActionTargets targets, const QString& sentence);
    void showButtons();
    void showManyButtons();
    void showOneButtons(const desk::ExceptionDetail& detail);
    QString reasonOf(const desk::ExceptionDetail& detail, bool forRepay, bool forReturn) const;
    void askBank();
    void openPropose(rules::ExceptionAction action);
    void openDecide(bool confirm);
    void openDialog(TokenDialog* dialog, ActionButton* opener);
    void sayFailure(const QString& title, const Error& error);

    PagedTableModel<desk::ExceptionView>* m_model;
    ActionTargets m_targets; ///< what the buttons are about: one payout, a selection, or a group's members
    QString m_gatesSentence; ///< of a group: how many pass
    std::optional<desk::ExceptionDetail> m_detail;
    QTabWidget* m_tabs;
    QLabel* m_filterLabel;
    QComboBox* m_filter;
    QLabel* m_sortLabel;
    QComboBox* m_sort;
    DataTable* m_table;
    GroupsView* m_groups;
    Banner* m_notice;
    ExceptionDetailView* m_view;
    QWidget* m_actions;
    QLabel* m_reason;
    ActionButton* m_ask;
    QStackedWidget* m_pair;
    ActionButton* m_repay;
    ActionButton* m_return;
    ActionButton* m_confirm;
    ActionButton* m_refuse;
};

} // namespace payout::ui
