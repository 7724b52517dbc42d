// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bank/bank_server.h"

#include "app/bank/bank_gateway.h"
#include "app/bank/bank_statement.h"
#include "core/base/account_number.h"

#include <QAbstractHttpServer>
#include <QDir>
#include <QHostAddress>
#include <QHttpServerRequest>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QTcpSocket>
#include <QUrlQuery>

namespace payout::bank {

namespace {

struct HttpAnswer {
    int status = 200;
    QByteArray contentType;
    QByteArray body;
};

HttpAnswer jsonAnswer(const QJsonObject& object) {
    return {200, "application/json", QJsonDocument(object).toJson(QJsonDocument::Compact)};
}
HttpAnswer failure(const Error& error) { return {400, "text/plain; charset=UTF-8", describe(error).toUtf8() + '\n'}; }

void deliver(QTcpSocket* socket, const HttpAnswer& answer) {
    socket->write("HTTP/1.1 " + QByteArray::number(answer.status) + (answer.status == 200 ? " OK" : " Refused") +
                  "\r\nContent-Type: " + answer.contentType + "\r\nContent-Length: " +
                  QByteArray::number(answer.body.size()) + "\r\nConnection: close\r\n\r\n" + answer.body);
    socket->disconnectFromHost();
}

Result<UtcTime> timeParameter(const QUrlQuery& query, const QString& name) {
    // A '+' in a query string may be a blank by the time it arrives; the offset's sign is meant.
    return parseIso(query.queryItemValue(name, QUrl::FullyDecoded).replace(u' ', u'+'));
}

QJsonObject bookRow(const BankBooks& books, const BankOrder& order, UtcTime now) {
    const bool paid = order.isPaidAt(now);
    QJsonObject out{{QStringLiteral("orderId"), order.orderId},
                    {QStringLiteral("txnTime"), order.txnTime},
                    {QStringLiteral("account"), maskAccount(order.account)},
                    {QStringLiteral("name"), order.name},
                    {QStringLiteral("amountMinor"), order.amountMinor},
                    {QStringLiteral("queryId"), order.queryId},
                    {QStringLiteral("receivedAt"), formatIso(order.receivedAt)},
                    {QStringLiteral("received"), books.timesReceived(order.orderId)},
                    {QStringLiteral("times"), paid ? 1 : 0}};
    if (order.executeAt) out.insert(QStringLiteral("executedAt"), formatIso(*order.executeAt));
    if (order.executeAt) out.insert(QStringLiteral("bookedAt"), formatIso(order.bookedAt));
    const QString unpaid = order.executeAt ? QStringLiteral("WAITING") : QStringLiteral("FAILED");
    out.insert(QStringLiteral("status"), paid ? QStringLiteral("PAID") : unpaid);
    return out;
}

} // namespace

class BankServer::Http final : public QAbstractHttpServer {
public:
    Http(BankSetup setup, std::unique_ptr<BankBooks> books, BankKeys keys)
        : m_setup(std::move(setup)), m_books(std::move(books)), m_gateway(*m_books, std::move(keys), m_setup.scenario) {
    }

protected:
    bool handleRequest(const QHttpServerRequest& request, QTcpSocket* socket) override {
        const QString path = request.url().path();
        const bool post = request.method() == QHttpServerRequest::Method::Post;
        if (post && path == QStringLiteral("/gateway/api/backTransReq.do"))
            answer(socket, m_gateway.send(request.body(), now()));
        else if (post && path == QStringLiteral("/gateway/api/queryTrans.do"))
            answer(socket, m_gateway.query(request.body(), now()));
        else
            return handleDesk(request, socket, path, post);
        return true;
    }

    void missingHandler(const QHttpServerRequest&, QTcpSocket* socket) override {
        deliver(socket, {404, "text/plain", "no such page\n"});
    }

private:
    bool handleDesk(const QHttpServerRequest& request, QTcpSocket* socket, const QString& path, bool post) {
        const QUrlQuery query(request.url());
        if (!post && path == QStringLiteral("/statement"))
            deliver(socket, statement(query));
        else if (post && path == QStringLiteral("/statement/write"))
            deliver(socket, writeStatement(query));
        else if (!post && path == QStringLiteral("/books"))
            deliver(socket, booksAnswer());
        else if (post && path == QStringLiteral("/control/clock"))
            deliver(socket, shiftClock(query));
        else
            return false;
        return true;
    }

    // A clock set back must not write into a period whose statement is out.
    UtcTime now() const { return std::max(m_setup.clock() + m_shift, m_books->newest()); }

    void answer(QTcpSocket* socket, const GatewayReply& reply) {
        switch (reply.delivery) {
        case Delivery::Whole: return deliver(socket, {200, reply.contentType, reply.body});
        case Delivery::Silence: return; // the line stays open until the other side gives up
        case Delivery::DropBefore:
        case Delivery::DropAfter: return socket->disconnectFromHost();
        }
    }

