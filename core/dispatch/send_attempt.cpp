// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/send_attempt.h"

#include "core/rules/pause.h"
#include "core/rules/refusal.h"

namespace payout::dispatch {

namespace {

Done checkClocks(UtcTime host, UtcTime database) {
    const auto difference = host > database ? host - database : database - host;
    if (difference > clockGuard)
        return rules::refuse(rules::Refusal::ClockGuard, QStringLiteral("%1 ms apart").arg(difference.count()));
    return {};
}

// A look before dialling, to leave a paused bank alone; the condition that counts stands in the arm UPDATE.
Done checkPause(const channel::ChannelProfile& profile, UtcTime now) {
    if (rules::wouldEnterPause(profile.pause, now, profile.sendTimeout))
        return rules::refuse(rules::Refusal::PauseWindow);
    return {};
}

ArmRequest armRequestOf(const SendTools& tools, const PreparedAttempt& attempt, const channel::PaymentOrder& order,
                        UtcTime now) {
    const channel::ChannelProfile& profile = tools.channel.profile();
    ArmRequest request;
    request.payout = attempt.payout;
    request.attemptNo = attempt.attemptNo;
    request.sendNo = attempt.sendNo;
    request.lease = tools.lease;
    request.protocol = tools.protocol;
    request.build = tools.build;
    request.txnTime = order.txnTime;
    request.payloadDigest = channel::canonicalDigest(order);
    request.neededThrough = channel::neededThrough(profile, now);
    request.firstQueryAt = now + (profile.querySchedule.empty() ? profile.queryRepeat : profile.querySchedule.front());
    return request;
}

} // namespace

Result<SentAttempt> sendAttempt(const SendTools& tools, const PreparedAttempt& attempt) {
    TRY(const UtcTime now, tools.connection.now());
    TRY_DONE(checkClocks(tools.hostNow, now));
    TRY_DONE(checkPause(tools.channel.profile(), now));

    channel::PaymentOrder order = attempt.order;
    if (order.txnTime.isEmpty()) order.txnTime = formatCompact(now);
    TRY_DONE(tools.channel.checkOrder(order));

    const auto outlet = tools.outlets();
    TRY_DONE(outlet->dial(attempt.channel)); // P3, before the permit
    TRY(const UtcTime armedAt, armAttempt(tools.connection, armRequestOf(tools, attempt, order, now)));
    if (const Done durable = requireDurable(tools.connection); !durable)
        // Armed but perhaps not safe: the permit is used up without a byte, and the payout becomes an exception.
        return SentAttempt{
            order, armedAt,
            channel::RawReply{channel::WireResult::DiedBeforeFirstByte, 0, {}, 0, describe(durable.error())}};
    const Permit permit{attempt.payout, attempt.attemptNo, attempt.sendNo, tools.lease.epoch, tools.lease.host};
    return SentAttempt{order, armedAt, outlet->send(permit)};
}

} // namespace payout::dispatch
