// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/approval/approver.h"

namespace payout::approval {

using rules::Role;
using store::Connection;
using support::codeOf;
using support::must;
using support::PayoutFixture;

class ApproveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void approves_data() { support::addEngineRows(); }
    void approves() {
        PAYOUT_TEMP_STORE(store);
        Connection& connection = store.connection();
        PayoutFixture fixture(connection);
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000, 50);
        const InstructionId batch = fixture.addPendingBatch(merchant, PayoutFixture::rows(QStringLiteral("A"), 3));
        Approver auditor(connection, fixture, fixture.auditor());
        const QString digest = auditor.look(batch).digest;
        QCOMPARE(digest.size(), 64);
        const Decision decision = must(auditor.approve(batch));
        QCOMPARE(decision.verdict, Verdict::Approved);
        QCOMPARE(decision.decidedBy, QStringLiteral("auditor"));
        QVERIFY(decision.wasFirst);
        QCOMPARE(texts(connection, "SELECT state FROM instruction"), QStringLiteral("APPROVED_PROCESSING"));
        QCOMPARE(fixture.number("SELECT version FROM instruction"), 2);
        QCOMPARE(texts(connection, "SELECT shown_digest FROM approval"), digest);
        QCOMPARE(texts(connection, "SELECT actor || '/' || from_state || '/' || to_state || '/' || evidence FROM trail "
                                   "WHERE object_kind = 'instruction' AND from_state <> ''"),
                 QStringLiteral("auditor/PENDING_APPROVAL/APPROVED_PROCESSING/") + digest);
        // Approval moves no money: it was debited first.
        QCOMPARE(fixture.availableMinor(merchant), 1'000'000 - 3 * 10'050);
        QCOMPARE(violations(connection), QStringList());
    }

