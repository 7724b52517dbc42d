// SPDX-License-Identifier: GPL-3.0-or-later
// A whole small institution for a flow test: database, people, a merchant, a channel with the test bank behind it, the
// jobs, and the steps that a day consists of.
#pragma once

#include "core/egress/egress.h"
#include "core/exception/decide_action.h"
#include "core/worker/ask_job.h"
#include "core/worker/keep_job.h"
#include "core/worker/send_job.h"
#include "tests/flow/test_bank.h"
#include "tests/support/payout_fixture.h"
#include "tests/support/temp_store.h"

namespace payout::support {

class FlowWorld {
public:
    /// The database's clock stands at 10:00 on a working day of the institution.
    /// The egress' journal is a file if one is named, otherwise memory.
    explicit FlowWorld(TempStore& store, QString journalPath = {});
    /// After every flow the books are right (ledgerCheck): the test fails if they are not.
    ~FlowWorld();
    FlowWorld(const FlowWorld&) = delete;
    FlowWorld& operator=(const FlowWorld&) = delete;

    TempStore& store;
    PayoutFixture fixture;
    TestBank bank;
    std::chrono::milliseconds hostClockError{0}; ///< of the worker's host
    ChannelId channel;
    MerchantId merchant;

    /// What the egress of this house remembers; an egress that starts again reads it (restartEgress).
    QByteArray journalBytes;
    bool journalIsFull = false;
    QString egressStopFile; ///< before restartEgress
    egress::OwnLimits egressLimits;
    std::function<std::chrono::milliseconds()> bootClock = [] { return std::chrono::milliseconds(0); };
    void restartEgress();
    /// Every program ends and starts again; nobody is connected in between.
    void restartPrograms();
    void backUp();
    /// The database as it was at backUp(); bank and egress go on, and remember.
    void restoreBackup();
    egress::Egress& egress() { return *m_egress; }
    egress::Journal& journal() { return *m_journal; }

    store::Connection& connection() { return store.connection(); }
    /// An approved batch of these amounts in minor units; the payout ids in order.
    std::vector<PayoutId> approvedBatch(const std::vector<std::int64_t>& amounts);
    /// As a running egress does every few seconds; passTime and setClock do it by themselves.
    void watch();
    void passTime(std::chrono::milliseconds time);
    void setClock(UtcTime time);
    UtcTime now();

    /// Changes the stored channel profile (what ChannelSet hands to the test channel).
    void changeProfile(const std::function<void(channel::ChannelProfile&)>& change);
    void changeProfileOf(ChannelId which, const std::function<void(channel::ChannelProfile&)>& change);

    std::unique_ptr<worker::SendJob> newSendJob(const QString& host = QStringLiteral("host1"));
    /// Starts a send job and steps until it is idle.
    void sendAll();
    /// Goes on with the job that sendAll started, as after a pause: same lease, same epoch.
    void sendAllUnderSameLease();
    /// Steps the asker until it is idle.
    void askAll();
    void keep();

    QString stateOf(PayoutId payout);
    QString text(const char* sql);
    std::int64_t number(const char* sql) { return fixture.number(sql); }
    /// Even before there is an attempt.
    QString firstOrderNo(PayoutId payout) const;
    QString orderNoOf(PayoutId payout, int attemptNo = 1);
    /// Statements of the channel reach this far; stands for a loaded file.
    void coverThrough(UtcTime time);

    std::optional<Error> propose(PayoutId payout, rules::ExceptionAction action, PersonId by);
    std::optional<Error> confirm(PayoutId payout, PersonId by);
    /// Many in one call, as they are now.
    Result<std::vector<exception::RowResult>> proposeAll(const std::vector<PayoutId>& payouts,
                                                         rules::ExceptionAction action, PersonId by);
    Result<std::vector<exception::RowResult>> confirmAll(const std::vector<PayoutId>& payouts, PersonId by);
    QString freshToken(PersonId person, const QString& command, const QString& objectKey);

    /// Every row of ledgerCheck as text; empty if the books are right. The destructor asks it too.
    QString bookProblems();

private:
    dispatch::ChannelSet m_channels;
    std::unique_ptr<egress::Journal> m_journal;
    std::unique_ptr<egress::Egress> m_egress;
    std::unique_ptr<worker::AskJob> m_ask;
    std::unique_ptr<worker::SendJob> m_send;
    QString m_journalPath;
    int m_batches = 0;
    int m_tokens = 0;
    std::unique_ptr<egress::JournalStorage> openJournal();
};

/// "" or the refusal's code, for QCOMPARE.
inline QString codeOf(const std::optional<Error>& error) { return error ? error->code : QString(); }

} // namespace payout::support
