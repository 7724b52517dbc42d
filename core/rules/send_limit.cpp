// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/send_limit.h"

#include <utility>

namespace payout::rules {

namespace {

constexpr std::array kindNames{
    std::pair{LimitKind::Payout, "PAYOUT"},
    std::pair{LimitKind::PayeeDay, "PAYEE_DAY"},
    std::pair{LimitKind::Hour, "HOUR"},
    std::pair{LimitKind::Day, "DAY"},
};

} // namespace

QString storedName(LimitKind kind) {
    for (const auto& [value, name] : kindNames)
        if (value == kind) return QString::fromLatin1(name);
    return {};
}

std::optional<LimitKind> limitKindNamed(QStringView text) {
    for (const auto& [value, name] : kindNames)
        if (text == QLatin1String(name)) return value;
    return std::nullopt;
}

bool passesWithTime(LimitKind kind) { return kind == LimitKind::Hour || kind == LimitKind::Day; }

Done mayProposeLimit(const Actor& actor, const QString& reason) {
    TRY_DONE(mayDo(actor, Task::ChangeLimit));
    if (reason.trimmed().isEmpty()) return refuse(Refusal::ReasonMissing);
    return {};
}

Done mayConfirmLimit(const Actor& actor, PersonId proposer) {
    TRY_DONE(mayDo(actor, Task::ChangeLimit));
    if (proposer == actor.person) return refuse(Refusal::MakerIsChecker);
    return {};
}

} // namespace payout::rules
