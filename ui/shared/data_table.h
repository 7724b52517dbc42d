// SPDX-License-Identifier: GPL-3.0-or-later
// The one table view: even rows, no grid noise, copy as TSV (Ctrl+C), export of exactly what is shown, a sentence
// instead of emptiness, columns that are remembered. After a jump the old picture stays until the rows are there, for a
// moment at most: one paint, not a flash of ellipses and then the rows.
#pragma once

#include "ui/shared/countdown.h"

#include <QTableView>

#include <functional>

namespace payout::ui {

class DataTable : public QTableView {
    Q_OBJECT
public:
    /// `name` is where column widths are remembered and the object name; unique in the desk ("approval.batches").
    DataTable(const QString& name, DatabaseNow now, QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// Widths in average characters, in column order; the last column takes the rest. Remembered widths win.
    void setColumnChars(const std::vector<int>& chars);
    /// Said in the middle while the list is empty.
    void setEmptyText(const QString& title, const QString& sentence);
    /// The filter in words, printed in exports: "waiting, today".
    void setFilterLine(std::function<QString()> line);
    /// The first selected row or -1.
    int currentRow() const;

    /// The selected rows with a header line, cells separated by tabs; what Ctrl+C puts on the clipboard.
    QString selectionAsTsv() const;
    void copySelection();
    /// Asks for a file, then writes all rows of the list, page by page.
    void exportShown();

Q_SIGNALS:
    void rowActivated(int row);      ///< Enter or double click
    void currentRowChanged(int row); ///< also after a refresh changed the row's content

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void tellExported(qint64 rows, const QString& error);
    void rememberColumns();
    bool restoreColumns();
    bool isSightComplete();
    void holdPicture();
    void showPicture();

    QString m_name;
    QString m_emptyTitle;
    QString m_emptySentence;
    std::function<QString()> m_filterLine;
    std::vector<int> m_chars;
    int m_timer = 0;
    int m_holdTimer = 0; ///< runs while the last picture stays, because the rows of the next one are on their way
    bool m_restoring = false;
};

} // namespace payout::ui