    void secondClickGetsTheFirstAnswer_data() { support::addEngineRows(); }
    void secondClickGetsTheFirstAnswer() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000);
        const InstructionId batch = fixture.addPendingBatch(merchant, PayoutFixture::rows(QStringLiteral("A"), 3));
        Approver first(store.connection(), fixture, fixture.auditor());
        Approver second(store.connection(), fixture, fixture.addPerson(QStringLiteral("auditor2"), {Role::Auditor}));
        const DecideRequest click = first.request(approveCommand, batch);
        const DecideRequest other = second.request(approveCommand, batch);
        const Decision decision = must(first.approve(click));
        for (const Decision& again :
             {must(first.approve(click)), must(second.approve(other)), must(second.approve(other)),
              must(first.approve(batch)), must(second.reject(batch))}) {
            QCOMPARE(again.decidedBy, QStringLiteral("auditor"));
            QCOMPARE(again.decidedAt.ms, decision.decidedAt.ms);
            QCOMPARE(again.verdict, Verdict::Approved);
            QVERIFY(!again.wasFirst);
        }
        QCOMPARE(fixture.number("SELECT COUNT(*) FROM approval"), 1);
        QCOMPARE(fixture.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'REJECT_GIVE'"), 0);
    }

    /// A15, and the roles.
    void makerAndOthersMayNot_data() { support::addEngineRows(); }
    void makerAndOthersMayNot() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000);
        const PersonId both = fixture.addPerson(QStringLiteral("both"), {Role::Clerk, Role::Auditor});
        support::FixtureBatch batch{.merchant = merchant, .rows = PayoutFixture::rows(QStringLiteral("A"), 3)};
        batch.maker = both;
        const InstructionId instruction = fixture.addPendingBatch(batch);
        const auto answers = [&](PersonId person) {
            Approver approver(store.connection(), fixture, person);
            return codeOf(approver.approve(instruction)) + u' ' + codeOf(approver.reject(instruction));
        };
        QCOMPARE(answers(both), "MakerIsChecker MakerIsChecker");
        QCOMPARE(answers(fixture.clerk()), "RoleMissing RoleMissing");
        QCOMPARE(answers(fixture.operatorPerson()), "RoleMissing RoleMissing");
        QCOMPARE(answers(fixture.supervisor()), "RoleMissing RoleMissing");
        QCOMPARE(texts(store.connection(), "SELECT state FROM instruction"), QStringLiteral("PENDING_APPROVAL"));
    }

    /// The roles that a desk remembers from sign-in may have been withdrawn since.
    void withdrawnRoleIsRefusedByTheDatabase_data() { support::addEngineRows(); }
    void withdrawnRoleIsRefusedByTheDatabase() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000);
        const InstructionId batch = fixture.addPendingBatch(merchant, PayoutFixture::rows(QStringLiteral("A"), 3));
        Approver auditor(store.connection(), fixture, fixture.auditor());
        must(store::execute(store.connection(), "DELETE FROM person_role"));
        QCOMPARE(codeOf(auditor.approve(batch)), "RoleMissing");
    }

    void tokenIsForThisClickOnly_data() { support::addEngineRows(); }
    void tokenIsForThisClickOnly() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000);
        const InstructionId one = fixture.addPendingBatch(merchant, PayoutFixture::rows(QStringLiteral("A"), 3));
        const InstructionId two = fixture.addPendingBatch(merchant, PayoutFixture::rows(QStringLiteral("B"), 4));
        Approver auditor(store.connection(), fixture, fixture.auditor());
        DecideRequest click = auditor.request(approveCommand, one);
        click.instruction = two;
        QCOMPARE(codeOf(auditor.approve(click)), "TokenOtherUse");
        QCOMPARE(codeOf(auditor.approve(auditor.request(rejectCommand, one))), "TokenOtherUse");
        click.token = QStringLiteral("0");
        QCOMPARE(codeOf(auditor.approve(click)), "TokenUnknown");
        const DecideRequest late = auditor.request(approveCommand, one);
        must(store.shiftClock(std::chrono::minutes(30)));
        QCOMPARE(codeOf(auditor.approve(late)), "TokenExpired");
        QCOMPARE(codeOf(auditor.approve({auditor.actor(), auditor.token(approveCommand, InstructionId(99)),
                                         InstructionId(99), QString()})),
                 "NoInstruction");
    }

    /// R16: a duplicate in another batch, or a look-alike, arrived after the approver looked.
    void changedSinceShownIsRefused_data() { support::addEngineRows(); }
    void changedSinceShownIsRefused() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 9'000'000);
        const MerchantId stranger = fixture.addMerchant(QStringLiteral("M2"), 9'000'000);
        auto rows = PayoutFixture::rows(QStringLiteral("A"), 3);
        const InstructionId batch = fixture.addPendingBatch(merchant, rows);
        Approver auditor(store.connection(), fixture, fixture.auditor());

        DecideRequest seen = auditor.request(approveCommand, batch);
        rows.resize(1);
        fixture.addPendingBatch(stranger, rows); // the same payee and amount, another merchant
        QCOMPARE(codeOf(auditor.approve(seen)), "ShownChanged");

        seen = auditor.request(approveCommand, batch);
        fixture.addPendingBatch(merchant, PayoutFixture::rows(QStringLiteral("C"), 3)); // as many rows, same total
        QCOMPARE(codeOf(auditor.approve(seen)), "ShownChanged");

        seen = auditor.request(approveCommand, batch);
        must(auditor.release(batch));
        QCOMPARE(codeOf(auditor.approve(seen)), "ShownChanged");
        QCOMPARE(codeOf(auditor.approve({auditor.actor(), seen.token, batch, QString()})), "ShownChanged");
        // The refused clicks used nothing up: the same token with what is there now is good.
        seen.shownDigest = auditor.look(batch).digest;
        QCOMPARE(codeOf(auditor.approve(seen)), "ok");
    }

    void largeTotalIsTypedAgain_data() { support::addEngineRows(); }
    void largeTotalIsTypedAgain() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 900'000'000);
        const auto one = [&](const char* ref, std::int64_t minor) {
            return fixture.addPendingBatch(
                merchant, {{QString::fromLatin1(ref), QStringLiteral("P"), QStringLiteral("6217000000000001"), minor}});
        };
        Approver auditor(store.connection(), fixture, fixture.auditor());
        QCOMPARE(codeOf(auditor.approve(one("A", 100'000'000))), "ok"); // 1,000,000.00 is not above it
        const InstructionId large = one("B", 100'000'001);
        for (const char* typed : {"", "1000000.00", "1,000,000.01", "1000000.010", " 1000000.01"})
            QCOMPARE(codeOf(auditor.approve(large, QString::fromLatin1(typed))), "TotalNotAgain");
        QCOMPARE(codeOf(auditor.approve(large, QStringLiteral("1000000.01"))), "ok");
        must(store::execute(store.connection(),
                            "INSERT INTO setting (name, value) VALUES ('type_total_above_minor', '100')"));
        const InstructionId small = one("C", 101);
        QCOMPARE(codeOf(auditor.approve(small)), "TotalNotAgain");
        must(store::execute(store.connection(),
                            "UPDATE setting SET value = 'never' WHERE name = 'type_total_above_minor'"));
        QCOMPARE(codeOf(auditor.approve(small, QStringLiteral("1.01"))), "BadSetting");
    }

    void rejectGivesBackOnce_data() { support::addEngineRows(); }
    void rejectGivesBackOnce() {
        PAYOUT_TEMP_STORE(store);
        Connection& connection = store.connection();
        PayoutFixture fixture(connection);
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000, 50);
        const InstructionId batch = fixture.addPendingBatch(merchant, PayoutFixture::rows(QStringLiteral("A"), 3));
        Approver auditor(connection, fixture, fixture.auditor());
        QCOMPARE(fixture.availableMinor(merchant), 1'000'000 - 3 * 10'050);
        QCOMPARE(codeOf(auditor.reject(batch, QStringLiteral("  "))), "ReasonMissing");
        QCOMPARE(codeOf(auditor.reject(batch, QString(501, u'x'))), "ReasonTooLong");
        QCOMPARE(must(auditor.reject(batch)).wasFirst, true);
        QCOMPARE(fixture.availableMinor(merchant), 1'000'000);
        const Decision again = must(auditor.reject(batch, QStringLiteral("another reason")));
        QVERIFY(!again.wasFirst);
        QCOMPARE(again.verdict, Verdict::Rejected);
        QCOMPARE(must(auditor.approve(batch)).verdict, Verdict::Rejected);
        QCOMPARE(fixture.availableMinor(merchant), 1'000'000);
        QCOMPARE(fixture.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'REJECT_GIVE'"), 1);
        QCOMPARE(texts(connection, "SELECT state || '/' || last_reason FROM instruction"),
                 QStringLiteral("REJECTED/wrong month"));
        QCOMPARE(texts(connection, "SELECT reason FROM approval"), QStringLiteral("wrong month"));
        QCOMPARE(violations(connection), QStringList());
    }

    void tokenAnswerIsReadBackStrictly() {
        const Decision decision{InstructionId(7), Verdict::Rejected, QStringLiteral("li.wei"), UtcTime(17), true};
        const Decision back = must(decisionOf(InstructionId(7), answerText(decision)));
        QCOMPARE(back.verdict, Verdict::Rejected);
        QCOMPARE(back.decidedBy, QStringLiteral("li.wei"));
        QCOMPARE(back.decidedAt.ms, 17);
        for (const char* text : {"", "APPROVED", "APPROVED x li", "MAYBE 17 li"})
            QVERIFY(!decisionOf(InstructionId(7), QString::fromLatin1(text)));
    }
};

} // namespace payout::approval

QTEST_GUILESS_MAIN(payout::approval::ApproveTest)
#include "approve_test.moc"
