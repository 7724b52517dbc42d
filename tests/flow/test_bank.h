// SPDX-License-Identifier: GPL-3.0-or-later
// A bank in memory with a book of its own, and the channel and wires that reach it. What it does with an order is said
// per order number or for all; what it executed can be counted whatever it answered.
#pragma once

#include "core/channel/channel.h"

#include <QHash>

#include <deque>
#include <memory>

namespace payout::support {

enum class BankAct {
    PayAndAccept,       ///< executes, answers accepted (00)
    PayAndSayError,     ///< executes, answers a listed error
    PayAndStaySilent,   ///< executes, never answers
    AcceptOnly,         ///< does not execute, answers accepted (00)
    IgnoreSilently,     ///< does not execute, never answers
    AnswerUnlistedCode, ///< does not execute, answers 0Z
    AnswerPayeeError,   ///< accepts, does not execute, a query says payee error
    RefuseConnection,
};

class TestBank {
public:
    BankAct act = BankAct::PayAndAccept;
    QHash<QString, BankAct> actOf; ///< by order number
    /// Answers of the next queries, before the book is looked at.
    std::deque<rules::Outcome> nextQueries;
    std::int64_t wrongMinorInAnswer = 0; ///< added to the amount that a success names
    std::int64_t wrongMinorInSend = 0;   ///< added to the amount that the answer to a send names
    bool refusesKnownNumbers = false;    ///< a number that it has executed is answered DUPLICATE_ORDER (A2)
    bool unsignedAnswers = false;        ///< as somebody in the bank's place would answer
    std::function<void(const QString& orderNo)> onSend; ///< an order to pay has arrived
    std::function<void()> beforeAnswer; ///< called after execution, before the answer leaves: for crashes

    int executions(const QString& orderNo) const { return m_book.value(orderNo); }
    int totalExecutions() const;
    int sends() const { return m_sends; }
    int connections() const { return m_connections; }

    channel::RawReply handle(const channel::WireRequest& request);
    Done connectTo();

private:
    channel::RawReply handleSend(const QString& orderNo, std::int64_t minor);
    channel::RawReply handleQuery(const QString& orderNo, std::int64_t minor);
    BankAct actFor(const QString& orderNo) const { return actOf.value(orderNo, act); }

    QHash<QString, int> m_book;
    QHash<QString, bool> m_payeeError;
    int m_sends = 0;
    int m_connections = 0;
};

/// Speaks a plain form with the bank above; classification by stored outcome names.
class TestChannel final : public channel::Channel {
public:
    TestChannel();
    channel::ChannelProfile settings;

    const channel::ChannelProfile& profile() const override { return settings; }
    Done checkOrder(const channel::PaymentOrder& order) const override;
    Result<channel::WireRequest> buildSend(const channel::PaymentOrder& order) const override;
    Result<channel::WireRequest> buildQuery(const channel::QueryOrder& order) const override;
    channel::Answer classifySend(const channel::PaymentOrder& order, const channel::RawReply& reply) const override;
    channel::Answer classifyQuery(const channel::QueryOrder& order, const channel::RawReply& reply) const override;
};

channel::WireFactory wiresTo(TestBank& bank);

} // namespace payout::support
