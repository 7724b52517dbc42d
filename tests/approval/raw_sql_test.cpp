// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody with the database's password and an SQL prompt. Every line is one statement and the name by which the
// database refuses it; the rules hold twice (architecture, idea 4).
#include "tests/approval/approver.h"

#include <deque>
#include <map>

namespace payout::approval {

using rules::Role;
using store::Connection;
using store::Engine;
using support::codeOf;
using support::FixtureBatch;
using support::must;
using support::PayoutFixture;

namespace {

enum class On { Both, Sqlite, Postgres };

/// {waiting} a batch of three rows that waits, its first two rows held; {approved} one of three rows, its first two
/// held; {refused} a rejected one; {done} of one row, claimed. People: {maker} made them all and is an auditor as well.
struct Scene {
    explicit Scene(Connection& c) : connection(c), fixture(c) {
        merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000, 10);
        stoppedMerchant = fixture.addMerchant(QStringLiteral("M2"), 500'000);
        maker = fixture.addPerson(QStringLiteral("maker"), {Role::Clerk, Role::Auditor});
        former = fixture.addPerson(QStringLiteral("former"), {Role::Auditor, Role::Operator, Role::Supervisor});
        secondAuditor = fixture.addPerson(QStringLiteral("second"), {Role::Auditor});
        must(store::execute(c, "UPDATE person SET active = 0 WHERE login = 'former'"));
        waiting = add("W", 3, 2);
        approved = add("A", 3, 2);
        refusedOne = add("R", 3, 0);
        done = add("D", 1, 0);
        Approver auditor(c, fixture, fixture.auditor());
        auditor.look(waiting);
        must(auditor.approve(approved));
        must(auditor.reject(refusedOne));
        must(auditor.approve(done));
        must(store::execute(c,
                            "UPDATE payout SET state = 'PROCESSING', state_at_ms = 1, version = 2, last_actor = 'job' "
                            "WHERE id = ?",
                            payoutIdOf(done, 1)));
        listed = add("L", 1, 0);
        must(auditor.approve(listed));
        must(store::execute(c,
                            "INSERT INTO screening_list (payee_account, source, added_ms) SELECT payee_account, "
                            "'test', 1 FROM payout WHERE id = ?",
                            payoutIdOf(listed, 1)));
        bySupervisor = stopped("S1", fixture.supervisor());
        byAuditor = stopped("S2", fixture.auditor());
        stopOf(stoppedMerchant, fixture.supervisor());
        must(store::execute(c, "INSERT INTO lease (job, host, epoch, expires_ms, heartbeat_ms, started_by) "
                               "VALUES ('send', 'host1', 5, 1, 1, 'somebody')"));
        for (int i = 0; i < 2; ++i)
            must(store::execute(c,
                                "INSERT INTO incident (kind, channel_id, payout_id, bank_line_id, at_ms, detail) "
                                "VALUES ('BANK_ONLY', ?, 0, ?, 1, 'x')",
                                fixture.channel(), i));
        must(store::execute(c,
                            "INSERT INTO incident_proposal (incident_id, cause, reason, proposed_by, proposed_ms) "
                            "SELECT id, 'NO_LOSS', 'r', CAST(? AS {int}), 1 FROM incident ORDER BY id",
                            fixture.supervisor()));
    }

    /// The merchant is stopped, and that person has proposed to lift it.
    void stopOf(MerchantId which, PersonId proposer) {
        must(store::execute(connection,
                            "UPDATE stop_switch SET stopped = 1, stop_reason = 'r', stopped_by = ?, "
                            "stopped_ms = (SELECT now_ms FROM payout_clock) WHERE merchant_id = ?",
                            fixture.operatorPerson(), which));
        must(store::execute(connection, "UPDATE stop_switch SET lift_proposed_by = ? WHERE merchant_id = ?", proposer,
                            which));
    }

    /// A stopped channel whose lifting that person has proposed.
    ChannelId stopped(const char* code, PersonId proposer) {
        const ChannelId channel = fixture.addChannel(QString::fromLatin1(code));
        must(store::execute(connection,
                            "UPDATE channel SET stopped = 1, stop_reason = 'r', stopped_by = ? WHERE id = ?",
                            fixture.operatorPerson(), channel));
        must(store::execute(connection, "UPDATE channel SET lift_proposed_by = ? WHERE id = ?", proposer, channel));
        return channel;
    }

    InstructionId add(const char* name, int rows, int equalRows) {
        FixtureBatch batch{.merchant = merchant, .rows = PayoutFixture::rows(QString::fromLatin1(name), rows)};
        for (int i = 0; i < equalRows; ++i)
            batch.rows[static_cast<std::size_t>(i)].account = QStringLiteral("621700000000000%1").arg(name[0] % 10);
        batch.maker = maker;
        return fixture.addPendingBatch(batch);
    }

