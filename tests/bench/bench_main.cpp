// SPDX-License-Identifier: GPL-3.0-or-later
//   payout_bench [--rounds N] [--rows N] [case...]      0: every goal is kept; 1: one is not, or a case failed
#include "tests/bench/bench_case.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

namespace {

using namespace payout;

QString casesText() {
    QString text = QStringLiteral("Measures ours against an anchor. Set PAYOUT_TEST_POSTGRES; tests/run --bench does.\n"
                                  "\nCases:\n");
    for (const bench::BenchCase& one : bench::allCases())
        text += QStringLiteral("  %1 %2\n").arg(QLatin1String(one.name), -18).arg(QLatin1String(one.meaning));
    return text;
}

bool runCase(const bench::BenchCase& one, const bench::BenchSettings& settings) {
    const auto met = one.run(settings);
    if (met) return *met == bench::GoalsMet::Yes;
    std::printf("  FAIL  %s: %s\n\n", one.name, qPrintable(describe(met.error())));
    return false;
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(casesText());
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("case"), QStringLiteral("Which; all without."));
    parser.addOption(
        {QStringLiteral("rounds"), QStringLiteral("Counted rounds."), QStringLiteral("number"), QStringLiteral("5")});
    parser.addOption({QStringLiteral("rows"), QStringLiteral("Rows of a case's input."), QStringLiteral("number"),
                      QStringLiteral("100000")});
    parser.process(application);
    const bench::BenchSettings settings{qMax(1, parser.value(QStringLiteral("rounds")).toInt()),
                                        qBound(1, parser.value(QStringLiteral("rows")).toInt(), 1'000'000)};
    const QStringList wanted = parser.positionalArguments();
    bool allMet = true;
    for (const bench::BenchCase& one : bench::allCases())
        if (wanted.isEmpty() || wanted.contains(QLatin1String(one.name))) allMet &= runCase(one, settings);
    return allMet ? 0 : 1;
}
