// SPDX-License-Identifier: GPL-3.0-or-later
// Statements in, cuts compared, sheets signed (R32, R50).
#pragma once

#include "core/base/business_date.h"
#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/comparison/close_day.h"
#include "core/desk/reply.h"
#include "core/desk/store_thread.h"
#include "core/rules/roles.h"

#include <QString>

#include <optional>
#include <vector>

namespace payout::desk {

enum class CutStatus { NotYet, Due, Overdue, Open, OpenCritical, Prepared, Signed };

struct CutCell {
    ChannelId channel;
    QString channelName;
    UtcTime cutAt;
    CutStatus status = CutStatus::NotYet;
    std::optional<ComparisonId> comparison; ///< newest version
    std::int64_t unexplainedMinor = 0;
    std::int64_t criticalCount = 0;
};

struct ClassTotal {
    QString className; ///< stored name, "MATCHED", ...
    std::int64_t count = 0;
    std::int64_t systemMinor = 0;
    std::int64_t bankMinor = 0;
    bool critical = false;
};

struct SheetLine {
    std::int64_t lineNo = 0;
    QString className;
    bool critical = false;
    std::optional<PayoutId> payout;
    QString orderNo;
    QString systemState;
    std::optional<std::int64_t> systemMinor;
    std::optional<std::int64_t> bankMinor;
    std::optional<UtcTime> bankBookedAt;
    QString bankFlowNo;
    QString payeeName;
    QString payeeAccountMasked;
    QString differs; ///< "", "amount", "payee", "state", "date": the field to mark
};

/// "open in transit + newly sent - paid - confirmed failed = close in transit", and the bank side (spec 0.5).
struct SheetIdentities {
    std::int64_t openCount = 0, openMinor = 0;
    std::int64_t sentCount = 0, sentMinor = 0;
    std::int64_t paidCount = 0, paidMinor = 0;
    std::int64_t failedCount = 0, failedMinor = 0;
    std::int64_t closeCount = 0, closeMinor = 0;
    bool transitExact = false;
    std::int64_t bankPaidMinor = 0;
    std::int64_t classedMinor = 0;
    bool bankExact = false;
};

struct Sheet {
    ComparisonId id;
    QString channel;
    UtcTime cutAt;
    std::int64_t version = 1;
    UtcTime coveredThrough;
    UtcTime createdAt;
    std::vector<ClassTotal> classes;
    SheetIdentities identities;
    std::int64_t unexplainedMinor = 0;
    std::int64_t criticalCount = 0;
    QString hash;
    QString state; ///< "OPEN", "PREPARED", "SIGNED"
    QString preparedBy;
    std::optional<UtcTime> preparedAt;
    QString reviewedBy;
    std::optional<UtcTime> reviewedAt;
    std::vector<SheetLine> notMatched; ///< everything but MATCHED, critical first; at most 5,000
    std::int64_t notMatchedCount = 0;
    std::vector<SheetLine> deltaAdded; ///< against the version before
    std::vector<SheetLine> deltaGone;
};

struct StatementView {
    StatementFileId id;
    QString channel;
    QString fileName;
    QString format;
    std::optional<UtcTime> from;
    std::optional<UtcTime> to;
    std::int64_t lines = 0;
    Money debits;
    Money credits;
    QString proof;
    std::int64_t differenceMinor = 0; ///< of its own balances, or to those of `contradictedFile`
    QString doubt;                    ///< why it was not loaded at once: rules::StatementDoubt, or ""
    QString contradictedFile;
    QString state;
    QString loadedBy;
    std::optional<PersonId> loadedByPerson; ///< by hand; that person may neither accept nor reject it
    UtcTime loadedAt;
    QString decidedBy; ///< login of who accepted or rejected it; "" for nobody
    QString decisionReason;
};

struct StatementRequest {
    rules::Actor actor;
    ChannelId channel;
    QString path;
};
struct LoadedStatements {
    std::vector<StatementView> parts;
    std::int64_t confirmedPaid = 0; ///< payouts that the lines turned into SUCCESS (S2, S4)
    std::int64_t incidents = 0;
};

class ComparisonDesk {
public:
    explicit ComparisonDesk(StoreThread& store) : m_store(store) {}

    void grid(BusinessDate date, Reply<std::vector<CutCell>> answer);
    void run(const rules::Actor& actor, ChannelId channel, UtcTime cutAt, Reply<ComparisonId> answer);
    void sheet(ComparisonId id, Reply<Sheet> answer);
    void sign(const rules::Actor& actor, ComparisonId id, const QString& shownHash, Reply<QString> answer);
    void statements(Reply<std::vector<StatementView>> answer);
    /// Refused StatementInvalid, StatementSeen, StatementConflict, AccountNotOurs; "Cancelled".
    void importStatement(const StatementRequest& request, ProgressPtr progress, Reply<LoadedStatements> answer);
    /// The new state. Refused RoleMissing, ReasonMissing, AlreadyHandled, MakerIsChecker.
    void acceptStatement(const rules::Actor& actor, StatementFileId file, const QString& reason, Reply<QString> answer);
    /// As acceptStatement; the file's lines count nowhere any more.
    void rejectStatement(const rules::Actor& actor, StatementFileId file, const QString& reason, Reply<QString> answer);

    /// The business day, a channel each.
    void days(BusinessDate date, Reply<std::vector<comparison::DayView>> answer);
    /// As comparison::proposeClosing and its three companions say; no token: a second one is refused or harmless.
    void proposeClosing(const rules::Actor& actor, ChannelId channel, BusinessDate date, const QString& reason,
                        Reply<std::int64_t> answer);
    void confirmClosing(const rules::Actor& actor, const comparison::DayStep& shown, Reply<QString> answer);
    void proposeReopening(const rules::Actor& actor, std::int64_t closing, const QString& reason,
                          Reply<std::int64_t> answer);
    void confirmReopening(const rules::Actor& actor, std::int64_t reopening, Reply<QString> answer);

private:
    StoreThread& m_store;
};

} // namespace payout::desk
