// SPDX-License-Identifier: GPL-3.0-or-later
// R33: no send in [23:50, 00:10), nor one whose time-out would reach into it (A6).
#include "core/rules/pause.h"

#include <QTest>

using namespace payout;
using namespace payout::rules;
using namespace std::chrono_literals;

namespace {

UtcTime clock(const QString& hhmmss) { return *parseIso(QStringLiteral("2026-11-22T") + hhmmss); }

// wall clock, paused now, may a send of 30 s start, next edge
constexpr const char* table = R"(
00:00:00      paused  no   22 00:10:00
00:09:59.999  paused  no   22 00:10:00
00:10:00      open    yes  22 23:50:00
12:00:00      open    yes  22 23:50:00
23:49:29.999  open    yes  22 23:50:00
23:49:30      open    no   22 23:50:00
23:49:45      open    no   22 23:50:00
23:49:59.999  open    no   22 23:50:00
23:50:00      paused  no   23 00:10:00
23:59:59.999  paused  no   23 00:10:00
)";

QString rowAt(const PauseWindow& window, const QString& time) {
    const UtcTime now = clock(time);
    return QStringLiteral("%1 %2 %3 %4")
        .arg(time, isPaused(window, now) ? QStringLiteral("paused") : QStringLiteral("open"),
             wouldEnterPause(window, now, 30s) ? QStringLiteral("no") : QStringLiteral("yes"),
             formatLocal(nextPauseEdge(window, now)).mid(8));
}

} // namespace

class PauseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void default_window();
    void a_switched_off_window_never_pauses();
    void a_window_inside_one_day();
    void a_long_time_out_is_seen_from_afar();
    void every_second_of_a_day();
};

void PauseTest::default_window() {
    QStringList found;
    QStringList expected;
    for (const QString& line : QString::fromLatin1(table).split(u'\n', Qt::SkipEmptyParts)) {
        expected += line.simplified();
        found += rowAt({}, line.section(u' ', 0, 0));
    }
    QCOMPARE(found, expected);
}

void PauseTest::a_switched_off_window_never_pauses() {
    const PauseWindow off{.enabled = false};
    QVERIFY(!isPaused(off, clock(QStringLiteral("23:55:00"))));
    QVERIFY(!wouldEnterPause(off, clock(QStringLiteral("23:49:45")), 30s));
}

void PauseTest::a_window_inside_one_day() {
    const PauseWindow noon{true, 12h, 12h + 30min};
    QCOMPARE(rowAt(noon, QStringLiteral("11:59:29")), QStringLiteral("11:59:29 open yes 22 12:00:00"));
    QCOMPARE(rowAt(noon, QStringLiteral("11:59:30")), QStringLiteral("11:59:30 open no 22 12:00:00"));
    QCOMPARE(rowAt(noon, QStringLiteral("12:00:00")), QStringLiteral("12:00:00 paused no 22 12:30:00"));
    QCOMPARE(rowAt(noon, QStringLiteral("12:30:00")), QStringLiteral("12:30:00 open yes 23 12:00:00"));
    QCOMPARE(rowAt(noon, QStringLiteral("23:55:00")), QStringLiteral("23:55:00 open yes 23 12:00:00"));
}

void PauseTest::a_long_time_out_is_seen_from_afar() {
    QVERIFY(wouldEnterPause({}, clock(QStringLiteral("22:50:00")), 1h));
    QVERIFY(!wouldEnterPause({}, clock(QStringLiteral("22:49:59")), 1h));
    // Longer than the window itself: a send that starts before it and ends behind it is still one that touches it.
    QVERIFY(wouldEnterPause({}, clock(QStringLiteral("23:40:00")), 2h));
}

void PauseTest::every_second_of_a_day() {
    for (int second = 0; second < 24 * 3600; ++second) {
        const UtcTime now = clock(QStringLiteral("00:00:00")) + std::chrono::seconds(second);
        const bool paused = second >= 23 * 3600 + 50 * 60 || second < 10 * 60;
        QCOMPARE(isPaused({}, now), paused);
        QVERIFY(nextPauseEdge({}, now) > now);
        if (paused) QVERIFY(wouldEnterPause({}, now, 0s));
    }
}

QTEST_GUILESS_MAIN(PauseTest)
#include "pause_test.moc"
