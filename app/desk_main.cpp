// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"

#include <QApplication>

#include <cstdio>

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("payout-desk"));
    QCoreApplication::setApplicationName(QStringLiteral("payout-desk"));
    const auto options = payout::app::deskOptions(application.arguments());
    if (!options) {
        std::fputs(qPrintable(QStringLiteral("payout-desk: %1\n"
                                             "payout-desk (--workspace DIR | --database URL) [--language zh_CN|en] "
                                             "[--theme light|dark]\n")
                                  .arg(payout::describe(options.error()))),
                   stderr);
        return 2;
    }
    const payout::app::Desk desk(*options);
    return QApplication::exec();
}
