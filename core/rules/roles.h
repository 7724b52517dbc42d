// SPDX-License-Identifier: GPL-3.0-or-later
// Who may do what (spec workday 8.1). No role covers both making and approving one payout, and the person is compared
// as well as the role.
#pragma once

#include "core/base/ids.h"
#include "core/rules/refusal.h"

#include <QSet>

namespace payout::rules {

enum class Role { Clerk, Auditor, Operator, Supervisor };

enum class Task {
    ImportBatch,      ///< clerk
    ApproveBatch,     ///< auditor, also reject and release of held rows
    ProposeException, ///< operator
    ConfirmException, ///< auditor or supervisor
    ImportStatement,  ///< operator or supervisor
    AcceptStatement,  ///< supervisor: a quarantined file, with a reason (A33)
    RejectStatement,  ///< supervisor: a quarantined file, with a reason; its lines count nowhere any more
    RunComparison,    ///< operator or supervisor
    SignComparison,   ///< operator, auditor or supervisor; two different people
    StopChannel,      ///< supervisor, auditor or operator: one person may stop a channel, a merchant or everything
    SetRowsAside,     ///< auditor or supervisor: rows of an approved batch that are not claimed
    ProposeIncidentClosure, ///< supervisor
    ConfirmIncidentClosure, ///< a second supervisor, or an auditor
    LiftStop,               ///< supervisor, and a second supervisor or auditor
    ProposeRelease,         ///< supervisor: of a quarantine; LiftStop confirms it
    ChangeLimit,            ///< supervisor; two different people
    CloseDay,               ///< operator, auditor or supervisor; two different people, one a supervisor
};

[[nodiscard]] QString storedName(Role role); ///< "CLERK", "AUDITOR", "OPERATOR", "SUPERVISOR"
[[nodiscard]] Result<Role> roleNamed(QStringView text);

struct Actor {
    PersonId person;
    QString login;
    QSet<Role> roles;
};

/// RoleMissing if none of the person's roles allows the task.
[[nodiscard]] Done mayDo(const Actor& actor, Task task);

inline size_t qHash(Role role, size_t seed = 0) { return ::qHash(static_cast<int>(role), seed); }

} // namespace payout::rules
