// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_table.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace payout::bench {

namespace {

double median(std::vector<double> values) {
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

void printLine(const QString& name, const std::vector<double>& seconds) {
    const auto [least, most] = std::ranges::minmax(seconds);
    std::printf("  %-44s %8.3f s   %.3f..%.3f\n", qPrintable(name), median(seconds), least, most);
}

struct Rounds {
    std::vector<double> anchor;
    std::vector<double> ours;
    std::vector<double> ratio;
};

Done runRound(const Comparison& comparison, Rounds& rounds) {
    TRY(const double anchor, comparison.anchor());
    TRY(const double ours, comparison.ours());
    rounds.anchor.push_back(anchor);
    rounds.ours.push_back(ours);
    rounds.ratio.push_back(ours / anchor);
    return {};
}

} // namespace

Result<GoalsMet> compare(const BenchSettings& settings, const Comparison& comparison) {
    std::printf("%s, %d rows\n", qPrintable(comparison.title), settings.rows);
    std::fflush(stdout);
    Rounds warmUp;
    TRY_DONE(runRound(comparison, warmUp));
    Rounds rounds;
    for (int round = 0; round < settings.rounds; ++round) TRY_DONE(runRound(comparison, rounds));
    printLine(comparison.anchorName, rounds.anchor);
    printLine(comparison.oursName, rounds.ours);
    std::printf("  ratio a round:");
    for (const double ratio : rounds.ratio) std::printf(" %.2f", ratio);
    const double ratio = median(rounds.ratio);
    const bool met = ratio <= comparison.goal;
    std::printf("\n  %s  median ratio %.2f, goal %.2f\n\n", met ? "PASS" : "FAIL", ratio, comparison.goal);
    std::fflush(stdout);
    return met ? GoalsMet::Yes : GoalsMet::No;
}

Result<double> timed(const std::function<Done()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    TRY_DONE(work());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace payout::bench
