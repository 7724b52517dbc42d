// SPDX-License-Identifier: GPL-3.0-or-later
// What an answer does to a payout: R19, R20, R47, A11, A12. The whole space is walked: every outcome, on send and on
// query, in every state, with equal and unequal order and amount, with and without final success on send.
#include "core/rules/outcome.h"

#include <QTest>

using namespace payout;
using namespace payout::rules;

namespace {

constexpr std::array outcomes{Outcome::Success,        Outcome::Accepted,         Outcome::Processing,
                              Outcome::Unknown,        Outcome::PayeeError,       Outcome::FailedFinal,
                              Outcome::DuplicateOrder, Outcome::NotExistExplicit, Outcome::QueryFailed};
constexpr std::array states{PayoutState::Unclaimed, PayoutState::Processing, PayoutState::Success,
                            PayoutState::Returned, PayoutState::Exception};

// outcome: in PROCESSING on send, in PROCESSING on query, in EXCEPTION on send, in EXCEPTION on query.
// Order, amount and currency are equal and success on send is not final.
constexpr const char* table = R"(
SUCCESS             -      paid  -  paid
ACCEPTED            -      -     -  -
PROCESSING          -      -     -  -
UNKNOWN             doubt  -     -  -
PAYEE_ERROR         doubt  doubt -  -
FAILED_FINAL        doubt  doubt -  -
DUPLICATE_ORDER     doubt  -     -  -
NOT_EXIST_EXPLICIT  doubt  -     -  -
QUERY_FAILED        doubt  -     -  -
)";

QString shown(const std::optional<PayoutEvent>& event) {
    if (!event) return QStringLiteral("-");
    if (*event == PayoutEvent::ProvenPaid) return QStringLiteral("paid");
    return *event == PayoutEvent::Doubt ? QStringLiteral("doubt") : QStringLiteral("forbidden");
}

std::optional<PayoutEvent> eventFor(Operation operation, Outcome outcome, PayoutState state, bool equal = true,
                                    bool final = false) {
    return eventOf({operation, outcome, state, equal, final});
}

} // namespace

class OutcomeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void table_of_answers();
    void final_success_on_send();
    void another_amount_is_no_success();
    void every_event_is_an_allowed_move();
    void a_contradiction_is_doubt();
    void an_attempt_that_was_given_up();
    void not_exist_is_counted_in_a_row();
    void what_proves_a_query();
    void names_are_read_back();
};

void OutcomeTest::table_of_answers() {
    QStringList found;
    for (const Outcome outcome : outcomes) {
        QStringList row(storedName(outcome));
        for (const PayoutState state : {PayoutState::Processing, PayoutState::Exception})
            for (const Operation operation : {Operation::Send, Operation::Query})
                row += shown(eventFor(operation, outcome, state));
        found += row.join(u' ');
    }
    QStringList expected;
    for (const QString& line : QString::fromLatin1(table).split(u'\n', Qt::SkipEmptyParts))
        expected += line.simplified();
    QCOMPARE(found, expected);
}

void OutcomeTest::final_success_on_send() {
    QCOMPARE(eventFor(Operation::Send, Outcome::Success, PayoutState::Processing, true, true), PayoutEvent::ProvenPaid);
    QCOMPARE(eventFor(Operation::Send, Outcome::Success, PayoutState::Exception, true, true), PayoutEvent::ProvenPaid);
}

// S2: order number, amount and currency must be equal, whatever the profile says.
void OutcomeTest::another_amount_is_no_success() {
    for (const bool final : {false, true}) {
        QCOMPARE(eventFor(Operation::Send, Outcome::Success, PayoutState::Processing, false, final),
                 PayoutEvent::Doubt);
        QCOMPARE(eventFor(Operation::Query, Outcome::Success, PayoutState::Processing, false, final),
                 PayoutEvent::Doubt);
        QCOMPARE(eventFor(Operation::Query, Outcome::Success, PayoutState::Exception, false, final), std::nullopt);
    }
}

