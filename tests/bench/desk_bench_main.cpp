// SPDX-License-Identifier: GPL-3.0-or-later
//   payout_desk_bench [--rounds N] [--rows N] [case...]      0: every goal is kept; 1: one is not, or a case failed
#include "tests/bench/bench_case.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>

namespace {

using namespace payout;

QString casesText() {
    QString text = QStringLiteral("Measures the desk against a floor and a peer. Set PAYOUT_TEST_POSTGRES and "
                                  "QT_QPA_PLATFORM=offscreen; tests/run --bench does.\n\nCases:\n");
    for (const bench::BenchCase& one : bench::allCases())
        text += QStringLiteral("  %1 %2\n").arg(QLatin1String(one.name), -18).arg(QLatin1String(one.meaning));
    return text;
}

bool runCase(const bench::BenchCase& one, const bench::BenchSettings& settings) {
    const auto met = one.run(settings);
    if (met) return *met == bench::GoalsMet::Yes;
    std::printf("%s\n  FAIL  %s\n\n", one.name, qPrintable(describe(met.error())));
    return false;
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("payout-desk"));
    QCoreApplication::setApplicationName(QStringLiteral("payout-desk-bench")); // no remembered columns of a real desk
    QCommandLineParser parser;
    parser.setApplicationDescription(casesText());
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("case"), QStringLiteral("Which; all without."));
    parser.addOption(
        {QStringLiteral("rounds"), QStringLiteral("Counted rounds."), QStringLiteral("number"), QStringLiteral("5")});
    parser.addOption({QStringLiteral("rows"), QStringLiteral("Payouts in the lists."), QStringLiteral("number"),
                      QStringLiteral("1000000")});
    parser.process(application);
    ui::applyTheme(application, ui::Theme::Light);
    const bench::BenchSettings settings{qMax(1, parser.value(QStringLiteral("rounds")).toInt()),
                                        qBound(1'000, parser.value(QStringLiteral("rows")).toInt(), 1'000'000)};
    const QStringList wanted = parser.positionalArguments();
    bool allMet = true;
    for (const bench::BenchCase& one : bench::allCases())
        if (wanted.isEmpty() || wanted.contains(QLatin1String(one.name))) allMet &= runCase(one, settings);
    return allMet ? 0 : 1;
}