    QByteArray filledIn(const QString& sql) {
        QString text = sql;
        const std::pair<const char*, std::int64_t> names[] = {
            {"{waiting}", waiting.value},
            {"{approved}", approved.value},
            {"{refused}", refusedOne.value},
            {"{done}", done.value},
            {"{maker}", maker.value},
            {"{former}", former.value},
            {"{auditor}", fixture.auditor().value},
            {"{clerk}", fixture.clerk().value},
            {"{merchant}", merchant.value},
            {"{halted}", stoppedMerchant.value},
            {"{channel}", fixture.channel().value},
            {"{waiting.1}", payoutIdOf(waiting, 1).value},
            {"{waiting.3}", payoutIdOf(waiting, 3).value},
            {"{approved.0}", payoutIdOf(approved, 0).value},
            {"{approved.1}", payoutIdOf(approved, 1).value},
            {"{approved.3}", payoutIdOf(approved, 3).value},
            {"{approved.4}", payoutIdOf(approved, 4).value},
            {"{waiting.4}", payoutIdOf(waiting, 4).value},
            {"{done.1}", payoutIdOf(done, 1).value},
            {"{listed.1}", payoutIdOf(listed, 1).value},
            {"{stopped}", bySupervisor.value},
            {"{stopped.2}", byAuditor.value},
            {"{second}", secondAuditor.value},
            {"{operator}", fixture.operatorPerson().value},
            {"{supervisor}", fixture.supervisor().value},
        };
        for (const auto& [name, value] : names) text.replace(QLatin1String(name), QString::number(value));
        return text.toUtf8();
    }

    Connection& connection;
    PayoutFixture fixture;
    MerchantId merchant;
    MerchantId stoppedMerchant; ///< its lifting is proposed by the supervisor
    PersonId maker;
    PersonId former;
    InstructionId waiting;
    InstructionId approved;
    InstructionId refusedOne;
    InstructionId done;
    InstructionId listed;
    ChannelId bySupervisor;
    ChannelId byAuditor;
    PersonId secondAuditor;
};

/// Prepared statements are kept by their address, so a text must outlive every connection.
const char* kept(const QByteArray& sql) {
    static std::deque<QByteArray> texts;
    return texts.emplace_back(sql).constData();
}

/// Everything that an attack could have moved, in one text.
QString picture(Connection& connection) {
    return texts(connection, "SELECT id || state || version || total_minor FROM instruction ORDER BY id") + u'|' +
           texts(connection,
                 "SELECT id || COALESCE(state, '-') || COALESCE(hold, '-') || payee_account || amount_minor "
                 "FROM payout ORDER BY id") +
           u'|' + texts(connection, "SELECT id || ':' || balance_minor FROM ledger_account ORDER BY id") + u'|' +
           texts(connection, "SELECT 'n' || COUNT(*) FROM journal_entry") + u'|' +
           texts(connection, "SELECT 'n' || COUNT(*) FROM approval") + u'|' +
           texts(connection, "SELECT 'n' || COUNT(*) FROM hold_release") + u'|' +
           texts(connection, "SELECT 'n' || COUNT(*) FROM row_set_aside") + u'|' +
           texts(connection, "SELECT 'n' || COUNT(*) FROM incident_proposal") + u'|' +
           texts(connection, "SELECT 'n' || COUNT(*) FROM incident_closure") + u'|' +
           texts(connection, "SELECT host || epoch FROM lease") + u'|' +
           texts(connection, "SELECT id || ' ' || stopped || ' ' || COALESCE(stopped_by, 0) || ' ' || "
                             "COALESCE(lift_proposed_by, 0) FROM channel ORDER BY id") +
           u'|' +
           texts(connection, "SELECT merchant_id || ' ' || stopped || ' ' || stop_reason || COALESCE(stopped_by, 0) || "
                             "' ' || COALESCE(lift_proposed_by, 0) FROM stop_switch ORDER BY merchant_id") +
           u'|' + texts(connection, "SELECT 'n' || COUNT(*) FROM trail");
}

const char* payoutColumns = "(id, instruction_id, merchant_id, merchant_row_ref, payee_name, payee_account, "
                            "account_kind, bank_code, amount_minor, fee_minor, currency, purpose, warnings)";

QString payoutValues(const char* id, const char* instruction, const char* ref) {
    return QStringLiteral("%1 VALUES (%2, %3, {merchant}, '%4', 'Evil', '6217666666666666', 'CARD', '102100099996', "
                          "10000, 10, 'CNY', '', 0)")
        .arg(QLatin1String(payoutColumns), QLatin1String(id), QLatin1String(instruction), QLatin1String(ref));
}

QString approvalValues(const char* instruction, const char* decision, const char* person) {
    return QStringLiteral("approval (instruction_id, decision, approver_id, at_ms, shown_digest, reason) "
                          "VALUES (%1, '%2', %3, 1, 'd', 'r')")
        .arg(QLatin1String(instruction), QLatin1String(decision), QLatin1String(person));
}

/// Of a whole batch unless it is of a payout.
QString journalValues(const char* kind, const char* object, const char* number) {
    const bool isWhole = QLatin1String(object) == QLatin1String("instruction_id");
    return QStringLiteral("journal_entry (kind, %2, debit_account_id, credit_account_id, amount_minor, fee_account_id, "
                          "fee_minor, at_ms, actor) SELECT '%1', %3, t.id, m.id, %4, f.id, %5, 1, 'me' "
                          "FROM ledger_account t, ledger_account m, ledger_account f WHERE t.code = '2010' "
                          "AND m.merchant_id = {merchant} AND f.code = '4001'")
        .arg(QLatin1String(kind), QLatin1String(object), QLatin1String(number))
        .arg(isWhole ? 30'000 : 10'000)
        .arg(isWhole ? 30 : 10);
}

} // namespace

class RawSqlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isRefused_data() {
        QTest::addColumn<Engine>("engine");
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("refusal");
        approvals();
        states();
        rows();
        holds();
        setAside();
        stops();
        switches();
        incidents();
        books();
        wholeTables();
        replacing();
    }
    void isRefused() {
        QFETCH(const Engine, engine);
        QFETCH(const QString, sql);
        QFETCH(const QString, refusal);
        const Done opened = openScene(engine);
        QVERIFY2(opened, opened ? "" : qPrintable(describe(opened.error())));
        Scene& scene = *m_scenes[engine].scene;
        const QString before = picture(scene.connection);
        const QString answer = codeOf(store::execute(scene.connection, kept(scene.filledIn(sql))));
        QVERIFY2(refusal.split(QStringLiteral(" or ")).contains(answer), qPrintable(answer));
        QCOMPARE(picture(scene.connection), before);
        QCOMPARE(violations(scene.connection), QStringList());
    }
    void cleanupTestCase() { m_scenes.clear(); }

