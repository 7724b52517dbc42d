// SPDX-License-Identifier: GPL-3.0-or-later
// The practice bank behind HTTP, on 127.0.0.1 only. One thread owns it; a test runs it in a BankThread.
#pragma once

#include "app/bank/bank_books.h"
#include "app/bank/bank_scenario.h"

#include <QThread>

#include <functional>
#include <memory>

namespace payout::bank {

struct BankSetup {
    QString booksFile;
    QString keysFolder; ///< bank.key.pem and merchant.pub.pem; all four are created in an empty folder
    Scenario scenario;
    QString statementsFolder; ///< empty: POST /statement/write is refused
    BankAccount account{QStringLiteral("1001000000000001"), 10'000'000'000};
    std::function<UtcTime()> clock;
};

/// POST /gateway/api/backTransReq.do, POST /gateway/api/queryTrans.do;
/// GET /statement?from=ISO&to=ISO&format=camt053|camt052|csv&account=NO; POST /statement/write?(the same) answers the
/// file's name; GET /books answers JSON; POST /control/clock?offset_ms=N shifts the bank's clock (training only).
/// Each new statement period takes the next sequence number, so checkers read /books and leave /statement to the desk.
class BankServer {
public:
    static Result<std::unique_ptr<BankServer>> create(BankSetup setup);
    ~BankServer();

    /// 0 picks a free port; answers the port. Refused "PortBusy". Needs the thread's event loop to serve.
    Result<quint16> listen(quint16 port);

private:
    class Http;
    explicit BankServer(std::unique_ptr<Http> http);
    std::unique_ptr<Http> m_http;
};

/// A bank in this process, served by a thread of its own until the object goes.
class BankThread {
public:
    /// Blocks until the bank listens.
    static Result<std::unique_ptr<BankThread>> start(BankSetup setup, quint16 port = 0);
    ~BankThread();

    quint16 port() const { return m_port; }
    QString endpoint() const; ///< "http://127.0.0.1:port"

private:
    BankThread() = default;

    QThread m_thread;
    QObject* m_context = nullptr;
    std::unique_ptr<BankServer> m_server; ///< made, used and deleted in m_thread
    quint16 m_port = 0;
};

} // namespace payout::bank
