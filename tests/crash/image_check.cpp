// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/image_check.h"

#include "core/egress/journal.h"
#include "core/ledger/ledger_check.h"
#include "core/store/migrator.h"
#include "core/store/statement.h"
#include "core/trail/trail_table.h"
#include "tests/crash/recorded_day.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

namespace payout::crash {

using store::Connection;

namespace {

std::unexpected<Error> noImage(const QString& path) { return unavailable(QStringLiteral("NoImage"), path); }

Result<QString> firstText(Connection& connection, const char* sql) {
    TRY(auto rows, store::query(connection, sql));
    const QString text = rows.next() ? rows.text(0) : QString();
    while (rows.next()) {}
    TRY_DONE(rows.finish());
    return text;
}

/// Before anything of ours is believed: the pages, the indexes, the references.
Result<QString> fileProblem(Connection& connection) {
    TRY(const QString integrity, firstText(connection, "PRAGMA integrity_check"));
    if (integrity != u"ok") return QStringLiteral("integrity: ") + integrity;
    TRY(const QString reference, firstText(connection, "PRAGMA foreign_key_check"));
    return reference.isEmpty() ? QString() : QStringLiteral("references: ") + reference;
}

Result<QString> bookProblem(Connection& connection) {
    TRY(const auto violations, ledger::ledgerCheck(connection));
    if (!violations.empty()) return violations.front().code + u' ' + violations.front().detail;
    TRY(const std::int64_t missing, store::queryInt64(connection, "SELECT COALESCE(MAX(id), 0) - COUNT(*) FROM trail"));
    return missing == 0 ? QString() : QStringLiteral("rows of the trail are missing: %1").arg(missing);
}

Result<QSet<QString>> permitsIn(Connection& connection) {
    QSet<QString> orders;
    TRY(auto rows, store::query(connection, R"sql(SELECT a.order_no FROM send s JOIN attempt a
        ON a.payout_id = s.payout_id AND a.attempt_no = s.attempt_no)sql"));
    while (rows.next()) orders.insert(rows.text(0));
    TRY_DONE(rows.finish());
    return orders;
}

} // namespace

Done ImageCheck::layOut(const Image& image) {
    for (const QString& name : QDir(m_folder.path()).entryList(QDir::Files)) QFile::remove(path(name));
    for (auto file = image.begin(); file != image.end(); ++file) {
        QFile out(path(file.key()));
        if (!out.open(QIODevice::WriteOnly) || out.write(file.value()) != file.value().size())
            return noImage(out.fileName());
    }
    return {};
}

Result<Content> ImageCheck::database(const Image& image) {
    TRY_DONE(layOut(image));
    {
        TRY(const auto connection,
            Connection::open(store::DatabaseUrl::sqlite(path(databaseName)), QStringLiteral("image")));
        // Recovery is over, and the tables are there.
        TRY_DONE(store::queryInt64(*connection, "SELECT COUNT(*) FROM setting"));
    }
    QFile file(path(databaseName));
    if (!file.open(QIODevice::ReadOnly)) return noImage(file.fileName());
    const QByteArray digest = QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha1);
    if (const auto seen = m_seen.constFind(digest); seen != m_seen.constEnd()) return *seen;
    TRY(const Content content, lookInto(digest));
    m_seen.insert(digest, content);
    return content;
}

Result<Content> ImageCheck::lookInto(const QByteArray& digest) {
    TRY(const auto connection,
        Connection::open(store::DatabaseUrl::sqlite(path(databaseName)), QStringLiteral("image")));
    Content content{digest, {}, {}};
    TRY(content.problem, fileProblem(*connection));
    if (!content.problem.isEmpty()) return content;
    TRY_DONE(store::requireSchema(*connection));
    TRY(content.problem, bookProblem(*connection));
    TRY(content.permits, permitsIn(*connection));
    return content;
}

Done ImageCheck::goesOn(const Image& image) {
    TRY_DONE(layOut(image));
    const auto url = store::DatabaseUrl::sqlite(path(databaseName));
    constexpr const char* count = "SELECT COUNT(*) FROM trail";
    std::int64_t before = 0;
    {
        TRY(const auto connection, Connection::open(url, QStringLiteral("image")));
        TRY(before, store::queryInt64(*connection, count));
        TRY_DONE(trail::append(
            *connection,
            {QStringLiteral("crash"), {QStringLiteral("person"), 1}, QStringLiteral("on"), {}, {}, {}, {}}));
    }
    TRY(const auto again, Connection::open(url, QStringLiteral("image")));
    TRY(const std::int64_t after, store::queryInt64(*again, count));
    if (after != before + 1) return broken(QStringLiteral("DoesNotGoOn"));
    return {};
}

Result<JournalContent> ImageCheck::journal(const QByteArray& bytes) {
    const QString name = path(journalName);
    QFile::remove(name);
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) return noImage(name);
    file.close();
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    TRY(auto storage, egress::openJournalFile(name));
    TRY(const auto journal, egress::Journal::open(std::move(storage)));
    JournalContent content{journal->mark().lines, {}, journal->tornBytes()};
    for (const egress::Sending& sending : journal->sendings()) content.orders.insert(sending.orderNo);
    return content;
}

} // namespace payout::crash
