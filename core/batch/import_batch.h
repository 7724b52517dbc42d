// SPDX-License-Identifier: GPL-3.0-or-later
// Intake: a merchant's file becomes an instruction that waits for approval, its rows, and one debit for all of them
// (R6, R36). All of it or nothing, in one transaction.
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/batch/batch_file.h"
#include "core/people/submit_token.h"
#include "core/rules/roles.h"
#include "core/store/connection.h"

#include <QString>

namespace payout::batch {

inline constexpr qsizetype merchantBatchNoMax = 64;

struct ImportRequest {
    rules::Actor actor;
    QString token;        ///< of importTokenUse(), R25
    QByteArrayView bytes; ///< the file; must outlive the call
    QString fileName;     ///< for people
    MerchantId merchant;
    ChannelId channel;
    QString merchantBatchNo; ///< 1 to 64 of 0-9 A-Z a-z _ -
    BatchFileLimits limits;
    BatchProgress progress; ///< false cancels, until the debit is being written
};

struct ImportedBatch {
    InstructionId instruction;
    qint64 rowsCount = 0;
    Money total;          ///< without fee
    Money fee;            ///< of all rows
    bool wasFirst = true; ///< false: the token had been used, and this is the first answer
};

struct ImportOutcome {
    BatchFileSummary file; ///< what was read; of a refused file with every issue
    Result<ImportedBatch> batch;
};

/// What the token of an import is issued for: command "IMPORT_BATCH" and no object, because there is none yet.
[[nodiscard]] people::TokenUse importTokenUse(PersonId person);

/// Refused, and then nothing at all was stored, in this order: RoleMissing; "BatchNumberFormat"; errors of
/// readBatchFile, "Cancelled" among them; TooManyRows or BatchFileInvalid; token refusals (TokenOtherUse also for
/// a token that has imported another batch); MerchantUnknown;
/// BatchFileSeen, BatchNumberSeen, BatchNumberOtherContent (detail names the first batch: merchant, number, when, by
/// whom, and how the other content differs; A17); BalanceTooSmall with the shortfall in minor units as detail (A23);
/// RowReferenceSeen with the reference and its batch.
/// The merchant's account is locked only by the last two statements before the commit, however many rows there are
/// (R36). Unknown "CommitUnknown": ask people::tokenAnswer, never import again. Opens transactions of its own.
[[nodiscard]] ImportOutcome importBatch(store::Connection& connection, const ImportRequest& request);

} // namespace payout::batch
