// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_program.h"

#include <QCommandLineParser>

#include <cstdio>

namespace payout::bench {

namespace {

constexpr int rowsMost = 1'000'000;

QString describedBy(const BenchProgram& program) {
    QString text = program.meaning + QStringLiteral("\n\nCases:\n");
    for (const BenchCase& one : program.cases)
        text += QStringLiteral("  %1 %2\n").arg(QLatin1String(one.name), -18).arg(QLatin1String(one.meaning));
    return text;
}

bool runCase(const BenchCase& one, const BenchSettings& settings) {
    const auto met = one.run(settings);
    if (met) return *met == GoalsMet::Yes;
    std::printf("%s\n  FAIL  %s\n\n", one.name, qPrintable(describe(met.error())));
    std::fflush(stdout);
    return false;
}

} // namespace

int runProgram(const QCoreApplication& application, const BenchProgram& program) {
    QCommandLineParser parser;
    parser.setApplicationDescription(describedBy(program));
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("case"), QStringLiteral("Which; all without."));
    parser.addOption(
        {QStringLiteral("rounds"), QStringLiteral("Counted rounds."), QStringLiteral("number"), QStringLiteral("5")});
    parser.addOption({QStringLiteral("rows"), QStringLiteral("Rows of the large inputs."), QStringLiteral("number"),
                      QString::number(program.rows)});
    parser.process(application);
    const BenchSettings settings{qMax(1, parser.value(QStringLiteral("rounds")).toInt()),
                                 qBound(program.rowsLeast, parser.value(QStringLiteral("rows")).toInt(), rowsMost)};
    const QStringList wanted = parser.positionalArguments();
    bool allMet = true;
    for (const BenchCase& one : program.cases)
        if (wanted.isEmpty() || wanted.contains(QLatin1String(one.name))) allMet &= runCase(one, settings);
    return allMet ? 0 : 1;
}

} // namespace payout::bench
