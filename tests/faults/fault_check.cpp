// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/fault_check.h"

#include "app/bank/bank_books.h"
#include "core/ledger/ledger_check.h"
#include "core/store/statement.h"

#include <QHash>

namespace payout::faults {

namespace {

struct OursOfOrder {
    std::int64_t payout = 0;
    std::int64_t amount = 0;
    QString payoutState;
    QString subReason;
    std::int64_t sends = 0;
};

class Comparison {
public:
    explicit Comparison(House& house) : m_house(house) {}

    Result<Verdict> run() {
        TRY(store::Connection * c, m_house.connection());
        TRY_DONE(readOurs(*c));
        TRY(const UtcTime now, c->now());
        TRY_DONE(readBank(now));
        TRY_DONE(readStates(*c));
        TRY(const auto books, ledger::ledgerCheck(*c));
        for (const auto& problem : books) say(QStringLiteral("books: ") + problem.code + u' ' + problem.detail);
        return m_verdict;
    }

private:
    void say(const QString& violation) {
        if (m_verdict.violations.size() < 50) m_verdict.violations << violation;
    }

    Done readOurs(store::Connection& c) {
        TRY(auto rows,
            store::query(c, "SELECT a.order_no, a.payout_id, p.amount_minor, p.state, "
                            "COALESCE(p.sub_reason, ''), (SELECT COUNT(*) FROM send s WHERE s.payout_id = "
                            "a.payout_id AND s.attempt_no = a.attempt_no) + (SELECT COUNT(*) FROM remembered_send "
                            "r WHERE r.order_no = a.order_no) FROM attempt a "
                            "JOIN payout p ON p.id = a.payout_id"));
        while (rows.next())
            m_ours.insert(rows.text(0), {rows.int64(1), rows.int64(2), rows.text(3), rows.text(4), rows.int64(5)});
        return rows.finish();
    }

    Done readBank(UtcTime now) {
        TRY(const auto books, bank::BankBooks::open(m_house.workspace().bankBooks(), {}, now));
        for (const bank::BankOrder& order : books->orders()) {
            ++m_verdict.received;
            const auto ours = m_ours.constFind(order.orderId);
            if (ours == m_ours.constEnd()) {
                say(QStringLiteral("I2: the bank has an order that we do not know: ") + order.orderId);
                continue;
            }
            if (ours->sends == 0) say(QStringLiteral("I9: received without a permit: ") + order.orderId);
            if (books->timesReceived(order.orderId) > ours->sends)
                say(QStringLiteral("I8: received more often than permitted: ") + order.orderId);
            if (order.amountMinor != ours->amount) say(QStringLiteral("I3: another amount: ") + order.orderId);
            if (ours->subReason == u"NOT_SENT_LOCALLY" && ours->payoutState == u"EXCEPTION")
                say(QStringLiteral("called provably unsent, and the bank has it: ") + order.orderId);
            if (!order.isPaidAt(now)) continue;
            ++m_verdict.paid;
            if (++m_paidOf[ours->payout] > 1) say(QStringLiteral("I1: paid twice: payout %1").arg(ours->payout));
            if (ours->payoutState != u"SUCCESS")
                say(QStringLiteral("I5: paid, and %1 here: %2").arg(ours->payoutState, order.orderId));
        }
        return {};
    }

    Done readStates(store::Connection& c) {
        TRY(auto rows,
            store::query(c, "SELECT p.id, COALESCE(p.state, '') FROM payout p JOIN instruction i "
                            "ON i.id = p.instruction_id WHERE i.state IN ('APPROVED_PROCESSING', 'CLOSED')"));
        while (rows.next()) {
            const std::int64_t payout = rows.int64(0);
            const QString state = rows.text(1);
            if (state == u"SUCCESS" && m_paidOf.value(payout) != 1)
                say(QStringLiteral("I5: a success that the bank did not pay: %1").arg(payout));
            if (state.isEmpty() || state == u"PROCESSING")
                say(QStringLiteral("I4, I28: left behind as '%1': %2").arg(state).arg(payout));
        }
        return rows.finish();
    }

    House& m_house;
    Verdict m_verdict;
    QHash<QString, OursOfOrder> m_ours;
    QHash<std::int64_t, int> m_paidOf;
};

} // namespace

Result<Verdict> compareWithBank(House& house) { return Comparison(house).run(); }

} // namespace payout::faults
