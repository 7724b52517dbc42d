// SPDX-License-Identifier: GPL-3.0-or-later
// The worker's inbox: a folder a channel, whole files only, each loaded once and moved away with what became of it.
#include "core/base/business_date.h"
#include "core/store/migrations/guards.h"
#include "core/store/statement.h"
#include "core/worker/import_job.h"
#include "tests/flow/camt_builder.h"
#include "tests/flow/flow_world.h"

#include <QTemporaryDir>
#include <QTest>

#include <deque>

using namespace payout;
using namespace payout::support;
using std::chrono::seconds;
using worker::ImportJob;
using worker::StepResult;

namespace {

const BusinessDate today{20'261'118};

} // namespace

class ImportJobTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesOnTheirWay_data() {
        QTest::addColumn<bool>("isOnItsWay");
        for (const char* name : {".a.xml", ".csv", "a.xml.tmp", "a.csv.PART", "a.xml.filepart"})
            QTest::addRow("%s", name) << true;
        for (const char* name : {"a.xml", "a.part.csv", "part", "a.tmp.xml"}) QTest::addRow("%s", name) << false;
    }
    void namesOnTheirWay() {
        QFETCH(const bool, isOnItsWay);
        QCOMPARE(worker::isOnItsWay(QString::fromLatin1(QTest::currentDataTag())), isOnItsWay);
    }

    // Two channels whose banks write the same CSV, which names no account: the folder says whose it is.
    void aFileIsItsFoldersChannels_data() { addEngineRows(); }
    void aFileIsItsFoldersChannels() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const ChannelId second = world.fixture.addChannel(QStringLiteral("SECOND"));
        VERIFY_DONE(store::execute(world.connection(), R"sql(UPDATE channel SET profile =
            (SELECT o.profile FROM channel o WHERE o.id = ?) WHERE id = ?)sql",
                                   world.channel, second));
        const QTemporaryDir inbox;
        ImportJob job = jobOf(inbox);
        QCOMPARE(must(job.step(world.connection())), StepResult::Idle); // makes the folders
        writeBankFile(inbox.filePath(QStringLiteral("SECOND")), QStringLiteral("day.csv"), csv());
        CamtBuilder camt;
        camt.wholeDay(today);
        writeBankFile(inbox.filePath(QStringLiteral("ACP")), QStringLiteral("day.xml"), camt.text());
        writeBankFile(inbox.path(), QStringLiteral("stray.csv"), csv());
        settle(world, job);
        for (int i = 0; i < 3; ++i) QCOMPARE(must(job.step(world.connection())), StepResult::Worked);
        QCOMPARE(world.text("SELECT c.code || ' ' || f.loaded_by FROM statement_file f "
                            "JOIN channel c ON c.id = f.channel_id WHERE f.file_name = 'day.csv'"),
                 QStringLiteral("SECOND job:import test"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM statement_file"), 2);
        QVERIFY(QFile::exists(inbox.filePath(QStringLiteral("SECOND/loaded/day.csv"))));
        QVERIFY(QFile::exists(inbox.filePath(QStringLiteral("ACP/loaded/day.xml"))));
        QFile reason(inbox.filePath(QStringLiteral("refused/stray.csv.reason.txt")));
        QVERIFY(reason.open(QIODevice::ReadOnly));
        QVERIFY(reason.readAll().contains("SECOND"));
        QCOMPARE(must(job.step(world.connection())), StepResult::Idle);
    }

    void aFileThatStillGrowsIsNotRead_data() { addEngineRows(); }
    void aFileThatStillGrowsIsNotRead() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const QTemporaryDir inbox;
        ImportJob job = jobOf(inbox);
        QVERIFY(QDir(inbox.path()).mkpath(QStringLiteral("ACP")));
        const QString folder = inbox.filePath(QStringLiteral("ACP"));
        CamtBuilder camt;
        camt.wholeDay(today);
        const QByteArray whole = camt.text();
        for (const qsizetype bytes : {whole.size() / 3, whole.size() / 2, whole.size()}) {
            writeBankFile(folder, QStringLiteral("a.xml"), whole.left(bytes));
            QCOMPARE(must(job.step(world.connection())), StepResult::Idle);
            world.passTime(seconds(60)); // however late: it changed between two looks
        }
        // Two looks in one moment are one look.
        writeBankFile(folder, QStringLiteral("a.xml"), whole + "\n");
        QCOMPARE(must(job.step(world.connection())), StepResult::Idle);
        world.passTime(seconds(2));
        QCOMPARE(must(job.step(world.connection())), StepResult::Idle);
        world.passTime(seconds(1));
        writeBankFile(folder, QStringLiteral("b.xml.part"), whole);
        QCOMPARE(must(job.step(world.connection())), StepResult::Worked);
        world.passTime(seconds(60));
        QCOMPARE(must(job.step(world.connection())), StepResult::Idle);
        QVERIFY(QFile::exists(folder + QStringLiteral("/b.xml.part")));
        QCOMPARE(world.text("SELECT file_name || ' ' || state FROM statement_file"), QStringLiteral("a.xml LOADED"));
    }

    // Another file comes to lie there under the same name while the first is read: it is not moved away unread.
    void aFileReplacedWhileItIsRead_data() {
        QTest::addColumn<store::Engine>("engine");
        QTest::addColumn<bool>("inPlace");
        for (const bool inPlace : {false, true}) {
            QTest::addRow("sqlite %d", inPlace) << store::Engine::Sqlite << inPlace;
            QTest::addRow("postgres %d", inPlace) << store::Engine::Postgres << inPlace;
        }
    }
    void aFileReplacedWhileItIsRead() {
        PAYOUT_TEMP_STORE(temp);
        QFETCH(const bool, inPlace);
        FlowWorld world(temp);
        const QTemporaryDir inbox;
        QVERIFY(QDir(inbox.path()).mkpath(QStringLiteral("ACP")));
        const QString folder = inbox.filePath(QStringLiteral("ACP"));
        CamtBuilder first;
        first.wholeDay(today);
        CamtBuilder second = first;
        second.id = QStringLiteral("S2");
        writeBankFile(folder, QStringLiteral("a.xml"), first.text());
        bool replaced = false;
        ImportJob job({inbox.path(), QStringLiteral("job:import test"), [&](std::int64_t) {
                           if (std::exchange(replaced, true)) return true;
                           if (!inPlace) QFile::remove(folder + QStringLiteral("/a.xml"));
                           writeBankFile(folder, QStringLiteral("a.xml"), second.text());
                           return true;
                       }});
        settle(world, job);
        QCOMPARE(must(job.step(world.connection())), StepResult::Worked);
        QVERIFY(replaced);
        QVERIFY(QFile::exists(folder + QStringLiteral("/a.xml")));
        QVERIFY(!QFile::exists(folder + QStringLiteral("/refused/a.xml")));
        settle(world, job);
        QCOMPARE(must(job.step(world.connection())), StepResult::Worked);
        QVERIFY(QFile::exists(folder + QStringLiteral("/loaded/a.xml")));
        QCOMPARE(world.number("SELECT COUNT(*) FROM statement_file WHERE page_set LIKE '%S2%'"), 1);
        QCOMPARE(world.number("SELECT COUNT(*) FROM statement_file"), inPlace ? 1 : 2);
    }

    void whatIsRefusedSaysWhy_data() { addEngineRows(); }
    void whatIsRefusedSaysWhy() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const QTemporaryDir inbox;
        ImportJob job = jobOf(inbox);
        QVERIFY(QDir(inbox.path()).mkpath(QStringLiteral("ACP")));
        CamtBuilder other;
        other.account = QStringLiteral("6222029999999999");
        other.wholeDay(today);
        writeBankFile(inbox.filePath(QStringLiteral("ACP")), QStringLiteral("a.xml"), other.text());
        settle(world, job);
        QCOMPARE(must(job.step(world.connection())), StepResult::Worked);
        QFile reason(inbox.filePath(QStringLiteral("ACP/refused/a.xml.reason.txt")));
        QVERIFY(reason.open(QIODevice::ReadOnly));
        QVERIFY(reason.readAll().contains("AccountNotOurs"));
        QVERIFY(QFile::exists(inbox.filePath(QStringLiteral("ACP/refused/a.xml"))));
        QCOMPARE(world.number("SELECT COUNT(*) FROM statement_file"), 0);
    }

    // About the file: put away with the reason, whoever waits for it reads why.
    void aRefusalOfTheFileMovesIt_data() {
        QTest::addColumn<store::Engine>("engine");
        QTest::addColumn<QString>("code");
        for (const char* code : {"StatementInvalid", "AccountNotOurs", "StatementSeen", "StatementConflict"}) {
            QTest::addRow("sqlite %s", code) << store::Engine::Sqlite << QString::fromLatin1(code);
            if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") != 1)
                QTest::addRow("postgres %s", code) << store::Engine::Postgres << QString::fromLatin1(code);
        }
    }
    void aRefusalOfTheFileMovesIt() {
        QFETCH(const QString, code);
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const QTemporaryDir inbox;
        ImportJob job = jobOf(inbox);
        plantRefusal(world, code.toLatin1());
        lay(inbox);
        settle(world, job);
        QCOMPARE(must(job.step(world.connection())), StepResult::Worked);
        QVERIFY(!QFile::exists(inbox.filePath(QStringLiteral("ACP/a.xml"))));
        QVERIFY(QFile::exists(inbox.filePath(QStringLiteral("ACP/refused/a.xml"))));
        QFile reason(inbox.filePath(QStringLiteral("ACP/refused/a.xml.reason.txt")));
        QVERIFY(reason.open(QIODevice::ReadOnly));
        QVERIFY(reason.readAll().contains(code.toLatin1()));
    }

    // About the moment: the file stays where it is and is loaded as soon as the moment is over. Put away, it would take
    // along the proof that a payout was paid, and the alarms that it was about to raise.
    void aRefusalOfTheMomentLeavesTheFile_data() {
        QTest::addColumn<store::Engine>("engine");
        QTest::addColumn<QString>("code");
        for (const char* code : {"StillLocked", "ClockGuard", "TransitionForbidden", "StatementQuarantined"}) {
            QTest::addRow("sqlite %s", code) << store::Engine::Sqlite << QString::fromLatin1(code);
            if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") != 1)
                QTest::addRow("postgres %s", code) << store::Engine::Postgres << QString::fromLatin1(code);
        }
    }
    void aRefusalOfTheMomentLeavesTheFile() {
        QFETCH(const QString, code);
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const QTemporaryDir inbox;
        ImportJob job = jobOf(inbox);
        plantRefusal(world, code.toLatin1());
        lay(inbox);
        settle(world, job);
        const auto refused = job.step(world.connection());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, code);
        QVERIFY(QFile::exists(inbox.filePath(QStringLiteral("ACP/a.xml"))));
        QVERIFY(!QFile::exists(inbox.filePath(QStringLiteral("ACP/refused"))));
        QCOMPARE(world.number("SELECT COUNT(*) FROM statement_file"), 0);
        must(store::execute(world.connection(), engine == store::Engine::Sqlite
                                                    ? "DROP TRIGGER planted"
                                                    : "DROP TRIGGER planted ON statement_file"));
        settle(world, job);
        QCOMPARE(must(job.step(world.connection())), StepResult::Worked);
        QVERIFY(QFile::exists(inbox.filePath(QStringLiteral("ACP/loaded/a.xml"))));
        QCOMPARE(world.number("SELECT COUNT(*) FROM statement_file"), 1);
    }

