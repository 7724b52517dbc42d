// SPDX-License-Identifier: GPL-3.0-or-later
// Compare: the day's cuts by channel, the sheet of the chosen cut with its two signatures, the statements it rests on
// (R32, R50). The page only carries questions and answers between the desk and its views.
#pragma once

#include "core/desk/comparison_desk.h"
#include "ui/shell/page.h"

#include <optional>

class QDateEdit;
class QLabel;
class QPushButton;
class QTabWidget;

namespace payout::ui {

class ActionButton;
class Banner;
class CutGridView;
class DayTab;
class SheetView;
class StatementsView;
class TokenDialog;

class ComparisonPage : public Page {
    Q_OBJECT
public:
    explicit ComparisonPage(DeskContext& desk, QWidget* parent = nullptr);

    QString title() const override;
    void refresh() override;
    void retranslate() override;

private:
    QWidget* makeTop();
    QWidget* makeSheetTab();
    QWidget* makeStatementsTab();
    void connectParts();
    BusinessDate date() const;

    void askGrid();
    void askSheet();
    void askStatements();
    void askDays();
    void takeGrid(BusinessDate asked, Result<std::vector<desk::CutCell>> answer);
    void takeSheet(ComparisonId asked, Result<desk::Sheet> answer);
    void onCut();
    void showButtons();
    void runComparison();
    void openSign();
    void openStop();
    void openAccept();
    void openReject();
    void showQuarantine();
    static QString decision(const std::optional<desk::StatementView>& file); ///< who accepted or rejected it, and why
    void openImport();
    void openDialog(TokenDialog* dialog, ActionButton* opener);
    void savePaper(bool pdf);
    void sayFailure(const QString& title, const Error& error);

    ComparisonId m_asked; ///< the sheet that was asked for last
    QLabel* m_dateLabel;
    QDateEdit* m_date;
    QLabel* m_runReason;
    ActionButton* m_run;
    Banner* m_notice;
    CutGridView* m_grid;
    QTabWidget* m_tabs;
    SheetView* m_sheet;
    QLabel* m_signReason;
    QPushButton* m_csv;
    QPushButton* m_pdf;
    ActionButton* m_stop;
    ActionButton* m_sign;
    StatementsView* m_statements;
    QLabel* m_quarantineReason;
    ActionButton* m_accept;
    ActionButton* m_reject;
    ActionButton* m_import;
    DayTab* m_days;
    bool m_daysPending = false;
    bool m_daysAgain = false; ///< what is on its way is older than the question
};

} // namespace payout::ui
