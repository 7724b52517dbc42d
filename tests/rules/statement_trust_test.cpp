// SPDX-License-Identifier: GPL-3.0-or-later
// When a statement file waits in quarantine, whose lines confirm, and who takes a file out (A33, threats T12).
#include "core/base/business_date.h"
#include "core/rules/statement_trust.h"

#include <QTest>

using namespace payout;
using namespace payout::rules;

namespace {

QString wordOf(const std::optional<StatementDoubt>& doubt) { return doubt ? storedName(*doubt) : QStringLiteral("-"); }

/// "proof fails chain person notice nobalances": what is said of the file, in any order.
StatementFacts factsOf(const QStringList& said) {
    StatementFacts facts;
    facts.proofPossible = said.contains(QStringLiteral("proof")) || said.contains(QStringLiteral("fails"));
    facts.proofFails = said.contains(QStringLiteral("fails"));
    facts.chainBroken = said.contains(QStringLiteral("chain"));
    facts.broughtByPerson = said.contains(QStringLiteral("person"));
    facts.isNotice = said.contains(QStringLiteral("notice"));
    facts.channelStatesBalances = !said.contains(QStringLiteral("none-declared"));
    return facts;
}

constexpr const char* doubts = R"(
proof                       -> -
proof person                -> -
proof none-declared         -> -
fails                       -> PROOF_FAILS
fails none-declared         -> PROOF_FAILS
fails chain                 -> PROOF_FAILS
proof chain                 -> CHAIN_BROKEN
job                         -> NO_BALANCES
person                      -> NO_BALANCES
job none-declared           -> -
person none-declared        -> NO_BALANCES
job notice                  -> -
person notice               -> NO_BALANCES
person notice none-declared -> NO_BALANCES
)";

} // namespace

class StatementTrustTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWaits() {
        for (const QString& row : QString::fromLatin1(doubts).split(u'\n', Qt::SkipEmptyParts)) {
            const QStringList sides = row.split(QStringLiteral("->"));
            const QString found = wordOf(doubtOf(factsOf(sides[0].simplified().split(u' '))));
            QVERIFY2(found == sides[1].simplified(), qPrintable(row + QStringLiteral(": ") + found));
        }
    }

    // A notice is LOADED without proof; its lines settle nothing where the bank states balances elsewhere.
    void whatConfirms() {
        QVERIFY(!mayConfirm({.isAccepted = false, .isProven = false, .channelStatesBalances = true}));
        QVERIFY(mayConfirm({.isAccepted = true, .isProven = false, .channelStatesBalances = true}));
        QVERIFY(mayConfirm({.isAccepted = false, .isProven = true, .channelStatesBalances = true}));
        QVERIFY(mayConfirm({.isAccepted = false, .isProven = false, .channelStatesBalances = false}));
    }

    void whoTakesAFileOut() {
        const PersonId boss(7);
        const QuarantineFacts fine{true, true, PersonId(8), boss};
        QVERIFY(mayLeaveQuarantine(fine));
        QVERIFY(mayLeaveQuarantine({true, true, std::nullopt, boss})); // a job brought it
        QCOMPARE(mayLeaveQuarantine({true, false, boss, boss}).error().code, QStringLiteral("ReasonMissing"));
        QCOMPARE(mayLeaveQuarantine({false, true, boss, boss}).error().code, QStringLiteral("AlreadyHandled"));
        QCOMPARE(mayLeaveQuarantine({true, true, boss, boss}).error().code, QStringLiteral("MakerIsChecker"));
    }
};

QTEST_GUILESS_MAIN(StatementTrustTest)
#include "statement_trust_test.moc"