    /// The scene itself is no obstacle: what is allowed goes through.
    void allowedGoesThrough_data() {
        QTest::addColumn<Engine>("engine");
        QTest::addColumn<QString>("sql");
        const auto allow = [](const char* name, const QString& sql) {
            line(name, sql, "ok", On::Both, [](auto& data, const QString& text, const QString&) { data << text; });
        };
        allow("approve", QStringLiteral("INSERT INTO ") + approvalValues("{waiting}", "APPROVED", "{auditor}"));
        allow("claim",
              QStringLiteral("UPDATE payout SET state = 'PROCESSING', version = version + 1, last_actor = 'job' "
                             "WHERE id = {approved.3}"));
        allow("set aside", QStringLiteral("INSERT INTO row_set_aside (payout_id, set_by, at_ms, reason) "
                                          "VALUES ({approved.1}, {auditor}, 1, 'r')"));
        allow("stop", QStringLiteral("UPDATE channel SET stopped = 1, stopped_by = {operator} WHERE id = {channel}"));
        allow("lift", QStringLiteral("UPDATE channel SET stopped = 0, stopped_by = {second} WHERE id = {stopped}"));
        allow("lift after an auditor's proposal",
              QStringLiteral("UPDATE channel SET stopped = 0, stopped_by = {supervisor} WHERE id = {stopped.2}"));
        allow("stop all",
              QStringLiteral("UPDATE stop_switch SET stopped = 1, stop_reason = 'r', stopped_by = {operator}, "
                             "stopped_ms = (SELECT now_ms FROM payout_clock) WHERE merchant_id = 0"));
        allow("lift a merchant's stop",
              QStringLiteral("UPDATE stop_switch SET stopped = 0, lifted_by = {second} WHERE merchant_id = {halted}"));
        allow("close", QStringLiteral("INSERT INTO incident_closure (incident_id, proposal_id, closed_by, closed_ms) "
                                      "SELECT MIN(incident_id), MIN(id), CAST({auditor} AS BIGINT), 1 "
                                      "FROM incident_proposal"));
        allow("release",
              QStringLiteral("INSERT INTO hold_release VALUES ({approved.1}, 'SUSPECT_DUPLICATE', {auditor}, "
                             "1, 'two salaries')"));
    }
    void allowedGoesThrough() {
        PAYOUT_TEMP_STORE(store);
        QFETCH(const QString, sql);
        Scene scene(store.connection());
        QCOMPARE(codeOf(store::execute(store.connection(), kept(scene.filledIn(sql)))), "ok");
    }

