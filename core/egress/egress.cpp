// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/egress/egress.h"

#include "core/base/check.h"
#include "core/egress/check_permit.h"
#include "core/egress/start_guard.h"
#include "core/rules/refusal.h"
#include "core/rules/same_number.h"
#include "core/store/durability.h"

#include <QFileInfo>

#include <algorithm>

namespace payout::egress {

namespace {

constexpr std::chrono::hours hourOfLimit{1};

channel::RawReply notSent(const Error& why) {
    return {channel::WireResult::DiedBeforeFirstByte, 0, {}, 0, QStringLiteral("egress: ") + describe(why)};
}

// The journal knows this number, or a later one of the row: not this time, but it left.
bool saysSentBefore(const Error& error) {
    using rules::Refusal;
    const auto refusal = rules::refusalOf(error);
    return refusal == Refusal::PermitUsed || refusal == Refusal::NumberOtherBytes || refusal == Refusal::PaidElsewhere;
}

channel::RawReply perhapsSent(const Error& why) {
    return {channel::WireResult::SentNoAnswer, 0, {}, -1, QStringLiteral("egress: ") + describe(why)};
}

Sending sendingOf(const PermitFacts& facts) {
    Sending sending;
    sending.orderNo = facts.order.orderNo;
    sending.payout = facts.permit.payout;
    sending.attemptNo = facts.permit.attemptNo;
    sending.sendNo = facts.permit.sendNo;
    sending.epoch = facts.permit.epoch;
    sending.channelCode = facts.channelCode;
    sending.payloadDigest = facts.sendDigest;
    sending.txnTime = facts.order.txnTime;
    sending.merchantCode = facts.merchantCode;
    sending.merchantRowRef = facts.merchantRowRef;
    sending.amount = facts.order.amount;
    sending.armedAt = facts.armedAt;
    return sending;
}

} // namespace

Done Egress::checkStop() const {
    // A link that leads nowhere is a stop as well: somebody meant it.
    const QFileInfo stop(m_setup.stopFile);
    if (!m_setup.stopFile.isEmpty() && (stop.exists() || stop.isSymLink()))
        return rules::refuse(rules::Refusal::StoppedHere, m_setup.stopFile);
    return {};
}

Done Egress::checkHere(const PermitFacts& facts) const {
    const Money amount = facts.order.amount;
    const auto exceeds = [](std::int64_t minor, const std::optional<Money>& most, Currency currency) {
        return most && (most->currency != currency || minor > most->minor);
    };
    if (exceeds(amount.minor, m_setup.limits.payoutMax, amount.currency))
        return rules::refuse(rules::Refusal::EgressLimit, QStringLiteral("one payout"));
    const Money before = m_journal.sentSince(facts.now - hourOfLimit, amount.currency);
    if (exceeds(before.minor + amount.minor, m_setup.limits.hourMax, amount.currency))
        return rules::refuse(rules::Refusal::EgressLimit, QStringLiteral("one hour"));
    return {};
}

// What the profile says and what the journal remembers, whatever the database says of them: a first permit whose time
// was moved would let a number out after the bank has forgotten it.
Done Egress::checkAgainHere(const PermitFacts& facts, const channel::ChannelProfile& profile) const {
    if (facts.permit.sendNo == 1) return {};
    const auto first = m_journal.firstSent(facts.order.orderNo);
    const UtcTime since = first ? std::min(*first, facts.attemptArmedAt) : facts.attemptArmedAt;
    if (!rules::isInWindow(channel::resendWindow(profile), since, facts.now))
        return rules::refuse(rules::Refusal::NumberExpired, facts.order.orderNo);
    return {};
}

Result<std::unique_ptr<channel::Wire>> Egress::dialWire(store::Connection& connection, ChannelId channel) {
    TRY(channel::Channel * adapter, m_channels.of(connection, channel));
    auto wire = m_setup.dialler(adapter->profile());
    TRY_DONE(wire->dial());
    return wire;
}

// Before the permit: a row that is armed in vain becomes an exception.
Done Egress::checkReady(store::Connection& connection) const {
    TRY_DONE(checkStop());
    if (!m_journal.isUsable()) return unavailable(QStringLiteral("JournalUnwritable"), m_setup.name);
    if (!m_setup.limits.hourMax) return {};
    TRY(const UtcTime now, connection.now());
    const Money sent = m_journal.sentSince(now - hourOfLimit, m_setup.limits.hourMax->currency);
    if (sent.minor >= m_setup.limits.hourMax->minor)
        return rules::refuse(rules::Refusal::EgressLimit, QStringLiteral("one hour"));
    return {};
}

Result<std::unique_ptr<channel::Wire>> Egress::dial(store::Connection& connection, ChannelId channel) {
    TRY_DONE(checkReady(connection));
    TRY(const Witness seen, guardStart(connection, m_journal, m_setup.name));
    Q_UNUSED(seen);
    return dialWire(connection, channel);
}

// Everything that has to hold before the journal is written; the bytes if it does.
Result<channel::WireRequest> Egress::permitted(store::Connection& connection, const PermitFacts& facts) {
    TRY_DONE(checkStop());
    TRY_DONE(checkPermit(facts));
    TRY_DONE(checkHere(facts));
    TRY(channel::Channel * adapter, m_channels.of(connection, facts.channel));
    TRY_DONE(checkAgainHere(facts, adapter->profile()));
    return adapter->buildSend(facts.order);
}

channel::RawReply Egress::send(store::Connection& connection, channel::Wire& wire, ChannelId dialled,
                               const dispatch::Permit& permit) {
    const std::chrono::milliseconds begun = m_setup.bootClock();
    // P0 again: the database may be another one than the one that was dialled for (protocol S10).
    const auto seen = guardStart(connection, m_journal, m_setup.name);
    if (!seen) return notSent(seen.error());
    const auto facts = permitFacts(connection, permit);
    if (!facts) return notSent(facts.error());
    if (!*facts) return notSent(rules::refuse(rules::Refusal::PermitUnknown).error());
    if ((*facts)->channel != dialled) return notSent(rules::refuse(rules::Refusal::PermitUnknown).error());
    const auto bytes = permitted(connection, **facts);
    if (!bytes) return notSent(bytes.error());
    if (const Done durable = store::requireDurable(connection); !durable) return notSent(durable.error()); // P5
    if (const Done written = m_journal.writeSending(sendingOf(**facts), *seen); !written)
        return saysSentBefore(written.error()) ? perhapsSent(written.error()) : notSent(written.error()); // P6
    const auto age = (*facts)->now - (*facts)->armedAt + (m_setup.bootClock() - begun);
    if (age > permitAgeMax) return notSent(rules::refuse(rules::Refusal::PermitOld).error());
    return wire.exchange(*bytes); // P7
}

Done Egress::reach(store::Connection& connection, ChannelId channel) {
    TRY(const auto wire, dialWire(connection, channel));
    Q_UNUSED(wire);
    return {};
}

channel::RawReply Egress::ask(store::Connection& connection, PayoutId payout, int attemptNo) {
    const auto question = questionOf(connection, payout, attemptNo);
    if (!question) return channel::connectFailed(question.error());
    if (!*question) return channel::connectFailed(rules::refuse(rules::Refusal::PermitUnknown).error());
    auto adapter = m_channels.of(connection, (*question)->channel);
    if (!adapter) return channel::connectFailed(adapter.error());
    const auto bytes = (*adapter)->buildQuery((*question)->order);
    if (!bytes) return channel::connectFailed(bytes.error());
    const auto wire = dialWire(connection, (*question)->channel);
    if (!wire) return channel::connectFailed(wire.error());
    return (*wire)->exchange(*bytes);
}

Done LocalOutlet::dial(ChannelId channel) {
    m_channel = channel;
    TRY(m_wire, m_egress.dial(m_connection, channel));
    return {};
}

channel::RawReply LocalOutlet::send(const dispatch::Permit& permit) {
    CHECK(m_wire);
    const auto wire = std::move(m_wire); // once
    return m_egress.send(m_connection, *wire, m_channel, permit);
}

} // namespace payout::egress
