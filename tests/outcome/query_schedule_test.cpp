// SPDX-License-Identifier: GPL-3.0-or-later
// When the bank is asked (R22): 1, 3, 5, 10, 20, 30, 45 and 60 minutes after the send, then every hour, unless the
// channel allows only so many questions.
#include <QTest> // first: moc 6.4 cannot read <compare> before it has seen Qt

#include "core/outcome/query_schedule.h"

using namespace payout;
using std::chrono::minutes;

namespace {

const UtcTime armedAt{1'795'000'000'123};

/// What a channel gets that says nothing about its queries.
channel::ChannelProfile plainProfile() {
    const auto profile = channel::parseChannelProfile(R"({"code":"X1","name":"x","adapter":"acp","codeTableVersion":1,
        "endpoint":"https://bank.example","merId":"777290058110048"})",
                                                      QStringLiteral("x.json"));
    if (!profile) qFatal("%s", qPrintable(describe(profile.error())));
    return *profile;
}

/// Milliseconds after the send, or -1 for never.
std::int64_t nextAfterMs(const channel::ChannelProfile& profile, int queries, std::chrono::milliseconds nowAfter) {
    const auto next = outcome::nextQueryAt(profile, armedAt, queries, armedAt + nowAfter);
    return next ? next->ms - armedAt.ms : -1;
}

std::int64_t inMs(std::chrono::milliseconds time) { return time.count(); }

} // namespace

class QueryScheduleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void r22EachQuestionHasItsInstant_data() {
        QTest::addColumn<int>("queries");
        QTest::addColumn<int>("askedAtMinute");
        QTest::addColumn<int>("nextAtMinute");
        const auto row = [](const char* name, int queries, int asked, int next) {
            QTest::newRow(name) << queries << asked << next;
        };
        row("after the send", 0, 0, 1);
        row("second", 1, 1, 3);
        row("third", 2, 3, 5);
        row("fourth", 3, 5, 10);
        row("fifth", 4, 10, 20);
        row("sixth", 5, 20, 30);
        row("seventh", 6, 30, 45);
        row("eighth", 7, 45, 60);
        row("then by the hour", 8, 60, 120);
        row("and by the hour", 9, 120, 180);
        row("however old", 1'000, 60'000, 60'060);
        row("late: what has passed is not made up for", 1, 12, 20);
        row("very late: the hour counts from now", 2, 75, 135);
        row("asked by hand in between: its instant is used up", 3, 2, 10);
    }
    void r22EachQuestionHasItsInstant() {
        QFETCH(const int, queries);
        QFETCH(const int, askedAtMinute);
        QFETCH(const int, nextAtMinute);
        QCOMPARE(nextAfterMs(plainProfile(), queries, minutes(askedAtMinute)), inMs(minutes(nextAtMinute)));
    }

    void anInstantThatIsNowHasPassed() {
        QCOMPARE(nextAfterMs(plainProfile(), 0, minutes(1) - std::chrono::milliseconds(1)), inMs(minutes(1)));
        QCOMPARE(nextAfterMs(plainProfile(), 0, minutes(1)), inMs(minutes(3)));
    }

    void theChannelsOwnSchedule() {
        channel::ChannelProfile profile = plainProfile();
        profile.querySchedule = {std::chrono::seconds(30), std::chrono::seconds(90)};
        profile.queryRepeat = minutes(2);
        QCOMPARE(nextAfterMs(profile, 0, minutes(0)), 30'000);
        QCOMPARE(nextAfterMs(profile, 1, std::chrono::seconds(30)), 90'000);
        QCOMPARE(nextAfterMs(profile, 2, std::chrono::seconds(90)), 210'000);
    }

    void theChannelsMaximum_data() {
        QTest::addColumn<int>("queryMax");
        QTest::addColumn<int>("queries");
        QTest::addColumn<bool>("asks");
        QTest::newRow("the last one is allowed") << 3 << 2 << true;
        QTest::newRow("no fourth") << 3 << 3 << false;
        QTest::newRow("nor a fifth") << 3 << 4 << false;
        QTest::newRow("beyond the schedule") << 9 << 8 << true;
        QTest::newRow("beyond the schedule, used up") << 9 << 9 << false;
        QTest::newRow("0: no maximum") << 0 << 100'000 << true;
    }
    void theChannelsMaximum() {
        QFETCH(const int, queryMax);
        QFETCH(const int, queries);
        QFETCH(const bool, asks);
        channel::ChannelProfile profile = plainProfile();
        profile.queryMax = queryMax;
        QCOMPARE(nextAfterMs(profile, queries, minutes(0)) != -1, asks);
    }
};

QTEST_GUILESS_MAIN(QueryScheduleTest)
#include "query_schedule_test.moc"
