// SPDX-License-Identifier: GPL-3.0-or-later
// Batches waiting for a second person, what each would do, and what looks like it (R7, R16-R18).
#pragma once

#include "core/base/business_date.h"
#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/desk/reply.h"
#include "core/desk/store_thread.h"
#include "core/rules/roles.h"
#include "core/rules/states.h"

#include <QString>

#include <optional>
#include <vector>

namespace payout::desk {

struct BatchView {
    InstructionId id;
    QString merchantBatchNo;
    QString merchant;
    QString channel;
    std::int64_t rowsCount = 0;
    Money total;
    Money fee;
    BusinessDate businessDate;
    UtcTime createdAt;
    QString maker; ///< login
    QString makerName;
    rules::InstructionState state = rules::InstructionState::PendingApproval;
    std::int64_t heldRows = 0;
};

struct PayoutRowView {
    PayoutId id;
    std::int64_t rowNo = 0;
    QString merchantRowRef;
    QString payeeName;
    QString payeeAccountMasked;
    QString bankCode;
    Money amount;
    QString purpose;
    std::int64_t warnings = 0;
    QString hold;                   ///< "", "SUSPECT_DUPLICATE", "SCREEN_BLOCKED"
    std::optional<PayoutId> holdOf; ///< the earlier row it looks like
    rules::PayoutState state = rules::PayoutState::Unclaimed;
    bool isSetAside = false; ///< a person took it out of its batch; the send job moves it to the exceptions
};

struct LookAlike {
    BatchView batch;
    bool sameTotal = false;
    bool sameRows = false;
    std::int64_t equalPairs = 0; ///< rows of this batch whose payee and amount are in that one too
};

struct ApprovalEvidence {
    BatchView batch;
    QString fileName;
    QString channelAccountMasked;
    std::int64_t distinctPayees = 0;
    std::vector<PayoutRowView> largest; ///< at most ten
    std::vector<LookAlike> lookAlikes;  ///< of seven days
    Money availableNow;                 ///< already reduced by this batch
    bool pausedNow = false;
    std::optional<UtcTime> pauseEndsAt;
    std::int64_t heldRows = 0;
    Money heldTotal;
    std::int64_t warnedRows = 0;
    bool canReleaseHeld = false; ///< every held row has a reference of its own (C2)
    QString digest;              ///< of all of the above and every row; approve() names it
    Money typeTotalAbove;        ///< the total must be typed in when it is larger than this
};

enum class BatchFilter { Waiting, Approved, Rejected, All };
enum class PayoutFilter { All, Held, Warned, Unclaimed }; ///< Unclaimed: nor set aside

struct ApproveRequest {
    rules::Actor actor;
    QString token;
    InstructionId instruction;
    QString shownDigest;
    QString typedTotal; ///< "" unless asked for
};
struct SetAsideRequest {
    rules::Actor actor;
    QString token; ///< of setAsideCommand() and setAsideKey()
    InstructionId instruction;
    std::vector<PayoutId> payouts; ///< at most setAsideRowsMax
    QString reason;
};
struct ApprovalAnswer {
    InstructionId instruction;
    QString decision; ///< "APPROVED" or "REJECTED"
    QString decidedBy;
    UtcTime decidedAt;
    bool wasFirst = false; ///< false: somebody (or the same click) was earlier, and this is the first answer (R25)
};

class ApprovalDesk {
public:
    explicit ApprovalDesk(StoreThread& store) : m_store(store) {}

    void shape(BatchFilter filter, Reply<ListShape> answer); ///< newest first
    void page(BatchFilter filter, std::optional<PageKey> from, Reply<std::vector<BatchView>> answer);
    void evidence(InstructionId instruction, Reply<ApprovalEvidence> answer);
    void rowsShape(InstructionId instruction, PayoutFilter filter, Reply<ListShape> answer); ///< in file order
    void rowsPage(InstructionId instruction, PayoutFilter filter, std::optional<PageKey> from,
                  Reply<std::vector<PayoutRowView>> answer);
    void approve(const ApproveRequest& request, Reply<ApprovalAnswer> answer);
    void reject(const ApproveRequest& request, const QString& reason, Reply<ApprovalAnswer> answer);
    /// Releases the held rows of one batch together, with a reason (R18, C2). Returns how many.
    void releaseHeld(const rules::Actor& actor, InstructionId instruction, const QString& token, const QString& reason,
                     Reply<std::int64_t> answer);

    static constexpr std::size_t setAsideRowsMax = 5'000;
    /// What the token of setAside() is issued for (R25): these rows and no others.
    [[nodiscard]] static QString setAsideCommand();
    [[nodiscard]] static QString setAsideKey(const std::vector<PayoutId>& payouts);
    /// Takes rows of an approved batch that are not claimed out of it: all of them or none. Returns how many. Refused:
    /// see approval::setRowsAside.
    void setAside(const SetAsideRequest& request, Reply<std::int64_t> answer);

private:
    StoreThread& m_store;
};

} // namespace payout::desk
