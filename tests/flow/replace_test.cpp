// SPDX-License-Identifier: GPL-3.0-or-later
// REPLACE and UPDATE OR REPLACE delete the row in their way and ask no DELETE trigger, unless the connection wants it,
// as every connection of ours does. Here is a client that does not: no record, lease or sheet is pushed out by another
// row. PostgreSQL has ON CONFLICT DO UPDATE in its place, which is an update like any other.
#include "core/base/business_date.h"
#include "core/statement/load_statement.h"
#include "core/store/statement.h"
#include "tests/flow/camt_builder.h"
#include "tests/flow/flow_world.h"

#include <QTemporaryDir>
#include <QTest>

#include <deque>
#include <map>

using namespace payout;
using namespace payout::support;
using store::Engine;

namespace {

const BusinessDate today{20'261'118};

/// Prepared statements are kept by their address.
const char* kept(const QString& sql) {
    static std::deque<QByteArray> texts;
    return texts.emplace_back(sql.toUtf8()).constData();
}

/// Two leases, two versions of a sheet with two lines each, two approvals, a return of the bank, two mentions.
struct Scene {
    std::unique_ptr<TempStore> temp;
    FlowWorld world;
    QTemporaryDir folder;

    explicit Scene(Engine engine) : temp(must(TempStore::create(engine))), world(*temp) {
        const auto payouts = world.approvedBatch({10'000, 20'000});
        world.sendAll();
        world.fixture.addPerson(QStringLiteral("second"), {rules::Role::Auditor});
        loadLines(payouts);
        run("INSERT INTO lease (job, host, epoch, expires_ms, heartbeat_ms, started_by) "
            "VALUES ('ask', 'host1', 1, 1, 1, 'somebody')");
        for (const char* version : {"1", "2"})
            run(QStringLiteral(
                    "INSERT INTO comparison (channel_id, cut_ms, version, covered_through_ms, created_actor, "
                    "created_ms, figures, sheet_hash, unexplained_minor, critical_count, as_of_ms, state) "
                    "SELECT id, 1, %1, 1, 'job:compare', 1, '{}', 'hash %1', 0, 0, 1, 'OPEN' FROM channel")
                    .arg(QLatin1String(version)));
        for (const char* line : {"1", "2"})
            run(QStringLiteral("INSERT INTO comparison_line (comparison_id, line_no, class, order_no, system_state, "
                               "differs) SELECT id, %1, 'DOUBLE_PAID', 'N%1', '', '' FROM comparison")
                    .arg(QLatin1String(line)));
        for (const char* order : {"N1", "N2"})
            run(QStringLiteral("INSERT INTO bank_line_mention (channel_id, order_no, bank_line_id) "
                               "SELECT channel_id, '%1', MIN(id) FROM bank_line GROUP BY channel_id")
                    .arg(QLatin1String(order)));
        // Approved by hand, not executed yet: its approval is a record all the same.
        world.fixture.addPendingBatch(world.merchant, PayoutFixture::rows(QStringLiteral("W"), 1));
        run("INSERT INTO approval (instruction_id, decision, approver_id, at_ms, shown_digest, reason) "
            "SELECT MAX(i.id), 'APPROVED', (SELECT id FROM person WHERE login = 'auditor'), 1, 'd', 'r' "
            "FROM instruction i");
        if (engine == Engine::Sqlite) run("PRAGMA recursive_triggers = OFF");
    }

    void loadLines(const std::vector<PayoutId>& payouts) {
        CamtBuilder paid;
        paid.id = QStringLiteral("paid");
        paid.wholeDay(today);
        CamtBuilder back;
        back.kind = QStringLiteral("054");
        back.id = QStringLiteral("back");
        for (std::size_t i = 0; i < payouts.size(); ++i) {
            const auto minor = static_cast<std::int64_t>(i + 1) * 10'000;
            const QString order = world.orderNoOf(payouts[i]);
            paid.entries.push_back({order, minor, today, QStringLiteral("F%1").arg(i)});
            back.entries.push_back(
                {order, minor, today, QStringLiteral("R%1").arg(i), {}, QStringLiteral("BOOK"), true, true});
        }
        for (const CamtBuilder* file : {&paid, &back})
            must(statement::loadStatement(
                world.connection(),
                {world.channel, writeBankFile(folder.path(), file->id, file->text()), importJob, {}}));
    }
    void run(const QString& sql) { must(store::execute(world.connection(), kept(sql))); }
    void run(const char* sql) { must(store::execute(world.connection(), sql)); }

