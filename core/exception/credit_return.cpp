// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exception/credit_return.h"

#include "core/store/transaction.h"

namespace payout::exception {

using rules::Refusal;

namespace {

Done isProposedOn(const BankReturnRow& row, ReturnLine claimed) {
    if (row.state == u"APPROVED") return rules::refuse(Refusal::AlreadyHandled);
    if (row.state == u"OPEN") return rules::refuse(Refusal::NotProposed);
    if (row.line != claimed.line) return rules::refuse(Refusal::ShownChanged);
    return {};
}

} // namespace

Done proposeBankReturn(store::Connection& connection, const rules::Actor& actor, ReturnLine claimed,
                       const QString& reason) {
    TRY_DONE(rules::mayDo(actor, rules::Task::ProposeException));
    if (reason.trimmed().isEmpty()) return rules::refuse(Refusal::ReasonMissing);
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(BankReturnRow row, bankReturnForUpdate(c, claimed));
        if (row.state != u"OPEN") return rules::refuse(Refusal::AlreadyHandled);
        row.facts.proposer = actor.person;
        TRY_DONE(rules::mayCreditReturn(row.facts));
        TRY(const UtcTime now, c.now());
        return writeReturnProposed(c, {claimed, actor.person, now, reason.trimmed()});
    });
}

Done confirmBankReturn(store::Connection& connection, const rules::Actor& actor, ReturnLine claimed) {
    TRY_DONE(rules::mayDo(actor, rules::Task::ConfirmException));
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(BankReturnRow row, bankReturnForUpdate(c, claimed));
        TRY_DONE(isProposedOn(row, claimed));
        row.facts.approver = actor.person;
        TRY_DONE(rules::mayCreditReturn(row.facts));
        TRY(const UtcTime now, c.now());
        return writeReturnApproved(c, claimed.payout, actor.person, now);
    });
}

Done refuseBankReturn(store::Connection& connection, const rules::Actor& actor, ReturnLine claimed,
                      const QString& reason) {
    TRY_DONE(rules::mayDo(actor, rules::Task::ConfirmException));
    if (reason.trimmed().isEmpty()) return rules::refuse(Refusal::ReasonMissing);
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(const BankReturnRow row, bankReturnForUpdate(c, claimed));
        TRY_DONE(isProposedOn(row, claimed));
        TRY(const UtcTime now, c.now());
        return writeReturnRefused(c, {claimed.payout, actor.person, now, reason.trimmed()});
    });
}

} // namespace payout::exception
