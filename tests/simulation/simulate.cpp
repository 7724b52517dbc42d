// SPDX-License-Identifier: GPL-3.0-or-later
// tests/run --simulate: schedules from seeds, the checker after each, and what they came through.
#include "tests/simulation/simulation.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QHashFunctions>

#include <chrono>
#include <cstdio>

namespace {

using payout::simulate::Outcome;
using payout::simulate::sightCount;

void print(const QString& text) { std::printf("%s\n", text.toUtf8().constData()); }

void printFindings(const Outcome& outcome) {
    print(QStringLiteral("VIOLATION seed %1 hash %2").arg(outcome.seed).arg(outcome.hash, 16, 16, QLatin1Char('0')));
    for (const auto& finding : outcome.findings)
        print(QStringLiteral("  %1 %2").arg(QString::fromStdString(finding.invariant), QString::fromStdString(finding.what)));
}

struct Total {
    std::int64_t runs = 0;
    std::int64_t failed = 0;
    std::int64_t steps = 0;
    std::uint64_t hash = 0;
    std::array<std::int64_t, sightCount> runsWith{};
};

void add(Total& total, const Outcome& outcome) {
    ++total.runs;
    total.steps += outcome.steps;
    total.hash = (total.hash * 0x100000001b3U) ^ outcome.hash;
    for (std::size_t i = 0; i < sightCount; ++i) total.runsWith[i] += outcome.sights[i] > 0 ? 1 : 0;
    if (outcome.findings.empty()) return;
    ++total.failed;
    printFindings(outcome);
}

void printCoverage(const Total& total) {
    print(QStringLiteral("\nSometimes (runs that came through it)"));
    for (std::size_t i = 0; i < sightCount; ++i)
        print(QStringLiteral("  %1 %2").arg(total.runsWith[i], 9).arg(QLatin1String(nameOf(static_cast<payout::simulate::Sight>(i)))));
}

} // namespace

int main(int argc, char** argv) {
    QHashSeed::setDeterministicGlobalSeed();
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("runs"), QStringLiteral("How many schedules."), QStringLiteral("N"), QStringLiteral("1000")},
                       {QStringLiteral("seed"), QStringLiteral("The first seed; the others follow it."), QStringLiteral("S"), QStringLiteral("1")},
                       {QStringLiteral("story"), QStringLiteral("Tell what happens in one schedule.")},
                       {QStringLiteral("stop-after"), QStringLiteral("End after so many violations."), QStringLiteral("M"), QStringLiteral("5")}});
    parser.addHelpOption();
    parser.process(application);
    const std::int64_t runs = parser.value(QStringLiteral("runs")).toLongLong();
    const std::uint64_t first = parser.value(QStringLiteral("seed")).toULongLong();
    if (parser.isSet(QStringLiteral("story"))) {
        const Outcome outcome = payout::simulate::simulate(first, true);
        for (const QString& line : outcome.story) print(line);
        print(QStringLiteral("hash %1, %2 steps").arg(outcome.hash, 16, 16, QLatin1Char('0')).arg(outcome.steps));
        if (!outcome.findings.empty()) printFindings(outcome);
        return outcome.findings.empty() ? 0 : 1;
    }
    Total total;
    const auto begun = std::chrono::steady_clock::now();
    for (std::int64_t i = 0; i < runs && total.failed < parser.value(QStringLiteral("stop-after")).toLongLong(); ++i)
        add(total, payout::simulate::simulate(first + static_cast<std::uint64_t>(i), false));
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    printCoverage(total);
    print(QStringLiteral("\n%1 schedules from seed %2, %3 steps, %4 schedules/s, hash %5")
              .arg(total.runs).arg(first).arg(total.steps).arg(static_cast<double>(total.runs) / seconds, 0, 'f', 0).arg(total.hash, 16, 16, QLatin1Char('0')));
    print(QStringLiteral("%1 passed, %2 failed").arg(total.runs - total.failed).arg(total.failed));
    return total.failed == 0 ? 0 : 1;
}