    /// Everything that an attack could have moved.
    QStringList picture() {
        QStringList all;
        for (const char* sql :
             {"SELECT job || host || epoch FROM lease ORDER BY job",
              "SELECT id || ' ' || version || sheet_hash || figures FROM comparison ORDER BY id",
              "SELECT comparison_id || ' ' || line_no || class || order_no FROM comparison_line "
              "ORDER BY comparison_id, line_no",
              "SELECT instruction_id || decision || approver_id FROM approval ORDER BY instruction_id",
              "SELECT order_no || bank_line_id FROM bank_line_mention ORDER BY order_no",
              "SELECT payout_id || state || bank_line_id FROM bank_return ORDER BY payout_id"}) {
            auto rows = must(store::query(world.connection(), sql));
            while (rows.next()) all << rows.text(0);
            must(rows.finish());
        }
        return all;
    }
};

} // namespace

class ReplaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isRefused_data() {
        QTest::addColumn<Engine>("engine");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("refusal");
        leases();
        sheets();
        records();
    }
    void isRefused() {
        QFETCH(const Engine, engine);
        QFETCH(const QString, sql);
        QFETCH(const QString, refusal);
        auto& scene = m_scenes[engine];
        if (!scene) scene = std::make_unique<Scene>(engine);
        const QStringList before = scene->picture();
        const auto answer = store::execute(scene->world.connection(), kept(sql));
        QCOMPARE(scene->picture(), before);
        QVERIFY2(!answer, "went through");
        QVERIFY2(refusal.split(QStringLiteral(" or ")).contains(answer.error().code),
                 qPrintable(describe(answer.error())));
    }
    void cleanupTestCase() { m_scenes.clear(); }

