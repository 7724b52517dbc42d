// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exception/read_case.h"

namespace payout::exception {

/// Parts of readCase; each adds what its tables know.
Result<ExceptionCase> casePayout(store::Connection& connection, PayoutId payout);
Done addAttempts(store::Connection& connection, ExceptionCase& found);
/// Quarantine, the egress' watch, and what an egress remembers of the payout and this database does not (G4).
Done addEgressFacts(store::Connection& connection, ExceptionCase& found);
Done addAnswers(store::Connection& connection, ExceptionCase& found);
Done addStatementVerdict(store::Connection& connection, ExceptionCase& found);
Done addStatementHands(store::Connection& connection, ExceptionCase& found);
Done addScreening(store::Connection& connection, ExceptionCase& found);
Done addProposal(store::Connection& connection, ExceptionCase& found);

struct NewProposal {
    PayoutId payout;
    rules::ExceptionAction action = rules::ExceptionAction::Return;
    std::int64_t version = 0;
    PersonId proposer;
    UtcTime now;
    QString reason;
    QString evidence;
    QString digest;
};
Result<ExceptionActionId> insertProposal(store::Connection& connection, const NewProposal& proposal);
Done decideProposal(store::Connection& connection, ExceptionActionId action, const QString& state, PersonId decider,
                    UtcTime now);
/// Attempts that are not settled are burnt; never-armed ones only with PreparedToo.
enum class Burn { ArmedOnly, PreparedToo };
Done burnAttempts(store::Connection& connection, PayoutId payout, Burn burn, UtcTime now);
struct Decision {
    PayoutId payout;
    std::int64_t version = 0;
    UtcTime now;
    QString actor;
    QString evidence;
};
Done markPayAgain(store::Connection& connection, const Decision& decision);
Done markReturned(store::Connection& connection, const Decision& decision);

} // namespace payout::exception
