// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/admin_program.h"

#include "app/admin/admin_commands.h"
#include "app/admin/demo_workspace.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <array>
#include <cstdio>

namespace payout::admin {

namespace {

struct Option {
    const char* name;
    const char* value;
    const char* meaning;
};
constexpr std::array options{
    Option{"database", "URL", "sqlite:///path/file.db or postgresql://...; a password belongs in ~/.pgpass"},
    Option{"environment", "name", "init: LIVE (default) or TRAINING; a training database stays one"},
    Option{"institution", "name", "init: the institution's name"},
    Option{"login", "login", "add-person: 1 to 32 of a-z 0-9 . _ -"},
    Option{"name", "name", "add-person, add-merchant: as people read it"},
    Option{"role", "role", "add-person: CLERK, AUDITOR, OPERATOR or SUPERVISOR; may be repeated"},
    Option{"code", "code", "add-merchant: 1 to 32 of 0-9 A-Z a-z _ -"},
    Option{"fee", "yuan", "add-merchant: fee of one row, default 0.00"},
    Option{"profile", "file", "add-channel: the channel's profile"},
    Option{"merchant", "code", "deposit: whose money arrived"},
    Option{"channel", "code", "deposit: at which channel"},
    Option{"amount", "yuan", "deposit: such as 1000.00"},
    Option{"payout", "yuan", "first-limits: one payout"},
    Option{"payee-day", "yuan", "first-limits: one payee a day"},
    Option{"hour", "yuan", "first-limits: the last 60 minutes"},
    Option{"day", "yuan", "first-limits: the day"},
    Option{"reason", "text", "quarantine: why nothing may be sent; goes on record"},
    Option{"data", "folder", "demo: the workspace"},
};

struct Command {
    const char* name;
    const char* meaning;
    Result<QString> (*run)(const Arguments&);
};
constexpr std::array commands{
    Command{"init", "create or upgrade a database", initDatabase},
    Command{"add-person", "a person who may sign in; the password is read from the standard input", addPerson},
    Command{"add-merchant", "a merchant with its account", addMerchant},
    Command{"add-channel", "a channel with its accounts", addChannel},
    Command{"deposit", "money of a merchant that has arrived", deposit},
    Command{"first-limits", "what may leave at most; once, afterwards two supervisors change it", firstLimits},
    Command{"quarantine", "nothing is sent until two people release it, for example to declare an egress lost",
            raiseQuarantine},
    Command{"verify", "the books against themselves and the rows; fails if anything does not hold", verify},
    Command{"demo", "a workspace to practise with, made once (--data, and --database for one elsewhere)", makeDemo},
};

QString commandsText() {
    QString text = QStringLiteral("Sets a Payout Desk database up and checks its books.\n\nCommands:\n");
    for (const Command& command : commands)
        text += QStringLiteral("  %1 %2\n").arg(QLatin1String(command.name), -14).arg(QLatin1String(command.meaning));
    return text;
}

const Command* commandOf(const QStringList& words) {
    if (words.size() != 1) return nullptr;
    for (const Command& command : commands)
        if (words.first() == QLatin1String(command.name)) return &command;
    return nullptr;
}

int answer(const Result<QString>& result) {
    if (result) {
        std::printf("%s", result->toUtf8().constData());
        return 0;
    }
    std::fprintf(stderr, "payout-admin: %s\n", describe(result.error()).toUtf8().constData());
    return result.error().code == QStringLiteral("Usage") ? 2 : 1;
}

} // namespace

int runAdmin(QCoreApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(commandsText());
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("command"), QStringLiteral("One of the above."));
    for (const Option& option : options)
        parser.addOption({QLatin1String(option.name), QLatin1String(option.meaning), QLatin1String(option.value)});
    parser.process(application);
    const Command* command = commandOf(parser.positionalArguments());
    if (command == nullptr)
        return answer(refused(QStringLiteral("Usage"), QStringLiteral("name one command; see --help")));
    return answer(command->run(Arguments(parser)));
}

} // namespace payout::admin
