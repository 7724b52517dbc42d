// SPDX-License-Identifier: GPL-3.0-or-later
// Simple types of ISO 20022, as text tables.
#include "core/statement/iso_values_file.h"

#include <QTest>

#include <ctime>

using namespace payout;
using namespace payout::statement;

class IsoValuesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // A host in a zone with summer time: 2026-03-29 02:30 does not exist there, but it does at the bank.
    void initTestCase() {
        qputenv("TZ", "Europe/Berlin");
        tzset();
    }

    void amounts_data() {
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected"); // minor units, or the code of the refusal
        const char* rows[][3] = {
            {"CNY", "1234.50", "123450"},
            {"CNY", "1234.5", "123450"},
            {"CNY", "4", "400"},
            {"CNY", "0", "0"},
            {"CNY", "0.00000", "0"},
            {"CNY", "000007.10", "710"},
            {"CNY", "+1.5", "150"},
            {"CNY", ".5", "50"},
            {"CNY", "5.", "500"},
            {"EUR", "18.15000", "1815"},
            {"EUR", "27.055", "AmountTooManyDecimals"},
            {"EUR", "27.00001", "AmountTooManyDecimals"},
            {"JPY", "2700", "2700"},
            {"JPY", "2700.00", "2700"},
            {"JPY", "2700.10", "AmountTooManyDecimals"},
            {"KWD", "1.234", "1234"},
            {"KWD", "1.2345", "AmountTooManyDecimals"},
            {"CNY", "", "AmountNotANumber"},
            {"CNY", ".", "AmountNotANumber"},
            {"CNY", "-1.00", "AmountNotANumber"},
            {"CNY", "1,234.50", "AmountNotANumber"},
            {"CNY", "1e3", "AmountNotANumber"},
            {"CNY", "12 3", "AmountNotANumber"},
            {"CNY", "99999999999999.99", "AmountTooLarge"},
            {"CNY", "999999999999999999999999", "AmountTooLarge"},
        };
        for (const auto& row : rows)
            QTest::newRow(
                qPrintable(QStringLiteral("%1 '%2'").arg(QString::fromUtf8(row[0]), QString::fromUtf8(row[1]))))
                << QString::fromUtf8(row[0]) << QString::fromUtf8(row[1]) << QString::fromUtf8(row[2]);
    }
    void amounts() {
        QFETCH(QString, currency);
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const Result<Money> amount = parseIsoAmount(text, *Currency::parse(currency));
        QCOMPARE(amount ? QString::number(amount->minor) : amount.error().code, expected);
    }

    void dateTimes_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("zoneMinutes");
        QTest::addColumn<QString>("expected"); // UTC, or the code of the refusal
        const struct {
            const char* text;
            int zoneMinutes;
            const char* expected;
        } rows[] = {
            {"2026-11-20T14:03:27+08:00", 480, "2026-11-20T06:03:27.000Z"},
            {"2026-11-20T14:03:27+08:00", 60, "2026-11-20T06:03:27.000Z"},
            {"2026-11-20T14:03:27Z", 480, "2026-11-20T14:03:27.000Z"},
            {"2026-11-20T14:03:27", 480, "2026-11-20T06:03:27.000Z"},
            {"2026-11-20T14:03:27", 60, "2026-11-20T13:03:27.000Z"},
            {"2026-11-20T14:03:27", 0, "2026-11-20T14:03:27.000Z"},
            {"2025-07-24T06:10:29.000000000", 480, "2025-07-23T22:10:29.000Z"},
            {"2025-07-24T06:10:29.123456789-05:00", 480, "2025-07-24T11:10:29.123Z"},
            {"2026-03-29T02:30:00", 480, "2026-03-28T18:30:00.000Z"},
            {"2026-02-30T00:00:00Z", 480, "BadTime"},
            {"2026-11-20 14:03:27", 480, "BadTime"},
            {"2026-11-20", 480, "BadTime"},
            {"yesterday", 480, "BadTime"},
            {"", 480, "BadTime"},
        };
        for (const auto& row : rows)
            QTest::addRow("'%s' zone %d", row.text, row.zoneMinutes)
                << QString::fromUtf8(row.text) << row.zoneMinutes << QString::fromUtf8(row.expected);
    }
    void dateTimes() {
        QFETCH(QString, text);
        QFETCH(int, zoneMinutes);
        QFETCH(QString, expected);
        const Result<UtcTime> time = parseIsoDateTime(text, std::chrono::minutes(zoneMinutes));
        QCOMPARE(time ? formatIso(*time) : time.error().code, expected);
    }

    void dates_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const char* rows[][2] = {
            {"2026-11-20", "2026-11-20"},
            {"2026-11-20Z", "2026-11-20"},
            {"2026-11-20+08:00", "2026-11-20"},
            {"2026-02-30", "BadDate"},
            {"2026-11-20x", "BadDate"},
            {"20261120", "BadDate"},
            {"", "BadDate"},
        };
        for (const auto& row : rows)
            QTest::addRow("'%s'", row[0]) << QString::fromUtf8(row[0]) << QString::fromUtf8(row[1]);
    }
    void dates() {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const Result<BusinessDate> date = parseIsoDate(text);
        QCOMPARE(date ? formatDate(*date) : date.error().code, expected);
    }
};

QTEST_GUILESS_MAIN(IsoValuesTest)
#include "iso_values_test.moc"
