// SPDX-License-Identifier: GPL-3.0-or-later
// R7: what an approver has to see next to a batch.
#include "tests/approval/approver.h"

namespace payout::approval {

using store::Connection;
using support::FixtureBatch;
using support::FixtureRow;
using support::must;
using support::PayoutFixture;

namespace {

const BusinessDate today{20261122};

/// Rows "account:amount", for example "1:100 2:250"; references are made of `name`.
std::vector<FixtureRow> rowsOf(const QString& name, const QString& text) {
    std::vector<FixtureRow> rows;
    for (const QString& part : text.split(u' '))
        rows.push_back({name + QString::number(rows.size()), QStringLiteral("Payee"),
                        QStringLiteral("62170000000000%1").arg(part.section(u':', 0, 0), 2, u'0'),
                        part.section(u':', 1).toLongLong()});
    return rows;
}

InstructionId add(PayoutFixture& fixture, MerchantId merchant, const QString& name, const QString& rows, int days) {
    FixtureBatch batch{.merchant = merchant, .rows = rowsOf(name, rows)};
    batch.batchNo = name;
    batch.businessDate = plusDays(today, days);
    return fixture.addPendingBatch(batch);
}

/// "X total rows 2": name, what is the same, equal pairs.
QString shown(const std::vector<LookAlike>& found) {
    QStringList parts;
    for (const LookAlike& one : found)
        parts.append(one.instruction.merchantBatchNo + (one.sameTotal ? QStringLiteral(" total") : QString()) +
                     (one.sameRows ? QStringLiteral(" rows") : QString()) + u' ' + QString::number(one.equalPairs));
    return parts.join(QStringLiteral(", "));
}

} // namespace

class LookAlikeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finds_data() {
        QTest::addColumn<store::Engine>("engine");
        QTest::addColumn<QString>("rows");
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("answer");
        const auto add = [](const char* name, const char* rows, int days, const char* answer) {
            for (const auto& [suffix, engine] :
                 {std::pair{"sqlite", store::Engine::Sqlite}, std::pair{"postgres", store::Engine::Postgres}}) {
                if (engine == store::Engine::Postgres && qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1)
                    continue;
                QTest::addRow("%s, %s", name, suffix)
                    << engine << QString::fromLatin1(rows) << days << QString::fromLatin1(answer);
            }
        };
        // The batch that is looked at has the rows 1:100 2:200 3:300 4:400, in all 1,000.
        add("the same again", "1:100 2:200 3:300 4:400", 0, "X total rows 4");
        add("same total only", "9:1000", 0, "X total 0");
        add("same number of rows only", "11:1 12:1 13:1 14:1", 0, "X rows 0");
        add("half of the pairs", "1:100 2:200 9:9", 0, "X 2");
        add("less than half of the pairs", "1:100 8:8 9:9", 0, "");
        add("right payees, wrong amounts", "1:101 2:201 3:301", 0, "");
        add("one payee twice is one pair of ours", "1:100 1:100", 0, "");
        add("seven days before", "9:1000", -7, "X total 0");
        add("eight days before", "9:1000", -8, "");
        add("later", "9:1000", 3, "X total 0");
    }
    void finds() {
        PAYOUT_TEMP_STORE(store);
        QFETCH(const QString, rows);
        QFETCH(const int, days);
        QFETCH(const QString, answer);
        PayoutFixture fixture(store.connection());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000);
        add(fixture, merchant, QStringLiteral("X"), rows, days);
        const InstructionId batch =
            add(fixture, merchant, QStringLiteral("Y"), QStringLiteral("1:100 2:200 3:300 4:400"), 0);
        Approver auditor(store.connection(), fixture, fixture.auditor());
        QCOMPARE(shown(auditor.look(batch).lookAlikes), answer);
    }

    void otherMerchantsAreNotShown_data() { support::addEngineRows(); }
    void otherMerchantsAreNotShown() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000);
        const MerchantId other = fixture.addMerchant(QStringLiteral("M2"), 1'000'000);
        add(fixture, other, QStringLiteral("X"), QStringLiteral("1:100"), 0);
        const InstructionId batch = add(fixture, merchant, QStringLiteral("Y"), QStringLiteral("1:100"), 0);
        Approver auditor(store.connection(), fixture, fixture.auditor());
        QCOMPARE(shown(auditor.look(batch).lookAlikes), QString());
    }

    /// A refused file that comes again is shown, and deciding the one changes what is shown of the other.
    void decidedOnesAreShown_data() { support::addEngineRows(); }
    void decidedOnesAreShown() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000);
        const InstructionId first = add(fixture, merchant, QStringLiteral("X"), QStringLiteral("1:100"), 0);
        const InstructionId second = add(fixture, merchant, QStringLiteral("Y"), QStringLiteral("2:100"), 0);
        Approver auditor(store.connection(), fixture, fixture.auditor());
        const Review before = auditor.look(second);
        must(auditor.reject(first));
        const Review after = auditor.look(second);
        QCOMPARE(shown(after.lookAlikes), QStringLiteral("X total rows 0"));
        QCOMPARE(after.lookAlikes.front().instruction.state, rules::InstructionState::Rejected);
        QVERIFY(before.digest != after.digest);
    }
};

} // namespace payout::approval

QTEST_GUILESS_MAIN(payout::approval::LookAlikeTest)
#include "look_alike_test.moc"
