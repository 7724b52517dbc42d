// SPDX-License-Identifier: GPL-3.0-or-later
// The product's side against a practice bank in this process: the real channel over the real wire.
#pragma once

#include "app/bank/bank_server.h"
#include "core/channel/acp/acp_channel.h"

#include <QJsonObject>
#include <QTemporaryDir>

#include <atomic>
#include <memory>

namespace payout::bank {

class BankClient {
public:
    /// `misbehaviour` as of --misbehave.
    explicit BankClient(const QString& misbehaviour, UtcTime start = UtcTime(1'795'327'407'000)); // 2026-11-22 14:03:27
    ~BankClient();

    void restart(const QString& misbehaviour);
    void advance(std::chrono::milliseconds by) { m_now += by.count(); }
    UtcTime now() const { return UtcTime(m_now); }

    static channel::PaymentOrder order(int number, const char* yuan);
    channel::Answer send(const channel::PaymentOrder& order);
    channel::Answer query(const channel::PaymentOrder& order);
    channel::RawReply exchange(const channel::WireRequest& request);
    const channel::Channel& channel() const { return *m_channel; }

    QJsonObject bookOf(const channel::PaymentOrder& order); ///< empty if the books do not know it
    QJsonObject books();
    struct Page {
        int status = 0;
        QByteArray body;
    };
    Page fetch(const QByteArray& method, const QString& path);
    QString statementPath(const char* from, const char* to, const char* format) const;
    QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    std::atomic<qint64> m_now;
    std::unique_ptr<BankThread> m_bank;
    std::unique_ptr<channel::acp::AcpChannel> m_channel;
};

} // namespace payout::bank
