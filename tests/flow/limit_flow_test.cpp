// SPDX-License-Identifier: GPL-3.0-or-later
// I21: at the moment of arming no sum is over its limit, whoever arms. What does not fit waits and holds up nothing
// behind it, until there is room, it is set aside, or two people change the limit.
#include "core/approval/set_rows_aside.h"
#include "core/dispatch/change_limit.h"
#include "core/dispatch/dispatch_table.h"
#include "core/store/statement.h"
#include "tests/flow/flow_world.h"

#include <QTest>

using namespace payout;
using namespace payout::support;
using namespace std::chrono;
using rules::LimitKind;
using rules::Role;

namespace {

struct LimitWorld {
    FlowWorld world;
    PersonId second;

    explicit LimitWorld(TempStore& temp) : world(temp) {
        second = world.fixture.addPerson(QStringLiteral("second"), {Role::Supervisor});
    }
    rules::Actor first() { return world.fixture.actor(world.fixture.supervisor()); }
    rules::Actor other() { return world.fixture.actor(second); }
    void limit(LimitKind kind, std::optional<std::int64_t> minor) {
        const std::int64_t change =
            must(dispatch::proposeLimit(world.connection(), first(), {kind, {}, minor, QStringLiteral("r")}));
        must(dispatch::confirmLimit(world.connection(), other(), change));
    }
    /// One batch of rows to one payee.
    std::vector<PayoutId> toOnePayee(const char* prefix, const std::vector<std::int64_t>& amounts) {
        auto rows = PayoutFixture::rows(QString::fromLatin1(prefix), int(amounts.size()));
        for (std::size_t i = 0; i < amounts.size(); ++i) {
            rows[i].account = QStringLiteral("6217000012345678");
            rows[i].amountMinor = amounts[i];
        }
        const InstructionId batch = world.fixture.addApprovedBatch(world.merchant, rows);
        std::vector<PayoutId> payouts;
        for (std::size_t i = 0; i < amounts.size(); ++i) payouts.push_back(payoutIdOf(batch, std::int64_t(i) + 1));
        return payouts;
    }
    std::int64_t executions(PayoutId payout) { return world.bank.executions(world.orderNoOf(payout)); }
    void setAside(PayoutId payout) {
        approval::AsideRequest request;
        request.instruction = instructionOf(payout);
        request.actor = first();
        request.payouts = {payout};
        request.reason = QStringLiteral("too large");
        request.token = world.freshToken(request.actor.person, approval::setAsideCommand, approval::asideKey({payout}));
        must(approval::setRowsAside(world.connection(), request));
    }
};

} // namespace

class LimitFlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onePayoutOverItsLimitIsNeverSent_data() { addEngineRows(); }
    void onePayoutOverItsLimitIsNeverSent() {
        PAYOUT_TEMP_STORE(temp);
        LimitWorld limits(temp);
        limits.limit(LimitKind::Payout, 10'000);
        const auto payouts = limits.world.approvedBatch({10'000, 10'001, 5'000});
        limits.world.sendAll();
        QCOMPARE(limits.executions(payouts[0]), 1); // the limit itself is allowed
        QCOMPARE(limits.executions(payouts[1]), 0);
        QCOMPARE(limits.executions(payouts[2]), 1);
        limits.world.passTime(hours(30));
        limits.world.sendAllUnderSameLease();
        QCOMPARE(limits.world.number("SELECT COUNT(*) FROM send"), 2);
        // It is not claimed, so that a person can set it aside.
        QCOMPARE(limits.world.number("SELECT COUNT(*) FROM attempt"), 2);
        limits.setAside(payouts[1]);
        limits.world.sendAllUnderSameLease();
        QCOMPARE(limits.world.stateOf(payouts[1]), QStringLiteral("EXCEPTION"));
        QCOMPARE(limits.world.number("SELECT COUNT(*) FROM send"), 2);
    }

    // What was claimed before the limit came down waits where it is.
    void aClaimedRowWaitsForTwoPeople_data() { addEngineRows(); }
    void aClaimedRowWaitsForTwoPeople() {
        PAYOUT_TEMP_STORE(temp);
        LimitWorld limits(temp);
        const auto payouts = limits.world.approvedBatch({10'000, 5'000});
        const auto job = limits.world.newSendJob();
        VERIFY_DONE(job->start(limits.world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(limits.world.connection(), job->lease(), {}));
        limits.limit(LimitKind::Payout, 9'999);
        const auto drive = [&] {
            for (int step = 0; step < 50; ++step)
                if (must(job->step(limits.world.connection())) == worker::StepResult::Idle) return;
            QFAIL("the job does not come to rest");
        };
        drive();
        QCOMPARE(limits.executions(payouts[0]), 0);
        QCOMPARE(limits.executions(payouts[1]), 1);
        QCOMPARE(limits.world.stateOf(payouts[0]), QStringLiteral("PROCESSING"));
        limits.limit(LimitKind::Payout, 10'000);
        drive();
        QCOMPARE(limits.executions(payouts[0]), 1);
    }

    void onePayeeADay_data() { addEngineRows(); }
    void onePayeeADay() {
        PAYOUT_TEMP_STORE(temp);
        LimitWorld limits(temp);
        limits.limit(LimitKind::PayeeDay, 10'000);
        const auto payouts = limits.toOnePayee("P", {6'000, 5'000, 4'000});
        limits.world.sendAll();
        QCOMPARE(limits.executions(payouts[0]), 1);
        QCOMPARE(limits.executions(payouts[1]), 0); // 11,000
        QCOMPARE(limits.executions(payouts[2]), 1); // 10,000
        limits.world.setClock(startOf(BusinessDate{20'261'119}) + hours(10));
        const auto tomorrow = limits.toOnePayee("T", {5'001, 5'000});
        limits.world.sendAllUnderSameLease();
        QCOMPARE(limits.executions(payouts[1]), 1);
        QCOMPARE(limits.executions(tomorrow[0]), 0);
        QCOMPARE(limits.executions(tomorrow[1]), 1);
    }

    // A large row waits for the hour; the small ones behind it do not wait for the large one.
    void theHourPasses_data() { addEngineRows(); }
    void theHourPasses() {
        PAYOUT_TEMP_STORE(temp);
        LimitWorld limits(temp);
        limits.limit(LimitKind::Hour, 10'000);
        const auto payouts = limits.world.approvedBatch({6'000, 5'000, 4'000});
        limits.world.sendAll();
        QCOMPARE(limits.executions(payouts[0]), 1);
        QCOMPARE(limits.executions(payouts[1]), 0);
        QCOMPARE(limits.executions(payouts[2]), 1);
        QCOMPARE(limits.world.stateOf(payouts[1]), QStringLiteral("PROCESSING")); // it waits, it is no exception
        limits.world.passTime(minutes(59));
        limits.world.sendAllUnderSameLease();
        QCOMPARE(limits.executions(payouts[1]), 0);
        limits.world.passTime(minutes(2));
        limits.world.sendAllUnderSameLease();
        QCOMPARE(limits.executions(payouts[1]), 1);
    }

    void theDayPasses_data() { addEngineRows(); }
    void theDayPasses() {
        PAYOUT_TEMP_STORE(temp);
        LimitWorld limits(temp);
        limits.limit(LimitKind::Day, 10'000);
        const auto payouts = limits.world.approvedBatch({10'000, 1});
        limits.world.sendAll();
        QCOMPARE(limits.executions(payouts[1]), 0);
        limits.world.passTime(hours(5));
        limits.world.sendAllUnderSameLease();
        QCOMPARE(limits.executions(payouts[1]), 0);
        limits.world.setClock(startOf(BusinessDate{20'261'119}) + hours(9));
        limits.world.sendAllUnderSameLease();
        QCOMPARE(limits.executions(payouts[1]), 1);
    }

    // Raising lets a waiting row go at once; removing too.
    void aChangeHoldsFromItsCommitOn_data() { addEngineRows(); }
    void aChangeHoldsFromItsCommitOn() {
        PAYOUT_TEMP_STORE(temp);
        LimitWorld limits(temp);
        limits.limit(LimitKind::Day, 100);
        const auto payouts = limits.world.approvedBatch({150, 200});
        limits.world.sendAll();
        QCOMPARE(limits.world.bank.totalExecutions(), 0);
        limits.limit(LimitKind::Day, 200);
        limits.world.sendAllUnderSameLease();
        QCOMPARE(limits.executions(payouts[0]), 1);
        limits.limit(LimitKind::Day, std::nullopt);
        limits.world.sendAllUnderSameLease();
        QCOMPARE(limits.executions(payouts[1]), 1);
    }

    // The arm's own condition by name, and the permit's guard for whoever does not ask.
    void theArmObeys_data() { addEngineRows(); }
    void theArmObeys() {
        PAYOUT_TEMP_STORE(temp);
        LimitWorld limits(temp);
        store::Connection& c = limits.world.connection();
        const auto payouts = limits.world.approvedBatch({10'000});
        const auto job = limits.world.newSendJob();
        VERIFY_DONE(job->start(c));
        VERIFY_DONE(dispatch::claimPayouts(c, job->lease(), {}));
        dispatch::ArmRequest request;
        request.payout = payouts.front();
        request.attemptNo = 1;
        request.lease = job->lease();
        request.txnTime = formatCompact(limits.world.now());
        request.payloadDigest = QStringLiteral("digest");
        request.neededThrough = limits.world.now();
        request.firstQueryAt = limits.world.now();
        for (const LimitKind kind : rules::limitKinds) {
            limits.limit(kind, 9'999);
            const auto armed = dispatch::armAttempt(c, request);
            VERIFY_ERROR(armed, ErrorKind::Refused, "LimitExceeded");
            QCOMPARE(armed.error().detail, rules::storedName(kind));
            limits.limit(kind, std::nullopt);
        }
        limits.limit(LimitKind::Hour, 9'999);
        must(store::execute(
            c, "UPDATE attempt SET state = 'ARMED', sends = 1, armed_ms = (SELECT now_ms FROM payout_clock), "
               "payload_digest = 'digest', needed_through_ms = (SELECT now_ms FROM payout_clock)"));
        const auto permit = [&] {
            return codeOf(
                store::execute(c, "INSERT INTO send (protocol, payout_id, attempt_no, send_no, armed_ms, epoch, host, "
                                  "payload_digest) SELECT (SELECT number FROM protocol_now), payout_id, attempt_no, 1, "
                                  "armed_ms, epoch, 'host1', "
                                  "payload_digest FROM attempt"));
        };
        QCOMPARE(permit(), QStringLiteral("LimitExceeded"));
        QCOMPARE(limits.world.number("SELECT COUNT(*) FROM outflow_payee"), 0);
        limits.limit(LimitKind::Hour, 10'000);
        QCOMPARE(permit(), QStringLiteral("ok"));
        for (const char* sum : {"SELECT CAST(SUM(amount_minor) AS BIGINT) FROM outflow_payee",
                                "SELECT CAST(SUM(amount_minor) AS BIGINT) FROM outflow_minute",
                                "SELECT CAST(SUM(amount_minor) AS BIGINT) FROM outflow_day"})
            QCOMPARE(limits.world.number(sum), 10'000);
        // One permit an arm, whoever writes it.
        QCOMPARE(codeOf(store::execute(
                     c, "INSERT INTO send (protocol, payout_id, attempt_no, send_no, armed_ms, epoch, host, "
                        "payload_digest) SELECT (SELECT number FROM protocol_now), payout_id, attempt_no, 2, armed_ms, "
                        "epoch, 'host1', "
                        "payload_digest FROM attempt")),
                 QStringLiteral("AttemptNotPrepared"));
        QCOMPARE(limits.world.number("SELECT amount_minor FROM outflow_day"), 10'000);
    }

    void twoSupervisorsChangeIt_data() { addEngineRows(); }
    void twoSupervisorsChangeIt() {
        PAYOUT_TEMP_STORE(temp);
        LimitWorld limits(temp);
        store::Connection& c = limits.world.connection();
        const rules::Actor auditor = limits.world.fixture.actor(limits.world.fixture.auditor());
        const dispatch::LimitChange raise{LimitKind::Day, {}, 5'000, QStringLiteral("a larger merchant")};
        VERIFY_ERROR(dispatch::proposeLimit(c, auditor, raise), ErrorKind::Refused, "RoleMissing");
        VERIFY_ERROR(dispatch::proposeLimit(c, limits.first(), {LimitKind::Day, {}, 5'000, QStringLiteral(" ")}),
                     ErrorKind::Refused, "ReasonMissing");
        VERIFY_ERROR(dispatch::proposeLimit(c, limits.first(), {LimitKind::Day, {}, 0, QStringLiteral("r")}),
                     ErrorKind::Refused, "AmountNotPositive");
        const std::int64_t older = must(dispatch::proposeLimit(c, limits.first(), raise));
        VERIFY_ERROR(dispatch::confirmLimit(c, limits.first(), older), ErrorKind::Refused, "MakerIsChecker");
        VERIFY_ERROR(dispatch::confirmLimit(c, auditor, older), ErrorKind::Refused, "RoleMissing");
        const std::int64_t newer = must(dispatch::proposeLimit(
            c, limits.first(), {LimitKind::Day, {}, 6'000, QStringLiteral("on second thoughts")}));
        VERIFY_ERROR(dispatch::confirmLimit(c, limits.other(), older), ErrorKind::Refused, "ShownChanged");
        const auto proposed = must(dispatch::sendLimits(c));
        QCOMPARE(proposed.size(), std::size_t(4));
        QVERIFY(!proposed[3].minor);
        QCOMPARE(proposed[3].proposal->minor, std::optional<std::int64_t>(6'000));
        VERIFY_DONE(dispatch::confirmLimit(c, limits.other(), newer));
        VERIFY_ERROR(dispatch::confirmLimit(c, limits.other(), newer), ErrorKind::Refused, "AlreadyHandled");
        VERIFY_ERROR(dispatch::confirmLimit(c, limits.other(), 9'999), ErrorKind::Refused, "NotProposed");
        const auto now = must(dispatch::sendLimits(c));
        QCOMPARE(now[3].minor, std::optional<std::int64_t>(6'000));
        QVERIFY(!now[3].proposal);
        QCOMPARE(limits.world.text("SELECT actor || ' ' || event || ' ' || from_state || '>' || to_state FROM trail "
                                   "WHERE object_kind = 'limit' ORDER BY id DESC LIMIT 1"),
                 QStringLiteral("second confirmed DAY CNY none>6000"));
    }

    // The administrator's program sets what was never set, once.
    void theFirstLimits_data() { addEngineRows(); }
    void theFirstLimits() {
        PAYOUT_TEMP_STORE(temp);
        LimitWorld limits(temp);
        store::Connection& c = limits.world.connection();
        limits.limit(LimitKind::Hour, std::nullopt);
        VERIFY_DONE(dispatch::setFirstLimits(c, {{LimitKind::Payout, Money{5'000}}, {LimitKind::Day, Money{7'000}}}));
        VERIFY_ERROR(dispatch::setFirstLimits(c, {{LimitKind::PayeeDay, Money{1}}, {LimitKind::Day, Money{9'000}}}),
                     ErrorKind::Refused, "AlreadyHandled");
        VERIFY_ERROR(dispatch::setFirstLimits(c, {{LimitKind::Hour, Money{9'000}}}), ErrorKind::Refused,
                     "AlreadyHandled"); // what two people took away stays away
        VERIFY_ERROR(dispatch::setFirstLimits(c, {{LimitKind::PayeeDay, Money{0}}}), ErrorKind::Refused,
                     "AmountNotPositive");
        const auto now = must(dispatch::sendLimits(c));
        QCOMPARE(now[0].minor, std::optional<std::int64_t>(5'000));
        QVERIFY(!now[1].minor);
        QCOMPARE(now[3].minor, std::optional<std::int64_t>(7'000));
    }

    void theDatabaseRefusesByItself_data() { addEngineRows(); }
    void theDatabaseRefusesByItself() {
        PAYOUT_TEMP_STORE(temp);
        LimitWorld limits(temp);
        store::Connection& c = limits.world.connection();
        limits.limit(LimitKind::Day, 10'000);
        limits.world.approvedBatch({1'000});
        limits.world.sendAll();
        const PersonId auditor = limits.world.fixture.auditor();
        const auto propose = [&](PersonId by, const char* reason) {
            return codeOf(store::execute(c,
                                         "INSERT INTO send_limit_change (kind, currency, amount_minor, reason, "
                                         "proposed_by, proposed_ms) VALUES ('DAY', 'CNY', 99000, ?, ?, 0)",
                                         QString::fromLatin1(reason), by));
        };
        const auto confirm = [&](PersonId by, const char* which = "(SELECT MAX(id) FROM send_limit_change)") {
            const QString sql = QStringLiteral("INSERT INTO send_limit_confirmation (change_id, confirmed_by, "
                                               "confirmed_ms) SELECT %1, CAST(? AS BIGINT), 0");
            return codeOf(store::execute(c, sql.arg(QLatin1String(which)).toUtf8().constData(), by));
        };
        const auto run = [&](const char* sql) { return codeOf(store::execute(c, sql)); };
        QCOMPARE(propose(auditor, "r"), QStringLiteral("RoleMissing"));
        QCOMPARE(propose(limits.second, ""), QStringLiteral("ReasonMissing"));
        QCOMPARE(propose(limits.second, "r"), QStringLiteral("ok"));
        QCOMPARE(confirm(limits.second), QStringLiteral("MakerIsChecker"));
        QCOMPARE(confirm(auditor), QStringLiteral("RoleMissing"));
        QCOMPARE(propose(limits.second, "newer"), QStringLiteral("ok"));
        QCOMPARE(confirm(limits.first().person, "(SELECT MAX(id) - 1 FROM send_limit_change)"),
                 QStringLiteral("ShownChanged"));
        QCOMPARE(run("UPDATE send_limit SET amount_minor = 99000"), QStringLiteral("NotProposed"));
        QCOMPARE(run("UPDATE send_limit SET amount_minor = 99000, change_id = (SELECT MAX(id) FROM send_limit_change)"),
                 QStringLiteral("NotProposed"));
        QCOMPARE(run("UPDATE send_limit SET kind = 'HOUR'"), QStringLiteral("NotProposed"));
        QCOMPARE(run("INSERT INTO send_limit (kind, currency, amount_minor, change_id) SELECT 'HOUR', 'CNY', 99000, "
                     "MAX(id) FROM send_limit_change"),
                 QStringLiteral("NotProposed"));
        for (const char* sql :
             {"DELETE FROM send_limit", "DELETE FROM send_limit_change", "DELETE FROM send_limit_confirmation",
              "UPDATE send_limit_change SET amount_minor = 1", "UPDATE outflow_day SET amount_minor = 0",
              "UPDATE outflow_minute SET amount_minor = 0", "UPDATE outflow_payee SET amount_minor = 0",
              "UPDATE outflow_day SET day_no = day_no - 1", "DELETE FROM outflow_day", "DELETE FROM outflow_minute",
              "DELETE FROM outflow_payee"})
            QCOMPARE(QString::fromLatin1(sql) + u' ' + run(sql),
                     QString::fromLatin1(sql) + QStringLiteral(" AppendOnly"));
        QCOMPARE(limits.world.number("SELECT amount_minor FROM send_limit WHERE kind = 'DAY'"), 10'000);
        QCOMPARE(confirm(limits.first().person), QStringLiteral("ok"));
        QCOMPARE(limits.world.number("SELECT amount_minor FROM send_limit WHERE kind = 'DAY'"), 99'000);
    }
};

QTEST_GUILESS_MAIN(LimitFlowTest)
#include "limit_flow_test.moc"
