// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/roles.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace payout::rules {

namespace {

constexpr std::array roleNames{
    std::pair{Role::Clerk, "CLERK"},
    std::pair{Role::Auditor, "AUDITOR"},
    std::pair{Role::Operator, "OPERATOR"},
    std::pair{Role::Supervisor, "SUPERVISOR"},
};

bool allows(Role role, Task task) {
    const auto among = [role](std::initializer_list<Role> roles) {
        return std::ranges::find(roles, role) != roles.end();
    };
    switch (task) {
    case Task::ImportBatch: return among({Role::Clerk});
    case Task::ApproveBatch: return among({Role::Auditor});
    case Task::ProposeException: return among({Role::Operator});
    case Task::ConfirmException: return among({Role::Auditor, Role::Supervisor});
    case Task::ImportStatement: return among({Role::Operator, Role::Supervisor});
    case Task::AcceptStatement: return among({Role::Supervisor});
    case Task::RejectStatement: return among({Role::Supervisor});
    case Task::RunComparison: return among({Role::Operator, Role::Supervisor});
    case Task::SignComparison: return among({Role::Operator, Role::Auditor, Role::Supervisor});
    case Task::StopChannel: return among({Role::Operator, Role::Auditor, Role::Supervisor});
    case Task::SetRowsAside: return among({Role::Auditor, Role::Supervisor});
    case Task::ProposeIncidentClosure: return among({Role::Supervisor});
    case Task::ConfirmIncidentClosure: return among({Role::Auditor, Role::Supervisor});
    case Task::LiftStop: return among({Role::Auditor, Role::Supervisor});
    case Task::ProposeRelease: return among({Role::Supervisor});
    case Task::ChangeLimit: return among({Role::Supervisor});
    case Task::CloseDay: return among({Role::Operator, Role::Auditor, Role::Supervisor});
    }
    return false;
}

} // namespace

QString storedName(Role role) {
    for (const auto& [value, name] : roleNames)
        if (value == role) return QString::fromLatin1(name);
    return {};
}

Result<Role> roleNamed(QStringView text) {
    for (const auto& [value, name] : roleNames)
        if (text == QLatin1String(name)) return value;
    return broken(QStringLiteral("UnknownStoredRole"), text.toString());
}

Done mayDo(const Actor& actor, Task task) {
    if (std::ranges::any_of(actor.roles, [task](Role role) { return allows(role, task); })) return {};
    return refuse(Refusal::RoleMissing, actor.login);
}

} // namespace payout::rules