    /// A row 0 in the place of row 2, so that the numbers add up, and row 2 put in after the approval.
    void rowsThatAddUpButAreOthers_data() { support::addEngineRows(); }
    void rowsThatAddUpButAreOthers() {
        PAYOUT_TEMP_STORE(store);
        Scene scene(store.connection());
        const auto run = [&](const QString& sql) {
            return codeOf(store::execute(store.connection(), kept(scene.filledIn(sql))));
        };
        QCOMPARE(
            run(QStringLiteral(
                "INSERT INTO instruction (kind, merchant_id, channel_id, merchant_batch_no, file_name, file_sha256, "
                "rows_count, total_minor, fee_minor, currency, business_date, maker_id, created_ms, state, "
                "last_actor) VALUES ('PAYOUT_BATCH', {merchant}, {channel}, 'X', 'x', 'x', 1, 10000, 10, 'CNY', "
                "20261122, {maker}, 1, 'PENDING_APPROVAL', 'maker')")),
            "ok");
        const QByteArray id = QByteArray::number(
            static_cast<qlonglong>(must(store::queryInt64(store.connection(), "SELECT MAX(id) FROM instruction"))));
        const QByteArray rowZero = QByteArray::number(id.toLongLong() * 1048576);
        QCOMPARE(run(QStringLiteral("INSERT INTO payout ") + payoutValues(rowZero.constData(), id.constData(), "X0")),
                 "ContentFrozen");
        // REPLACE would put it in the place of another batch's row that has its reference.
        const QByteArray first = QByteArray::number(id.toLongLong() * 1048576 + 1);
        QCOMPARE(run((store.connection().engine() == Engine::Sqlite ? QStringLiteral("REPLACE INTO payout ")
                                                                    : QStringLiteral("INSERT INTO payout ")) +
                     payoutValues(first.constData(), id.constData(), "A-3")),
                 store.connection().engine() == Engine::Sqlite ? "AppendOnly" : "UniqueViolation");
        QCOMPARE(
            must(store::queryInt64(store.connection(), "SELECT COUNT(*) FROM payout WHERE merchant_row_ref = 'A-3'")),
            1);
        // Approved without rows, without a debit: neither goes.
        QCOMPARE(run(QStringLiteral("INSERT INTO ") + approvalValues(id.constData(), "APPROVED", "{auditor}")),
                 "ShownChanged");
        const QByteArray rowOne = QByteArray::number(id.toLongLong() * 1048576 + 1);
        QCOMPARE(run(QStringLiteral("INSERT INTO payout ") + payoutValues(rowOne.constData(), id.constData(), "X1")),
                 "ok");
        QCOMPARE(run(QStringLiteral("INSERT INTO ") + approvalValues(id.constData(), "APPROVED", "{auditor}")), "ok");
        const QString approve = QStringLiteral("UPDATE instruction SET state = 'APPROVED_PROCESSING' WHERE id = ") +
                                QString::fromLatin1(id);
        QCOMPARE(run(approve), "DebitMissing");
        // Debited from another merchant.
        QCOMPARE(
            run(QStringLiteral("INSERT INTO journal_entry (kind, instruction_id, debit_account_id, "
                               "credit_account_id, amount_minor, fee_account_id, fee_minor, at_ms, actor) "
                               "SELECT 'DEBIT_FIRST', %1, m.id, t.id, 10000, f.id, 10, 1, 'me' FROM ledger_account t, "
                               "ledger_account m, ledger_account f WHERE t.code = '2010' AND t.channel_id = {channel} "
                               "AND f.code = '4001' AND m.merchant_id IS NOT NULL AND m.merchant_id <> {merchant}")
                    .arg(QString::fromLatin1(id))),
            "ok");
        QCOMPARE(run(approve), "DebitMissing");
    }

private:
    struct Stage {
        std::unique_ptr<support::TempStore> store;
        std::unique_ptr<Scene> scene;
    };
    /// What is refused changes nothing, so one scene an engine serves all lines.
    Done openScene(Engine engine) {
        Stage& stage = m_scenes[engine];
        if (stage.scene) return {};
        TRY(stage.store, support::TempStore::create(engine));
        stage.scene = std::make_unique<Scene>(stage.store->connection());
        return {};
    }
    std::map<Engine, Stage> m_scenes;

    template <class Add> static void line(const char* name, const QString& sql, const char* refusal, On on, Add add) {
        for (const auto& [suffix, engine] :
             {std::pair{"sqlite", Engine::Sqlite}, std::pair{"postgres", Engine::Postgres}}) {
            if (on == On::Sqlite && engine != Engine::Sqlite) continue;
            if (on == On::Postgres && engine != Engine::Postgres) continue;
            if (engine == Engine::Postgres && qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) continue;
            auto&& data = QTest::addRow("%s, %s", name, suffix) << engine;
            add(data, sql, QString::fromLatin1(refusal));
        }
    }
    static void refuse(const char* name, const QString& sql, const char* refusal, On on = On::Both) {
        line(name, sql, refusal, on,
             [](auto& data, const QString& text, const QString& code) { data << text << code; });
    }
    static void refuse(const char* name, const char* sql, const char* refusal, On on = On::Both) {
        refuse(name, QString::fromLatin1(sql), refusal, on);
    }

    static void approvals() {
        const QString insert = QStringLiteral("INSERT INTO ");
        refuse("approve one's own", insert + approvalValues("{waiting}", "APPROVED", "{maker}"), "MakerIsChecker");
        refuse("reject one's own", insert + approvalValues("{waiting}", "REJECTED", "{maker}"), "MakerIsChecker");
        refuse("approve without role", insert + approvalValues("{waiting}", "APPROVED", "{clerk}"), "RoleMissing");
        refuse("approve after leaving", insert + approvalValues("{waiting}", "APPROVED", "{former}"), "RoleMissing");
        refuse("approve what is rejected", insert + approvalValues("{refused}", "APPROVED", "{auditor}"),
               "NotPendingApproval");
        refuse("approve twice", insert + approvalValues("{approved}", "APPROVED", "{auditor}"), "NotPendingApproval");
        refuse("change who approved", "UPDATE approval SET approver_id = {clerk}", "AppendOnly");
        refuse("forget an approval", "DELETE FROM approval", "AppendOnly");
    }

