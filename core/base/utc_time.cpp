// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utc_time.h"

#include "core/base/business_date.h"

#include <QDateTime>
#include <QRegularExpression>

namespace payout {

QString formatIso(UtcTime time) { return QDateTime::fromMSecsSinceEpoch(time.ms, Qt::UTC).toString(Qt::ISODateWithMs); }

Result<UtcTime> parseIso(QStringView text) {
    static const QRegularExpression dateTime(QStringLiteral(
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?$"));
    const auto shape = dateTime.match(text.left(40).toString());
    const bool zoned = !shape.captured(3).isEmpty();
    // The zone is written out before Qt reads the text: read in the host's zone first, an hour that daylight saving
    // skips there would be lost.
    static_assert(institutionOffset == std::chrono::hours(8));
    const QString given = shape.captured(0) + (zoned ? QString() : QStringLiteral("+08:00"));
    const QDateTime parsed = QDateTime::fromString(given, Qt::ISODateWithMs);
    if (!shape.hasMatch() || !parsed.isValid()) return refused(QStringLiteral("BadTime"), text.left(40).toString());
    return UtcTime(parsed.toMSecsSinceEpoch());
}

} // namespace payout
