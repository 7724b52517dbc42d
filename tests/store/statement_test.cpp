// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/statement.h"
#include "core/store/transaction.h"
#include "tests/support/temp_store.h"

using namespace payout;
using namespace payout::store;
using payout::support::addEngineRows;

namespace {

/// A double would be stored rounded by PostgreSQL, a pointer to characters has no length and no encoding.
template <class T>
concept HasVariant = requires(const T& value) { binding::toVariant(value); };
static_assert(!HasVariant<double> && !HasVariant<float> && !HasVariant<long double>);
static_assert(!HasVariant<const char*>);
static_assert(HasVariant<std::int64_t> && HasVariant<QString> && HasVariant<UtcTime> && HasVariant<PayoutId>);
static_assert(HasVariant<std::optional<std::int64_t>>);

} // namespace

class StatementTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void smoke_data() { addEngineRows(); }
    void smoke();
};

void StatementTest::smoke() {
    PAYOUT_TEMP_STORE(store);
    Connection& c = store.connection();
    VERIFY_DONE(execute(c, "CREATE TABLE t (a {int} PRIMARY KEY, b TEXT, c {bytes}) {strict}"));
    const auto n = execute(c, "INSERT INTO t VALUES (?, ?, ?), (2, 'it''s ?', NULL) -- really?\n", 1,
                           QStringLiteral("牛\\'"), QByteArray("\0x", 2));
    VERIFY_DONE(n);
    QCOMPARE(*n, 2);
    auto rows = query(c, "SELECT a, b, c FROM t ORDER BY a");
    VERIFY_DONE(rows);
    QVERIFY(rows->next());
    QCOMPARE(rows->int64(0), 1);
    QCOMPARE(rows->text(1), QStringLiteral("牛\\'"));
    // another one in between
    QCOMPARE(*queryInt64(c, "SELECT count(*) FROM t"), 2);
    QCOMPARE(rows->bytes(2), QByteArray("\0x", 2));
    QVERIFY(rows->next());
    QCOMPARE(rows->text(1), QStringLiteral("it's ?"));
    QVERIFY(rows->isNull(2));
    QVERIFY(!rows->next());
    VERIFY_DONE(rows->finish());
    VERIFY_DONE(store.setClock(UtcTime(5000)));
    QCOMPARE(c.now()->ms, 5000);
    VERIFY_DONE(store.shiftClock(std::chrono::milliseconds(-1)));
    QCOMPARE(c.now()->ms, 4999);
    const auto failed = inTransaction(c, Isolation::Write, [](Connection& k) -> Done {
        TRY_DONE(execute(k, "INSERT INTO t VALUES (3, 'x', NULL)"));
        TRY_DONE(execute(k, "INSERT INTO t VALUES (2, 'x', NULL)"));
        return {};
    });
    VERIFY_ERROR(failed, ErrorKind::Refused, "UniqueViolation");
    qInfo() << failed.error().detail;
    QCOMPARE(*queryInt64(c, "SELECT count(*) FROM t"), 2);
}

QTEST_GUILESS_MAIN(StatementTest)
#include "statement_test.moc"
