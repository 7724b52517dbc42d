// SPDX-License-Identifier: GPL-3.0-or-later
// The watchdog of R35: what is approved and not paid after fifteen minutes is reported every ten, what may have been
// sent is asked about at once, and nothing is ever sent because of it.
#include "core/store/statement.h"
#include "tests/flow/flow_world.h"

#include <QTest>

using namespace payout;
using namespace payout::support;
using namespace std::chrono;

class WatchdogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void r35WatchdogReportsAndNeverSends_data() { addEngineRows(); }
    void r35WatchdogReportsAndNeverSends();
};

void WatchdogTest::r35WatchdogReportsAndNeverSends() {
    PAYOUT_TEMP_STORE(temp);
    FlowWorld world(temp);
    std::vector<std::vector<dispatch::UnpaidPayout>> reports;
    dispatch::ChannelSet channels([](const channel::ChannelProfile&) -> Result<std::unique_ptr<channel::Channel>> {
        return refused(QStringLiteral("NoChannelHere")); // a watchdog has nothing to send with
    });
    worker::KeepJob keeper(
        channels, QStringLiteral("keeper"),
        [&reports](const std::vector<dispatch::UnpaidPayout>& unpaid) { reports.push_back(unpaid); });
    const auto keep = [&] { VERIFY_DONE(keeper.step(world.connection())); };

    world.changeProfile([](channel::ChannelProfile& profile) { profile.processingMax = hours(24); });
    auto payouts = world.approvedBatch({10'000, 20'000});
    world.bank.act = BankAct::AcceptOnly; // never decides: nothing comes of asking either
    const auto job = world.newSendJob();
    VERIFY_DONE(job->start(world.connection()));
    for (int i = 0; i < 10 && world.bank.sends() == 0; ++i) VERIFY_DONE(job->step(world.connection()));
    payouts.push_back(world.approvedBatch({30'000}).front()); // nobody claims it
    const int sends = world.bank.sends();
    QVERIFY(sends >= 1);
    const auto armed = world.number("SELECT COUNT(*) FROM attempt WHERE state = 'ARMED'");
    QVERIFY(armed >= 1);
    VERIFY_DONE(store::execute(world.connection(), "UPDATE attempt SET next_query_ms = ? WHERE state = 'ARMED'",
                               world.now() + hours(5)));

    keep();
    QCOMPARE(reports.size(), 1U);
    QVERIFY(reports.back().empty()); // not due yet
    world.passTime(minutes(9));
    keep();
    QCOMPARE(reports.size(), 1U); // every ten minutes
    world.passTime(minutes(6) + seconds(1));
    keep();
    QCOMPARE(reports.size(), 2U);
    std::set<std::int64_t> named;
    std::int64_t mayBeSent = 0;
    for (const dispatch::UnpaidPayout& unpaid : reports.back()) {
        named.insert(unpaid.payout.value);
        if (unpaid.armed) ++mayBeSent;
    }
    QCOMPARE(named, (std::set<std::int64_t>{payouts[0].value, payouts[1].value, payouts[2].value}));
    QCOMPARE(mayBeSent, armed);
    // What may be out is asked about at once; what never left is not asked about, and nothing was sent.
    QVERIFY(world.number("SELECT MAX(next_query_ms) FROM attempt WHERE state = 'ARMED'") <= world.now().ms);
    QCOMPARE(world.bank.sends(), sends);
    world.passTime(minutes(10));
    keep();
    QCOMPARE(reports.size(), 3U); // and again, as long as it lasts
    QCOMPARE(reports.back().size(), 3U);
    QCOMPARE(world.bank.sends(), sends);
}

QTEST_GUILESS_MAIN(WatchdogTest)
#include "watchdog_test.moc"