private:
    static void sqlite(const char* name, const char* sql, const char* refusal) {
        QTest::addRow("%s, sqlite", name) << Engine::Sqlite << QString::fromLatin1(sql) << QString::fromLatin1(refusal);
    }
    /// `sqliteRefusal` where the guard against REPLACE is asked first.
    static void both(const char* name, const char* sql, const char* refusal, const char* sqliteRefusal) {
        sqlite(name, sql, sqliteRefusal);
        if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) return;
        QTest::addRow("%s, postgres", name)
            << Engine::Postgres << QString::fromLatin1(sql) << QString::fromLatin1(refusal);
    }

    static void leases() {
        sqlite("another job's lease becomes the sender's", "UPDATE OR REPLACE lease SET job = 'send' WHERE job = 'ask'",
               "StaleEpoch or AppendOnly");
        sqlite("the sender's lease pushed out by rowid",
               "UPDATE OR REPLACE lease SET rowid = (SELECT o.rowid FROM lease o WHERE o.job = 'send') "
               "WHERE job = 'ask'",
               "StaleEpoch");
        sqlite("the sender's lease inserted anew",
               "INSERT OR REPLACE INTO lease (job, host, epoch, expires_ms, heartbeat_ms, started_by) "
               "VALUES ('send', 'evil', 99, 9, 9, 'me')",
               "StaleEpoch");
        sqlite("a lease at the rowid of the sender's",
               "INSERT OR REPLACE INTO lease (rowid, job, host, epoch, expires_ms, heartbeat_ms, started_by) "
               "SELECT rowid, 'x', 'evil', 1, 9, 9, 'me' FROM lease WHERE job = 'send'",
               "StaleEpoch");
        both("the epoch taken back by an upsert",
             "INSERT INTO lease (job, host, epoch, expires_ms, heartbeat_ms, started_by) "
             "VALUES ('send', 'evil', 1, 9, 9, 'me') ON CONFLICT (job) DO UPDATE SET epoch = 0, host = 'evil'",
             "StaleEpoch", "StaleEpoch");
    }

    static void sheets() {
        sqlite("a version takes an older one's number",
               "UPDATE OR REPLACE comparison SET version = 1 WHERE version = 2", "SheetSigned or AppendOnly");
        sqlite("a sheet takes another one's id",
               "UPDATE OR REPLACE comparison SET id = (SELECT MIN(o.id) FROM comparison o) WHERE version = 2",
               "AppendOnly");
        const char* insert = "INSERT OR REPLACE INTO comparison (id, channel_id, cut_ms, version, covered_through_ms, "
                             "created_actor, created_ms, figures, sheet_hash, unexplained_minor, critical_count, "
                             "as_of_ms, state) SELECT ";
        static const QByteArray sameKey =
            QByteArray(insert) + "NULL, channel_id, cut_ms, version, 1, 'job:x', 1, '{}', 'evil', 0, 0, 1, 'OPEN' "
                                 "FROM comparison WHERE version = 1";
        sqlite("a sheet inserted anew under its key", sameKey.constData(), "AppendOnly");
        static const QByteArray sameId = QByteArray(insert) +
                                         "id, channel_id, cut_ms, 9, 1, 'job:x', 1, '{}', 'evil', 0, 0, 1, 'OPEN' "
                                         "FROM comparison WHERE version = 1";
        sqlite("a sheet inserted anew under its id", sameId.constData(), "AppendOnly");
        both("a sheet rewritten by an upsert",
             "INSERT INTO comparison (channel_id, cut_ms, version, covered_through_ms, created_actor, created_ms, "
             "figures, sheet_hash, unexplained_minor, critical_count, as_of_ms, state) SELECT channel_id, cut_ms, "
             "version, 1, 'job:x', 1, '{}', 'evil', 0, 0, 1, 'OPEN' FROM comparison WHERE version = 1 "
             "ON CONFLICT (channel_id, cut_ms, version) DO UPDATE SET sheet_hash = 'evil'",
             "SheetSigned", "AppendOnly");
        sqlite("a line takes another one's number",
               "UPDATE OR REPLACE comparison_line SET line_no = 1 WHERE line_no = 2", "AppendOnly");
        sqlite(
            "a line inserted anew",
            "INSERT OR REPLACE INTO comparison_line (comparison_id, line_no, class, order_no, system_state, differs) "
            "SELECT comparison_id, line_no, 'MATCHED', order_no, '', '' FROM comparison_line WHERE line_no = 1",
            "AppendOnly");
        sqlite("a line at the rowid of another",
               "INSERT OR REPLACE INTO comparison_line (rowid, comparison_id, line_no, class, order_no, system_state, "
               "differs) SELECT rowid, comparison_id, 9, 'MATCHED', 'x', '', '' FROM comparison_line WHERE line_no = 1",
               "AppendOnly");
        both("a line rewritten by an upsert",
             "INSERT INTO comparison_line (comparison_id, line_no, class, order_no, system_state, differs) "
             "SELECT comparison_id, line_no, 'MATCHED', order_no, '', '' FROM comparison_line WHERE line_no = 1 "
             "ON CONFLICT (comparison_id, line_no) DO UPDATE SET class = 'MATCHED'",
             "AppendOnly", "AppendOnly");
    }

    static void records() {
        const char* other =
            "(instruction_id, decision, approver_id, at_ms, shown_digest, reason) SELECT MAX(i.id), "
            "'APPROVED', (SELECT id FROM person WHERE login = 'second'), 1, 'd', 'r' FROM instruction i";
        static const QByteArray approver = QByteArray("INSERT OR REPLACE INTO approval ") + other;
        sqlite("another approver", approver.constData(), "AppendOnly");
        static const QByteArray upsert = QByteArray("INSERT INTO approval ") + other +
                                         " WHERE i.id > 0 ON CONFLICT (instruction_id) DO UPDATE SET approver_id = "
                                         "excluded.approver_id";
        both("another approver by an upsert", upsert.constData(), "AppendOnly", "AppendOnly");
        sqlite("a mention at the rowid of another",
               "INSERT OR REPLACE INTO bank_line_mention (rowid, channel_id, order_no, bank_line_id) "
               "SELECT rowid, channel_id, 'x', bank_line_id FROM bank_line_mention WHERE order_no = 'N1'",
               "AppendOnly");
        sqlite("a mention takes another one's order",
               "UPDATE OR REPLACE bank_line_mention SET order_no = 'N1' WHERE order_no = 'N2'", "AppendOnly");
        sqlite("a bank return inserted anew",
               "INSERT OR REPLACE INTO bank_return (payout_id, bank_line_id, at_ms) SELECT payout_id, 1, 1 "
               "FROM bank_return",
               "AppendOnly");
        sqlite("a bank return takes another payout",
               "UPDATE OR REPLACE bank_return SET payout_id = (SELECT MIN(o.payout_id) FROM bank_return o) "
               "WHERE payout_id = (SELECT MAX(o.payout_id) FROM bank_return o)",
               "AppendOnly or AlreadyHandled");
    }

    std::map<Engine, std::unique_ptr<Scene>> m_scenes;
};

QTEST_GUILESS_MAIN(ReplaceTest)
#include "replace_test.moc"
