// SPDX-License-Identifier: GPL-3.0-or-later
// A database of real money. Every other test uses one of training, whose clock and channels may be set up by hand; here
// what the gates read comes from contacts, files and the clock alone, and nobody writes it.
#include "core/base/business_date.h"
#include "core/channel/channel_profile.h"
#include "core/dispatch/channel_health.h"
#include "core/dispatch/register_channel.h"
#include "core/statement/load_statement.h"
#include "core/store/migrator.h"
#include "core/store/statement.h"
#include "tests/flow/camt_builder.h"
#include "tests/support/payout_fixture.h"
#include "tests/support/temp_store.h"

#include <QTemporaryDir>
#include <QTest>

#include <deque>

using namespace payout;
using namespace payout::support;

namespace {

const char* kept(const QByteArray& sql) {
    static std::deque<QByteArray> texts;
    return texts.emplace_back(sql).constData();
}

channel::ChannelProfile practiceProfile() {
    return must(channel::loadChannelProfile(QStringLiteral(PAYOUT_RESOURCES) +
                                            QStringLiteral("/channels/practice.profile.json")));
}

/// Migrated, LIVE, with one registered channel and one person.
ChannelId setUp(TempStore& store, const channel::ChannelProfile& profile) {
    must(store::migrate(store.connection()));
    PayoutFixture(store.connection()).addPerson(QStringLiteral("operator"), {rules::Role::Operator});
    return must(dispatch::registerChannel(store.connection(), profile, QStringLiteral("admin")));
}

std::int64_t number(TempStore& store, const char* sql) { return must(store::queryInt64(store.connection(), sql)); }

} // namespace

class LiveStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refuses_data() {
        QTest::addColumn<store::Engine>("engine");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("refusal");
        clockAttacks();
        channelAttacks();
        futureAttacks();
    }
    void refuses() {
        QFETCH(const QString, sql);
        QFETCH(const QString, refusal);
        PAYOUT_EMPTY_STORE(store);
        setUp(store, practiceProfile());
        const QString answer = codeOf(store::execute(store.connection(), kept(sql.toUtf8())));
        QVERIFY2(refusal.split(QStringLiteral(" or ")).contains(answer), qPrintable(answer));
    }

    /// The guards stand in nobody's way who does it rightly: contact, loss of contact, contact again, a statement.
    void contactsAndFilesGoThrough_data() { addEngineRows(); }
    void contactsAndFilesGoThrough() {
        PAYOUT_EMPTY_STORE(store);
        const channel::ChannelProfile profile = practiceProfile();
        const ChannelId channel = setUp(store, profile);
        for (const auto contact : {dispatch::Contact::Made, dispatch::Contact::Made, dispatch::Contact::Failed,
                                   dispatch::Contact::Failed, dispatch::Contact::Made})
            VERIFY_DONE(dispatch::noteContact(store.connection(), channel, contact));
        QCOMPARE(number(store, "SELECT COUNT(*) FROM channel CROSS JOIN payout_clock WHERE health = 'UP' "
                               "AND up_since_ms BETWEEN now_ms - 60000 AND now_ms"),
                 1);
        QTemporaryDir folder;
        const BusinessDate today = businessDateOf(must(store.connection().now()));
        for (int day = -2; day <= -1; ++day) {
            CamtBuilder file;
            file.id = QStringLiteral("S%1").arg(day);
            file.account = profile.reserveAccounts.first();
            file.sequence = 10 + day;
            file.wholeDay(plusDays(today, day)).entries = {};
            file.openingMinor = 100'000;
            file.closingMinor = 100'000;
            const QString path = writeBankFile(folder.path(), file.id, file.text());
            VERIFY_DONE(statement::loadStatement(
                store.connection(), {channel, path, statement::Loader::byJob(QStringLiteral("job:import")), {}}));
        }
        QCOMPARE(UtcTime(number(store, "SELECT covered_through_ms FROM channel")), startOf(today));
        // By hand it reaches no further than the files do, though another file beyond a gap is there.
        CamtBuilder beyond;
        beyond.id = QStringLiteral("beyond");
        beyond.account = profile.reserveAccounts.first();
        beyond.period = {startOf(today) + std::chrono::minutes(5), startOf(today) + std::chrono::minutes(9)};
        beyond.openingMinor = beyond.closingMinor = 100'000;
        VERIFY_DONE(
            statement::loadStatement(store.connection(), {channel,
                                                          writeBankFile(folder.path(), beyond.id, beyond.text()),
                                                          statement::Loader::byJob(QStringLiteral("job:import")),
                                                          {}}));
        QCOMPARE(UtcTime(number(store, "SELECT covered_through_ms FROM channel")), startOf(today));
        VERIFY_ERROR(store::execute(store.connection(), "UPDATE channel SET covered_through_ms = ?",
                                    startOf(today) + std::chrono::minutes(9)),
                     ErrorKind::Refused, "StatementNotCovering");
        VERIFY_ERROR(store::execute(store.connection(), "UPDATE channel SET covered_through_ms = "
                                                        "covered_through_ms + 60000"),
                     ErrorKind::Refused, "StatementNotCovering");
    }

    /// A bank's new address: while nothing is sent, and two people let it send again.
    void aProfileChangesWhileStopped_data() { addEngineRows(); }
    void aProfileChangesWhileStopped() {
        PAYOUT_EMPTY_STORE(store);
        setUp(store, practiceProfile());
        const char* change = "UPDATE channel SET profile = '{}', send_timeout_ms = 20000, states_balances = 0";
        VERIFY_ERROR(store::execute(store.connection(), change), ErrorKind::Refused, "ContentFrozen");
        VERIFY_ERROR(store::execute(store.connection(), "UPDATE channel SET profile = '{}', stopped = 1"),
                     ErrorKind::Refused, "ContentFrozen");
        VERIFY_DONE(store::execute(store.connection(), "UPDATE channel SET stopped = 1, stopped_by = "
                                                       "(SELECT MIN(id) FROM person), stop_reason = 'new address'"));
        VERIFY_DONE(store::execute(store.connection(), change));
        VERIFY_ERROR(store::execute(store.connection(), "UPDATE channel SET profile = 'y', lift_proposed_by = "
                                                        "(SELECT MIN(id) FROM person)"),
                     ErrorKind::Refused, "ContentFrozen");
        VERIFY_ERROR(store::execute(store.connection(), "UPDATE channel SET states_balances = 1, lift_proposed_by = "
                                                        "(SELECT MIN(id) FROM person)"),
                     ErrorKind::Refused, "ContentFrozen");
        VERIFY_ERROR(store::execute(store.connection(), "UPDATE channel SET stopped = 0, profile = 'x'"),
                     ErrorKind::Refused, "ContentFrozen");
    }

