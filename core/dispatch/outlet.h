// SPDX-License-Identifier: GPL-3.0-or-later
// The only ways out of the house. Whoever stands behind them (the egress) holds the bank's credentials, reads what a
// permit permits from the database by itself, and builds the bytes; nothing above ever has them in hand.
#pragma once

#include "core/base/ids.h"
#include "core/channel/wire.h"

#include <functional>
#include <memory>

namespace payout::dispatch {

/// A permit as its `send` row names it: one transmission, on one connection, of one attempt's bytes.
struct Permit {
    PayoutId payout;
    int attemptNo = 0;
    int sendNo = 0;
    std::int64_t epoch = 0;
    QString host;

    bool operator==(const Permit&) const = default;
};

/// For one permit (I8): dial once, then send at most once. Closed when it goes.
class Outlet {
public:
    virtual ~Outlet() = default;
    /// P3, before the arm. Unavailable "ConnectFailed": the bank cannot be reached. Refused Quarantined (P0),
    /// AllStopped (a stop at the egress itself). Not a byte has left whatever is returned.
    [[nodiscard]] virtual Done dial(ChannelId channel) = 0;
    /// P5 to P7. DiedBeforeFirstByte: certainly not a byte left, and `detail` says why. Never dials again.
    [[nodiscard]] virtual channel::RawReply send(const Permit& permit) = 0;
};
using OutletFactory = std::function<std::unique_ptr<Outlet>()>;

/// Questions only; nothing that comes through here can pay (R22).
class Inquiry {
public:
    virtual ~Inquiry() = default;
    /// A connection to the bank, and nothing sent on it: the channel's heartbeat (R46).
    [[nodiscard]] virtual Done reach(ChannelId channel) = 0;
    /// P10: by the stored original values of an armed attempt (R41), on a connection of its own.
    [[nodiscard]] virtual channel::RawReply ask(PayoutId payout, int attemptNo) = 0;
};

} // namespace payout::dispatch
