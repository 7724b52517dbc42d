// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/channel_health.h"

#include "core/dispatch/channel_table.h"
#include "core/store/transaction.h"

namespace payout::dispatch {

Done noteContact(store::Connection& connection, ChannelId channel, Contact contact) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(const UtcTime now, c.now());
        TRY(const ChannelRow row, channelRow(c, channel));
        const bool wasUp = row.health == u"UP";
        if (contact == Contact::Made)
            return writeHealth(c, channel, QStringLiteral("UP"), wasUp && row.upSince ? row.upSince : now, now);
        return writeHealth(c, channel, wasUp ? QStringLiteral("DEGRADED") : QStringLiteral("DOWN"), std::nullopt, now);
    });
}

} // namespace payout::dispatch
