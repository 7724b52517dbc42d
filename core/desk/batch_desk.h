// SPDX-License-Identifier: GPL-3.0-or-later
// Importing a merchant's payout file: first a look (every bad row, nothing stored), then the intake (debit first).
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/desk/reply.h"
#include "core/desk/store_thread.h"
#include "core/rules/roles.h"

#include <QString>

#include <vector>

namespace payout::desk {

struct MerchantChoice {
    MerchantId id;
    QString code;
    QString name;
    Money available;
    Money feePerRow;
};
struct ChannelChoice {
    ChannelId id;
    QString code;
    QString name;
};
struct BatchChoices {
    std::vector<MerchantChoice> merchants;
    std::vector<ChannelChoice> channels;
};

struct BatchIssue {
    std::int64_t lineNo = 0; ///< 1-based physical line; 0: the file as a whole
    QString field;
    QString value;  ///< masked
    QString reason; ///< code such as "AmountTooManyDecimals"; sentences in ui/text
    bool warning = false;
};

struct BatchPreview {
    QString fileName;
    QString sha256;
    QString encoding;
    std::int64_t rowsCount = 0;
    Money total;
    Money fee;
    std::vector<BatchIssue> issues; ///< errors first; at most 1,000
    std::int64_t moreIssues = 0;
    bool acceptable = false; ///< no errors
};

struct BatchRequest {
    rules::Actor actor;
    QString token;
    QString path;
    MerchantId merchant;
    ChannelId channel;
    QString merchantBatchNo; ///< 1 to 64 of [0-9A-Za-z_-]
};

struct ImportedBatch {
    InstructionId instruction;
    std::int64_t rowsCount = 0;
    Money total;
};

class BatchDesk {
public:
    explicit BatchDesk(StoreThread& store) : m_store(store) {}

    void choices(Reply<BatchChoices> answer);
    void preview(const QString& path, MerchantId merchant, ProgressPtr progress, Reply<BatchPreview> answer);
    /// Refused BatchFileSeen, BatchNumberSeen, BatchNumberOtherContent (detail names the first), BalanceTooSmall
    /// (detail is the shortfall), BatchFileInvalid, RowReferenceSeen; "Cancelled" leaves nothing behind.
    void import(const BatchRequest& request, ProgressPtr progress, Reply<ImportedBatch> answer);

private:
    StoreThread& m_store;
};

} // namespace payout::desk
