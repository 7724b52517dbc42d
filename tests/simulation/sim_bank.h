// SPDX-License-Identifier: GPL-3.0-or-later
// The other side, with a book of its own: it pays every request that it took as often as it comes, whatever it answers,
// at once or some minutes later, and it may lie to questions. Where it certifies its numbers it refuses one that it has
// seen in the last day, and pays it again after that (A2). Its statements do not lie (protocol A4).
#pragma once

#include "tests/flow/test_bank.h"
#include "tests/simulation/dice.h"
#include "tests/support/payout_checker/facts.h"

#include "core/base/utc_time.h"

namespace payout::simulate {

/// How often, per mille of requests, and how long.
struct BankManners {
    int refusesConnection = 0;
    int losesRequest = 0;   ///< never arrives, and nobody is told
    int ignores = 0;        ///< answers accepted and never pays
    int paysLater = 0;      ///< within the longest processing time
    int silent = 0;         ///< of the answers to a payment
    int saysError = 0;      ///< answers a listed failure, whatever becomes of it
    int saysUnlisted = 0;   ///< a code in no table
    int answersAnother = 0; ///< the answer belongs to another order
    int answersWrong = 0;   ///< the answer names another amount
    int payeeError = 0;     ///< accepts, does not pay, and says so when asked
    int queryFails = 0;     ///< of the answers to a question
    int queryLies = 0;      ///< not found, or failed, of what it paid
};

class SimBank {
public:
    BankManners manners;
    std::vector<checker::Execution> book;
    std::vector<checker::Request> requests;
    static constexpr int certifiedDays = 1; ///< W
    bool paysOnce = false;                  ///< a number, inside W
    std::int64_t refused = 0;               ///< requests with a number that it knew
    std::int64_t lies = 0;
    std::int64_t late = 0;
    std::int64_t lost = 0; ///< requests that never arrived

    SimBank(UtcTime& clock, Dice& dice) : m_clock(clock), m_dice(dice) {}
    void reset();
    Done connectTo();
    channel::RawReply handle(const channel::WireRequest& request, std::int64_t connection);
    /// What it pays later and is due now.
    void payDue();
    [[nodiscard]] bool owes() const { return !m_later.empty(); }

private:
    struct Later {
        UtcTime at;
        checker::Execution what;
    };
    channel::RawReply pay(const QString& orderNo, std::int64_t minor, const QString& payee);
    channel::RawReply tell(const QString& orderNo, std::int64_t minor);
    [[nodiscard]] bool isPaid(const std::string& orderNo) const;
    bool isKnown(const QString& orderNo);

    UtcTime& m_clock;
    Dice& m_dice;
    std::vector<Later> m_later;
    QHash<QString, UtcTime> m_firstSeen; ///< by number
    QStringList m_payeeErrors;
    QString m_lastOrder;
};

/// Speaks with it, and says who is to be paid.
class SimChannel final : public channel::Channel {
public:
    explicit SimChannel(const channel::ChannelProfile& profile) { m_inner.settings = profile; }
    const channel::ChannelProfile& profile() const override { return m_inner.profile(); }
    Done checkOrder(const channel::PaymentOrder& order) const override { return m_inner.checkOrder(order); }
    Result<channel::WireRequest> buildSend(const channel::PaymentOrder& order) const override;
    Result<channel::WireRequest> buildQuery(const channel::QueryOrder& order) const override {
        return m_inner.buildQuery(order);
    }
    channel::Answer classifySend(const channel::PaymentOrder& order, const channel::RawReply& reply) const override {
        return m_inner.classifySend(order, reply);
    }
    channel::Answer classifyQuery(const channel::QueryOrder& order, const channel::RawReply& reply) const override {
        return m_inner.classifyQuery(order, reply);
    }

private:
    support::TestChannel m_inner;
};

} // namespace payout::simulate
