// SPDX-License-Identifier: GPL-3.0-or-later
// tests/run --simulate: schedules from seeds, the checker after each, and what they came through.
#include "tests/simulation/simulation.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QHashFunctions>

#include <chrono>
#include <cstdio>

#include <sys/wait.h>
#include <unistd.h>

namespace {

using payout::simulate::Outcome;
using payout::simulate::sightCount;

void print(const QString& text) {
    std::printf("%s\n", text.toUtf8().constData());
    std::fflush(stdout);
}

void printFindings(const Outcome& outcome) {
    print(QStringLiteral("VIOLATION seed %1 hash %2").arg(outcome.seed).arg(outcome.hash, 16, 16, QLatin1Char('0')));
    for (const auto& finding : outcome.findings)
        print(QStringLiteral("  %1 %2").arg(QString::fromStdString(finding.invariant),
                                            QString::fromStdString(finding.what)));
}

/// Plain, so that it goes through a pipe.
struct Total {
    std::int64_t runs = 0;
    std::int64_t failed = 0;
    std::int64_t steps = 0;
    std::uint64_t hash = 0; ///< a sum: the same for the same seeds, however they are shared out
    std::array<std::int64_t, sightCount> runsWith{};
};

void add(Total& total, const Outcome& outcome) {
    ++total.runs;
    total.steps += outcome.steps;
    total.hash += outcome.hash;
    for (std::size_t i = 0; i < sightCount; ++i) total.runsWith[i] += outcome.sights[i] > 0 ? 1 : 0;
    if (outcome.findings.empty()) return;
    ++total.failed;
    printFindings(outcome);
}

void add(Total& total, const Total& part) {
    total.runs += part.runs;
    total.failed += part.failed;
    total.steps += part.steps;
    total.hash += part.hash;
    for (std::size_t i = 0; i < sightCount; ++i) total.runsWith[i] += part.runsWith[i];
}

struct Plan {
    std::int64_t runs = 0;
    std::uint64_t first = 1;
    std::int64_t stopAfter = 5;
    int jobs = 1;
};

Total runShare(const Plan& plan, int job) {
    Total total;
    for (std::int64_t i = job; i < plan.runs && total.failed < plan.stopAfter; i += plan.jobs)
        add(total, payout::simulate::simulate(plan.first + static_cast<std::uint64_t>(i), false));
    return total;
}

// Processes, not threads: nothing of one schedule may meet another.
Total runAll(const Plan& plan) {
    Total total;
    std::vector<int> ends;
    for (int job = 0; job < plan.jobs; ++job) {
        int ways[2];
        if (pipe(ways) != 0) qFatal("no pipe");
        if (fork() == 0) {
            const Total share = runShare(plan, job);
            const bool isWhole = write(ways[1], &share, sizeof share) == static_cast<ssize_t>(sizeof share);
            _exit(isWhole ? 0 : 1);
        }
        close(ways[1]);
        ends.push_back(ways[0]);
    }
    for (const int end : ends) {
        Total share;
        // A share that did not come back failed with whatever it printed.
        if (read(end, &share, sizeof share) != static_cast<ssize_t>(sizeof share)) share.failed = 1;
        add(total, share);
        close(end);
        wait(nullptr);
    }
    return total;
}

void printCoverage(const Total& total) {
    print(QStringLiteral("\nSometimes (schedules that came through it)"));
    for (std::size_t i = 0; i < sightCount; ++i)
        print(QStringLiteral("  %1 %2")
                  .arg(total.runsWith[i], 9)
                  .arg(QLatin1String(nameOf(static_cast<payout::simulate::Sight>(i)))));
}

int tellStory(std::uint64_t seed) {
    const Outcome outcome = payout::simulate::simulate(seed, true);
    for (const QString& line : outcome.story) print(line);
    print(QStringLiteral("seed %1 hash %2, %3 steps")
              .arg(seed)
              .arg(outcome.hash, 16, 16, QLatin1Char('0'))
              .arg(outcome.steps));
    if (!outcome.findings.empty()) printFindings(outcome);
    return outcome.findings.empty() ? 0 : 1;
}

/// Every seed twice: the same steps, the same end.
int replay(const Plan& plan) {
    std::int64_t different = 0;
    for (std::int64_t i = 0; i < plan.runs; ++i) {
        const std::uint64_t seed = plan.first + static_cast<std::uint64_t>(i);
        const Outcome once = payout::simulate::simulate(seed, false);
        const Outcome again = payout::simulate::simulate(seed, true); // telling changes nothing
        if (once.hash == again.hash && once.steps == again.steps) continue;
        ++different;
        print(QStringLiteral("seed %1 does not replay").arg(seed));
    }
    print(QStringLiteral("%1 replayed, %2 did not").arg(plan.runs - different).arg(different));
    return different == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    QHashSeed::setDeterministicGlobalSeed();
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const auto option = [&](const char* name, const char* what, const char* value = "", const char* otherwise = "") {
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(what), QString::fromLatin1(value),
                          QString::fromLatin1(otherwise)});
    };
    option("runs", "How many schedules.", "N", "10000");
    option("seed", "The first seed; the others follow it.", "S", "1");
    option("jobs", "How many processes share them.", "J", "1");
    option("stop-after", "A process ends after so many violations.", "M", "5");
    option("story", "Tell what happens in the schedule of the seed.");
    option("replay", "Run each schedule twice and compare.");
    parser.addHelpOption();
    parser.process(application);
    const auto number = [&](const char* name) { return parser.value(QLatin1String(name)).toLongLong(); };
    const Plan plan{number("runs"), parser.value(QStringLiteral("seed")).toULongLong(), number("stop-after"),
                    std::max(1, static_cast<int>(number("jobs")))};
    payout::simulate::prepareEngine();
    if (parser.isSet(QStringLiteral("story"))) return tellStory(plan.first);
    if (parser.isSet(QStringLiteral("replay"))) return replay(plan);
    const auto begun = std::chrono::steady_clock::now();
    const Total total = runAll(plan);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    printCoverage(total);
    const QString limits = QString::fromLatin1(payout::simulate::engineLimits());
    print(QStringLiteral("\n%1 schedules over %2%3 from seed %4, %5 steps, %6 schedules/s, hash %7")
              .arg(total.runs)
              .arg(QLatin1String(payout::simulate::engineName()),
                   limits.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(limits))
              .arg(plan.first)
              .arg(total.steps)
              .arg(static_cast<double>(total.runs) / seconds, 0, 'f', 1)
              .arg(total.hash, 16, 16, QLatin1Char('0')));
    print(QStringLiteral("%1 passed, %2 failed").arg(total.runs - total.failed).arg(total.failed));
    return total.failed == 0 ? 0 : 1;
}
