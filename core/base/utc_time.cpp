// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/utc_time.h"

#include "core/base/business_date.h"

#include <QDateTime>
#include <QTimeZone>

namespace payout {

QString formatIso(UtcTime time) { return QDateTime::fromMSecsSinceEpoch(time.ms, Qt::UTC).toString(Qt::ISODateWithMs); }

Result<UtcTime> parseIso(QStringView text) {
    QDateTime parsed = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    if (!parsed.isValid()) return refused(QStringLiteral("BadTime"), text.left(40).toString());
    if (parsed.timeSpec() == Qt::LocalTime)
        parsed = QDateTime(parsed.date(), parsed.time(), Qt::OffsetFromUTC,
                           static_cast<int>(institutionOffset.count()) * 60);
    return UtcTime(parsed.toMSecsSinceEpoch());
}

} // namespace payout
