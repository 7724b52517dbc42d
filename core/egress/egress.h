// SPDX-License-Identifier: GPL-3.0-or-later
// The one that sends. It reads by itself what a permit permits, checks it against its own memory and limits, writes the
// permit into its journal, and only then lets bytes out, once, on the connection that was dialled before (P2, P3, P5 to
// P7). No sockets to workers, no threads, no clock of its own: the program around it has those.
#pragma once

#include "core/dispatch/channel_set.h"
#include "core/dispatch/outlet.h"
#include "core/egress/journal.h"
#include "core/egress/permit_table.h"

#include <functional>

namespace payout::egress {

/// What this egress lets out at most, whatever database and worker say; none: no limit of its own.
struct OwnLimits {
    std::optional<Money> payoutMax;
    std::optional<Money> hourMax; ///< of all permits of the last 60 minutes, by its own journal
};

struct EgressSetup {
    QString name;     ///< among all that send for this institution
    QString stopFile; ///< nothing is sent while this file exists; "" for none
    OwnLimits limits;
    channel::WireFactory dialler;
    /// Goes on while the machine sleeps (CLOCK_BOOTTIME): a process that wakes an hour later must notice (S12).
    std::function<std::chrono::milliseconds()> bootClock;
};

/// For one thread; the journal may be shared with others.
class Egress {
public:
    Egress(Journal& journal, dispatch::AdapterFactory adapters, EgressSetup setup)
        : m_journal(journal), m_channels(std::move(adapters)), m_setup(std::move(setup)) {}

    /// P0 and P3: a connection to the channel's bank, nothing sent. Refused Quarantined, StoppedHere, EgressLimit (the
    /// hour is used up); Unavailable "ConnectFailed", "JournalUnwritable".
    Result<std::unique_ptr<channel::Wire>> dial(store::Connection& connection, ChannelId channel);
    /// P2, P5 to P7 on the wire that was dialled for this channel. DiedBeforeFirstByte with the refusal's name in
    /// `detail`: certainly nothing left. SentNoAnswer with -1 bytes where the journal says that this number, or a later
    /// one of the row, left before.
    channel::RawReply send(store::Connection& connection, channel::Wire& wire, ChannelId dialled,
                           const dispatch::Permit& permit);
    /// R46. A question needs no permit and pays nothing, so it goes on in quarantine and while sending is stopped.
    Done reach(store::Connection& connection, ChannelId channel);
    /// P10, on a connection of its own.
    channel::RawReply ask(store::Connection& connection, PayoutId payout, int attemptNo);

private:
    Done checkHere(const PermitFacts& facts) const;
    Done checkAgainHere(const PermitFacts& facts, const channel::ChannelProfile& profile) const;
    Done checkStop() const;
    Done checkReady(store::Connection& connection) const;
    Result<channel::WireRequest> permitted(store::Connection& connection, const PermitFacts& facts);
    Result<std::unique_ptr<channel::Wire>> dialWire(store::Connection& connection, ChannelId channel);

    Journal& m_journal;
    dispatch::ChannelSet m_channels;
    EgressSetup m_setup;
};

/// The egress in this process, for tests and for the demo's history: no socket between, everything else the same.
class LocalOutlet final : public dispatch::Outlet {
public:
    LocalOutlet(Egress& egress, store::Connection& connection) : m_egress(egress), m_connection(connection) {}
    Done dial(ChannelId channel) override;
    channel::RawReply send(const dispatch::Permit& permit) override;

private:
    Egress& m_egress;
    store::Connection& m_connection;
    ChannelId m_channel;
    std::unique_ptr<channel::Wire> m_wire;
};

class LocalInquiry final : public dispatch::Inquiry {
public:
    LocalInquiry(Egress& egress, store::Connection& connection) : m_egress(egress), m_connection(connection) {}
    Done reach(ChannelId channel) override { return m_egress.reach(m_connection, channel); }
    channel::RawReply ask(PayoutId payout, int attemptNo) override {
        return m_egress.ask(m_connection, payout, attemptNo);
    }

private:
    Egress& m_egress;
    store::Connection& m_connection;
};

} // namespace payout::egress
