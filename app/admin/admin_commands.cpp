// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/admin_commands.h"

#include "core/channel/channel_profile.h"
#include "core/dispatch/change_limit.h"
#include "core/dispatch/quarantine.h"
#include "core/dispatch/register_channel.h"
#include "core/ledger/deposit_for_merchant.h"
#include "core/ledger/ledger_check.h"
#include "core/ledger/register_merchant.h"
#include "core/people/create_person.h"
#include "core/store/installation.h"
#include "core/store/migrator.h"
#include "core/store/transaction.h"

#include <QFile>

#include <cstdio>

namespace payout::admin {

namespace {

constexpr qint64 passwordLineBytesMax = 4'096;

Result<store::DatabaseUrl> urlOf(const Arguments& arguments) {
    TRY(const QString text, arguments.required("database"));
    return store::DatabaseUrl::parse(text);
}

Result<std::unique_ptr<store::Connection>> openNamed(const Arguments& arguments) {
    TRY(const store::DatabaseUrl url, urlOf(arguments));
    return openDatabase(url);
}

/// Not from an argument: every account of the machine can read those.
Result<QString> passwordFromInput() {
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly)) return refused(QStringLiteral("NoPassword"), input.errorString());
    QByteArray line = input.readLine(passwordLineBytesMax);
    while (line.endsWith('\n') || line.endsWith('\r')) line.chop(1);
    if (line.isEmpty()) return refused(QStringLiteral("NoPassword"), QStringLiteral("expected on the standard input"));
    return QString::fromUtf8(line);
}

Result<QSet<rules::Role>> rolesOf(const Arguments& arguments) {
    QSet<rules::Role> roles;
    for (const QString& name : arguments.all("role")) {
        const auto role = rules::roleNamed(name.toUpper());
        if (!role) return refused(QStringLiteral("Usage"), QStringLiteral("no such role: ") + name);
        roles.insert(*role);
    }
    if (roles.isEmpty()) return refused(QStringLiteral("Usage"), QStringLiteral("--role is needed"));
    return roles;
}

Done setEnvironmentNamed(store::Connection& connection, const QString& name) {
    if (name == u"TRAINING") return store::setEnvironment(connection, store::Environment::Training);
    if (name == u"LIVE") return store::setEnvironment(connection, store::Environment::Live);
    return refused(QStringLiteral("Usage"), QStringLiteral("--environment is LIVE or TRAINING"));
}

} // namespace

Result<QString> Arguments::required(const char* option) const {
    const QString value = optional(option);
    if (value.isEmpty())
        return refused(QStringLiteral("Usage"), QStringLiteral("--%1 is needed").arg(QLatin1String(option)));
    return value;
}

Result<std::unique_ptr<store::Connection>> openDatabase(const store::DatabaseUrl& url) {
    TRY(auto connection, store::Connection::open(url, QStringLiteral("payout-admin")));
    TRY_DONE(store::requireSchema(*connection));
    return connection;
}

Result<QString> initDatabase(const Arguments& arguments) {
    TRY(const store::DatabaseUrl url, urlOf(arguments));
    TRY(auto connection, store::Connection::open(url, QStringLiteral("payout-admin")));
    TRY(const int version, store::migrate(*connection));
    if (arguments.has("environment")) TRY_DONE(setEnvironmentNamed(*connection, arguments.optional("environment")));
    if (arguments.has("institution"))
        TRY_DONE(store::setInstitution(*connection, arguments.optional("institution").left(100)));
    return QStringLiteral("%1 is at version %2\n").arg(url.shown()).arg(version);
}

Result<QString> addPerson(const Arguments& arguments) {
    people::NewPerson person;
    TRY(person.login, arguments.required("login"));
    TRY(person.displayName, arguments.required("name"));
    TRY(person.roles, rolesOf(arguments));
    TRY(auto connection, openNamed(arguments));
    TRY(person.password, passwordFromInput());
    SystemIdSource ids;
    TRY_DONE(people::createPerson(*connection, ids, person, adminActor));
    return person.login + QStringLiteral(" may sign in\n");
}

