// SPDX-License-Identifier: GPL-3.0-or-later
// What an answer of a channel means (spec channels 4.0) and what it does to a payout. Classification itself is a table
// lookup in `channel`; a code that is in no table is Unknown.
#pragma once

#include "core/rules/states.h"

#include <optional>

namespace payout::rules {

enum class Outcome {
    Success,
    Accepted,
    Processing,
    Unknown,
    PayeeError,
    FailedFinal,
    DuplicateOrder,
    NotExistExplicit,
    QueryFailed,
};

enum class Operation { Send, Query };

[[nodiscard]] QString storedName(Outcome outcome); ///< "SUCCESS", "ACCEPTED", ..., "NOT_EXIST_EXPLICIT", "QUERY_FAILED"
[[nodiscard]] Result<Outcome> outcomeNamed(QStringView text);

struct OutcomeFacts {
    Operation operation = Operation::Send;
    Outcome outcome = Outcome::Unknown;
    PayoutState state = PayoutState::Processing;
    bool amountAndOrderEqual = false; ///< the answer names our order number, amount and currency
    bool syncSuccessFinal = false;    ///< channel profile: a success on send needs no query
    bool contradicts = false;         ///< signed, and it names another order, amount or currency than ours (S20, A10)
    bool attemptGivenUp = false;      ///< two people gave this attempt's number up: BURNT
    bool otherOrderOut = false;       ///< another attempt of the payout is ARMED or UNKNOWN
};

/// The payout event that this answer causes, or none. Only explicit success with equal order, amount and currency is
/// success (R20, S2); on send everything that is neither success nor accepted is doubt (S3); on a query only an error
/// code or a contradiction is, because not found and a failed query say nothing (R47); an end state never moves (R19).
/// About an attempt that was given up only a success matters, and it proves the payout paid only while no other order
/// of it is out: S2 is about *this* attempt, and closing the payout would stop the questions about the other one
/// (INV1).
[[nodiscard]] std::optional<PayoutEvent> eventOf(const OutcomeFacts& facts);

/// Consecutive explicit "no such order" answers after one more answer (R47, A12): any other query outcome resets it.
[[nodiscard]] int notExistCountAfter(int before, Outcome queryOutcome);

/// True for answers that open G2: the query worked, and it does not say that the bank is still at it or has paid.
[[nodiscard]] bool isHealthyQuery(Outcome queryOutcome);

} // namespace payout::rules