    static void states() {
        refuse("approved without approval", "UPDATE instruction SET state = 'APPROVED_PROCESSING' WHERE id = {waiting}",
               "NotApproved");
        refuse("rejected without decision", "UPDATE instruction SET state = 'REJECTED' WHERE id = {waiting}",
               "NotApproved");
        refuse("closed at once", "UPDATE instruction SET state = 'CLOSED' WHERE id = {waiting}", "TransitionForbidden");
        refuse("closed with rows open", "UPDATE instruction SET state = 'CLOSED' WHERE id = {approved}",
               "TransitionForbidden");
        refuse("rejected comes back", "UPDATE instruction SET state = 'PENDING_APPROVAL' WHERE id = {refused}",
               "TransitionForbidden");
        refuse("approved goes back", "UPDATE instruction SET state = 'PENDING_APPROVAL' WHERE id = {approved}",
               "TransitionForbidden");
        refuse("approved is rejected", "UPDATE instruction SET state = 'REJECTED' WHERE id = {approved}",
               "TransitionForbidden or NotApproved");
        refuse("born approved",
               "INSERT INTO instruction (kind, merchant_id, channel_id, merchant_batch_no, file_name, file_sha256, "
               "rows_count, total_minor, fee_minor, currency, business_date, maker_id, created_ms, state, last_actor) "
               "VALUES ('PAYOUT_BATCH', {merchant}, {channel}, 'X', 'x', 'x', 1, 1, 0, 'CNY', 20261122, {maker}, 1, "
               "'APPROVED_PROCESSING', 'me')",
               "TransitionForbidden");
        refuse("another maker", "UPDATE instruction SET maker_id = {clerk} WHERE id = {waiting}", "ContentFrozen");
        refuse("another total", "UPDATE instruction SET total_minor = total_minor + 1 WHERE id = {waiting}",
               "ContentFrozen");
        refuse("more rows", "UPDATE instruction SET rows_count = 4 WHERE id = {approved}", "ContentFrozen");
        refuse("another channel", "UPDATE instruction SET channel_id = 99 WHERE id = {approved}", "ContentFrozen");
        refuse("instruction deleted", "DELETE FROM instruction WHERE id = {waiting}", "AppendOnly");
    }

    static void rows() {
        const QString insert = QStringLiteral("INSERT INTO payout ");
        refuse("all claimed while rows wait", "UPDATE instruction SET all_claimed = 1 WHERE id = {approved}",
               "TransitionForbidden");
        refuse("all claimed before the approval", "UPDATE instruction SET all_claimed = 1 WHERE id = {waiting}",
               "TransitionForbidden");
        refuse("a row slipped in after the approval", insert + payoutValues("{approved.4}", "{approved}", "E"),
               "ContentFrozen");
        refuse("a row 0", insert + payoutValues("{approved.0}", "{approved}", "E"), "ContentFrozen");
        refuse("a fourth row of three", insert + payoutValues("{waiting.4}", "{waiting}", "E"), "ContentFrozen");
        refuse("a row of nothing", insert + payoutValues("5", "0", "E"), "ContentFrozen");
        refuse("a row under another's number", insert + payoutValues("{approved.4}", "{waiting}", "E"),
               "ContentFrozen");
        refuse(
            "claim before approval",
            "UPDATE payout SET state = 'PROCESSING', version = version + 1, last_actor = 'job' WHERE id = {waiting.3}",
            "NotApproved");
        refuse("claim a held row",
               "UPDATE payout SET state = 'PROCESSING', version = version + 1, last_actor = 'job' "
               "WHERE id = {approved.1}",
               "RowHeld");
        refuse("claim and take the hold off at once",
               "UPDATE payout SET state = 'PROCESSING', hold = NULL, version = version + 1, last_actor = 'job' "
               "WHERE id = {approved.1}",
               "RowHeld");
        refuse("claim without compare-and-set",
               "UPDATE payout SET state = 'PROCESSING', last_actor = 'job' WHERE id = {approved.3}", "AlreadyHandled");
        refuse("paid at once",
               "UPDATE payout SET state = 'SUCCESS', version = version + 1, last_actor = 'me' WHERE id = {approved.3}",
               "TransitionForbidden");
        refuse("paid without evidence",
               "UPDATE payout SET state = 'SUCCESS', version = version + 1, last_actor = 'me' WHERE id = {done.1}",
               "EvidenceMissing");
        refuse("unclaimed again", "UPDATE payout SET state = NULL WHERE id = {done.1}", "TransitionForbidden");
        refuse("another payee account", "UPDATE payout SET payee_account = '6217666666666666' WHERE id = {approved.3}",
               "ContentFrozen");
        refuse("another payee account while waiting",
               "UPDATE payout SET payee_account = '6217666666666666' WHERE id = {waiting.1}", "ContentFrozen");
        refuse("another payee name", "UPDATE payout SET payee_name = 'Evil' WHERE id = {approved.3}", "ContentFrozen");
        refuse("another amount", "UPDATE payout SET amount_minor = 1 WHERE id = {approved.3}", "ContentFrozen");
        refuse("another bank", "UPDATE payout SET bank_code = '9' WHERE id = {approved.3}", "ContentFrozen");
        for (const char* name : {"rowid", "_rowid_", "oid"})
            refuse(
                qPrintable(QStringLiteral("another number by %1").arg(QLatin1String(name))),
                QStringLiteral("UPDATE payout SET %1 = {approved.4} WHERE id = {approved.3}").arg(QLatin1String(name)),
                "ContentFrozen", On::Sqlite);
        refuse("another number by an upsert",
               insert + payoutValues("{approved.3}", "{approved}", "A-3") +
                   QStringLiteral(" ON CONFLICT DO UPDATE SET rowid = excluded.id + 1"),
               "ContentFrozen", On::Sqlite);
        refuse("another number", "UPDATE payout SET id = {approved.4} WHERE id = {approved.3}", "ContentFrozen");
        refuse("row deleted", "DELETE FROM payout WHERE id = {approved.3}", "AppendOnly");
    }

