// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/sheet_paper.h"

#include "ui/comparison/sheet_lines.h"
#include "ui/comparison/sheet_text.h"
#include "ui/shared/csv_export.h"
#include "ui/text/comparison_text.h"
#include "ui/text/money_text.h"

#include <QBuffer>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

namespace payout::ui {

namespace {

QString htmlRow(const QStringList& cells, const QString& tag) {
    QString row = QStringLiteral("<tr>");
    for (const QString& cell : cells)
        row += QStringLiteral("<%1>%2</%1>").arg(tag, cell.toHtmlEscaped().replace(u' ', QChar::Nbsp));
    return row + QStringLiteral("</tr>");
}

QString htmlTable(const QStringList& heads, const std::vector<QStringList>& rows) {
    QString table = QStringLiteral("<table border='1' cellspacing='0' cellpadding='3' width='100%'>");
    table += htmlRow(heads, QStringLiteral("th"));
    for (const QStringList& row : rows) table += htmlRow(row, QStringLiteral("td"));
    return table + QStringLiteral("</table>");
}

QString paragraph(const QString& text) { return QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()); }

QByteArray csvLine(const QStringList& cells) {
    QStringList safe;
    for (const QString& cell : cells) safe << csvCell(cell);
    return safe.join(u',').toUtf8() + "\r\n";
}

std::vector<QStringList> identityRows(const desk::Sheet& sheet) {
    std::vector<QStringList> rows;
    for (const IdentityLine& line : SheetText::identities(sheet.identities))
        rows.push_back({line.what, line.how, line.left, line.right, SheetText::exactMark(line.exact)});
    return rows;
}

std::vector<QStringList> classRows(const desk::Sheet& sheet) {
    std::vector<QStringList> rows;
    for (const desk::ClassTotal& total : sheet.classes)
        rows.push_back({className(total.className), countText(total.count), amountText(total.systemMinor),
                        amountText(total.bankMinor)});
    return rows;
}

Done writeWhole(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return unavailable(QStringLiteral("FileNotWritten"), file.errorString());
    return {};
}

} // namespace

QStringList SheetPaper::lineHeads(UtcTime now) {
    QStringList heads;
    for (const auto& column : SheetLines::columns([now] { return now; })) heads << column.title();
    return heads;
}

QStringList SheetPaper::lineCells(const desk::SheetLine& line, UtcTime now) {
    QStringList cells;
    for (const auto& column : SheetLines::columns([now] { return now; })) cells << column.text(line);
    return cells;
}

QString SheetPaper::html(const desk::Sheet& sheet, UtcTime now) {
    std::vector<QStringList> lines;
    for (const desk::SheetLine& line : criticalFirst(sheet.notMatched)) lines.push_back(lineCells(line, now));
    QString text = QStringLiteral("<h2>%1</h2>").arg(tr("Payout comparison sheet").toHtmlEscaped());
    text += paragraph(SheetText::title(sheet, now)) + paragraph(SheetText::critical(sheet));
    text += paragraph(tr("Unexplained: %1").arg(amountText(sheet.unexplainedMinor)));
    text += htmlTable({tr("Must be equal"), tr("Computed from"), tr("Left side"), tr("Right side"), tr("Mark")},
                      identityRows(sheet));
    text += QStringLiteral("<br>") + htmlTable({tr("Class"), tr("Lines"), tr("System"), tr("Bank")}, classRows(sheet));
    text += paragraph(tr("Lines that do not match: %1").arg(countText(sheet.notMatchedCount)));
    text += htmlTable(lineHeads(now), lines);
    text += paragraph(tr("Hash of the sheet: %1").arg(sheet.hash));
    text += paragraph(SheetText::prepared(sheet, now)) + paragraph(SheetText::reviewed(sheet, now));
    text +=
        QStringLiteral("<br>") + paragraph(tr("Prepared by (signature): ______________________   Date: ____________"));
    text += paragraph(tr("Reviewed by (signature): ______________________   Date: ____________"));
    return text;
}

QByteArray SheetPaper::csv(const desk::Sheet& sheet, UtcTime now) {
    QByteArray bytes = "\xEF\xBB\xBF"; // Excel reads UTF-8 only with the mark
    bytes += csvLine({SheetText::title(sheet, now)}) + csvLine({SheetText::critical(sheet)});
    bytes += csvLine({tr("Unexplained"), amountText(sheet.unexplainedMinor)}) +
             csvLine({tr("Hash of the sheet: %1").arg(sheet.hash)});
    for (const QStringList& row : identityRows(sheet)) bytes += csvLine(row);
    for (const QStringList& row : classRows(sheet)) bytes += csvLine(row);
    bytes += csvLine({tr("Lines that do not match: %1").arg(countText(sheet.notMatchedCount))});
    bytes += csvLine(lineHeads(now));
    for (const desk::SheetLine& line : criticalFirst(sheet.notMatched)) bytes += csvLine(lineCells(line, now));
    return bytes;
}

Done SheetPaper::writePdf(const desk::Sheet& sheet, UtcTime now, const QString& path) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape, QMarginsF(12, 12, 12, 12),
                                         QPageLayout::Millimeter));
        writer.setResolution(96);
        QTextDocument document;
        QFont font = document.defaultFont();
        font.setPointSizeF(7);
        document.setDefaultFont(font);
        document.setHtml(html(sheet, now));
        document.setPageSize(QSizeF(writer.width(), writer.height()));
        document.print(&writer);
    }
    return writeWhole(path, buffer.data());
}

Done SheetPaper::writeCsv(const desk::Sheet& sheet, UtcTime now, const QString& path) {
    return writeWhole(path, csv(sheet, now));
}

} // namespace payout::ui
