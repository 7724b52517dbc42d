// SPDX-License-Identifier: GPL-3.0-or-later
// A checker that finds nothing proves nothing: a good day passes, and each thing that must not be is found by name.
#include <QTest>

#include "tests/support/payout_checker/facts.h"

#include <algorithm>

using namespace payout::checker;

namespace {

constexpr const char* number1 = "12345678901234567890123401";
constexpr const char* number2 = "12345678901234567890123402";

/// One payout, approved, sent once, paid, asked about, and in the books.
Facts goodDay() {
    Facts f;
    f.executions = {{number1, 1'000, "6217", 100}};
    Request request;
    request.orderNo = number1;
    request.amount = 1'000;
    request.payee = "6217";
    request.at = 100;
    request.connection = 1;
    request.permitWasStored = true;
    f.requests = {request};
    f.instructions = {{1, 1, 10, 11, 50, 20'261'118}};
    Payout payout;
    payout.id = 7;
    payout.instruction = 1;
    payout.amount = 1'000;
    payout.fee = 5;
    payout.payee = "6217";
    f.payoutsWhenApproved = {payout};
    f.approvals = {{7, 1'000, "6217", 50}};
    payout.state = "SUCCESS";
    f.payouts = {payout};
    Attempt attempt;
    attempt.payout = 7;
    attempt.no = 1;
    attempt.orderNo = number1;
    attempt.state = "SETTLED";
    attempt.digest = "d";
    attempt.armedAt = 90;
    f.attempts = {attempt};
    f.sends = {{7, 1, 1, 3, "d", 90}};
    f.answers = {{7, 1, true, true, false, 200}};
    f.entries = {{"DEPOSIT", 0, 0, 5'000, 0}, {"DEBIT_FIRST", 1, 0, 1'000, 5}, {"PAID", 0, 7, 1'000, 0}};
    f.balances = {{"1001", 4'000}, {"2001", -3'995}, {"2010", 0}, {"4001", -5}};
    f.moves = {{"payout", 7, "", "PROCESSING", 60},
               {"attempt", 7, "PREPARED", "ARMED", 90},
               {"attempt", 7, "ARMED", "SETTLED", 200},
               {"payout", 7, "PROCESSING", "SUCCESS", 200}};
    f.faultsHaveStopped = true;
    return f;
}

/// A second order, given up and followed as it must be.
Facts withSecondAttempt() {
    Facts f = goodDay();
    f.attempts.front().state = "BURNT";
    f.attempts.front().burntAt = 80;
    f.attempts.front().armedAt = 60;
    Attempt next = f.attempts.front();
    next.no = 2;
    next.orderNo = number2;
    next.state = "SETTLED";
    next.armedAt = 90;
    next.burntAt.reset();
    f.attempts.push_back(next);
    f.executions.front().orderNo = number2;
    Request request = f.requests.front();
    request.orderNo = number2;
    request.connection = 2;
    f.requests.push_back(request);
    f.sends = {{7, 1, 1, 3, "d", 60}, {7, 2, 1, 3, "d", 90}};
    f.answers = {{7, 1, true, false, true, 70}, {7, 2, true, true, false, 200}};
    f.decisions = {{7, true, true, 20, 21, 80}};
    return f;
}

/// The same number again, in time, and refused by a bank that had paid it.
void sendAgain(Facts& f, std::int64_t armedAt, std::int64_t requestedAt) {
    f.numberLives = 1'000;
    f.sends.push_back({7, 1, 2, 3, "d", armedAt});
    f.requests.push_back(f.requests.front());
    f.requests.back().connection = 2;
    f.requests.back().at = requestedAt;
}

QStringList found(const Facts& facts) {
    QStringList names;
    for (const Finding& finding : check(facts)) names << QString::fromStdString(finding.invariant);
    names.removeDuplicates();
    return names;
}

using Change = void (*)(Facts&);

} // namespace

class CheckerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGoodDayPasses() {
        QCOMPARE(found(goodDay()), QStringList());
        QCOMPARE(found(withSecondAttempt()), QStringList());
        Facts again = goodDay();
        sendAgain(again, 500, 600);
        QCOMPARE(found(again), QStringList());
    }

    void whatMustNotBeIsFound_data() {
        QTest::addColumn<Change>("change");
        QTest::addColumn<bool>("second");
        const auto row = [](const char* name, Change change, bool second = false) {
            QTest::newRow(name) << change << second;
        };
        row("I1 paid twice under one number", [](Facts& f) { f.executions.push_back(f.executions.front()); });
        row(
            "I1 paid under both numbers", [](Facts& f) { f.executions.push_back({number1, 1'000, "6217", 100}); },
            true);
        row("I2 never approved", [](Facts& f) { f.approvals.clear(); });
        row("I2 approved afterwards", [](Facts& f) { f.approvals.front().at = 101; });
        row("I2 no attempt", [](Facts& f) { f.attempts.clear(); });
        row("I3 another amount", [](Facts& f) { f.executions.front().amount = 1'001; });
        row("I4 gone", [](Facts& f) { f.payouts.clear(); });
        row("I4 an exception without a lock", [](Facts& f) { f.payouts.front().state = "EXCEPTION"; });
        row("I5 settled and never left", [](Facts& f) { f.executions.clear(); });
        row("I5 given back and left", [](Facts& f) { f.payouts.front().state = "RETURNED"; });
        row("I5 given up, left, and nobody is told", [](Facts& f) { f.attempts.front().state = "BURNT"; });
        row("I6 two live attempts", [](Facts& f) { f.attempts.front().state = "UNKNOWN"; }, true);
        row("I6 a number is missing", [](Facts& f) { f.attempts.front().no = 3; }, true);
        row("I7 a number of another row", [](Facts& f) { f.attempts.front().orderNo = "99999999999999999999999901"; });
        row("I7 sent with other content", [](Facts& f) {
            f.requests.push_back(f.requests.front());
            f.requests.back().amount = 1;
        });
        row("I7 a permit for other bytes", [](Facts& f) { f.sends.front().digest = "x"; });
        row("I8 sent twice by one permit", [](Facts& f) {
            f.requests.push_back(f.requests.front());
            f.requests.back().connection = 2;
        });
        row("I8 a connection used twice", [](Facts& f) { f.requests.back().connection = 1; }, true);
        row("I9 a byte before its permit", [](Facts& f) { f.requests.front().permitWasStored = false; });
        row("I10 an older epoch later", [](Facts& f) { f.sends.back().epoch = 2; }, true);
        row("I11 content changed", [](Facts& f) { f.payouts.front().payee = "1"; });
        row("I12 approved by the maker", [](Facts& f) { f.instructions.front().approver = 10; });
        row("I12 decided by one person", [](Facts& f) { f.decisions.front().decidedBy = 20; }, true);
        row("I12 decided by the maker", [](Facts& f) { f.decisions.front().decidedBy = 10; }, true);
        row("I13 back from an end", [](Facts& f) { f.moves.push_back({"payout", 7, "SUCCESS", "PROCESSING", 300}); });
        row("I13 a state without a trail", [](Facts& f) { f.moves.pop_back(); });
        row("I21 above the hour's limit", [](Facts& f) { f.hourMost = 999; });
        row("I21 above the day's limit", [](Facts& f) { f.dayMost = 1'999; }, true);
        row("I14 armed again too late", [](Facts& f) { sendAgain(f, 590, 600); });
        row("I14 armed again without a certificate", [](Facts& f) {
            sendAgain(f, 100, 110);
            f.numberLives = 0;
        });
        row("I14 requested when it could be forgotten", [](Facts& f) { sendAgain(f, 100, 1'100); });
        row("I15 paid and not posted", [](Facts& f) { f.entries.pop_back(); });
        row("I15 the sum is not zero", [](Facts& f) { f.balances.front().minor += 1; });
        row("I16 a new number without two people", [](Facts& f) { f.decisions.clear(); }, true);
        row("I16 a new number without evidence", [](Facts& f) { f.answers.erase(f.answers.begin()); }, true);
        row("I16 a new number while the old one is open", [](Facts& f) { f.attempts.front().state = "UNKNOWN"; }, true);
        row("I18 settled without evidence", [](Facts& f) { f.answers.clear(); });
        row("I22 sent in quarantine", [](Facts& f) { f.requests.front().wasQuarantined = true; });
        row("I24 sent while stopped", [](Facts& f) { f.requests.front().wasStopped = true; });
        row("I28 not claimed", [](Facts& f) { f.payouts.front().state.clear(); });
        row("I28 in doubt for ever", [](Facts& f) {
            f.payouts.front().state = "EXCEPTION";
            f.payouts.front().hasLock = true;
        });
    }
    void whatMustNotBeIsFound() {
        QFETCH(Change, change);
        QFETCH(bool, second);
        Facts facts = second ? withSecondAttempt() : goodDay();
        change(facts);
        const QString expected = QString::fromLatin1(QTest::currentDataTag()).section(u' ', 0, 0);
        QVERIFY2(found(facts).contains(expected), qPrintable(found(facts).join(u' ')));
    }
};

QTEST_GUILESS_MAIN(CheckerTest)
#include "checker_test.moc"
