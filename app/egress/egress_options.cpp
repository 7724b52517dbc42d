// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/egress/egress_options.h"

#include "app/workspace.h"

#include <QCommandLineParser>
#include <QSysInfo>

namespace payout::egress_program {

namespace {

Result<std::optional<Money>> limitOf(const QCommandLineParser& parser, const QString& option) {
    if (!parser.isSet(option)) return std::nullopt;
    TRY(const Money limit, parseAmount(parser.value(option)));
    return limit;
}

void describeOptions(QCommandLineParser& parser) {
    parser.setApplicationDescription(QStringLiteral(
        "The only process with the bank's credentials: checks every permit against the database and its own journal, "
        "then sends it, once. While a file named stop is in its folder nothing is sent."));
    parser.addHelpOption();
    parser.addOptions({
        {QStringLiteral("workspace"), QStringLiteral("A demo workspace."), QStringLiteral("folder")},
        {QStringLiteral("database"), QStringLiteral("A database instead of a workspace."), QStringLiteral("URL")},
        {QStringLiteral("folder"), QStringLiteral("Its journal and sockets; no other user may enter it."),
         QStringLiteral("folder")},
        {QStringLiteral("keys"), QStringLiteral("Folder with merchant.key.pem and bank.pub.pem."),
         QStringLiteral("folder")},
        {QStringLiteral("name"), QStringLiteral("Its name among all egresses (default: this host's)."),
         QStringLiteral("name"), QSysInfo::machineHostName()},
        {QStringLiteral("payout-max"), QStringLiteral("No payout above this leaves here, in yuan."),
         QStringLiteral("amount")},
        {QStringLiteral("hour-max"), QStringLiteral("No more than this leaves here within 60 minutes, in yuan."),
         QStringLiteral("amount")},
    });
}

} // namespace

Result<EgressOptions> readOptions(const QCoreApplication& application) {
    QCommandLineParser parser;
    describeOptions(parser);
    parser.process(application);
    EgressOptions options;
    options.workspace = parser.value(QStringLiteral("workspace"));
    options.folder = parser.value(QStringLiteral("folder"));
    options.keys = parser.value(QStringLiteral("keys"));
    options.name = parser.value(QStringLiteral("name"));
    TRY(options.limits.payoutMax, limitOf(parser, QStringLiteral("payout-max")));
    TRY(options.limits.hourMax, limitOf(parser, QStringLiteral("hour-max")));
    if (options.workspace.isEmpty()) {
        if (!parser.isSet(QStringLiteral("database")) || options.folder.isEmpty() || options.keys.isEmpty())
            return refused(QStringLiteral("BadOption"),
                           QStringLiteral("give --workspace, or --database with --folder and --keys"));
        TRY(options.database, store::DatabaseUrl::parse(parser.value(QStringLiteral("database"))));
    } else {
        TRY(const app::Workspace workspace, app::readWorkspace(options.workspace));
        options.database = workspace.database;
        options.folder = workspace.egress();
        options.keys = workspace.keys();
        options.name = app::demoEgressName;
    }
    if (options.name.isEmpty() || options.name.contains(u','))
        return refused(QStringLiteral("BadOption"), QStringLiteral("--name is empty or has a comma"));
    return options;
}

} // namespace payout::egress_program
