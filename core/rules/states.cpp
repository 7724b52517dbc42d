// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/states.h"

#include <array>
#include <utility>

namespace payout::rules {

namespace {

constexpr std::array payoutNames{
    std::pair{PayoutState::Unclaimed, ""},          std::pair{PayoutState::Processing, "PROCESSING"},
    std::pair{PayoutState::Success, "SUCCESS"},     std::pair{PayoutState::Returned, "RETURNED"},
    std::pair{PayoutState::Exception, "EXCEPTION"},
};
constexpr std::array instructionNames{
    std::pair{InstructionState::PendingApproval, "PENDING_APPROVAL"},
    std::pair{InstructionState::ApprovedProcessing, "APPROVED_PROCESSING"},
    std::pair{InstructionState::Closed, "CLOSED"},
    std::pair{InstructionState::Rejected, "REJECTED"},
};
constexpr std::array attemptNames{
    std::pair{AttemptState::Prepared, "PREPARED"}, std::pair{AttemptState::Armed, "ARMED"},
    std::pair{AttemptState::Settled, "SETTLED"},   std::pair{AttemptState::Unknown, "UNKNOWN"},
    std::pair{AttemptState::Burnt, "BURNT"},
};

template <class Names, class State> QString nameIn(const Names& names, State state) {
    for (const auto& [value, text] : names)
        if (value == state) return QString::fromLatin1(text);
    return {};
}

template <class State, class Names> Result<State> stateIn(const Names& names, QStringView text) {
    for (const auto& [value, name] : names)
        if (text == QLatin1String(name)) return value;
    return broken(QStringLiteral("UnknownStoredState"), text.toString());
}

} // namespace

Result<PayoutState> payoutAfter(PayoutState from, PayoutEvent event) {
    for (const PayoutMove& move : payoutMoves)
        if (move.from == from && move.event == event) return move.to;
    return refuse(Refusal::TransitionForbidden);
}

QString storedName(PayoutState state) { return nameIn(payoutNames, state); }
QString storedName(InstructionState state) { return nameIn(instructionNames, state); }
QString storedName(AttemptState state) { return nameIn(attemptNames, state); }
Result<PayoutState> payoutStateNamed(QStringView text) { return stateIn<PayoutState>(payoutNames, text); }
Result<InstructionState> instructionStateNamed(QStringView text) {
    return stateIn<InstructionState>(instructionNames, text);
}
Result<AttemptState> attemptStateNamed(QStringView text) { return stateIn<AttemptState>(attemptNames, text); }

} // namespace payout::rules
