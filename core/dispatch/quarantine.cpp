// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/quarantine.h"

#include "core/dispatch/quarantine_table.h"
#include "core/rules/quarantine_release.h"
#include "core/store/transaction.h"

namespace payout::dispatch {

namespace {

rules::QuarantineFacts factsOf(const QuarantineView& view) {
    rules::QuarantineFacts facts;
    facts.uncomparedChannels = view.uncompared.size();
    facts.unreportedEgresses = view.unreported.size();
    facts.proposedBy = view.proposedBy;
    return facts;
}

Result<QuarantineView> openOrHandled(store::Connection& c) {
    TRY_DONE(lockQuarantine(c));
    TRY(auto view, quarantineRow(c));
    if (!view) return rules::refuse(rules::Refusal::AlreadyHandled);
    TRY_DONE(addReports(c, *view));
    return *std::move(view);
}

} // namespace

Result<std::optional<QuarantineView>> openQuarantine(store::Connection& connection) {
    TRY(auto view, quarantineRow(connection));
    if (view) {
        TRY_DONE(addReports(connection, *view));
        return view;
    }
    TRY(const bool quarantined, isSendingQuarantined(connection));
    if (!quarantined) return std::nullopt;
    QuarantineView unraised;
    unraised.reason = QStringLiteral("IDENTIFIER_CHANGED");
    return unraised;
}

Done raiseQuarantine(store::Connection& connection, const rules::Actor& actor, const QString& reason) {
    TRY_DONE(rules::mayDo(actor, rules::Task::StopChannel));
    if (reason.trimmed().isEmpty()) return rules::refuse(rules::Refusal::ReasonMissing);
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(const auto open, quarantineRow(c));
        if (open) return {};
        return insertByHand(c, actor.login, reason.trimmed());
    });
}

Done proposeRelease(store::Connection& connection, const rules::Actor& actor, const QuarantineView& shown,
                    const QString& reason, const QStringList& withoutEgress) {
    if (reason.trimmed().isEmpty()) return rules::refuse(rules::Refusal::ReasonMissing);
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(QuarantineView view, openOrHandled(c));
        if (view.id != shown.id) return rules::refuse(rules::Refusal::ShownChanged);
        for (const QString& lost : withoutEgress) view.unreported.removeAll(lost);
        TRY_DONE(rules::mayProposeRelease(actor, factsOf(view)));
        return writeProposal(c, view.id, actor.person, reason.trimmed(), withoutEgress.join(u','));
    });
}

Done confirmRelease(store::Connection& connection, const rules::Actor& actor, const QuarantineView& shown) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(const QuarantineView view, openOrHandled(c));
        TRY_DONE(rules::mayConfirmRelease(actor, factsOf(view)));
        if (view != shown) return rules::refuse(rules::Refusal::ShownChanged);
        return writeRelease(c, view.id, actor.person);
    });
}

} // namespace payout::dispatch
