// SPDX-License-Identifier: GPL-3.0-or-later
// Payouts whose outcome is unproven: what is known, which gates are shut and why, and the two people's decision.
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/desk/reply.h"
#include "core/desk/store_thread.h"
#include "core/rules/gates.h"
#include "core/rules/outcome.h"
#include "core/rules/roles.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace payout::desk {

struct ExceptionView {
    PayoutId id;
    QString orderNo; ///< of the last attempt; "" if none
    QString merchant;
    QString channel;
    QString payeeName;
    QString payeeAccountMasked;
    Money amount;
    QString subReason; ///< "SENT_NO_ANSWER", "UNKNOWN", "NOT_SENT_LOCALLY", "PAYEE_ERROR", "OVERDUE", ...
    UtcTime exceptionAt;
    UtcTime unlocksAt;
    std::optional<UtcTime> nextQueryAt;
    QString lastOutcome; ///< stored name of the newest answer's outcome, "" if none
    QString lastCode;
    QString proposedAction; ///< "", "REPAY", "RETURN"
    QString proposedBy;
    std::int64_t version = 0;
    std::int64_t permits = 0; ///< how often it was let out to the bank; from two on it may have been paid twice

    [[nodiscard]] bool mayBeTwice() const { return permits > 1; }
};

struct TimelineEntry {
    UtcTime at;
    QString actor;
    QString what; ///< "DEBITED", "APPROVED", "CLAIMED", "SENT", "ANSWERED", "ASKED", "STATEMENT_LINE", "PROPOSED",
                  ///< "CONFIRMED", "REFUSED", "STATE", "HOLD_RELEASED", "SET_ASIDE"
    QString from; ///< states, where they changed
    QString to;
    QString detail; ///< codes, order numbers, reasons: facts, not sentences
};

struct ExceptionDetail {
    ExceptionView view;
    std::array<rules::GateTick, 8> repayGates;
    std::array<rules::GateTick, 8> returnGates;
    std::optional<Error> repayRefusal; ///< why this person cannot propose (or confirm) it now
    std::optional<Error> returnRefusal;
    std::optional<UtcTime> coveredThrough;
    std::optional<UtcTime> neededThrough;
    std::optional<UtcTime> lastHealthyQueryAt;
    std::int64_t queries = 0;
    std::optional<UtcTime> screenedAt;
    std::vector<TimelineEntry> timeline;
    std::optional<ExceptionActionId> openProposal;
    QString proposalReason;
    QString frozenEvidence; ///< JSON that the proposer saw
    bool evidenceStillHolds = true;
};

enum class ExceptionFilter { All, Locked, Actionable, Proposed, PayeeError };
enum class ExceptionSort { UnlocksFirst, AmountLargest };

/// Exceptions of one channel, time and sub-reason belong together (R44).
struct OutageGroup {
    ChannelId channel;
    QString channelName;
    QString subReason;
    UtcTime firstAt;
    UtcTime lastAt;
    std::int64_t count = 0;
    Money total;
    std::int64_t repayable = 0; ///< how many pass every gate now
    std::int64_t returnable = 0;
    std::int64_t proposed = 0;
};

struct ProposeRequest {
    rules::Actor actor;
    QString token;
    std::vector<PayoutId> payouts; ///< one, or many of one group (at most 5,000)
    std::vector<std::int64_t> versionsSeen;
    rules::ExceptionAction action = rules::ExceptionAction::Return;
    QString reason;
};
struct DecideRequest {
    rules::Actor actor;
    QString token;
    std::vector<PayoutId> payouts;
    bool confirm = true; ///< false: refuse the proposal
};
struct ActionResult {
    PayoutId payout;
    std::optional<Error> refused; ///< left out and why; none: done
};

class ExceptionDesk {
public:
    explicit ExceptionDesk(StoreThread& store) : m_store(store) {}

    void shape(ExceptionFilter filter, ExceptionSort sort, Reply<ListShape> answer);
    void page(ExceptionFilter filter, ExceptionSort sort, std::optional<PageKey> from,
              Reply<std::vector<ExceptionView>> answer);
    /// These rows of that page only: what is in sight, before the rest.
    void glimpse(ExceptionFilter filter, ExceptionSort sort, std::optional<PageKey> from, PageSlice slice,
                 Reply<std::vector<ExceptionView>> answer);
    void detail(PayoutId payout, const rules::Actor& actor, Reply<ExceptionDetail> answer);
    void groups(Reply<std::vector<OutageGroup>> answer);
    void groupMembers(const OutageGroup& group, Reply<std::vector<ExceptionView>> answer);
    /// What a token for propose and decide is issued for (R25): these rows, as they were seen, and no others.
    [[nodiscard]] static QString proposeKey(rules::ExceptionAction action, const std::vector<PayoutId>& payouts,
                                            const std::vector<std::int64_t>& versionsSeen);
    [[nodiscard]] static QString decideKey(bool confirm, const std::vector<PayoutId>& payouts);
    void propose(const ProposeRequest& request, Reply<std::vector<ActionResult>> answer);
    void decide(const DecideRequest& request, Reply<std::vector<ActionResult>> answer);
    /// "Ask the bank again": always safe; the asker takes it on its next round.
    void askAgain(const rules::Actor& actor, PayoutId payout, Reply<UtcTime> answer);

private:
    StoreThread& m_store;
};

} // namespace payout::desk
