// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the memory store: what the tables of core/store/migrations hold, as plain values.
#pragma once

#include "core/base/account_number.h"
#include "core/base/business_date.h"
#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/base/utc_time.h"
#include "core/rules/gates.h"
#include "core/rules/outcome.h"
#include "core/rules/roles.h"
#include "core/rules/send_limit.h"
#include "core/rules/states.h"

#include <QString>

#include <optional>
#include <vector>

namespace payout::memory {

struct PersonRow {
    PersonId id;
    QString login;
    QSet<rules::Role> roles;
    bool active = true;
};

struct MerchantRow {
    MerchantId id;
    QString code;
    std::int64_t feeMinor = 0;
};

struct ChannelRow {
    ChannelId id;
    QString code;
    QString profileJson;
    QString account;
    QString health = QStringLiteral("DOWN");
    std::optional<UtcTime> upSince;
    UtcTime healthAt;
    bool stopped = false;
    std::optional<PersonId> stoppedBy;
    std::optional<UtcTime> coveredThrough;
    bool statesBalances = true;
    bool pauseEnabled = true;
    std::int64_t pauseBeginMs = 85'800'000;
    std::int64_t pauseEndMs = 600'000;
    std::int64_t sendTimeoutMs = 30'000;
    std::int64_t stableMs = 900'000;
    std::int64_t resendWindowMs = 0;
};

struct InstructionRow {
    InstructionId id;
    MerchantId merchant;
    ChannelId channel;
    std::int64_t rowsCount = 0;
    std::int64_t totalMinor = 0;
    std::int64_t feeMinor = 0;
    BusinessDate businessDate;
    PersonId maker;
    std::optional<PersonId> approver;
    UtcTime approvedAt;
    rules::InstructionState state = rules::InstructionState::PendingApproval;
    bool allClaimed = false;
    std::int64_t version = 1;
    QString lastActor;
    QString lastReason;
};

enum class Hold { None, SuspectDuplicate, ScreenBlocked };

struct PayoutRow {
    PayoutId id;
    InstructionId instruction;
    MerchantId merchant;
    QString merchantRowRef;
    QString payeeName;
    QString payeeAccount;
    AccountKind accountKind = AccountKind::Card;
    QString bankCode;
    QString purpose;
    std::int64_t amountMinor = 0;
    std::int64_t feeMinor = 0;
    Currency currency = Currency::cny();
    Hold hold = Hold::None;
    rules::PayoutState state = rules::PayoutState::Unclaimed;
    UtcTime stateAt;
    QString subReason;
    std::optional<UtcTime> exceptionAt;
    std::optional<UtcTime> unlocksAt;
    std::int64_t version = 1;
    QString lastActor;
    QString lastReason;
    QString lastEvidence;
    std::optional<std::int64_t> evidenceAnswer;
    std::optional<std::int64_t> evidenceLine;
};

struct AttemptRow {
    PayoutId payout;
    int attemptNo = 0;
    ChannelId channel;
    QString orderNo;
    rules::AttemptState state = rules::AttemptState::Prepared;
    std::int64_t epoch = 0;
    UtcTime createdAt;
    QString txnTime;
    QString payloadDigest;
    std::optional<UtcTime> armedAt;
    std::optional<UtcTime> neededThrough;
    QString flowNo;
    int notExistCount = 0;
    int queries = 0;
    std::optional<UtcTime> nextQuery;
    std::optional<UtcTime> burntAt;
    int sends = 0;
};

struct SendRow {
    PayoutId payout;
    int attemptNo = 0;
    int sendNo = 1;
    UtcTime armedAt;
    std::int64_t epoch = 0;
    QString host;
    QString payloadDigest;
    std::optional<UtcTime> closedAt;
    std::int64_t bytesWritten = 0;
    QString observation;
    int protocol = 0;
};

struct AnswerRow {
    std::int64_t id = 0;
    PayoutId payout;
    int attemptNo = 0;
    QString operation; ///< "SEND", "QUERY", "REPORT"
    UtcTime at;
    rules::Outcome outcome = rules::Outcome::Unknown;
    QString code;
    bool codeListed = true;
    bool amountAndOrderEqual = false;
    QString flowNo;
    QString raw;
    QString host;
};

struct LeaseRow {
    QString job;
    QString host;
    std::int64_t epoch = 0;
    UtcTime expires;
    QString startedBy;
};

struct NewCodeRow {
    ChannelId channel;
    QString operation;
    QString code;
    std::int64_t firstAnswer = 0;
};

struct IncidentRow {
    QString kind;
    ChannelId channel;
    PayoutId payout;
    int attemptNo = 0;
    std::int64_t bankLine = 0;
    UtcTime at;
    bool isClosed = false;
};

struct TrailRow {
    UtcTime at;
    QString actor;
    QString objectKind;
    std::int64_t objectId = 0;
    QString event;
    QString fromState;
    QString toState;
    QString evidence = {};
};

struct ScreeningRow {
    PayoutId payout;
    UtcTime at;
    bool isBlocked = false;
};

struct SetAsideRow {
    PayoutId payout;
    PersonId by;
};

enum class ActionState { Proposed, Confirmed, Refused };

struct ActionRow {
    ExceptionActionId id;
    PayoutId payout;
    rules::ExceptionAction action = rules::ExceptionAction::Return;
    std::int64_t payoutVersion = 0;
    PersonId proposedBy;
    UtcTime proposedAt;
    QString reason;
    QString evidence;
    QString evidenceDigest;
    ActionState state = ActionState::Proposed;
    std::optional<PersonId> decidedBy;
    std::optional<UtcTime> decidedAt;
};

struct TokenRow {
    QString token;
    PersonId person;
    QString command;
    QString objectKey;
    UtcTime createdAt;
    std::optional<QString> answer;
};

struct AccountRow {
    LedgerAccountId id;
    QString code;
    std::optional<MerchantId> merchant;
    std::optional<ChannelId> channel;
    std::int64_t balanceMinor = 0;
};

enum class EntryKind { Deposit, DebitFirst, RejectGive, ReCredit, Paid };

struct EntryRow {
    EntryKind kind = EntryKind::Deposit;
    std::optional<InstructionId> instruction;
    std::optional<PayoutId> payout;
    LedgerAccountId debit;
    LedgerAccountId credit;
    std::int64_t amountMinor = 0;
    std::optional<LedgerAccountId> feeAccount;
    std::int64_t feeMinor = 0;
};

enum class FileState { Loaded, Quarantined, Accepted, Rejected };

struct StatementFileRow {
    StatementFileId id;
    ChannelId channel;
    UtcTime from;
    UtcTime to;
    bool isProven = true; ///< its balances hold
    FileState state = FileState::Loaded;
    std::optional<PersonId> loadedBy; ///< none: fetched by the job
    std::optional<PersonId> acceptedBy;
    std::optional<PersonId> rejectedBy;
};

/// The switch of a merchant, or of everything (none).
struct StopRow {
    MerchantId merchant;
    bool stopped = false;
};

struct ClosedDayRow {
    ChannelId channel;
    BusinessDate date;
};

/// What holds now; none: no limit any more.
struct LimitRow {
    rules::LimitKind kind = rules::LimitKind::Payout;
    Currency currency;
    std::optional<std::int64_t> minor;
};

/// A cut that was compared (the sheet itself is not in here).
struct ComparisonRow {
    ChannelId channel;
    UtcTime cut;
};

struct BaselineRow {
    std::int64_t id = 0;
    QString identifier;
    std::int64_t timeline = 0;
};

enum class QuarantineState { Raised, Proposed, Released };

struct QuarantineRow {
    std::int64_t id = 0;
    UtcTime raisedAt;
    QString raisedBy;
    QString reason;
    QString detail;
    QuarantineState state = QuarantineState::Raised;
    std::optional<PersonId> proposedBy;
    std::optional<UtcTime> proposedAt;
    QString proposalReason;
    QString withoutEgress;
    std::optional<PersonId> releasedBy;
    std::optional<UtcTime> releasedAt;
};

struct QuarantineReportRow {
    std::int64_t quarantine = 0;
    QString egress;
    QString token;
    std::int64_t permits = 0;
    std::int64_t permitsUnknown = 0;
};

struct RememberedRow {
    QString orderNo;
    int sendNo = 0;
    int attemptNo = 0;
    QString merchantCode;
    QString merchantRowRef;
    QString channelCode;
    QString payloadDigest;
    QString txnTime;
    std::int64_t amountMinor = 0;
    UtcTime armedAt;
    std::int64_t quarantine = 0;
};

struct MismatchRow {
    PayoutId payout;
    int attemptNo = 0;
};

struct EgressWatchRow {
    QString egress;
    UtcTime seen;
    std::int64_t journalLines = 0;
    QString journalHash;
};

enum class LineStatus { Booked, Pending, Info };

struct BankLineRow {
    BankLineId id;
    StatementFileId file;
    ChannelId channel;
    UtcTime bookedAt;
    std::int64_t amountMinor = 0;
    Currency currency = Currency::cny();
    bool isDebit = true;
    bool isReturn = false;
    LineStatus status = LineStatus::Booked;
    QString orderNo;
    QString payeeAccount;
};

} // namespace payout::memory
