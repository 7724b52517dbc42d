// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/today_desk.h"

#include "core/desk/comparison_list_table.h"
#include "core/desk/today_table.h"
#include "core/exception/close_incident.h"
#include "core/exception/credit_return.h"
#include "core/store/transaction.h"

namespace payout::desk {

namespace {

exception::IncidentCause storedCause(ClosingCause cause) {
    switch (cause) {
    case ClosingCause::MoneyRecovered: return exception::IncidentCause::MoneyRecovered;
    case ClosingCause::LossAccepted: return exception::IncidentCause::LossAccepted;
    case ClosingCause::BankCorrected: return exception::IncidentCause::BankCorrected;
    case ClosingCause::NoLoss: return exception::IncidentCause::NoLoss;
    }
    return exception::IncidentCause::NoLoss;
}

exception::ReturnLine claimOf(const ReturnCredit& shown) { return {shown.payout, shown.line}; }

} // namespace

// One read transaction: the figures on the first page belong to one moment.
void TodayDesk::figures(Reply<TodayFigures> answer) {
    m_store.ask(std::move(answer), [](store::Connection& c) {
        return store::inTransaction(c, store::Isolation::Read, [](store::Connection& in) -> Result<TodayFigures> {
            TodayFigures figures;
            TRY_DONE(readWaiting(in, figures));
            TRY_DONE(readUnproven(in, figures));
            TRY_DONE(readDone(in, figures));
            TRY_DONE(readJobs(in, figures));
            TRY_DONE(readIncidents(in, figures));
            TRY_DONE(readOutflow(in, figures));
            TRY_DONE(readNewCodes(in, figures));
            TRY(figures.cuts, cutGrid(in, businessDateOf(figures.now)));
            return figures;
        });
    });
}

QString TodayDesk::proposeClosingCommand() { return exception::proposeClosureCommand; }

QString TodayDesk::proposeClosingKey(std::int64_t incident) {
    return exception::incidentKey(exception::IncidentId(incident));
}

QString TodayDesk::closeCommand() { return exception::closeIncidentCommand; }

QString TodayDesk::closeKey(std::int64_t incident, std::int64_t proposal) {
    return exception::closureKey(exception::IncidentId(incident), exception::IncidentProposalId(proposal));
}

void TodayDesk::proposeClosing(const ClosingRequest& request, Reply<std::int64_t> answer) {
    m_store.ask(std::move(answer), [request](store::Connection& c) -> Result<std::int64_t> {
        TRY(const auto proposal,
            exception::proposeIncidentClosure(c, {request.actor, request.token, exception::IncidentId(request.incident),
                                                  storedCause(request.cause), request.reason}));
        return proposal.value;
    });
}

void TodayDesk::close(const CloseRequest& request, Reply<QString> answer) {
    m_store.ask(std::move(answer), [request](store::Connection& c) -> Result<QString> {
        TRY_DONE(
            exception::confirmIncidentClosure(c, {request.actor, request.token, exception::IncidentId(request.incident),
                                                  exception::IncidentProposalId(request.proposal)}));
        return QStringLiteral("CLOSED");
    });
}

void TodayDesk::proposeCredit(const rules::Actor& actor, const ReturnCredit& shown, const QString& reason,
                              Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, claimed = claimOf(shown), reason](store::Connection& c) -> Result<QString> {
        TRY_DONE(exception::proposeBankReturn(c, actor, claimed, reason));
        return QStringLiteral("PROPOSED");
    });
}

void TodayDesk::confirmCredit(const rules::Actor& actor, const ReturnCredit& shown, Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, claimed = claimOf(shown)](store::Connection& c) -> Result<QString> {
        TRY_DONE(exception::confirmBankReturn(c, actor, claimed));
        return QStringLiteral("APPROVED");
    });
}

void TodayDesk::refuseCredit(const rules::Actor& actor, const ReturnCredit& shown, const QString& reason,
                             Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, claimed = claimOf(shown), reason](store::Connection& c) -> Result<QString> {
        TRY_DONE(exception::refuseBankReturn(c, actor, claimed, reason));
        return QStringLiteral("OPEN");
    });
}

} // namespace payout::desk
