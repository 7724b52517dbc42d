// SPDX-License-Identifier: GPL-3.0-or-later
// Instructions and their rows as intake writes and finds them.
#pragma once

#include "core/base/digest.h"
#include "core/base/ids.h"
#include "core/batch/batch_file.h"
#include "core/store/bulk_writer.h"
#include "core/store/connection.h"

#include <QStringList>

#include <optional>

namespace payout::batch {

struct MerchantRow {
    QString code;
    std::int64_t feeMinor = 0; ///< a row
    bool active = false;
};
Result<std::optional<MerchantRow>> findMerchant(store::Connection& connection, MerchantId merchant);
Result<bool> hasChannel(store::Connection& connection, ChannelId channel);

struct InstructionRow {
    InstructionId id; ///< given by the database
    MerchantId merchant;
    QString merchantCode; ///< read, not written
    ChannelId channel;
    QString merchantBatchNo;
    QString fileName;
    QString fileSha256;
    std::int64_t rowsCount = 0;
    Money total;
    std::int64_t feeMinor = 0;
    PersonId maker;
    QString makerLogin;
    UtcTime createdAt;
};
/// Waiting for approval; the business date is that of createdAt.
Result<InstructionId> insertInstruction(store::Connection& connection, const InstructionRow& row);
Result<std::optional<InstructionRow>> findInstruction(store::Connection& connection, InstructionId instruction);
Result<std::optional<InstructionRow>> findByFile(store::Connection& connection, const QString& sha256);
Result<std::optional<InstructionRow>> findByNumber(store::Connection& connection, MerchantId merchant,
                                                   const QString& merchantBatchNo);

/// What is the same for every row of a batch.
struct RowsOwner {
    InstructionId instruction;
    MerchantId merchant;
    std::int64_t feeMinor = 0; ///< a row
    Currency currency;
};
Result<store::BulkWriter> startRows(store::Connection& connection);
Done writeRow(store::BulkWriter& writer, const RowsOwner& owner, const BatchRow& row);

/// Adds what a row says, not how its file wrote it.
void addContent(Sha256& digest, const BatchRow& row);
/// The digest that addContent gives for the stored rows, in file order.
Result<QString> storedContentDigest(store::Connection& connection, InstructionId instruction);

struct SeenReference {
    QString reference;
    InstructionId instruction;
};
/// The one of these references that the merchant's earliest batch has used; references hold only 0-9 A-Z a-z _ -.
Result<std::optional<SeenReference>> firstSeenReference(store::Connection& connection, MerchantId merchant,
                                                        const QStringList& references);

} // namespace payout::batch