    static void holds() {
        refuse("hold taken off", "UPDATE payout SET hold = NULL WHERE id = {approved.1}", "RowHeld");
        refuse("release one's own",
               "INSERT INTO hold_release VALUES ({waiting.1}, 'SUSPECT_DUPLICATE', {maker}, 1, 'r')", "MakerIsChecker");
        refuse("release without role",
               "INSERT INTO hold_release VALUES ({waiting.1}, 'SUSPECT_DUPLICATE', {clerk}, 1, 'r')", "RoleMissing");
        refuse("release after leaving",
               "INSERT INTO hold_release VALUES ({waiting.1}, 'SUSPECT_DUPLICATE', {former}, 1, 'r')", "RoleMissing");
        refuse("release without reason",
               "INSERT INTO hold_release VALUES ({waiting.1}, 'SUSPECT_DUPLICATE', {auditor}, 1, '')", "ReasonMissing");
        refuse("release in advance",
               "INSERT INTO hold_release VALUES ({waiting.3}, 'SUSPECT_DUPLICATE', {auditor}, 1, 'r')", "RowNotHeld");
        refuse("release what screening blocks",
               "INSERT INTO hold_release VALUES ({waiting.1}, 'SCREEN_BLOCKED', {auditor}, 1, 'r')",
               "RowHeld or RowNotHeld");
        refuse("hold written over", "UPDATE payout SET hold = '' WHERE id = {waiting.1}", "RowHeld");
    }

    static void setAside() {
        const auto insert = [](const char* payout, const char* person, const char* reason = "r") {
            return QStringLiteral("INSERT INTO row_set_aside (payout_id, set_by, at_ms, reason) VALUES (%1, %2, 1, "
                                  "'%3')")
                .arg(QLatin1String(payout), QLatin1String(person), QLatin1String(reason));
        };
        refuse(
            "claim a listed payee",
            "UPDATE payout SET state = 'PROCESSING', version = version + 1, last_actor = 'job' WHERE id = {listed.1}",
            "NotScreened");
        refuse("set aside without role", insert("{approved.1}", "{clerk}"), "RoleMissing");
        refuse("set aside as an operator", insert("{approved.1}", "{operator}"), "RoleMissing");
        refuse("set aside after leaving", insert("{approved.1}", "{former}"), "RoleMissing");
        refuse("set aside one's own", insert("{approved.1}", "{maker}"), "MakerIsChecker");
        refuse("set aside what waits for approval", insert("{waiting.1}", "{auditor}"), "AlreadyClaimed");
        refuse("set aside what is claimed", insert("{done.1}", "{auditor}"), "AlreadyClaimed");
        refuse("set aside without reason", insert("{approved.1}", "{auditor}", ""), "ReasonMissing");
    }

    static void stops() {
        const auto lift = [](const char* channel, const char* person) {
            return QStringLiteral("UPDATE channel SET stopped = 0, stopped_by = %2 WHERE id = %1")
                .arg(QLatin1String(channel), QLatin1String(person));
        };
        refuse("stopped by nobody", "UPDATE channel SET stopped = 1 WHERE id = {channel}", "RoleMissing");
        refuse("stopped by a clerk", "UPDATE channel SET stopped = 1, stopped_by = {clerk} WHERE id = {channel}",
               "RoleMissing");
        refuse("stopped after leaving", "UPDATE channel SET stopped = 1, stopped_by = {former} WHERE id = {channel}",
               "RoleMissing");
        refuse("stopped with the lifting proposed at once",
               "UPDATE channel SET stopped = 1, stopped_by = {auditor}, lift_proposed_by = {supervisor} "
               "WHERE id = {channel}",
               "MakerIsChecker or RoleMissing");
        refuse("lifting proposed while nothing is stopped",
               "UPDATE channel SET lift_proposed_by = {supervisor} WHERE id = {channel}", "RoleMissing");
        refuse("lifting proposed by an operator",
               "UPDATE channel SET lift_proposed_by = {operator} WHERE id = {stopped}", "RoleMissing");
        refuse("lifting proposed after leaving", "UPDATE channel SET lift_proposed_by = {former} WHERE id = {stopped}",
               "RoleMissing");
        refuse("lifted by the proposer", lift("{stopped}", "{supervisor}"), "MakerIsChecker");
        refuse("lifted by an operator", lift("{stopped}", "{operator}"), "RoleMissing");
        refuse("lifted after leaving", lift("{stopped}", "{former}"), "RoleMissing");
        refuse("lifted by two auditors", lift("{stopped.2}", "{second}"), "RoleMissing");
        refuse("lease goes back", "UPDATE lease SET epoch = 4", "StaleEpoch");
        refuse("lease moves under one epoch", "UPDATE lease SET host = 'other'", "StaleEpoch");
        refuse("lease forgotten", "DELETE FROM lease", "AppendOnly");
        refuse("lease replaced",
               "REPLACE INTO lease (job, host, epoch, expires_ms, heartbeat_ms, started_by) "
               "VALUES ('send', 'host1', 1, 9, 9, 'me')",
               "StaleEpoch", On::Sqlite);
    }

