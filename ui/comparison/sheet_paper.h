// SPDX-License-Identifier: GPL-3.0-or-later
// The sheet on paper and as CSV: exactly the lines that are shown, with the hash and the two signature lines.
#pragma once

#include "core/base/error.h"
#include "core/desk/comparison_desk.h"

#include <QCoreApplication>

namespace payout::ui {

class SheetPaper {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::SheetPaper)

public:
    static QString html(const desk::Sheet& sheet, UtcTime now);
    static QByteArray csv(const desk::Sheet& sheet, UtcTime now);
    /// A4; the file appears only when it is complete. Unavailable "FileNotWritten".
    static Done writePdf(const desk::Sheet& sheet, UtcTime now, const QString& path);
    static Done writeCsv(const desk::Sheet& sheet, UtcTime now, const QString& path);

private:
    static QStringList lineCells(const desk::SheetLine& line, UtcTime now);
    static QStringList lineHeads(UtcTime now);
};

} // namespace payout::ui
