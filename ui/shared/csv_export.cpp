// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/csv_export.h"

#include "ui/shared/paged_table_base.h"
#include "ui/text/refusal_text.h"

#include <QRegularExpression>

namespace payout::ui {

QString csvCell(const QString& text) {
    static const QRegularExpression number(QStringLiteral("^-?[0-9][0-9,]*(\\.[0-9]+)?$"));
    static const QString formulaStarts = QStringLiteral("=+-@\t\r");
    QString cell = text;
    if (!cell.isEmpty() && formulaStarts.contains(cell.front()) && !number.match(cell).hasMatch())
        cell.prepend(QLatin1Char('\''));
    static const QRegularExpression needsQuotes(QStringLiteral("[\",\r\n]"));
    if (!cell.contains(needsQuotes)) return cell;
    return QLatin1Char('"') + cell.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

CsvExport::CsvExport(QAbstractItemModel* model, const QString& path, const QString& filterLine,
                     desk::ProgressPtr progress, QObject* parent)
    : QObject(parent), m_model(model), m_file(path), m_progress(std::move(progress)) {
    connect(model, &QObject::destroyed, this, [this] { m_model = nullptr; });
    // Later, so that the caller can connect to finished() first.
    QMetaObject::invokeMethod(this, [this, filterLine] { writeHead(filterLine); }, Qt::QueuedConnection);
}

void CsvExport::writeHead(const QString& filterLine) {
    if (m_model == nullptr || !m_file.open(QIODevice::WriteOnly)) return end(tr("The file cannot be written."));
    m_file.write("\xEF\xBB\xBF");
    m_progress->total = m_model->rowCount();
    writeLine({tr("Filter: %1", "first line of an exported list").arg(filterLine)});
    writeLine({tr("%Ln row(s)", "second line of an exported list", m_model->rowCount())});
    QStringList titles;
    for (int column = 0; column < m_model->columnCount(); ++column)
        titles << m_model->headerData(column, Qt::Horizontal).toString();
    writeLine(titles);
    if (qobject_cast<PagedTableBase*>(m_model) != nullptr) return nextPage();
    writePlain();
}

void CsvExport::writePlain() {
    for (int row = 0; row < m_model->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < m_model->columnCount(); ++column)
            cells << m_model->index(row, column).data().toString();
        writeLine(cells);
        m_progress->done = ++m_rows;
    }
    end({});
}

void CsvExport::nextPage() {
    auto* paged = qobject_cast<PagedTableBase*>(m_model);
    if (paged == nullptr) return end(tr("The list was closed before the export was complete."));
    if (m_progress->cancelled) return end(tr("The export was cancelled. No file was written."));
    if (m_page >= paged->pageCount()) return end({});
    paged->pageTexts(m_page, desk::reply<std::vector<QStringList>>(this, [this](Result<std::vector<QStringList>> rows) {
                         if (!rows) return end(errorSentence(rows.error()));
                         for (const QStringList& cells : *rows) writeLine(cells);
                         m_rows += qint64(rows->size());
                         m_progress->done = m_rows;
                         ++m_page;
                         nextPage();
                     }));
}

void CsvExport::writeLine(const QStringList& cells) {
    QStringList safe;
    for (const QString& cell : cells) safe << csvCell(cell);
    m_file.write((safe.join(QLatin1Char(',')) + QStringLiteral("\r\n")).toUtf8());
}

void CsvExport::end(const QString& error) {
    if (!error.isEmpty()) m_file.cancelWriting();
    const bool written = m_file.isOpen() && m_file.commit();
    Q_EMIT finished(m_rows, error.isEmpty() && !written ? tr("The file cannot be written.") : error);
    deleteLater();
}

} // namespace payout::ui
