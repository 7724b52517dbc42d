// SPDX-License-Identifier: GPL-3.0-or-later
// Instants are UTC; business days are the institution's (UTC+8), whatever zone the host is in.
#include "core/base/business_date.h"

#include <QTest>

using namespace payout;
using namespace std::chrono_literals;

namespace {
UtcTime at(const char* iso) { return *parseIso(QString::fromLatin1(iso)); }
BusinessDate day(int yyyymmdd) { return BusinessDate{yyyymmdd}; }
} // namespace

class DatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "America/New_York"); } // the host's zone must not matter
    void iso_times();
    void bad_times_data();
    void bad_times();
    void business_day_turns_at_local_midnight();
    void start_of_day();
    void days_are_added_over_month_year_and_leap_day();
    void dates_are_read_and_printed();
    void bad_dates_data();
    void bad_dates();
    void local_formats();
};

void DatesTest::iso_times() {
    QCOMPARE(at("1970-01-01T00:00:00Z").ms, 0);
    QCOMPARE(at("2026-11-22T06:03:27.123Z").ms, at("2026-11-22T14:03:27.123+08:00").ms);
    QCOMPARE(at("2026-11-22T14:03:27").ms, at("2026-11-22T06:03:27Z").ms); // no zone: the institution's
    QCOMPARE(at("2026-03-08T02:30:00").ms, at("2026-03-07T18:30:00Z").ms); // an hour that New York skips
    QCOMPARE(formatIso(at("2026-11-22T14:03:27.123+08:00")), QStringLiteral("2026-11-22T06:03:27.123Z"));
    QCOMPARE(formatIso(UtcTime(-1)), QStringLiteral("1969-12-31T23:59:59.999Z"));
}

void DatesTest::bad_times_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "now", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-22T25:00:00Z",
                             "2026-11-22T14:03:27+8", "14:03:27"})
        QTest::addRow("'%s'", text) << QString::fromLatin1(text);
}

void DatesTest::bad_times() {
    QFETCH(QString, text);
    const auto parsed = parseIso(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, QStringLiteral("BadTime"));
}

void DatesTest::business_day_turns_at_local_midnight() {
    QCOMPARE(businessDateOf(at("2026-11-22T15:59:59.999Z")), day(20261122));
    QCOMPARE(businessDateOf(at("2026-11-22T16:00:00Z")), day(20261123));
    QCOMPARE(sinceMidnight(at("2026-11-22T16:00:00Z")), 0ms);
    QCOMPARE(sinceMidnight(at("2026-11-22T15:59:59.999Z")), 24h - 1ms);
}

void DatesTest::start_of_day() {
    QCOMPARE(startOf(day(20261122)), at("2026-11-21T16:00:00Z"));
    QCOMPARE(businessDateOf(startOf(day(20261122))), day(20261122));
    QCOMPARE(startOf(day(20261123)) - startOf(day(20261122)), std::chrono::milliseconds(24h));
}

void DatesTest::days_are_added_over_month_year_and_leap_day() {
    QCOMPARE(plusDays(day(20261231), 1), day(20270101));
    QCOMPARE(plusDays(day(20280228), 1), day(20280229));
    QCOMPARE(plusDays(day(20270301), -1), day(20270228));
    QCOMPARE(plusDays(day(20261122), 0), day(20261122));
}

void DatesTest::dates_are_read_and_printed() {
    QCOMPARE(*parseDate(u"2026-11-22"), day(20261122));
    QCOMPARE(*parseDate(u"20261122"), day(20261122));
    QCOMPARE(formatDate(day(20260105)), QStringLiteral("2026-01-05"));
}

void DatesTest::bad_dates_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "2026-02-30", "20260230", "2026-1-5", "2026/11/22", "2026-11-22x",
                             "2026-11-22T00:00:00", "22.11.2026", "202611221", "today"})
        QTest::addRow("'%s'", text) << QString::fromLatin1(text);
}

void DatesTest::bad_dates() {
    QFETCH(QString, text);
    const auto parsed = parseDate(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, QStringLiteral("BadDate"));
}

void DatesTest::local_formats() {
    QCOMPARE(formatLocal(at("2026-11-22T06:03:27Z")), QStringLiteral("2026-11-22 14:03:27"));
    QCOMPARE(formatCompact(at("2026-11-22T16:00:00Z")), QStringLiteral("20261123000000"));
}

QTEST_GUILESS_MAIN(DatesTest)
#include "dates_test.moc"
