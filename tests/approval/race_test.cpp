// SPDX-License-Identifier: GPL-3.0-or-later
// A5: 64 threads approve the same batch at the same instant, about a thousand clicks in all.
#include "tests/approval/approver.h"

#include <array>
#include <barrier>
#include <optional>
#include <thread>

namespace payout::approval {

using rules::Role;
using store::Connection;
using support::must;
using support::PayoutFixture;

namespace {

constexpr std::size_t clicks = 64;
constexpr int rounds = 16;

using Requests = std::vector<ApproveRequest>;
using Answers = std::vector<std::optional<Result<Decision>>>;

/// Half of the clicks are one person's nervous finger on one token; the others have a token each.
Requests requestsFor(Connection& connection, std::array<Approver, 2>& approvers, InstructionId batch) {
    const QString digest = approvers[0].look(batch).digest;
    return must(store::inTransaction(connection, store::Isolation::Write, [&](Connection&) -> Result<Requests> {
        const QString shared = approvers[0].token(approveCommand, batch);
        Requests requests;
        for (std::size_t i = 0; i < clicks; ++i) {
            Approver& approver = approvers[i % 2];
            const QString token = i % 2 == 0 ? shared : approver.token(approveCommand, batch);
            requests.push_back({{approver.actor(), token, batch, digest}, {}});
        }
        return requests;
    }));
}

/// 64 threads with a connection each, open before the whistle; they click together, round after round.
class Crowd {
public:
    explicit Crowd(const support::TempStore& store) {
        for (std::size_t i = 0; i < clicks; ++i) m_threads.emplace_back([this, &store, i] { work(store, i); });
    }
    ~Crowd() {
        m_isOver = true;
        m_whistle.arrive_and_wait();
        for (std::thread& thread : m_threads) thread.join();
    }

    Answers clickAtOnce(const Requests& requests) {
        m_requests = &requests;
        m_answers = Answers(clicks);
        m_whistle.arrive_and_wait();
        m_done.arrive_and_wait();
        return std::move(m_answers);
    }

private:
    void work(const support::TempStore& store, std::size_t number) {
        const auto own = must(store.open());
        for (;;) {
            m_whistle.arrive_and_wait();
            if (m_isOver) return;
            m_answers[number] = approveInstruction(*own, (*m_requests)[number]);
            m_done.arrive_and_wait();
        }
    }

    const Requests* m_requests = nullptr;
    Answers m_answers;
    bool m_isOver = false; ///< written before the whistle that everybody waits for
    std::barrier<> m_whistle{static_cast<std::ptrdiff_t>(clicks) + 1};
    std::barrier<> m_done{static_cast<std::ptrdiff_t>(clicks) + 1};
    std::vector<std::thread> m_threads;
};

} // namespace

class RaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a5s6OneApprovalWhoeverClicks_data() { support::addEngineRows(); }
    void a5s6OneApprovalWhoeverClicks() {
        PAYOUT_TEMP_STORE(store);
        Connection& connection = store.connection();
        PayoutFixture fixture(connection);
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 100'000'000, 50);
        std::array<Approver, 2> approvers{
            Approver(connection, fixture, fixture.auditor()),
            Approver(connection, fixture, fixture.addPerson(QStringLiteral("auditor2"), {Role::Auditor}))};
        Crowd crowd(store);
        for (int round = 1; round <= rounds; ++round) {
            const InstructionId batch = fixture.addPendingBatch(
                merchant, PayoutFixture::rows(QStringLiteral("R%1").arg(round), 20, 10'000 + round));
            const Answers answers = crowd.clickAtOnce(requestsFor(connection, approvers, batch));
            QSet<QString> different;
            int firsts = 0;
            for (const auto& answer : answers) {
                QVERIFY2(answer->has_value(), answer->has_value() ? "" : qPrintable(describe(answer->error())));
                different.insert(answerText(**answer));
                firsts += (*answer)->wasFirst ? 1 : 0;
            }
            QCOMPARE(different.size(), 1);
            QCOMPARE(firsts, 1);
        }
        QCOMPARE(fixture.number("SELECT COUNT(*) FROM approval"), rounds);
        QCOMPARE(fixture.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'DEBIT_FIRST'"), rounds);
        QCOMPARE(fixture.number("SELECT COUNT(*) FROM trail WHERE to_state = 'APPROVED_PROCESSING'"), rounds);
        QCOMPARE(violations(connection), QStringList());
    }
};

} // namespace payout::approval

QTEST_GUILESS_MAIN(payout::approval::RaceTest)
#include "race_test.moc"
