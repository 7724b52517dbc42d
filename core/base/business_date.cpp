// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/business_date.h"

#include <QDate>
#include <QDateTime>

namespace payout {

namespace {

QDateTime wallClock(UtcTime time) {
    return QDateTime::fromMSecsSinceEpoch(time.ms, Qt::OffsetFromUTC, static_cast<int>(institutionOffset.count()) * 60);
}

QDate calendarDay(BusinessDate date) {
    return QDate(date.yyyymmdd / 10'000, date.yyyymmdd / 100 % 100, date.yyyymmdd % 100);
}

BusinessDate fromCalendarDay(QDate day) { return BusinessDate{day.year() * 10'000 + day.month() * 100 + day.day()}; }

} // namespace

BusinessDate businessDateOf(UtcTime time) { return fromCalendarDay(wallClock(time).date()); }

UtcTime startOf(BusinessDate date) {
    return UtcTime(
        QDateTime(calendarDay(date), QTime(0, 0), Qt::OffsetFromUTC, static_cast<int>(institutionOffset.count()) * 60)
            .toMSecsSinceEpoch());
}

BusinessDate plusDays(BusinessDate date, int days) { return fromCalendarDay(calendarDay(date).addDays(days)); }

std::chrono::milliseconds sinceMidnight(UtcTime time) { return time - startOf(businessDateOf(time)); }

QString formatDate(BusinessDate date) { return calendarDay(date).toString(Qt::ISODate); }

Result<BusinessDate> parseDate(QStringView text) {
    const QString given = text.toString();
    // Qt's own ISO reading takes "2026/11/22" and anything behind the tenth character.
    const bool hyphens = given.size() == 10 && given[4] == u'-' && given[7] == u'-';
    const QDate day = hyphens             ? QDate::fromString(given, Qt::ISODate)
                      : given.size() == 8 ? QDate::fromString(given, QStringLiteral("yyyyMMdd"))
                                          : QDate();
    if (!day.isValid()) return refused(QStringLiteral("BadDate"), given.left(20));
    return fromCalendarDay(day);
}

QString formatLocal(UtcTime time) { return wallClock(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")); }
QString formatCompact(UtcTime time) { return wallClock(time).toString(QStringLiteral("yyyyMMddHHmmss")); }

} // namespace payout