private:
    static void refuse(const char* name, const char* sql, const char* refusal, bool sqliteOnly = false) {
        QTest::addRow("%s, sqlite", name) << store::Engine::Sqlite << sql << refusal;
        if (!sqliteOnly && qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") != 1)
            QTest::addRow("%s, postgres", name) << store::Engine::Postgres << sql << refusal;
    }

    static void clockAttacks() {
        refuse("clock moved", "UPDATE clock_override SET offset_ms = 7200000", "TrainingOnly");
        refuse("clock stopped", "UPDATE clock_override SET fixed_ms = 1", "TrainingOnly");
        refuse("clock row removed", "DELETE FROM clock_override", "TrainingOnly");
        refuse("a second clock row", "INSERT INTO clock_override (id, fixed_ms, offset_ms) VALUES (2, 1, 0)",
               "TrainingOnly");
        refuse("clock row replaced", "REPLACE INTO clock_override (id, fixed_ms, offset_ms) VALUES (1, 1, 0)",
               "TrainingOnly", true);
        refuse("called a training", "UPDATE setting SET value = 'TRAINING' WHERE name = 'environment'", "TrainingOnly");
        refuse("environment forgotten", "DELETE FROM setting WHERE name = 'environment'", "AppendOnly");
        refuse("environment renamed", "UPDATE setting SET name = 'was' WHERE name = 'environment'",
               "AppendOnly or TrainingOnly");
        refuse("another setting becomes the environment",
               "UPDATE OR REPLACE setting SET name = 'environment', value = 'TRAINING' WHERE name = 'institution'",
               "AppendOnly or TrainingOnly", true);
        refuse("a setting renamed", "UPDATE setting SET name = 'x' WHERE name = 'institution'", "AppendOnly");
        refuse("the name of a person", "UPDATE person SET login = 'x'", "AppendOnly");
        refuse("a person replaced",
               "REPLACE INTO person (id, login, display_name, password_hash) "
               "VALUES (99, 'operator', 'evil', '')",
               "AppendOnly", true);
        refuse("environment pushed out by rowid",
               "UPDATE OR REPLACE setting SET rowid = (SELECT o.rowid FROM setting o WHERE o.name = 'environment') "
               "WHERE name = 'institution'",
               "TrainingOnly", true);
        refuse(
            "environment pushed out by a row at its rowid",
            "REPLACE INTO setting (rowid, name, value) SELECT rowid, 'x', '' FROM setting WHERE name = 'environment'",
            "TrainingOnly", true);
        refuse("environment replaced", "REPLACE INTO setting (name, value) VALUES ('environment', 'TRAINING')",
               "TrainingOnly", true);
    }

    static void channelAttacks() {
        refuse("stable since yesterday", "UPDATE channel SET health = 'UP', up_since_ms = 1", "ChannelNotStable");
        refuse("born stable",
               "INSERT INTO channel (code, name, profile, account, health, up_since_ms) "
               "VALUES ('X', 'X', '{}', '1', 'UP', 1)",
               "ChannelNotStable");
        refuse("born covered",
               "INSERT INTO channel (code, name, profile, account, covered_through_ms) VALUES ('X', 'X', '{}', '1', 1)",
               "ChannelNotStable");
        refuse("covered without a file", "UPDATE channel SET covered_through_ms = 1", "StatementNotCovering");
        refuse("no waiting for stability", "UPDATE channel SET stable_ms = 0", "ContentFrozen");
        refuse("no pause", "UPDATE channel SET pause_enabled = 0", "ContentFrozen");
        refuse("a short pause", "UPDATE channel SET pause_end_ms = pause_begin_ms + 1", "ContentFrozen");
        refuse("another profile", "UPDATE channel SET profile = '{}'", "ContentFrozen");
        refuse("no balances any more", "UPDATE channel SET states_balances = 0", "ContentFrozen");
        refuse("another account", "UPDATE channel SET account = '1'", "ContentFrozen");
        refuse("channel removed", "DELETE FROM channel", "AppendOnly");
        refuse("channel renumbered", "UPDATE channel SET id = 77", "AppendOnly");
        refuse("channel replaced",
               "REPLACE INTO channel (code, name, profile, account) SELECT code, name, '{}', "
               "account FROM channel",
               "AppendOnly", true);
    }

    static void futureAttacks() {
        refuse(
            "trail from the future",
            "INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, evidence) "
            "SELECT now_ms + 3600000, 'me', 'x', 1, 'x', '', '', '', '' FROM payout_clock",
            "ClockGuard");
        refuse("answer from the future",
               "INSERT INTO answer (payout_id, attempt_no, operation, at_ms, outcome, code, code_listed, "
               "amount_and_order_equal, table_version, flow_no, raw, host) SELECT 1, 1, 'QUERY', now_ms + 3600000, "
               "'FAILED_FINAL', '', 1, 0, 1, '', '', '' FROM payout_clock",
               "ClockGuard");
        refuse("screening from the future",
               "INSERT INTO screening (payout_id, at_ms, result) SELECT 1, now_ms + 3600000, 'CLEAR' FROM payout_clock",
               "ClockGuard");
        refuse("money between merchants called a deposit",
               "INSERT INTO journal_entry (kind, debit_account_id, credit_account_id, amount_minor, at_ms, actor) "
               "SELECT 'DEPOSIT', MIN(a.id), MAX(a.id), 1, 1, 'me' FROM ledger_account a WHERE a.code IN ('1001', "
               "'2010')",
               "TransitionForbidden");
    }
};

QTEST_GUILESS_MAIN(LiveStoreTest)
#include "live_store_test.moc"
