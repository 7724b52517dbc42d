// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/business_date.h"
#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/rules/states.h"
#include "core/store/connection.h"

#include <QString>

#include <functional>
#include <optional>

namespace payout::approval {

struct InstructionRow {
    InstructionId id;
    MerchantId merchant;
    ChannelId channel;
    QString merchantBatchNo;
    QString fileSha256;
    std::int64_t rowsCount = 0;
    Money total;
    Money fee;
    BusinessDate businessDate;
    PersonId maker;
    UtcTime createdAt;
    rules::InstructionState state = rules::InstructionState::PendingApproval;
    std::int64_t version = 0;
};

/// Broken "NoInstruction".
Result<InstructionRow> readInstruction(store::Connection& connection, InstructionId instruction);
/// As readInstruction, and the row stays locked to the end of the transaction where the engine locks rows.
Result<InstructionRow> lockInstruction(store::Connection& connection, InstructionId instruction);

struct StateChange {
    InstructionId instruction;
    std::int64_t versionSeen = 0;
    rules::InstructionState from = rules::InstructionState::PendingApproval;
    rules::InstructionState to = rules::InstructionState::ApprovedProcessing;
    QString actor;
    QString reason;
    QString evidence;
};
/// Compare-and-set; Refused AlreadyHandled if state or version is another by now.
Done changeState(store::Connection& connection, const StateChange& change);

/// One row as the approver sees it, with everything that will be sent.
struct ShownRow {
    std::int64_t id = 0;
    QString merchantRowRef;
    QString payeeName;
    QString payeeAccount;
    QString accountKind;
    QString bankCode;
    std::int64_t amountMinor = 0;
    std::int64_t feeMinor = 0;
    QString purpose;
    QString hold; ///< "" if none
    std::int64_t holdOf = 0;
};
/// Calls `take` with every row, in order of id, without holding them all.
Done eachRow(store::Connection& connection, InstructionId instruction,
             const std::function<void(const ShownRow&)>& take);

/// The installation's setting as a number, or the given value if it is not set. Broken "BadSetting" if it is no number.
Result<std::int64_t> numberSetting(store::Connection& connection, const QString& name, std::int64_t otherwise);

} // namespace payout::approval
