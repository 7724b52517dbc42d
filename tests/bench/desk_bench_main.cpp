// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_program.h"
#include "tests/bench/desk_cases.h"
#include "ui/shell/theme.h"

#include <QApplication>

int main(int argc, char** argv) {
    using namespace payout;
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("payout-desk"));
    QCoreApplication::setApplicationName(QStringLiteral("payout-desk-bench")); // no remembered columns of a real desk
    ui::applyTheme(application, ui::Theme::Light);
    return bench::runProgram(
        application, {QStringLiteral("Measures the desk against a floor and a peer. Set PAYOUT_TEST_POSTGRES and "
                                     "QT_QPA_PLATFORM=offscreen; tests/run --bench does."),
                      bench::deskCases(), 1'000'000, 1'000});
}
