// SPDX-License-Identifier: GPL-3.0-or-later
// What one arm costs, by itself: the median and the slowest twentieth of a thousand on either engine. Not a test: it
// says a number and judges nothing. With "limits" as argument every kind has a limit that is not reached.
#include "core/dispatch/dispatch_table.h"
#include "core/store/statement.h"
#include "tests/flow/flow_world.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

using namespace payout;
using namespace payout::support;

namespace {

constexpr int rows = 1'000;

dispatch::ArmRequest requestOf(FlowWorld& world, const dispatch::Lease& lease, PayoutId payout) {
    dispatch::ArmRequest request;
    request.payout = payout;
    request.attemptNo = 1;
    request.lease = lease;
    request.txnTime = formatCompact(world.now());
    request.payloadDigest = QStringLiteral("digest");
    request.neededThrough = world.now();
    request.firstQueryAt = world.now();
    return request;
}

void setLimits(FlowWorld& world) {
    for (const char* kind : {"PAYOUT", "PAYEE_DAY", "HOUR", "DAY"})
        must(store::execute(world.connection(),
                            "INSERT INTO send_limit (kind, currency, amount_minor) VALUES (?, 'CNY', 100000000000)",
                            QString::fromLatin1(kind)));
}

void measure(store::Engine engine, const char* name, bool limits) {
    const auto temp = must(TempStore::create(engine));
    FlowWorld world(*temp);
    if (limits) setLimits(world);
    const auto payouts = world.approvedBatch(std::vector<std::int64_t>(rows, 10'000));
    const auto job = world.newSendJob();
    must(job->start(world.connection()));
    must(dispatch::claimPayouts(world.connection(), job->lease(), {rows, Money{500'000'000'000}, 100}));
    std::vector<double> times;
    for (const PayoutId payout : payouts) {
        const auto request = requestOf(world, job->lease(), payout);
        const auto begin = std::chrono::steady_clock::now();
        must(dispatch::armAttempt(world.connection(), request));
        times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
    }
    std::ranges::sort(times);
    std::printf("%s: median %.0f us, 95 of 100 within %.0f us\n", name, times[times.size() / 2],
                times[times.size() * 95 / 100]);
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const bool limits = app.arguments().contains(QStringLiteral("limits"));
    measure(store::Engine::Sqlite, "sqlite", limits);
    if (qEnvironmentVariableIsSet("PAYOUT_TEST_POSTGRES")) measure(store::Engine::Postgres, "postgres", limits);
    return 0;
}
