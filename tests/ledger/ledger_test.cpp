// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it has seen Qt

#include "core/ledger/debit_first.h"
#include "core/ledger/deposit_for_merchant.h"
#include "core/ledger/ledger_check.h"
#include "core/ledger/open_accounts.h"
#include "core/ledger/read_balances.h"
#include "core/store/transaction.h"
#include "tests/support/payout_fixture.h"
#include "tests/support/temp_store.h"

#include <thread>

namespace payout::ledger {

using store::Connection;
using store::Engine;
using support::codeOf;
using support::must;
using support::PayoutFixture;

namespace {

const QString someone = QStringLiteral("clerk");

Done debitIn(Connection& connection, const DebitFirst& debit) {
    return store::inTransaction(connection, store::Isolation::Write,
                                [&](Connection& c) -> Done { return debitFirst(c, debit); });
}

QStringList violations(Connection& connection) {
    QStringList codes;
    for (const Violation& violation : must(ledgerCheck(connection))) codes.append(violation.code);
    return codes;
}

/// "1001 100.00 | 2001 100.00"
QString shownBalances(Connection& connection) {
    QStringList parts;
    for (const Balance& balance : must(readBalances(connection)))
        if (balance.amount.minor != 0) parts.append(balance.code + u' ' + formatPlain(balance.amount));
    return parts.join(QStringLiteral(" | "));
}

/// The schema's owner at work: what follows is what the check has to find.
void dropGuard(Connection& connection, const char* sqlite, const char* postgres) {
    must(store::execute(connection, connection.engine() == Engine::Sqlite ? sqlite : postgres));
}

/// Counts the updates of merchant accounts from now on, in table balance_update.
void countBalanceUpdates(Connection& connection) {
    must(store::execute(connection, "CREATE TABLE balance_update (account_id BIGINT)"));
    if (connection.engine() == Engine::Sqlite) {
        must(store::execute(connection, R"sql(CREATE TRIGGER count_updates AFTER UPDATE ON ledger_account
            WHEN NEW.code = '2001' BEGIN INSERT INTO balance_update VALUES (NEW.id); END)sql"));
        return;
    }
    must(store::execute(connection, R"sql(CREATE FUNCTION count_updates() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN INSERT INTO balance_update VALUES (NEW.id); RETURN NULL; END')sql"));
    must(store::execute(connection, R"sql(CREATE TRIGGER count_updates AFTER UPDATE ON ledger_account FOR EACH ROW
        WHEN (NEW.code = '2001') EXECUTE FUNCTION count_updates())sql"));
}

} // namespace

class LedgerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void depositAndDebit_data() { support::addEngineRows(); }
    void depositAndDebit() {
        PAYOUT_TEMP_STORE(store);
        Connection& connection = store.connection();
        PayoutFixture fixture(connection);
        const ChannelId channel = fixture.channel();
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 0);
        must(openHouseAccounts(connection));
        must(openHouseAccounts(connection)); // opening twice is harmless
        must(openChannelAccounts(connection, channel));
        must(openMerchantAccounts(connection, merchant));
        QCOMPARE(fixture.number("SELECT COUNT(*) FROM ledger_account"), 6);

        must(depositForMerchant(connection, {merchant, channel, Money{100'000}, someone}));
        QCOMPARE(shownBalances(connection), QStringLiteral("1001 1000.00 | 2001 1000.00"));
        must(debitIn(connection, {InstructionId(1), merchant, channel, Money{60'000}, Money{300}, someone}));
        QCOMPARE(shownBalances(connection), QStringLiteral("1001 1000.00 | 2001 397.00 | 2010 600.00 | 4001 3.00"));
        QCOMPARE(must(availableOf(connection, merchant)), Money{39'700});
        QCOMPARE(fixture.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'DEBIT_FIRST'"), 1);
    }

    void refusesWhatIsNoAmount_data() { support::addEngineRows(); }
    void refusesWhatIsNoAmount() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const ChannelId channel = fixture.channel();
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 100'000);
        const auto deposit = [&](std::int64_t minor) {
            return codeOf(depositForMerchant(store.connection(), {merchant, channel, Money{minor}, someone}));
        };
        QCOMPARE(deposit(0), "AmountNotPositive");
        QCOMPARE(deposit(-1), "AmountNotPositive");
        QCOMPARE(deposit(moneyCeilingMinor + 1), "AmountNotPositive");
        const auto debit = [&](std::int64_t total, std::int64_t fee) {
            return codeOf(
                debitIn(store.connection(), {InstructionId(1), merchant, channel, Money{total}, Money{fee}, someone}));
        };
        QCOMPARE(debit(0, 5), "AmountNotPositive");
        QCOMPARE(debit(5, -1), "AmountNotPositive");
        QCOMPARE(debit(moneyCeilingMinor, 1), "MoneyOverflow");
        QCOMPARE(codeOf(depositForMerchant(store.connection(), {MerchantId(99), channel, Money{1}, someone})),
                 "NoAccount");
        QCOMPARE(codeOf(debitIn(store.connection(),
                                {InstructionId(1), merchant, ChannelId(99), Money{1}, Money{0}, someone})),
                 "NoAccount");
        QCOMPARE(codeOf(availableOf(store.connection(), MerchantId(99))), "NoAccount");
    }

    /// A23: batch total = available + 0.01.
    void oneCentTooMuchIsRefusedAsAWhole_data() { support::addEngineRows(); }
    void oneCentTooMuchIsRefusedAsAWhole() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 100'000);
        DebitFirst debit{InstructionId(1), merchant, fixture.channel(), Money{99'000}, Money{1'001}, someone};
        const Done refusedDebit = debitIn(store.connection(), debit);
        QCOMPARE(codeOf(refusedDebit), "BalanceTooSmall");
        QCOMPARE(refusedDebit.error().detail, QStringLiteral("1"));
        QCOMPARE(fixture.availableMinor(merchant), 100'000);
        QCOMPARE(fixture.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'DEBIT_FIRST'"), 0);
        debit.fee = Money{1'000};
        must(debitIn(store.connection(), debit));
        QCOMPARE(fixture.availableMinor(merchant), 0);
        QCOMPARE(codeOf(debitIn(store.connection(), debit)), "BalanceTooSmall");
    }

    void sameInstructionIsDebitedOnce_data() { support::addEngineRows(); }
    void sameInstructionIsDebitedOnce() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 100'000);
        const DebitFirst debit{InstructionId(1), merchant, fixture.channel(), Money{1'000}, Money{0}, someone};
        must(debitIn(store.connection(), debit));
        QCOMPARE(codeOf(debitIn(store.connection(), debit)), "AlreadyHandled");
        QCOMPARE(fixture.availableMinor(merchant), 99'000);
    }

    /// Two batches of one merchant at once cannot both spend the same money (R36).
    void atOnceOnlyWhatIsThereIsSpent_data() { support::addEngineRows(); }
    void atOnceOnlyWhatIsThereIsSpent() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const ChannelId channel = fixture.channel();
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 100'000);
        std::array<QString, 12> answers;
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < answers.size(); ++i)
            threads.emplace_back([&, i] {
                const auto own = must(store.open());
                const InstructionId instruction(static_cast<std::int64_t>(i) + 1);
                answers[i] = codeOf(debitIn(*own, {instruction, merchant, channel, Money{30'000}, Money{0}, someone}));
            });
        for (std::thread& thread : threads) thread.join();
        QCOMPARE(std::ranges::count(answers, QStringLiteral("ok")), 3);
        QCOMPARE(std::ranges::count(answers, QStringLiteral("BalanceTooSmall")), 9);
        QCOMPARE(fixture.availableMinor(merchant), 10'000);
    }

    void a24TenThousandRowsAreOneBalanceUpdate_data() { support::addEngineRows(); }
    void a24TenThousandRowsAreOneBalanceUpdate() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000'000, 50);
        countBalanceUpdates(store.connection());
        const InstructionId batch = fixture.addPendingBatch(merchant, PayoutFixture::rows(QStringLiteral("A"), 10'000));
        QCOMPARE(fixture.number("SELECT COUNT(*) FROM balance_update"), 1);
        fixture.approve(batch);
        QCOMPARE(fixture.number("SELECT COUNT(*) FROM balance_update"), 1);
        QCOMPARE(fixture.availableMinor(merchant), 1'000'000'000 - 10'000 * (10'000 + 50));
        QCOMPARE(violations(store.connection()), QStringList());
    }

    void checkFindsWhatIsWrong_data() { support::addEngineRows(); }
    void checkFindsWhatIsWrong() {
        PAYOUT_TEMP_STORE(store);
        Connection& connection = store.connection();
        PayoutFixture fixture(connection);
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000, 10);
        fixture.addPendingBatch(merchant, PayoutFixture::rows(QStringLiteral("A"), 3));
        QCOMPARE(violations(connection), QStringList());

        // A debit that no batch stands behind.
        must(debitIn(connection, {InstructionId(77), merchant, fixture.channel(), Money{500}, Money{0}, someone}));
        QCOMPARE(violations(connection), (QStringList{"INV5", "TransitNotItsRows"}));

        dropGuard(connection, "DROP TRIGGER balance_by_entry", "DROP TRIGGER balance_by_entry ON ledger_account");
        must(store::execute(connection,
                            "UPDATE ledger_account SET balance_minor = balance_minor - 1 WHERE code = '2001'"));
        QCOMPARE(violations(connection), (QStringList{"BalanceNotItsLines", "INV5", "TransitNotItsRows"}));
    }
};

} // namespace payout::ledger

QTEST_GUILESS_MAIN(payout::ledger::LedgerTest)
#include "ledger_test.moc"