private:
    /// The database refuses every file for this reason; what a command refuses arrives at the job in the same form.
    static void plantRefusal(FlowWorld& world, const QByteArray& code) {
        std::vector<QString> statements;
        store::appendGuard(
            statements, world.connection().engine(),
            {"planted", "statement_file", "INSERT", "NEW.id IS NOT NULL OR NEW.id IS NULL", code.constData(), true});
        static std::deque<QByteArray> kept; // prepared statements are kept by their address
        for (const QString& sql : statements)
            must(store::execute(world.connection(), kept.emplace_back(sql.toUtf8()).constData()));
    }
    static void lay(const QTemporaryDir& inbox) {
        const QString folder = inbox.filePath(QStringLiteral("ACP"));
        QVERIFY(QDir().mkpath(folder));
        CamtBuilder file;
        file.wholeDay(today);
        file.openingMinor = file.closingMinor = 100;
        writeBankFile(folder, QStringLiteral("a.xml"), file.text());
    }
    static ImportJob jobOf(const QTemporaryDir& inbox) {
        return ImportJob({inbox.path(), QStringLiteral("job:import test")});
    }
    /// A look, and the time until the next one that counts.
    static void settle(FlowWorld& world, ImportJob& job) {
        QCOMPARE(must(job.step(world.connection())), StepResult::Idle);
        world.passTime(seconds(5));
    }
    static QByteArray csv() {
        return QByteArray("#account,") + fixtureAccount.toLatin1() +
               "\n#number,1\n#from,2026-11-18T00:00:00+08:00\n#to,2026-11-18T09:00:00+08:00\n#opening,300.00\n"
               "#closing,200.00\n#currency,CNY\nbooking_date,booking_time,order_no,bank_ref,payee_account,payee_name,"
               "debit,balance\n2026-11-18,08:01:00,N1,F1,,x,100.00,200.00\nTOTAL,1,,,,,100.00,200.00\n";
    }
};

QTEST_GUILESS_MAIN(ImportJobTest)
#include "import_job_test.moc"
