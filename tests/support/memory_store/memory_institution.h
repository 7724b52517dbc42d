// SPDX-License-Identifier: GPL-3.0-or-later
// People, a channel, a merchant and approved batches in a memory store: what tests/support/payout_fixture makes in SQL.
#pragma once

#include "tests/support/memory_store/memory_database.h"

namespace payout::memory {

PersonId addPerson(Database& db, const QString& login, const QSet<rules::Role>& roles);
/// UP since an hour ago, with its accounts 1001 and 2010, and the house's 4001.
ChannelId addChannel(Database& db, const QString& code, const QString& profileJson);
/// With account 2001 and a DEPOSIT through the channel.
MerchantId addMerchant(Database& db, const QString& code, ChannelId channel, std::int64_t balanceMinor,
                       std::int64_t feeMinor);

struct BatchPeople {
    PersonId maker;
    PersonId approver;
};
struct BatchRow {
    QString payeeName;
    QString payeeAccount;
    std::int64_t amountMinor = 0;
    QString merchantRowRef = {}; ///< "": one of the batch and the row
};
/// Debited and approved now.
InstructionId addApprovedBatch(Database& db, ChannelId channel, MerchantId merchant, BatchPeople people,
                               const std::vector<BatchRow>& rows);

} // namespace payout::memory
