// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exception/credit_return.h"

#include "core/exception/bank_return_table.h"
#include "core/store/transaction.h"

namespace payout::exception {

Done proposeBankReturn(store::Connection& connection, const rules::Actor& actor, PayoutId payout,
                       const QString& reason) {
    TRY_DONE(rules::mayDo(actor, rules::Task::ProposeException));
    if (reason.trimmed().isEmpty()) return rules::refuse(rules::Refusal::ReasonMissing);
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(BankReturnRow row, bankReturnForUpdate(c, payout));
        if (row.state != u"OPEN") return rules::refuse(rules::Refusal::AlreadyHandled);
        row.facts.proposer = actor.person;
        TRY_DONE(rules::mayCreditReturn(row.facts));
        TRY(const UtcTime now, c.now());
        return writeReturnProposed(c, {payout, actor.person, now, reason.trimmed()});
    });
}

Done decideBankReturn(store::Connection& connection, const rules::Actor& actor, PayoutId payout, Verdict verdict) {
    TRY_DONE(rules::mayDo(actor, rules::Task::ConfirmException));
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(BankReturnRow row, bankReturnForUpdate(c, payout));
        if (row.state == u"APPROVED") return rules::refuse(rules::Refusal::AlreadyHandled);
        if (row.state == u"OPEN") return rules::refuse(rules::Refusal::NotProposed);
        TRY(const UtcTime now, c.now());
        if (verdict == Verdict::Refuse) return writeReturnRefused(c, payout, actor.person, now);
        row.facts.approver = actor.person;
        TRY_DONE(rules::mayCreditReturn(row.facts));
        return writeReturnApproved(c, payout, actor.person, now);
    });
}

} // namespace payout::exception