    Result<StatementFile> statementFile(const QUrlQuery& query) {
        TRY(const StatementFormat format, statementFormatNamed(query.queryItemValue(QStringLiteral("format"))));
        TRY(const UtcTime from, timeParameter(query, QStringLiteral("from")));
        TRY(const UtcTime to, timeParameter(query, QStringLiteral("to")));
        const QString account = QStringLiteral("account"); // the bank keeps one; whoever names none means that one
        if (query.hasQueryItem(account) && query.queryItemValue(account) != m_books->account().number)
            return refused(QStringLiteral("NoSuchAccount"));
        return buildStatement(*m_books, format, {from, to}, now());
    }

    HttpAnswer statement(const QUrlQuery& query) {
        const auto file = statementFile(query);
        if (!file) return failure(file.error());
        return {200, file->name.endsWith(QStringLiteral(".csv")) ? "text/csv; charset=UTF-8" : "application/xml",
                file->bytes};
    }

    HttpAnswer writeStatement(const QUrlQuery& query) {
        if (m_setup.statementsFolder.isEmpty())
            return failure({ErrorKind::Refused, QStringLiteral("NoStatementsFolder"), QStringLiteral("--statements")});
        const auto file = statementFile(query);
        if (!file) return failure(file.error());
        const QDir folder(m_setup.statementsFolder);
        folder.mkpath(QStringLiteral("."));
        QSaveFile out(folder.filePath(file->name)); // a watcher of the folder never sees half a file
        if (!out.open(QIODevice::WriteOnly) || out.write(file->bytes) != file->bytes.size() || !out.commit())
            return failure({ErrorKind::Unavailable, QStringLiteral("StatementUnwritable"), out.errorString()});
        return jsonAnswer({{QStringLiteral("file"), file->name}});
    }

    HttpAnswer booksAnswer() const {
        QJsonArray rows;
        const UtcTime at = now();
        for (const BankOrder& order : m_books->orders()) rows.append(bookRow(*m_books, order, at));
        return jsonAnswer({{QStringLiteral("account"), maskAccount(m_books->account().number)},
                           {QStringLiteral("openingMinor"), m_books->account().openingMinor},
                           {QStringLiteral("now"), formatIso(at)},
                           {QStringLiteral("orders"), rows}});
    }

    HttpAnswer shiftClock(const QUrlQuery& query) {
        bool fine = false;
        const qint64 offset = query.queryItemValue(QStringLiteral("offset_ms")).toLongLong(&fine);
        constexpr qint64 tenYears = qint64{3653} * 24 * 3'600'000;
        if (!fine || std::abs(offset) > tenYears) return failure({ErrorKind::Refused, QStringLiteral("BadOffset"), {}});
        m_shift = std::chrono::milliseconds(offset);
        return jsonAnswer({{QStringLiteral("now"), formatIso(now())}});
    }

    BankSetup m_setup;
    std::unique_ptr<BankBooks> m_books;
    BankGateway m_gateway;
    std::chrono::milliseconds m_shift{0};
};

BankServer::BankServer(std::unique_ptr<Http> http) : m_http(std::move(http)) {}
BankServer::~BankServer() = default;

Result<std::unique_ptr<BankServer>> BankServer::create(BankSetup setup) {
    namespace acp = channel::acp;
    const QDir keys(setup.keysFolder);
    if (!keys.exists() || keys.isEmpty()) TRY_DONE(acp::createPracticeKeys(setup.keysFolder));
    TRY(acp::PrivateKey own, acp::loadPrivateKey(keys.filePath(QLatin1String(acp::key_file::bankPrivate))));
    TRY(acp::PublicKey merchant, acp::loadPublicKey(keys.filePath(QLatin1String(acp::key_file::merchantPublic))));
    TRY(auto books, BankBooks::open(setup.booksFile, setup.account, setup.clock()));
    auto http =
        std::make_unique<Http>(std::move(setup), std::move(books), BankKeys{std::move(own), std::move(merchant)});
    return std::unique_ptr<BankServer>(new BankServer(std::move(http)));
}

Result<quint16> BankServer::listen(quint16 port) {
    const quint16 bound = m_http->listen(QHostAddress(QHostAddress::LocalHost), port);
    if (bound == 0) return refused(QStringLiteral("PortBusy"), QString::number(port));
    return bound;
}

Result<std::unique_ptr<BankThread>> BankThread::start(BankSetup setup, quint16 port) {
    std::unique_ptr<BankThread> out(new BankThread);
    out->m_context = new QObject;
    out->m_context->moveToThread(&out->m_thread);
    out->m_thread.start();
    Result<quint16> bound = broken(QStringLiteral("NotStarted"));
    const auto begin = [&]() -> Result<quint16> {
        TRY(out->m_server, BankServer::create(std::move(setup)));
        return out->m_server->listen(port);
    };
    QMetaObject::invokeMethod(out->m_context, [&] { bound = begin(); }, Qt::BlockingQueuedConnection);
    if (!bound) return std::unexpected(bound.error());
    out->m_port = *bound;
    return out;
}

BankThread::~BankThread() {
    QMetaObject::invokeMethod(m_context, [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
    m_context->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

QString BankThread::endpoint() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }

} // namespace payout::bank
