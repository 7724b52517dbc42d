// SPDX-License-Identifier: GPL-3.0-or-later
// One comparison sheet: alarm, unexplained amount, both identities, class totals, what does not match, what changed
// against the version before, signatures and hash. A value view: it asks nobody and decides nothing.
#pragma once

#include "core/desk/comparison_desk.h"
#include "ui/shared/countdown.h"
#include "ui/shared/row_table_model.h"

#include <QWidget>

#include <optional>

class QLabel;
class QTabWidget;

namespace payout::ui {

class AlertBar;
class DataTable;
class FactsGrid;
class FigureCard;
class ValueTable;

class SheetView : public QWidget {
    Q_OBJECT
public:
    explicit SheetView(DatabaseNow now, QWidget* parent = nullptr);
    void setSheet(const desk::Sheet& sheet);
    /// No sheet: the sentence says why.
    void setEmpty(const QString& sentence);
    bool alarms() const;
    const std::optional<desk::Sheet>& sheet() const { return m_sheet; }

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeSummary();
    QWidget* makeDelta();
    void render();
    void renderSummary(const desk::Sheet& sheet);
    void renderClasses(const desk::Sheet& sheet);
    void renderLines(const desk::Sheet& sheet);

    DatabaseNow m_now;
    std::optional<desk::Sheet> m_sheet;
    QString m_emptySentence;
    QLabel* m_empty;
    QWidget* m_content;
    QLabel* m_title;
    AlertBar* m_alert;
    QTabWidget* m_tabs;
    FigureCard* m_unexplained;
    ValueTable* m_identities;
    ValueTable* m_classes;
    FactsGrid* m_signatures;
    QLabel* m_more;
    DataTable* m_lines;
    RowTableModel<desk::SheetLine>* m_linesModel;
    QLabel* m_delta;
    QLabel* m_addedHead;
    DataTable* m_added;
    RowTableModel<desk::SheetLine>* m_addedModel;
    QLabel* m_goneHead;
    DataTable* m_gone;
    RowTableModel<desk::SheetLine>* m_goneModel;
};

} // namespace payout::ui
