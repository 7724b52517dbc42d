// SPDX-License-Identifier: GPL-3.0-or-later
// A27 and C9: a success that the bank gives back stays a success, and two people credit the merchant once; what the
// command refuses, the database refuses as well.
#include "core/base/business_date.h"
#include "core/desk/today_table.h"
#include "core/exception/credit_return.h"
#include "core/statement/load_statement.h"
#include "core/store/statement.h"
#include "tests/flow/camt_builder.h"
#include "tests/flow/flow_world.h"

#include <QTemporaryDir>
#include <QTest>

using namespace payout;
using namespace payout::support;
using exception::Verdict;
using statement::Loader;

namespace {

const BusinessDate today{20'261'118};
const QString reason = QStringLiteral("returned by the payee's bank, the merchant knows");

QString code(const Done& done) { return done ? QString() : done.error().code; }
QString code(const Result<std::int64_t>& result) { return result ? QString() : result.error().code; }

} // namespace

class BankReturnTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a27CreditedOnceByTwo_data() { addEngineRows(); }
    void a27CreditedOnceByTwo() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const std::int64_t before = world.fixture.availableMinor(world.merchant);
        const PayoutId payout = paid(world);
        QCOMPARE(code(propose(world, payout)), QStringLiteral("EvidenceMissing")); // nothing came back
        giveBack(world, payout, 10'000);
        QCOMPARE(world.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'RE_CREDIT'"), 0);
        QCOMPARE(code(exception::proposeBankReturn(world.connection(), op(world), payout, QStringLiteral(" "))),
                 QStringLiteral("ReasonMissing"));
        QCOMPARE(code(exception::proposeBankReturn(world.connection(), auditor(world), payout, reason)),
                 QStringLiteral("RoleMissing"));
        QCOMPARE(code(decide(world, payout)), QStringLiteral("NotProposed"));
        QCOMPARE(shownCredit(world), QStringLiteral("OPEN 10000 CNY by nobody: ")); // what Today offers
        QCOMPARE(code(propose(world, payout)), QString());
        QCOMPARE(shownCredit(world), QStringLiteral("PROPOSED 10000 CNY by operator: ") + reason);
        QCOMPARE(code(propose(world, payout)), QStringLiteral("AlreadyHandled"));
        QCOMPARE(code(exception::decideBankReturn(world.connection(), op(world), payout, Verdict::Confirm)),
                 QStringLiteral("RoleMissing"));
        // Refused, proposed once more, approved.
        QCOMPARE(code(decide(world, payout, Verdict::Refuse)), QString());
        QCOMPARE(world.fixture.availableMinor(world.merchant), before - 10'050);
        QCOMPARE(code(propose(world, payout)), QString());
        QCOMPARE(code(decide(world, payout)), QString());
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(world.fixture.availableMinor(world.merchant), before);
        QCOMPARE(world.text("SELECT d.code || ' ' || c.code || ' ' || j.amount_minor || ' ' || j.fee_minor || ' ' || "
                            "j.actor FROM journal_entry j JOIN ledger_account d ON d.id = j.debit_account_id "
                            "JOIN ledger_account c ON c.id = j.credit_account_id WHERE j.kind = 'RE_CREDIT'"),
                 QStringLiteral("1001 2001 10000 50 auditor"));
        for (const Verdict verdict : {Verdict::Confirm, Verdict::Refuse})
            QCOMPARE(code(decide(world, payout, verdict)), QStringLiteral("AlreadyHandled"));
        QCOMPARE(code(propose(world, payout)), QStringLiteral("AlreadyHandled"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'RE_CREDIT'"), 1);
        auto trail = must(store::query(world.connection(), "SELECT actor || ' ' || to_state FROM trail "
                                                           "WHERE event = 'bank return' ORDER BY id"));
        QStringList steps;
        while (trail.next()) steps << trail.text(0);
        must(trail.finish());
        QCOMPARE(steps, QStringList({QStringLiteral("operator PROPOSED"), QStringLiteral("auditor OPEN"),
                                     QStringLiteral("operator PROPOSED"), QStringLiteral("auditor APPROVED")}));
        QCOMPARE(world.bookProblems(), QString());
    }

    void aPartIsNoReturn_data() { addEngineRows(); }
    void aPartIsNoReturn() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = paid(world);
        giveBack(world, payout, 9'999);
        QCOMPARE(code(propose(world, payout)), QStringLiteral("ReturnAmountDiffers"));
        QCOMPARE(code(rawPropose(world)), QStringLiteral("ReturnAmountDiffers"));
    }

    // Paid twice and given back once: the merchant's payee still has the money.
    void oneOfTwoPayments_data() { addEngineRows(); }
    void oneOfTwoPayments() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = paid(world, 2);
        giveBack(world, payout, 10'000);
        QCOMPARE(code(propose(world, payout)), QStringLiteral("StatementShowsPaid"));
        QCOMPARE(code(rawPropose(world)), QStringLiteral("StatementShowsPaid"));
        giveBack(world, payout, 10'000, QStringLiteral("R2"));
        QCOMPARE(code(propose(world, payout)), QString());
        QCOMPARE(code(decide(world, payout)), QString());
        QCOMPARE(world.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'RE_CREDIT'"), 1);
        QCOMPARE(world.bookProblems(), QString());
    }

    // Four eyes, and neither of them brought the file (T12).
    void whoMayNot_data() { addEngineRows(); }
    void whoMayNot() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const std::int64_t before = world.fixture.availableMinor(world.merchant);
        const PersonId all = world.fixture.addPerson(
            QStringLiteral("all"), {rules::Role::Operator, rules::Role::Auditor, rules::Role::Supervisor});
        const rules::Actor supervisor = world.fixture.actor(world.fixture.supervisor());
        must(
            store::execute(world.connection(), "INSERT INTO person_role VALUES (?, 'AUDITOR')", world.fixture.clerk()));
        const PayoutId payout = paid(world);
        // Brought by hand without balances, accepted by the supervisor: the line counts, its two hands do not decide.
        const auto file =
            giveBack(world, payout, 10'000, QStringLiteral("R1"), Loader::byHand(world.fixture.actor(all)));
        QCOMPARE(world.number("SELECT COUNT(*) FROM bank_return"), 0);
        VERIFY_DONE(statement::acceptStatement(world.connection(), supervisor, file, reason));
        QCOMPARE(code(exception::proposeBankReturn(world.connection(), world.fixture.actor(all), payout, reason)),
                 QStringLiteral("ImporterIsResolver"));
        QCOMPARE(code(rawPropose(world, all)), QStringLiteral("ImporterIsResolver"));
        QCOMPARE(code(rawApprove(world, world.fixture.auditor())), QStringLiteral("AlreadyHandled")); // not proposed
        QCOMPARE(code(propose(world, payout)), QString());
        for (const PersonId hand : {all, world.fixture.supervisor()}) {
            QCOMPARE(code(exception::decideBankReturn(world.connection(), world.fixture.actor(hand), payout,
                                                      Verdict::Confirm)),
                     QStringLiteral("ImporterIsResolver"));
            QCOMPARE(code(rawApprove(world, hand)), QStringLiteral("ImporterIsResolver"));
        }
        must(store::execute(world.connection(), "INSERT INTO person_role VALUES (?, 'AUDITOR')",
                            world.fixture.operatorPerson()));
        const rules::Actor both = op(world);
        QCOMPARE(code(exception::decideBankReturn(world.connection(), both, payout, Verdict::Confirm)),
                 QStringLiteral("MakerIsChecker"));
        QCOMPARE(code(rawApprove(world, both.person)), QStringLiteral("MakerIsChecker"));
        const rules::Actor maker = world.fixture.actor(world.fixture.clerk());
        QCOMPARE(code(exception::decideBankReturn(world.connection(), maker, payout, Verdict::Confirm)),
                 QStringLiteral("CheckerIsCreator"));
        QCOMPARE(code(rawApprove(world, maker.person)), QStringLiteral("CheckerIsCreator"));
        for (const char* raw : {"DELETE FROM bank_return", "UPDATE bank_return SET bank_line_id = bank_line_id + 1",
                                "UPDATE bank_return SET at_ms = 1",
                                "INSERT INTO bank_return (payout_id, bank_line_id, at_ms, state, proposed_by, reason, "
                                "decided_by) SELECT payout_id + 1, bank_line_id, 1, 'APPROVED', 1, 'r', 2 "
                                "FROM bank_return"})
            QVERIFY2(!store::execute(world.connection(), raw), raw);
        // Straight into the books.
        QCOMPARE(code(store::execute(world.connection(), R"sql(INSERT INTO journal_entry (kind, payout_id,
                debit_account_id, credit_account_id, amount_minor, fee_minor, at_ms, actor)
            SELECT 'RE_CREDIT', p.id, r.id, m.id, p.amount_minor, 0, 1, 'raw' FROM payout p CROSS JOIN ledger_account r
            CROSS JOIN ledger_account m WHERE r.code = '1001' AND m.code = '2001')sql")),
                 QStringLiteral("TransitionForbidden"));
        QCOMPARE(world.fixture.availableMinor(world.merchant), before - 10'050);
        QCOMPARE(code(decide(world, payout)), QString());
        QCOMPARE(world.fixture.availableMinor(world.merchant), before);
        QCOMPARE(code(rawApprove(world, world.fixture.auditor())), QStringLiteral("AlreadyHandled"));
        QCOMPARE(world.bookProblems(), QString());
    }

private:
    static QString shownCredit(FlowWorld& world) {
        desk::TodayFigures shown;
        must(desk::readIncidents(world.connection(), shown));
        const desk::ReturnCredit credit = shown.incidents.at(0).credit.value();
        return QStringLiteral("%1 %2 %3 by %4: %5")
            .arg(credit.state, QString::number(credit.amount.minor), credit.amount.currency.code(),
                 credit.byName.isEmpty() ? QStringLiteral("nobody") : credit.byName, credit.reason);
    }
    static rules::Actor op(FlowWorld& world) { return world.fixture.actor(world.fixture.operatorPerson()); }
    static rules::Actor auditor(FlowWorld& world) { return world.fixture.actor(world.fixture.auditor()); }
    static Done propose(FlowWorld& world, PayoutId payout) {
        return exception::proposeBankReturn(world.connection(), op(world), payout, reason);
    }
    static Done decide(FlowWorld& world, PayoutId payout, Verdict verdict = Verdict::Confirm) {
        return exception::decideBankReturn(world.connection(), auditor(world), payout, verdict);
    }
    static Result<std::int64_t> rawPropose(FlowWorld& world, std::optional<PersonId> by = {}) {
        return store::execute(world.connection(),
                              "UPDATE bank_return SET state = 'PROPOSED', reason = 'raw', proposed_ms = 1, "
                              "proposed_by = ?",
                              by.value_or(world.fixture.operatorPerson()));
    }
    static Result<std::int64_t> rawApprove(FlowWorld& world, PersonId by) {
        return store::execute(world.connection(), "UPDATE bank_return SET state = 'APPROVED', decided_by = ?", by);
    }

    PayoutId paid(FlowWorld& world, int times = 1) {
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        CamtBuilder file;
        file.id = QStringLiteral("paid");
        file.wholeDay(today);
        for (int i = 0; i < times; ++i)
            file.entries.push_back({world.orderNoOf(payout), 10'000, today, QStringLiteral("F%1").arg(i)});
        load(world, file, importJob);
        return payout;
    }
    StatementFileId giveBack(FlowWorld& world, PayoutId payout, std::int64_t minor,
                             const QString& id = QStringLiteral("R1"), const Loader& loader = importJob) {
        CamtBuilder file;
        file.kind = QStringLiteral("054");
        file.id = id;
        file.entries = {{world.orderNoOf(payout), minor, today, id, {}, QStringLiteral("BOOK"), true, true}};
        return load(world, file, loader);
    }
    StatementFileId load(FlowWorld& world, const CamtBuilder& file, const Loader& loader) {
        const QString path = writeBankFile(m_folder.path(), QStringLiteral("%1.xml").arg(++m_files), file.text());
        return must(statement::loadStatement(world.connection(), {world.channel, path, loader, {}})).parts.front().file;
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(BankReturnTest)
#include "bank_return_test.moc"
