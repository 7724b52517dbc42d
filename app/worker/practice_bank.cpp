// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/worker/practice_bank.h"

#include "app/workspace.h"
#include "core/base/business_date.h"
#include "core/channel/http_wire.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QUrl>
#include <QUrlQuery>

namespace payout::worker_program {

namespace {
constexpr std::chrono::minutes fetchEvery{1};
}

void PracticeBank::followClock(std::chrono::milliseconds databaseOffset) {
    if (!isThere() || databaseOffset == m_offset) return;
    QSaveFile file(QDir(m_workspace).filePath(QStringLiteral("bank/clock_offset_ms")));
    if (!file.open(QIODevice::WriteOnly)) return;
    file.write(QByteArray::number(static_cast<qint64>(databaseOffset.count())));
    if (file.commit()) m_offset = databaseOffset;
}

void PracticeBank::fetchReport(UtcTime databaseNow) {
    if (!isThere()) return;
    if (databaseNow >= m_fetchedAt && databaseNow < m_fetchedAt + fetchEvery) return;
    m_fetchedAt = databaseNow;
    const auto target = channel::wireTargetOf(app::bankEndpoint(m_workspace, QString()));
    if (!target) return;
    channel::HttpWire wire(*target, {});
    if (!wire.dial()) return;
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("from"), formatIso(startOf(businessDateOf(databaseNow))));
    query.addQueryItem(QStringLiteral("to"), formatIso(databaseNow));
    query.addQueryItem(QStringLiteral("format"), QStringLiteral("camt052"));
    (void)wire.exchange({"/statement/write?" + query.toString(QUrl::FullyEncoded).toLatin1(), {}});
}

} // namespace payout::worker_program
