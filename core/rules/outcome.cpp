// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/outcome.h"

#include <array>
#include <utility>

namespace payout::rules {

namespace {
constexpr std::array outcomeNames{
    std::pair{Outcome::Success, "SUCCESS"},
    std::pair{Outcome::Accepted, "ACCEPTED"},
    std::pair{Outcome::Processing, "PROCESSING"},
    std::pair{Outcome::Unknown, "UNKNOWN"},
    std::pair{Outcome::PayeeError, "PAYEE_ERROR"},
    std::pair{Outcome::FailedFinal, "FAILED_FINAL"},
    std::pair{Outcome::DuplicateOrder, "DUPLICATE_ORDER"},
    std::pair{Outcome::NotExistExplicit, "NOT_EXIST_EXPLICIT"},
    std::pair{Outcome::QueryFailed, "QUERY_FAILED"},
};

bool isOpen(PayoutState state) { return state == PayoutState::Processing || state == PayoutState::Exception; }

std::optional<PayoutEvent> doubt(const OutcomeFacts& facts) {
    if (facts.state == PayoutState::Processing) return PayoutEvent::Doubt;
    return std::nullopt;
}

std::optional<PayoutEvent> doubtOnSend(const OutcomeFacts& facts) {
    if (facts.operation == Operation::Send) return doubt(facts);
    return std::nullopt;
}

std::optional<PayoutEvent> eventOfSuccess(const OutcomeFacts& facts) {
    const bool isFinal = facts.operation == Operation::Query || facts.syncSuccessFinal;
    if (facts.attemptGivenUp && (facts.otherOrderOut || !isFinal)) return doubt(facts);
    if (facts.otherOrderOut) return doubt(facts);
    if (!isFinal) return std::nullopt;
    return PayoutEvent::ProvenPaid;
}
} // namespace

QString storedName(Outcome outcome) {
    for (const auto& [value, name] : outcomeNames)
        if (value == outcome) return QString::fromLatin1(name);
    return {};
}

Result<Outcome> outcomeNamed(QStringView text) {
    for (const auto& [value, name] : outcomeNames)
        if (text == QLatin1String(name)) return value;
    return broken(QStringLiteral("UnknownStoredOutcome"), text.toString());
}

std::optional<PayoutEvent> eventOf(const OutcomeFacts& facts) {
    if (!isOpen(facts.state)) return std::nullopt;
    const bool isSuccess = facts.outcome == Outcome::Success;
    const bool contradicts = facts.contradicts || (isSuccess && !facts.amountAndOrderEqual);
    if (facts.attemptGivenUp && (contradicts || !isSuccess)) return std::nullopt;
    if (contradicts) return doubt(facts); // trap 6: another amount is no success, whoever asked
    switch (facts.outcome) {
    case Outcome::Success: return eventOfSuccess(facts);
    case Outcome::Accepted:
    case Outcome::Processing: return std::nullopt; // stays PROCESSING until processing_max (C5)
    case Outcome::PayeeError:
    case Outcome::FailedFinal:
        // An error code ends the waiting, whoever asked for it (S3); it is still no proof that nothing was paid.
        return doubt(facts);
    case Outcome::Unknown:
    case Outcome::DuplicateOrder:
    case Outcome::NotExistExplicit:
    case Outcome::QueryFailed: return doubtOnSend(facts);
    }
    return std::nullopt;
}

int notExistCountAfter(int before, Outcome queryOutcome) {
    return queryOutcome == Outcome::NotExistExplicit ? before + 1 : 0;
}

bool isHealthyQuery(Outcome queryOutcome) {
    switch (queryOutcome) {
    case Outcome::PayeeError:
    case Outcome::FailedFinal:
    case Outcome::NotExistExplicit: return true;
    // The bank is still at it, or was paid: the query worked, and it speaks against acting.
    case Outcome::Success:
    case Outcome::Accepted:
    case Outcome::Processing:
    case Outcome::DuplicateOrder:
    case Outcome::Unknown:
    case Outcome::QueryFailed: return false;
    }
    return false;
}

} // namespace payout::rules
