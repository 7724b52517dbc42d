// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/admin_program.h"

#include <QCoreApplication>

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("payout-admin"));
    return payout::admin::runAdmin(application);
}
