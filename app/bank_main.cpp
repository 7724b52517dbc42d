// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bank/bank_program.h"

#include <QCoreApplication>

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("payout-bank"));
    return payout::bank::runBank(application);
}
