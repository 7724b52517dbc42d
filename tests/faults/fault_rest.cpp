// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/fault_rest.h"

#include <QThread>

#include <cstdio>

namespace payout::faults {

namespace {

constexpr int restSeconds = 240;

bool waitFor(House& house, Processes& processes, const char* zero) {
    for (int i = 0; i < restSeconds * 5; ++i) {
        if (house.number(zero) == 0) return true;
        processes.startAll();
        QThread::msleep(200);
    }
    say(QStringLiteral("does not come to rest: ") + QLatin1String(zero));
    return false;
}

} // namespace

void say(const QString& text) {
    std::printf("%s\n", qPrintable(text));
    std::fflush(stdout);
}

bool comeToRest(House& house, Processes& processes) {
    constexpr const char* unclaimed = "SELECT COUNT(*) FROM instruction i JOIN payout p ON p.instruction_id = i.id "
                                      "WHERE i.state = 'APPROVED_PROCESSING' AND p.state IS NULL";
    constexpr const char* prepared = "SELECT COUNT(*) FROM attempt a JOIN payout p ON p.id = a.payout_id "
                                     "WHERE a.state = 'PREPARED' AND p.state = 'PROCESSING'";
    constexpr const char* due = "SELECT COUNT(*) FROM attempt a CROSS JOIN payout_clock k JOIN payout p "
                                "ON p.id = a.payout_id WHERE a.next_query_ms <= k.now_ms "
                                "AND a.state IN ('ARMED', 'UNKNOWN') AND p.state IN ('PROCESSING', 'EXCEPTION')";
    if (!waitFor(house, processes, unclaimed) || !waitFor(house, processes, prepared)) return false;
    for (const int minutes : {2, 3, 6, 11, 12, 12, 16, 61}) {
        if (!house.passTime(std::chrono::minutes(minutes))) return false;
        if (!waitFor(house, processes, due)) return false;
    }
    return waitFor(house, processes, "SELECT COUNT(*) FROM payout WHERE state = 'PROCESSING'");
}

} // namespace payout::faults
