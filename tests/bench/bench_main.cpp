// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_program.h"
#include "tests/bench/intake_cases.h"

int main(int argc, char** argv) {
    using namespace payout::bench;
    const QCoreApplication application(argc, argv);
    return runProgram(
        application,
        {QStringLiteral("Measures ours against an anchor. Set PAYOUT_TEST_POSTGRES; tests/run --bench does."),
         intakeCases(), 100'000});
}
