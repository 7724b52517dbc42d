// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/register_channel.h"

#include "core/dispatch/channel_table.h"
#include "core/ledger/open_accounts.h"
#include "core/store/transaction.h"
#include "core/trail/trail_table.h"

namespace payout::dispatch {

Result<ChannelId> registerChannel(store::Connection& connection, const channel::ChannelProfile& profile,
                                  const QString& createdBy) {
    if (profile.reserveAccounts.isEmpty()) return refused(QStringLiteral("NoReserveAccount"), profile.code);
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<ChannelId> {
        TRY(const auto taken, findChannel(c, profile.code));
        if (taken) return refused(QStringLiteral("ChannelTaken"), profile.code);
        TRY(const ChannelId id, insertChannel(c, profile));
        TRY_DONE(ledger::openChannelAccounts(c, id));
        TRY_DONE(ledger::openHouseAccounts(c));
        TRY_DONE(trail::append(c, {.actor = createdBy,
                                   .subject = {QStringLiteral("channel"), id.value},
                                   .event = QStringLiteral("created"),
                                   .fromState = {},
                                   .toState = {},
                                   .reason = {},
                                   .evidence = profile.code}));
        return id;
    });
}

Result<ChannelId> channelNamed(store::Connection& connection, const QString& code) {
    TRY(const auto id, findChannel(connection, code));
    if (!id) return refused(QStringLiteral("ChannelUnknown"), code);
    return *id;
}

} // namespace payout::dispatch
