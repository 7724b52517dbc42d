// SPDX-License-Identifier: GPL-3.0-or-later
// Spec model 0.1 and 0.2: every state times every event, and the stored names.
#include "core/rules/states.h"

#include <QTest>

#include <algorithm>

using namespace payout;
using namespace payout::rules;

namespace {

constexpr std::array states{PayoutState::Unclaimed, PayoutState::Processing, PayoutState::Success,
                            PayoutState::Returned, PayoutState::Exception};
constexpr std::array events{PayoutEvent::Claimed, PayoutEvent::ProvenPaid, PayoutEvent::Doubt,
                            PayoutEvent::RepayConfirmed, PayoutEvent::ReturnConfirmed};

// Rows: the state before. Columns: claimed, paid, doubt, repay, return. A dot is a refusal.
constexpr const char* table = R"(
-           PROCESSING  .        .          .           .
PROCESSING  .           SUCCESS  EXCEPTION  .           .
SUCCESS     .           .        .          .           .
RETURNED    .           .        .          .           .
EXCEPTION   .           SUCCESS  .          PROCESSING  RETURNED
)";

QString shown(PayoutState state) { return state == PayoutState::Unclaimed ? QStringLiteral("-") : storedName(state); }

QString after(PayoutState from, PayoutEvent event) {
    const auto to = payoutAfter(from, event);
    if (to) return shown(*to);
    return refusalOf(to.error()) == Refusal::TransitionForbidden ? QStringLiteral(".") : to.error().code;
}

} // namespace

class StatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_state_and_event();
    void end_states_never_move();
    void names_are_read_back();
    void unknown_text_is_broken_data();
    void unknown_text_is_broken();
};

void StatesTest::every_state_and_event() {
    QStringList found;
    for (const PayoutState from : states) {
        QStringList row(shown(from));
        for (const PayoutEvent event : events) row += after(from, event);
        found += row.join(u' ');
    }
    QStringList expected;
    for (const QString& line : QString::fromLatin1(table).split(u'\n', Qt::SkipEmptyParts))
        expected += line.simplified();
    QCOMPARE(found, expected);
}

// R19, INV6: whatever comes, SUCCESS and RETURNED stay, and no person moves PROCESSING.
void StatesTest::end_states_never_move() {
    for (const PayoutMove& move : payoutMoves) {
        QVERIFY(move.from != PayoutState::Success && move.from != PayoutState::Returned);
        const bool byPeople = move.event == PayoutEvent::RepayConfirmed || move.event == PayoutEvent::ReturnConfirmed;
        QVERIFY(!byPeople || move.from == PayoutState::Exception);
        QVERIFY(move.to != PayoutState::Unclaimed);
    }
}

void StatesTest::names_are_read_back() {
    for (const PayoutState state : states) QCOMPARE(*payoutStateNamed(storedName(state)), state);
    for (const InstructionState state : {InstructionState::PendingApproval, InstructionState::ApprovedProcessing,
                                         InstructionState::Closed, InstructionState::Rejected})
        QCOMPARE(*instructionStateNamed(storedName(state)), state);
    for (const AttemptState state : {AttemptState::Prepared, AttemptState::Armed, AttemptState::Settled,
                                     AttemptState::Unknown, AttemptState::Burnt})
        QCOMPARE(*attemptStateNamed(storedName(state)), state);
    QCOMPARE(storedName(PayoutState::Unclaimed), QString());
    QCOMPARE(storedName(InstructionState::ApprovedProcessing), QStringLiteral("APPROVED_PROCESSING"));
}

void StatesTest::unknown_text_is_broken_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"PAID", "success", "SUCCESS ", "处理中"}) QTest::newRow(text) << QString::fromUtf8(text);
}

void StatesTest::unknown_text_is_broken() {
    QFETCH(QString, text);
    for (const Error& error :
         {payoutStateNamed(text).error(), instructionStateNamed(text).error(), attemptStateNamed(text).error()}) {
        QCOMPARE(error.kind, ErrorKind::Broken);
        QCOMPARE(error.code, QStringLiteral("UnknownStoredState"));
    }
}

QTEST_GUILESS_MAIN(StatesTest)
#include "states_test.moc"