    /// {halted} is stopped and its lifting proposed by the supervisor; 0, everything, is not stopped.
    static void switches() {
        const auto stop = [](const char* person, const char* more = "") {
            return QStringLiteral("UPDATE stop_switch SET stopped = 1, stop_reason = 'r', stopped_by = %1, "
                                  "stopped_ms = (SELECT now_ms FROM payout_clock)%2 WHERE merchant_id = 0")
                .arg(QLatin1String(person), QLatin1String(more));
        };
        const auto lift = [](const char* person) {
            return QStringLiteral("UPDATE stop_switch SET stopped = 0, lifted_by = %1 WHERE merchant_id = {halted}")
                .arg(QLatin1String(person));
        };
        refuse("all stopped by a clerk", stop("{clerk}"), "RoleMissing");
        refuse("all stopped after leaving", stop("{former}"), "RoleMissing");
        refuse("all stopped without reason",
               stop("{operator}", ", stop_reason = ''").replace(QLatin1String("stop_reason = 'r', "), QString()),
               "ReasonMissing");
        refuse("all stopped yesterday",
               stop("{operator}").replace(QLatin1String("now_ms FROM"), QLatin1String("now_ms - 86400000 FROM")),
               "ClockGuard");
        refuse("all stopped with the lifting proposed at once", stop("{auditor}", ", lift_proposed_by = {supervisor}"),
               "MakerIsChecker or RoleMissing");
        refuse("a switch that is open is signed",
               "UPDATE stop_switch SET lift_proposed_by = {supervisor} WHERE merchant_id = 0",
               "TransitionForbidden or RoleMissing");
        refuse("merchant's stop reworded with the proposal kept",
               "UPDATE stop_switch SET stop_reason = 'x' WHERE merchant_id = {halted}", "MakerIsChecker");
        refuse("merchant's lifting proposed by an operator",
               "UPDATE stop_switch SET lift_proposed_by = {operator} WHERE merchant_id = {halted}", "RoleMissing");
        refuse("merchant lifted by the proposer", lift("{supervisor}"), "MakerIsChecker");
        refuse("merchant lifted by nobody", "UPDATE stop_switch SET stopped = 0 WHERE merchant_id = {halted}",
               "MakerIsChecker or RoleMissing");
        refuse("merchant lifted by an operator", lift("{operator}"), "RoleMissing");
        refuse("merchant lifted after leaving", lift("{former}"), "RoleMissing");
        refuse("merchant lifted with another proposer written beside",
               lift("{second}")
                   .replace(QLatin1String("stopped = 0"), QLatin1String("stopped = 0, lift_proposed_by = {auditor}")),
               "MakerIsChecker or RoleMissing");
        refuse("switch taken away", "DELETE FROM stop_switch WHERE merchant_id = {halted}", "AppendOnly");
        refuse("switch given to nobody", "UPDATE stop_switch SET merchant_id = 9999 WHERE merchant_id = {halted}",
               "AppendOnly");
        refuse("switch of nobody", "INSERT INTO stop_switch (merchant_id) VALUES (9999)", "TransitionForbidden");
        refuse("switch replaced", "REPLACE INTO stop_switch (merchant_id) VALUES ({halted})", "AppendOnly", On::Sqlite);
    }

    static void incidents() {
        const auto propose = [](const char* person) {
            return QStringLiteral(
                       "INSERT INTO incident_proposal (incident_id, cause, reason, proposed_by, proposed_ms) "
                       "SELECT MIN(id), 'NO_LOSS', 'r', CAST(%1 AS BIGINT), 1 FROM incident")
                .arg(QLatin1String(person));
        };
        const auto close = [](const char* person, const char* proposal) {
            return QStringLiteral("INSERT INTO incident_closure (incident_id, proposal_id, closed_by, closed_ms) "
                                  "SELECT MIN(i.id), (SELECT %2(p.id) FROM incident_proposal p), CAST(%1 AS BIGINT), 1 "
                                  "FROM incident i")
                .arg(QLatin1String(person), QLatin1String(proposal));
        };
        refuse("closing proposed by an auditor", propose("{auditor}"), "RoleMissing");
        refuse("closing proposed after leaving", propose("{former}"), "RoleMissing");
        refuse("closed by the proposer", close("{supervisor}", "MIN"), "MakerIsChecker");
        refuse("closed by an operator", close("{operator}", "MIN"), "RoleMissing");
        refuse("closed after leaving", close("{former}", "MIN"), "RoleMissing");
        refuse("closed on another incident's proposal", close("{auditor}", "MAX"), "ShownChanged");
        refuse("incident reworded", "UPDATE incident SET detail = ''", "AppendOnly");
        refuse("incident forgotten", "DELETE FROM incident", "AppendOnly");
        refuse("closing reworded", "UPDATE incident_proposal SET reason = 'x'", "AppendOnly");
        refuse("closing forgotten", "DELETE FROM incident_proposal", "AppendOnly");
        refuse("closing replaced", "REPLACE INTO incident_proposal SELECT * FROM incident_proposal LIMIT 1",
               "AppendOnly", On::Sqlite);
    }