Result<QString> addMerchant(const Arguments& arguments) {
    ledger::NewMerchant merchant;
    TRY(merchant.code, arguments.required("code"));
    TRY(merchant.name, arguments.required("name"));
    if (arguments.has("fee")) {
        TRY(merchant.feePerRow, parseAmount(arguments.optional("fee")));
    }
    TRY(auto connection, openNamed(arguments));
    TRY_DONE(ledger::registerMerchant(*connection, merchant, adminActor));
    return merchant.code + QStringLiteral(" is a merchant\n");
}

Result<QString> addChannel(const Arguments& arguments) {
    TRY(const QString path, arguments.required("profile"));
    TRY(const channel::ChannelProfile profile, channel::loadChannelProfile(path));
    TRY(auto connection, openNamed(arguments));
    TRY_DONE(dispatch::registerChannel(*connection, profile, adminActor));
    return profile.code + QStringLiteral(" is a channel\n");
}

Result<QString> deposit(const Arguments& arguments) {
    TRY(const QString merchant, arguments.required("merchant"));
    TRY(const QString channel, arguments.required("channel"));
    TRY(const QString amountText, arguments.required("amount"));
    TRY(const Money amount, parseAmount(amountText));
    TRY(auto connection, openNamed(arguments));
    return store::inTransaction(*connection, store::Isolation::Write, [&](store::Connection& c) -> Result<QString> {
        TRY(const MerchantId to, ledger::merchantNamed(c, merchant));
        TRY(const ChannelId through, dispatch::channelNamed(c, channel));
        TRY_DONE(ledger::depositForMerchant(c, {to, through, amount, adminActor}));
        return QStringLiteral("%1 has %2 more\n").arg(merchant, formatGrouped(amount));
    });
}

Result<QString> firstLimits(const Arguments& arguments) {
    static constexpr std::pair<const char*, rules::LimitKind> options[] = {{"payout", rules::LimitKind::Payout},
                                                                           {"payee-day", rules::LimitKind::PayeeDay},
                                                                           {"hour", rules::LimitKind::Hour},
                                                                           {"day", rules::LimitKind::Day}};
    std::vector<dispatch::FirstLimit> limits;
    QString text;
    for (const auto& [option, kind] : options) {
        if (!arguments.has(option)) continue;
        TRY(const Money amount, parseAmount(arguments.optional(option)));
        limits.push_back({kind, amount});
        text += QStringLiteral("%1: at most %2\n").arg(QLatin1String(option), formatGrouped(amount));
    }
    if (limits.empty())
        return refused(QStringLiteral("Usage"), QStringLiteral("--payout, --payee-day, --hour or --day is needed"));
    TRY(auto connection, openNamed(arguments));
    TRY_DONE(dispatch::setFirstLimits(*connection, limits));
    return text;
}

Result<QString> raiseQuarantine(const Arguments& arguments) {
    TRY(const QString reason, arguments.required("reason"));
    TRY(auto connection, openNamed(arguments));
    const rules::Actor actor{{}, adminActor, {rules::Role::Supervisor}};
    TRY_DONE(dispatch::raiseQuarantine(*connection, actor, reason));
    return QStringLiteral("Nothing is sent until two people release it in the desk.\n");
}

Result<QString> verify(const Arguments& arguments) {
    TRY(auto connection, openNamed(arguments));
    TRY(const auto violations, ledger::ledgerCheck(*connection));
    if (violations.empty()) return QStringLiteral("The books hold.\n");
    QString found;
    for (const ledger::Violation& violation : violations)
        found += QStringLiteral("\n  %1: %2").arg(violation.code, violation.detail);
    return broken(QStringLiteral("BooksDoNotHold"), found);
}

} // namespace payout::admin
