// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bank/bank_books.h"

#include "core/base/digest.h"

#include <QJsonDocument>

#include <sys/file.h>
#include <unistd.h>

namespace payout::bank {

namespace {

constexpr qsizetype checkDigits = 16;
constexpr qint64 booksBytesMax = qint64{1} << 30;

// A journal line: 16 digits of the SHA-256 of the JSON, a blank, the JSON.
QByteArray lineOf(const QJsonObject& object) {
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return sha256Hex(json).left(checkDigits).toLatin1() + ' ' + json + '\n';
}

std::optional<QJsonObject> objectOf(const QByteArray& line) {
    const QByteArray json = line.sliced(std::min(checkDigits + 1, line.size()));
    if (!line.startsWith(sha256Hex(json).left(checkDigits).toLatin1() + ' ')) return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(json);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

QString textIn(const QJsonObject& line, const char* key) { return line.value(QLatin1String(key)).toString(); }
qint64 numberIn(const QJsonObject& line, const char* key) { return line.value(QLatin1String(key)).toInteger(); }
UtcTime timeIn(const QJsonObject& line, const char* key) { return UtcTime(numberIn(line, key)); }

QJsonObject orderLine(const BankOrder& order) {
    QJsonObject out{{QStringLiteral("t"), QStringLiteral("order")},
                    {QStringLiteral("orderId"), order.orderId},
                    {QStringLiteral("txnTime"), order.txnTime},
                    {QStringLiteral("merId"), order.merId},
                    {QStringLiteral("account"), order.account},
                    {QStringLiteral("name"), order.name},
                    {QStringLiteral("amount"), order.amountMinor},
                    {QStringLiteral("queryId"), order.queryId},
                    {QStringLiteral("received"), static_cast<qint64>(order.receivedAt.ms)},
                    {QStringLiteral("booked"), static_cast<qint64>(order.bookedAt.ms)},
                    {QStringLiteral("failCode"), order.failCode}};
    if (order.executeAt) out.insert(QStringLiteral("execute"), static_cast<qint64>(order.executeAt->ms));
    return out;
}

BankOrder orderIn(const QJsonObject& line) {
    BankOrder out{textIn(line, "orderId"), textIn(line, "txnTime"),  textIn(line, "merId"),
                  textIn(line, "account"), textIn(line, "name"),     numberIn(line, "amount"),
                  textIn(line, "queryId"), timeIn(line, "received"), std::nullopt,
                  timeIn(line, "booked"),  textIn(line, "failCode")};
    if (line.contains(QStringLiteral("execute"))) out.executeAt = timeIn(line, "execute");
    return out;
}

QString periodKey(const QString& kind, qint64 from, qint64 to) {
    return QStringLiteral("%1 %2 %3").arg(kind).arg(from).arg(to);
}

} // namespace

BankBooks::~BankBooks() = default;

Result<std::unique_ptr<BankBooks>> BankBooks::open(const QString& path, const BankAccount& fresh, UtcTime now) {
    std::unique_ptr<BankBooks> books(new BankBooks);
    books->m_file.setFileName(path);
    if (!books->m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return refused(QStringLiteral("BooksUnreadable"), path + QStringLiteral(": ") + books->m_file.errorString());
    if (::flock(books->m_file.handle(), LOCK_EX | LOCK_NB) != 0) return refused(QStringLiteral("BooksInUse"), path);
    TRY_DONE(books->load(fresh, now));
    return books;
}

Done BankBooks::load(const BankAccount& fresh, UtcTime now) {
    if (m_file.size() > booksBytesMax) return refused(QStringLiteral("BooksTooLarge"), m_file.fileName());
    qint64 good = 0;
    const QByteArray bytes = m_file.readAll();
    for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', good)) {
        const auto object = objectOf(bytes.sliced(good, end - good));
        if (!object) return broken(QStringLiteral("BooksDamaged"), QStringLiteral("byte %1").arg(good));
        TRY_DONE(apply(*object));
        good = end + 1;
    }
    if (good < bytes.size() && !m_file.resize(good))
        return broken(QStringLiteral("BooksDamaged"), m_file.errorString());
    m_file.seek(good);
    if (good > 0) return {};
    return append({{QStringLiteral("t"), QStringLiteral("open")},
                   {QStringLiteral("account"), fresh.number},
                   {QStringLiteral("opening"), fresh.openingMinor},
                   {QStringLiteral("at"), static_cast<qint64>(now.ms)}});
}

void BankBooks::seen(UtcTime time) { m_newest = std::max(m_newest, time); }

Done BankBooks::apply(const QJsonObject& line) {
    const QString type = textIn(line, "t");
    if (type == QStringLiteral("open")) {
        m_account = {textIn(line, "account"), numberIn(line, "opening")};
        m_availableMinor = m_account.openingMinor;
        m_openedAt = timeIn(line, "at");
        seen(m_openedAt);
    } else if (type == QStringLiteral("order")) {
        applyOrder(line);
    } else if (type == QStringLiteral("again")) {
        ++m_received[textIn(line, "orderId")];
    } else if (type == QStringLiteral("statement")) {
        const QString kind = textIn(line, "kind");
        const int number = static_cast<int>(numberIn(line, "number"));
        m_statementNumbers[periodKey(kind, numberIn(line, "from"), numberIn(line, "to"))] = number;
        m_lastStatementNumber[kind] = std::max(m_lastStatementNumber.value(kind), number);
        seen(timeIn(line, "to"));
    } else {
        return broken(QStringLiteral("BooksDamaged"), QStringLiteral("line of an unknown kind"));
    }
    return {};
}

void BankBooks::applyOrder(const QJsonObject& line) {
    const BankOrder order = orderIn(line);
    m_byOrderId.insert(order.orderId, m_orders.size());
    ++m_received[order.orderId];
    if (order.executeAt) m_availableMinor -= order.amountMinor;
    seen(order.receivedAt);
    m_orders.push_back(order);
}

Done BankBooks::append(const QJsonObject& line) {
    const QByteArray bytes = lineOf(line);
    if (m_failed) return broken(QStringLiteral("BooksFailed"));
    m_failed = m_file.write(bytes) != bytes.size() || ::fsync(m_file.handle()) != 0;
    if (m_failed) return broken(QStringLiteral("BooksFailed"), m_file.errorString());
    return apply(line);
}

Done BankBooks::take(const BankOrder& order) {
    if (find(order.orderId)) {
        TRY_DONE(append({{QStringLiteral("t"), QStringLiteral("again")},
                         {QStringLiteral("orderId"), order.orderId},
                         {QStringLiteral("at"), static_cast<qint64>(order.receivedAt.ms)}}));
        return refused(QStringLiteral("DuplicateOrder"), order.orderId);
    }
    return append(orderLine(order));
}

const BankOrder* BankBooks::find(const QString& orderId) const {
    const auto found = m_byOrderId.find(orderId);
    return found == m_byOrderId.end() ? nullptr : &m_orders[*found];
}

Result<int> BankBooks::statementNumber(const QString& kind, UtcTime from, UtcTime to) {
    const QString key = periodKey(kind, from.ms, to.ms);
    if (const auto known = m_statementNumbers.find(key); known != m_statementNumbers.end()) return *known;
    const int number = m_lastStatementNumber.value(kind) + 1;
    TRY_DONE(append({{QStringLiteral("t"), QStringLiteral("statement")},
                     {QStringLiteral("kind"), kind},
                     {QStringLiteral("from"), static_cast<qint64>(from.ms)},
                     {QStringLiteral("to"), static_cast<qint64>(to.ms)},
                     {QStringLiteral("number"), number}}));
    return number;
}

} // namespace payout::bank
