// SPDX-License-Identifier: GPL-3.0-or-later
// What happened, as plain values for the checker: the bank's book on one side, what is stored on the other. Nothing of
// core is in here, so that a mistake of core cannot be repeated by whoever checks it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace payout::checker {

/// Money that left the bank.
struct Execution {
    std::string orderNo;
    std::int64_t amount = 0;
    std::string payee; ///< each row of a merchant has its own, so it names the row whatever its numbers are
    std::int64_t at = 0;
};

/// A request to pay that reached the bank, and what an observer of the database saw at that moment.
struct Request {
    std::string orderNo;
    std::int64_t amount = 0;
    std::string payee;
    std::int64_t at = 0;
    std::int64_t connection = 0;  ///< of the bank's door: a new number for each
    bool permitWasStored = false; ///< a committed permit of this order was there
    bool wasStopped = false;      ///< the channel was stopped at the time of the permit
    bool wasQuarantined = false;  ///< a quarantine stood
};

struct Payout {
    std::int64_t id = 0;
    std::int64_t instruction = 0;
    std::int64_t amount = 0;
    std::int64_t fee = 0;
    std::string payee;
    std::string state; ///< "", "PROCESSING", "SUCCESS", "RETURNED", "EXCEPTION"
    std::string subReason;
    bool hasLock = false;
    bool hasIncident = false; ///< one that a person must see
};

/// What an approver approved, even if a restore made the database forget it.
struct Approval {
    std::int64_t payout = 0;
    std::int64_t amount = 0;
    std::string payee;
    std::int64_t at = 0;
};

struct Attempt {
    std::int64_t payout = 0;
    int no = 0;
    std::string orderNo;
    std::string state; ///< "PREPARED", "ARMED", "SETTLED", "UNKNOWN", "BURNT"
    std::string digest;
    std::optional<std::int64_t> armedAt;
    std::optional<std::int64_t> burntAt;
    std::optional<std::int64_t> neededThrough;
};

struct Send {
    std::int64_t payout = 0;
    int attemptNo = 0;
    int no = 0;
    std::int64_t epoch = 0;
    std::string digest;
    std::int64_t at = 0;
};

struct Answer {
    std::int64_t payout = 0;
    int attemptNo = 0;
    bool isQuery = false;
    bool isEqualSuccess = false;
    bool saysNotPaid = false; ///< a question's explicit failed, payee error or not found
    std::int64_t at = 0;
};

struct StatementLine {
    std::string orderNo;
    std::int64_t amount = 0;
};

struct Decision {
    std::int64_t payout = 0;
    bool isRepay = false;
    bool isConfirmed = false;
    std::int64_t proposedBy = 0;
    std::int64_t decidedBy = 0;
    std::int64_t decidedAt = 0;
};

struct Instruction {
    std::int64_t id = 0;
    std::int64_t merchant = 0;
    std::int64_t maker = 0;
    std::int64_t approver = 0;
    std::int64_t approvedAt = 0;
    std::int64_t businessDate = 0;
};

struct Entry {
    std::string kind; ///< "DEPOSIT", "DEBIT_FIRST", "REJECT_GIVE", "RE_CREDIT", "PAID"
    std::int64_t instruction = 0;
    std::int64_t payout = 0;
    std::int64_t amount = 0;
    std::int64_t fee = 0;
};

struct Balance {
    std::string account; ///< "1001", "2001", "2010", "4001"
    std::int64_t minor = 0;
};

struct Move {
    std::string kind; ///< "payout", "attempt"
    std::int64_t id = 0;
    std::string from;
    std::string to;
    std::int64_t at = 0;
};

struct Facts {
    std::vector<Execution> executions;
    std::vector<Request> requests;
    std::vector<Instruction> instructions;
    std::vector<Approval> approvals;         ///< all that ever were
    std::vector<Payout> payoutsWhenApproved; ///< content as it was approved, of those that are still there
    std::vector<Payout> payouts;
    std::vector<Attempt> attempts;
    std::vector<Send> sends;
    std::vector<Answer> answers;
    std::vector<StatementLine> lines; ///< booked debits of loaded files
    std::vector<Decision> decisions;
    std::vector<Entry> entries;
    std::vector<Balance> balances;
    std::vector<Move> moves;
    std::int64_t hourMost = 0;    ///< of first permits in a minute and the sixty before it; 0: no limit
    std::int64_t dayMost = 0;     ///< on a day of the institution (UTC+8)
    std::int64_t numberLives = 0; ///< W in ms, for which the bank certifies a number; 0: not certified
    bool wasRestored = false;     ///< an older state was put back: what was forgotten with it is not in here
    bool hasClockJumped = false;  ///< times of different rows cannot be compared
    bool faultsHaveStopped = false;
    bool mayBankExecuteLater = false; ///< something that the bank accepted is still to be executed
};

struct Finding {
    std::string invariant; ///< "I1", ...
    std::string what;
};

/// Everything that does not hold. Asserted: I1 to I8, I9, I10, I11, I12, I13, I14, I15, I16, I18, I21 (hour and day),
/// I22, I24, I28. Not checkable from these facts: I17 (the trail has no hash chain yet), I19 (the simulated bank's
/// answers are classified without a code table), I20, I23 (one program), I25 to I27 (intake and statement files are not
/// simulated).
[[nodiscard]] std::vector<Finding> check(const Facts& facts);

} // namespace payout::checker
