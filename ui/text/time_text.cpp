// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/time_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace payout::ui {

namespace {
class TimeText {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::TimeText)
public:
    static QString days(qint64 count, const QString& rest) {
        return tr("%1 d %2", "%1 days, %2 a running time such as 03:00:00").arg(count).arg(rest);
    }
    static QString hoursAndMinutes(qint64 hours, qint64 minutes) { return tr("%1 h %2 min").arg(hours).arg(minutes); }
    static QString minutes(qint64 count) { return tr("%1 min").arg(count); }
    static QString daysAndHours(qint64 days, qint64 hours) { return tr("%1 d %2 h").arg(days).arg(hours); }
    static QString underAMinute() { return tr("less than a minute"); }
};

/// "2026-11-22 14:03:27" -> what of it must be said.
QString shortened(UtcTime time, UtcTime now, qsizetype clockLength) {
    const QString full = formatLocal(time);
    const QString clock = full.mid(11, clockLength);
    const BusinessDate day = businessDateOf(time);
    const BusinessDate today = businessDateOf(now);
    if (day == today) return clock;
    const bool thisYear = day.yyyymmdd / 10000 == today.yyyymmdd / 10000;
    return full.mid(thisYear ? 5 : 0, thisYear ? 5 : 10) + QLatin1Char(' ') + clock;
}

QString twoDigits(qint64 value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); }
} // namespace

QString timeText(UtcTime time, UtcTime now) { return shortened(time, now, 8); }
QString minuteText(UtcTime time, UtcTime now) { return shortened(time, now, 5); }

QString countdownText(std::chrono::milliseconds left) {
    // Rounded up: a lock that shows 0:00 is over.
    const qint64 seconds = std::max<qint64>(0, (left.count() + 999) / 1000);
    const qint64 hours = seconds / 3600;
    const QString tail = QLatin1Char(':') + twoDigits(seconds % 60);
    if (hours == 0) return QString::number(seconds / 60) + tail;
    const QString minutes = QLatin1Char(':') + twoDigits(seconds / 60 % 60) + tail;
    if (hours < 24) return QString::number(hours) + minutes;
    return TimeText::days(hours / 24, twoDigits(hours % 24) + minutes);
}

QString durationText(std::chrono::milliseconds duration) {
    const qint64 minutes = std::max<qint64>(0, duration.count() / 60'000);
    if (minutes == 0) return TimeText::underAMinute();
    if (minutes < 60) return TimeText::minutes(minutes);
    if (minutes < 24 * 60) return TimeText::hoursAndMinutes(minutes / 60, minutes % 60);
    return TimeText::daysAndHours(minutes / (24 * 60), minutes / 60 % 24);
}

} // namespace payout::ui