    static void books() {
        const QString insert = QStringLiteral("INSERT INTO ");
        refuse("balance raised",
               "UPDATE ledger_account SET balance_minor = balance_minor - 100 WHERE merchant_id = {merchant}",
               "AppendOnly");
        refuse("balance raised in the name of an old entry",
               "UPDATE ledger_account SET balance_minor = balance_minor - 1000000, last_entry_id = (SELECT MIN(id) "
               "FROM journal_entry) WHERE merchant_id = {merchant}",
               "AppendOnly");
        refuse("entry forgotten, to use it again",
               "UPDATE ledger_account SET last_entry_id = 0 WHERE merchant_id = {merchant}", "AppendOnly");
        refuse("account handed over", "UPDATE ledger_account SET merchant_id = 99 WHERE merchant_id = {merchant}",
               "ContentFrozen");
        refuse("account born rich",
               "INSERT INTO ledger_account (code, merchant_id, currency, balance_minor) "
               "VALUES ('2001', {merchant}, 'USD', -100)",
               "AppendOnly");
        refuse("account deleted", "DELETE FROM ledger_account WHERE merchant_id = {merchant}", "AppendOnly");
        refuse("entry changed", "UPDATE journal_entry SET amount_minor = 1", "AppendOnly");
        refuse("entry deleted", "DELETE FROM journal_entry", "AppendOnly");
        refuse("given back twice", insert + journalValues("REJECT_GIVE", "instruction_id", "{refused}"),
               "AlreadyHandled");
        refuse("given back while waiting", insert + journalValues("REJECT_GIVE", "instruction_id", "{waiting}"),
               "TransitionForbidden");
        refuse("given back without return", insert + journalValues("RE_CREDIT", "payout_id", "{done.1}"),
               "TransitionForbidden");
        refuse("paid without success", insert + journalValues("PAID", "payout_id", "{done.1}"),
               "TransitionForbidden or ConstraintViolation");
        refuse("debited twice", insert + journalValues("DEBIT_FIRST", "instruction_id", "{approved}"),
               "AlreadyHandled");
        refuse("trail changed", "UPDATE trail SET actor = 'somebody'", "AppendOnly");
        refuse("trail deleted", "DELETE FROM trail", "AppendOnly");
    }

    static void wholeTables() {
        for (const char* table : {"approval",
                                  "hold_release",
                                  "instruction",
                                  "payout",
                                  "journal_entry",
                                  "ledger_account",
                                  "trail",
                                  "attempt",
                                  "send",
                                  "answer",
                                  "lease",
                                  "incident",
                                  "incident_proposal",
                                  "incident_closure",
                                  "row_set_aside",
                                  "screening",
                                  "exception_action",
                                  "bank_return",
                                  "bank_line",
                                  "bank_line_mention",
                                  "statement_file",
                                  "comparison",
                                  "comparison_line",
                                  "person",
                                  "channel",
                                  "setting",
                                  "stop_switch"})
            refuse(qPrintable(QStringLiteral("truncate ") + QLatin1String(table)),
                   QStringLiteral("TRUNCATE %1 CASCADE").arg(QLatin1String(table)), "AppendOnly", On::Postgres);
    }

    /// REPLACE asks DELETE triggers only on a connection of ours; most tables have a guard of their own as well.
    static void replacing() {
        const QString replace = QStringLiteral("REPLACE INTO ");
        refuse("replace an approved row",
               replace + QStringLiteral("payout ") + payoutValues("{approved.3}", "{approved}", "A-3"), "AppendOnly",
               On::Sqlite);
        refuse("replace a waiting row",
               replace + QStringLiteral("payout ") + payoutValues("{waiting.3}", "{waiting}", "W-3"), "AppendOnly",
               On::Sqlite);
        refuse("replace a claimed row", replace + QStringLiteral("payout ") + payoutValues("{done.1}", "{done}", "D-1"),
               "AppendOnly", On::Sqlite);
        refuse("replace an approval", replace + approvalValues("{approved}", "APPROVED", "{auditor}"),
               "NotPendingApproval", On::Sqlite);
        refuse("replace a give-back", replace + journalValues("REJECT_GIVE", "instruction_id", "{refused}"),
               "AlreadyHandled", On::Sqlite);
        refuse("replace a debit", replace + journalValues("DEBIT_FIRST", "instruction_id", "{approved}"),
               "AlreadyHandled", On::Sqlite);
        refuse("replace an entry",
               "REPLACE INTO journal_entry SELECT * FROM journal_entry WHERE kind = 'DEPOSIT' LIMIT 1", "AppendOnly",
               On::Sqlite);
        refuse("replace an account",
               "REPLACE INTO ledger_account (id, code, merchant_id, currency) SELECT id, code, "
               "merchant_id, currency FROM ledger_account WHERE merchant_id = {merchant}",
               "AppendOnly", On::Sqlite);
        refuse("replace an instruction", "REPLACE INTO instruction SELECT * FROM instruction WHERE id = {waiting}",
               "AppendOnly or BatchFileSeen or BatchNumberSeen", On::Sqlite);
        for (const char* key : {"setting SET name = 'environment' WHERE name = 'institution'",
                                "person SET login = 'auditor' WHERE login = 'clerk'",
                                "instruction SET id = {approved} WHERE id = {waiting}",
                                "payout SET id = {approved.3} WHERE id = {waiting.3}",
                                "ledger_account SET id = 1 WHERE id = 2", "merchant SET id = 1 WHERE id <> 1"})
            refuse(qPrintable(QStringLiteral("update or replace ") + QLatin1String(key)),
                   QStringLiteral("UPDATE OR REPLACE ") + QLatin1String(key),
                   "AppendOnly or ContentFrozen or TrainingOnly", On::Sqlite);
        refuse("replace a trail row", "REPLACE INTO trail SELECT * FROM trail LIMIT 1", "AppendOnly", On::Sqlite);
    }
};

} // namespace payout::approval

QTEST_GUILESS_MAIN(payout::approval::RawSqlTest)
#include "raw_sql_test.moc"