// R19, R20: nothing but Success pays, of a query's answers only an error code is doubt (S3), an end state never moves,
// and no answer of a channel makes a claim or acts for people.
void OutcomeTest::every_event_is_an_allowed_move() {
    for (const Outcome outcome : outcomes)
        for (const PayoutState state : states)
            for (const Operation operation : {Operation::Send, Operation::Query})
                for (const int bits : {0, 1, 2, 3}) {
                    const bool equal = (bits & 1) != 0;
                    const auto event = eventFor(operation, outcome, state, equal, (bits & 2) != 0);
                    if (!event) continue;
                    QVERIFY(payoutAfter(state, *event));
                    QVERIFY(*event == PayoutEvent::ProvenPaid || *event == PayoutEvent::Doubt);
                    if (*event == PayoutEvent::ProvenPaid) QVERIFY(outcome == Outcome::Success && equal);
                    const bool errorCode = outcome == Outcome::PayeeError || outcome == Outcome::FailedFinal;
                    if (*event == PayoutEvent::Doubt) QVERIFY(operation == Operation::Send || errorCode || !equal);
                }
}

// A10, S20: whatever the code says, a signed answer about something else is doubt and never success.
void OutcomeTest::a_contradiction_is_doubt() {
    for (const Outcome outcome : outcomes)
        for (const Operation operation : {Operation::Send, Operation::Query})
            for (const PayoutState state : states) {
                OutcomeFacts facts{operation, outcome, state, true, true};
                facts.contradicts = true;
                const auto doubted =
                    state == PayoutState::Processing ? std::optional(PayoutEvent::Doubt) : std::nullopt;
                QCOMPARE(eventOf(facts), doubted);
                facts.attemptGivenUp = true;
                QCOMPARE(eventOf(facts), std::nullopt);
            }
}

// S2 is about this attempt: what an answer about a number that was given up does depends on whether another one is out.
void OutcomeTest::an_attempt_that_was_given_up() {
    for (const Outcome outcome : outcomes)
        for (const Operation operation : {Operation::Send, Operation::Query})
            for (const PayoutState state : states)
                for (const bool otherOut : {false, true}) {
                    OutcomeFacts facts{operation, outcome, state, true, false};
                    facts.attemptGivenUp = true;
                    facts.otherOrderOut = otherOut;
                    const auto event = eventOf(facts);
                    const bool isOpen = state == PayoutState::Processing || state == PayoutState::Exception;
                    if (outcome != Outcome::Success || !isOpen) {
                        QCOMPARE(event, std::nullopt);
                    } else if (!otherOut && operation == Operation::Query) {
                        QCOMPARE(event, PayoutEvent::ProvenPaid);
                    } else {
                        QVERIFY(event != PayoutEvent::ProvenPaid);
                        QCOMPARE(event.has_value(), state == PayoutState::Processing);
                    }
                }
}

void OutcomeTest::not_exist_is_counted_in_a_row() {
    int count = 0;
    for (int i = 0; i < 5; ++i) count = notExistCountAfter(count, Outcome::NotExistExplicit);
    QCOMPARE(count, 5);
    count = notExistCountAfter(count, Outcome::QueryFailed); // A12
    QCOMPARE(count, 0);
    count = notExistCountAfter(count, Outcome::NotExistExplicit);
    QCOMPARE(count, 1);
    for (const Outcome outcome : outcomes)
        if (outcome != Outcome::NotExistExplicit) QCOMPARE(notExistCountAfter(7, outcome), 0);
}

void OutcomeTest::what_proves_a_query() { // A11: HTML with status 200 is QUERY_FAILED
    for (const Outcome outcome : outcomes)
        QCOMPARE(isHealthyQuery(outcome), outcome == Outcome::FailedFinal || outcome == Outcome::PayeeError ||
                                              outcome == Outcome::NotExistExplicit);
}

void OutcomeTest::names_are_read_back() {
    for (const Outcome outcome : outcomes) QCOMPARE(*outcomeNamed(storedName(outcome)), outcome);
    for (const QString& text : {QString(), QStringLiteral("success"), QStringLiteral("SUCCESS ")})
        QCOMPARE(outcomeNamed(text).error().kind, ErrorKind::Broken);
}

QTEST_GUILESS_MAIN(OutcomeTest)
#include "outcome_test.moc"
