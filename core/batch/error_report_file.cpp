// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/batch_file.h"

#include <string_view>

namespace payout::batch {

namespace {

// T14: what a spreadsheet would take for a formula gets an apostrophe in front, full-width forms as well.
QString safeCell(const QString& text) {
    static constexpr std::u16string_view dangerous = u"=+-@\t\r\n＝＋－＠";
    QString cell = text;
    cell.remove(QChar(u'\0'));
    if (!cell.isEmpty() && dangerous.find(cell[0].unicode()) != std::u16string_view::npos) cell.prepend(u'\'');
    cell.replace(u'"', QStringLiteral("\"\""));
    return u'"' + cell + u'"';
}

QString reportLine(const BatchFileIssue& issue, const QString& severity) {
    const QString column = issue.column ? nameOf(*issue.column) : QString();
    return QString::number(issue.lineNo) + u',' + safeCell(column) + u',' + safeCell(issue.value) + u',' +
           safeCell(severity) + u',' + safeCell(nameOf(issue.code)) + u',' + safeCell(issue.detail) +
           QStringLiteral("\r\n");
}

} // namespace

QByteArray errorReportCsv(const BatchFileSummary& summary) {
    QString text = QStringLiteral("\uFEFFline,column,value,severity,code,detail\r\n");
    for (const BatchFileIssue& issue : summary.errors) text += reportLine(issue, QStringLiteral("error"));
    for (const BatchFileIssue& issue : summary.warnings) text += reportLine(issue, QStringLiteral("warning"));
    if (summary.suppressed > 0)
        text += QStringLiteral(",,,,,\"%1 more issues are not listed\"\r\n").arg(summary.suppressed);
    return text.toUtf8();
}

} // namespace payout::batch
