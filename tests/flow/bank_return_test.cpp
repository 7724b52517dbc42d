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
using exception::ReturnLine;
using statement::Loader;

namespace {

const BusinessDate today{20'261'118};
const QString reason = QStringLiteral("returned by the payee's bank, the merchant knows");
const QString doubt = QStringLiteral("the merchant does not know of it");

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
        QCOMPARE(code(exception::proposeBankReturn(world.connection(), op(world), lineOf(world, payout),
                                                   QStringLiteral(" "))),
                 QStringLiteral("ReasonMissing"));
        QCOMPARE(code(exception::proposeBankReturn(world.connection(), auditor(world), lineOf(world, payout), reason)),
                 QStringLiteral("RoleMissing"));
        QCOMPARE(code(decide(world, payout)), QStringLiteral("NotProposed"));
        QCOMPARE(shownCredit(world), QStringLiteral("OPEN 10000 CNY by nobody: ")); // what Today offers
        QCOMPARE(code(propose(world, payout)), QString());
        QCOMPARE(shownCredit(world), QStringLiteral("PROPOSED 10000 CNY by operator: ") + reason);
        QCOMPARE(code(propose(world, payout)), QStringLiteral("AlreadyHandled"));
        const ReturnLine line = lineOf(world, payout);
        QCOMPARE(code(exception::confirmBankReturn(world.connection(), op(world), line)),
                 QStringLiteral("RoleMissing"));
        QCOMPARE(code(exception::refuseBankReturn(world.connection(), op(world), line, doubt)),
                 QStringLiteral("RoleMissing"));
        // Refused with a reason, proposed once more, approved.
        QCOMPARE(code(exception::refuseBankReturn(world.connection(), auditor(world), line, QStringLiteral("  "))),
                 QStringLiteral("ReasonMissing"));
        QCOMPARE(code(rawRefuse(world, QStringLiteral("  "))), QStringLiteral("ReasonMissing"));
        QCOMPARE(code(refuse(world, payout)), QString());
        QCOMPARE(shownCredit(world), QStringLiteral("OPEN 10000 CNY by nobody: , refused by auditor: ") + doubt);
        QCOMPARE(code(refuse(world, payout)), QStringLiteral("NotProposed"));
        QCOMPARE(world.fixture.availableMinor(world.merchant), before - 10'050);
        QCOMPARE(code(propose(world, payout)), QString());
        QCOMPARE(code(decide(world, payout)), QString());
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(world.fixture.availableMinor(world.merchant), before);
        QCOMPARE(world.text("SELECT d.code || ' ' || c.code || ' ' || j.amount_minor || ' ' || j.fee_minor || ' ' || "
                            "j.actor FROM journal_entry j JOIN ledger_account d ON d.id = j.debit_account_id "
                            "JOIN ledger_account c ON c.id = j.credit_account_id WHERE j.kind = 'RE_CREDIT'"),
                 QStringLiteral("1001 2001 10000 50 auditor"));
        QCOMPARE(code(decide(world, payout)), QStringLiteral("AlreadyHandled"));
        QCOMPARE(code(refuse(world, payout)), QStringLiteral("AlreadyHandled"));
        QCOMPARE(code(rawRefuse(world, doubt)), QStringLiteral("AlreadyHandled"));
        QCOMPARE(code(propose(world, payout)), QStringLiteral("AlreadyHandled"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'RE_CREDIT'"), 1);
        QCOMPARE(
            trail(world),
            QStringList({QStringLiteral("operator PROPOSED ") + reason, QStringLiteral("auditor OPEN ") + doubt,
                         QStringLiteral("operator PROPOSED ") + reason, QStringLiteral("auditor APPROVED ") + reason}));
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

    // The bank books a part, then the whole: the part does not stand in the whole's way, and never becomes a credit.
    void theRightLineComesLater_data() { addEngineRows(); }
    void theRightLineComesLater() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const std::int64_t before = world.fixture.availableMinor(world.merchant);
        const PayoutId payout = paid(world);
        giveBack(world, payout, 9'999);
        const ReturnLine part = lineOf(world, payout);
        giveBack(world, payout, 10'000, QStringLiteral("R2"));
        const ReturnLine whole = lineOf(world, payout);
        QVERIFY(part.line != whole.line);
        QCOMPARE(code(propose(world, part)), QStringLiteral("ReturnAmountDiffers"));
        QCOMPARE(code(rawPropose(world, {}, part.line)), QStringLiteral("ReturnAmountDiffers"));
        QCOMPARE(code(propose(world, whole)), QString());
        QCOMPARE(code(propose(world, part)), QStringLiteral("AlreadyHandled"));
        QCOMPARE(code(exception::confirmBankReturn(world.connection(), auditor(world), part)),
                 QStringLiteral("ShownChanged"));
        QCOMPARE(code(exception::confirmBankReturn(world.connection(), auditor(world), whole)), QString());
        QCOMPARE(world.fixture.availableMinor(world.merchant), before);
        QCOMPARE(code(propose(world, part)), QStringLiteral("AlreadyHandled"));
        QCOMPARE(code(rawPropose(world, {}, whole.line)), QStringLiteral("AlreadyHandled"));
        QVERIFY(!rawPropose(world, {}, part.line));
        QCOMPARE(world.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'RE_CREDIT'"), 1);
        QCOMPARE(world.bookProblems(), QString());
    }

    // Given back twice in full by the bank's mistake: the first proposal is refused, the other line takes its place,
    // and the merchant is credited once.
    void aRefusedProposalGivesWayToAnotherLine_data() { addEngineRows(); }
    void aRefusedProposalGivesWayToAnotherLine() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const std::int64_t before = world.fixture.availableMinor(world.merchant);
        const PayoutId payout = paid(world);
        giveBack(world, payout, 10'000);
        const ReturnLine first = lineOf(world, payout);
        giveBack(world, payout, 10'000, QStringLiteral("R2"));
        const ReturnLine second = lineOf(world, payout);
        QCOMPARE(code(propose(world, first)), QString());
        // Not under the eyes of the second person, and not in the moment of his yes or no.
        QCOMPARE(code(store::execute(world.connection(), "UPDATE bank_return SET decided_by = ?, bank_line_id = ?",
                                     world.fixture.auditor(), second.line)),
                 QStringLiteral("AlreadyHandled"));
        QCOMPARE(code(store::execute(world.connection(),
                                     "UPDATE bank_return SET state = 'APPROVED', decided_by = ?, bank_line_id = ?",
                                     world.fixture.auditor(), second.line)),
                 QStringLiteral("AppendOnly"));
        QCOMPARE(code(store::execute(world.connection(),
                                     "UPDATE bank_return SET state = 'OPEN', proposed_by = NULL, decided_by = ?, "
                                     "refusal_reason = 'raw', bank_line_id = ?",
                                     world.fixture.auditor(), second.line)),
                 QStringLiteral("AppendOnly"));
        QCOMPARE(code(exception::refuseBankReturn(world.connection(), auditor(world), second, doubt)),
                 QStringLiteral("ShownChanged"));
        QCOMPARE(code(exception::refuseBankReturn(world.connection(), auditor(world), first, doubt)), QString());
        QCOMPARE(code(propose(world, second)), QString());
        QCOMPARE(code(exception::confirmBankReturn(world.connection(), auditor(world), first)),
                 QStringLiteral("ShownChanged"));
        QCOMPARE(code(exception::confirmBankReturn(world.connection(), auditor(world), second)), QString());
        for (const ReturnLine line : {first, second})
            QCOMPARE(code(propose(world, line)), QStringLiteral("AlreadyHandled"));
        QCOMPARE(world.fixture.availableMinor(world.merchant), before);
        QCOMPARE(world.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'RE_CREDIT'"), 1);
        QStringList lines;
        auto rows = must(
            store::query(world.connection(), "SELECT evidence FROM trail WHERE event = 'bank return' ORDER BY id"));
        while (rows.next()) lines << rows.text(0);
        must(rows.finish());
        const QString one = QStringLiteral("line %1").arg(first.line.value);
        const QString other = QStringLiteral("line %1").arg(second.line.value);
        QCOMPARE(lines, QStringList({one, one, other, other}));
        QCOMPARE(world.bookProblems(), QString());
    }

    // A line of another payout proves nothing about this one.
    void anothersLine_data() { addEngineRows(); }
    void anothersLine() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 10'000});
        const PayoutId payout = payouts[0];
        const PayoutId other = payouts[1];
        world.sendAll();
        CamtBuilder file;
        file.id = QStringLiteral("paid");
        file.wholeDay(today).entries = {{world.orderNoOf(payout), 10'000, today, QStringLiteral("F1")},
                                        {world.orderNoOf(other), 10'000, today, QStringLiteral("F2")}};
        load(world, file, importJob);
        giveBack(world, payout, 10'000);
        giveBack(world, other, 10'000, QStringLiteral("R2"));
        const BankLineId othersLine = lineOf(world, other).line;
        QCOMPARE(world.number("SELECT COUNT(*) FROM bank_return"), 2);
        QCOMPARE(code(propose(world, ReturnLine{payout, othersLine})), QStringLiteral("EvidenceMissing"));
        QCOMPARE(code(store::execute(world.connection(),
                                     "UPDATE bank_return SET state = 'PROPOSED', reason = 'raw', proposed_ms = 1, "
                                     "proposed_by = ?, bank_line_id = ? WHERE payout_id = ?",
                                     world.fixture.operatorPerson(), othersLine, payout)),
                 QStringLiteral("EvidenceMissing"));
    }

    // Who has left decides nothing, whatever his roles were.
    void afterLeaving_data() { addEngineRows(); }
    void afterLeaving() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PersonId former =
            world.fixture.addPerson(QStringLiteral("former"), {rules::Role::Operator, rules::Role::Auditor});
        const rules::Actor signedIn = world.fixture.actor(former); // before he was switched off
        must(store::execute(world.connection(), "UPDATE person SET active = 0 WHERE id = ?", former));
        const PayoutId payout = paid(world);
        giveBack(world, payout, 10'000);
        const ReturnLine line = lineOf(world, payout);
        QCOMPARE(code(exception::proposeBankReturn(world.connection(), signedIn, line, reason)),
                 QStringLiteral("RoleMissing"));
        QCOMPARE(code(rawPropose(world, former)), QStringLiteral("RoleMissing"));
        QCOMPARE(code(propose(world, payout)), QString());
        QCOMPARE(code(exception::confirmBankReturn(world.connection(), signedIn, line)), QStringLiteral("RoleMissing"));
        QCOMPARE(code(exception::refuseBankReturn(world.connection(), signedIn, line, doubt)),
                 QStringLiteral("RoleMissing"));
        QCOMPARE(code(rawApprove(world, former)), QStringLiteral("RoleMissing"));
        QCOMPARE(code(rawRefuse(world, doubt, former)), QStringLiteral("RoleMissing"));
        QCOMPARE(world.text("SELECT state FROM bank_return"), QStringLiteral("PROPOSED"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'RE_CREDIT'"), 0);
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
        giveBack(world, payout, 1, QStringLiteral("R2")); // a part takes no payment back
        QCOMPARE(code(rawPropose(world)), QStringLiteral("StatementShowsPaid"));
        giveBack(world, payout, 10'000, QStringLiteral("R3"));
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
        QCOMPARE(code(exception::proposeBankReturn(world.connection(), world.fixture.actor(all), lineOf(world, payout),
                                                   reason)),
                 QStringLiteral("ImporterIsResolver"));
        QCOMPARE(code(rawPropose(world, all)), QStringLiteral("ImporterIsResolver"));
        QCOMPARE(code(rawApprove(world, world.fixture.auditor())), QStringLiteral("AlreadyHandled")); // not proposed
        QCOMPARE(code(propose(world, payout)), QString());
        for (const PersonId hand : {all, world.fixture.supervisor()}) {
            QCOMPARE(code(exception::confirmBankReturn(world.connection(), world.fixture.actor(hand),
                                                       lineOf(world, payout))),
                     QStringLiteral("ImporterIsResolver"));
            QCOMPARE(code(rawApprove(world, hand)), QStringLiteral("ImporterIsResolver"));
        }
        must(store::execute(world.connection(), "INSERT INTO person_role VALUES (?, 'AUDITOR')",
                            world.fixture.operatorPerson()));
        const rules::Actor both = op(world);
        QCOMPARE(code(exception::confirmBankReturn(world.connection(), both, lineOf(world, payout))),
                 QStringLiteral("MakerIsChecker"));
        QCOMPARE(code(rawApprove(world, both.person)), QStringLiteral("MakerIsChecker"));
        const rules::Actor maker = world.fixture.actor(world.fixture.clerk());
        QCOMPARE(code(exception::confirmBankReturn(world.connection(), maker, lineOf(world, payout))),
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
                        credit.byName.isEmpty() ? QStringLiteral("nobody") : credit.byName,
                        credit.state == u"OPEN" ? QString() : credit.reason) +
               (credit.refusalReason.isEmpty()
                    ? QString()
                    : QStringLiteral(", refused by %1: %2").arg(credit.refusedByName, credit.refusalReason));
    }
    static QStringList trail(FlowWorld& world) {
        auto rows = must(store::query(world.connection(), "SELECT actor || ' ' || to_state || ' ' || reason FROM trail "
                                                          "WHERE event = 'bank return' ORDER BY id"));
        QStringList steps;
        while (rows.next()) steps << rows.text(0);
        must(rows.finish());
        return steps;
    }
    /// The newest line that gives it back; none: line 0.
    static ReturnLine lineOf(FlowWorld& world, PayoutId payout) {
        const auto line = must(store::queryInt64(world.connection(),
                                                 "SELECT COALESCE(MAX(b.id), 0) FROM bank_line b JOIN attempt a "
                                                 "ON a.order_no = b.order_no WHERE b.is_return = 1 AND a.payout_id = ?",
                                                 payout));
        return {payout, BankLineId(line)};
    }
    static rules::Actor op(FlowWorld& world) { return world.fixture.actor(world.fixture.operatorPerson()); }
    static rules::Actor auditor(FlowWorld& world) { return world.fixture.actor(world.fixture.auditor()); }
    static Done propose(FlowWorld& world, ReturnLine line) {
        return exception::proposeBankReturn(world.connection(), op(world), line, reason);
    }
    static Done propose(FlowWorld& world, PayoutId payout) { return propose(world, lineOf(world, payout)); }
    static Done decide(FlowWorld& world, PayoutId payout) {
        return exception::confirmBankReturn(world.connection(), auditor(world), lineOf(world, payout));
    }
    static Done refuse(FlowWorld& world, PayoutId payout) {
        return exception::refuseBankReturn(world.connection(), auditor(world), lineOf(world, payout), doubt);
    }
    static Result<std::int64_t> rawPropose(FlowWorld& world, std::optional<PersonId> by = {},
                                           std::optional<BankLineId> line = {}) {
        return store::execute(world.connection(),
                              "UPDATE bank_return SET state = 'PROPOSED', reason = 'raw', proposed_ms = 1, "
                              "proposed_by = ?, bank_line_id = COALESCE(?, bank_line_id)",
                              by.value_or(world.fixture.operatorPerson()),
                              line ? std::optional<std::int64_t>(line->value) : std::nullopt);
    }
    static Result<std::int64_t> rawApprove(FlowWorld& world, PersonId by) {
        return store::execute(world.connection(), "UPDATE bank_return SET state = 'APPROVED', decided_by = ?", by);
    }
    static Result<std::int64_t> rawRefuse(FlowWorld& world, const QString& why, std::optional<PersonId> by = {}) {
        return store::execute(world.connection(),
                              "UPDATE bank_return SET state = 'OPEN', proposed_by = NULL, decided_by = ?, "
                              "refusal_reason = ?",
                              by.value_or(world.fixture.auditor()), why);
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
