// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a list as CSV: a line with the filter, a line with the row count, the titles, every row. Cells are safe to
// open in a spreadsheet (threat T14). The file appears only when it is complete.
#pragma once

#include "core/desk/reply.h"

#include <QAbstractItemModel>
#include <QObject>
#include <QSaveFile>

namespace payout::ui {

/// RFC 4180 quoting; a cell that a spreadsheet would take for a formula gets an apostrophe in front. Plain numbers,
/// also negative ones, stay numbers.
[[nodiscard]] QString csvCell(const QString& text);

class CsvExport : public QObject {
    Q_OBJECT
public:
    /// Starts at once; deletes itself when finished. `progress->done` counts rows.
    CsvExport(QAbstractItemModel* model, const QString& path, const QString& filterLine, desk::ProgressPtr progress,
              QObject* parent);

Q_SIGNALS:
    void finished(qint64 rows, const QString& error); ///< error "" if the file is there

private:
    void writeHead(const QString& filterLine);
    void writePlain();
    void nextPage();
    void writeLine(const QStringList& cells);
    void end(const QString& error);

    QAbstractItemModel* m_model;
    QSaveFile m_file;
    desk::ProgressPtr m_progress;
    int m_page = 0;
    qint64 m_rows = 0;
};

} // namespace payout::ui
