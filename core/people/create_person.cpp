// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/create_person.h"

#include "core/people/people_table.h"
#include "core/store/transaction.h"
#include "core/trail/trail_table.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace payout::people {

namespace {

Done checkNames(const NewPerson& person) {
    static const QRegularExpression login(QStringLiteral("\\A[a-z0-9._-]{1,32}\\z"));
    if (!login.match(person.login).hasMatch()) return refused(QStringLiteral("BadLogin"));
    const QString& name = person.displayName;
    const bool hasControl = std::ranges::any_of(name, [](QChar c) { return c.category() == QChar::Other_Control; });
    if (name.trimmed().isEmpty() || name.size() > 64 || hasControl) return refused(QStringLiteral("BadDisplayName"));
    return {};
}

QString listed(const QSet<rules::Role>& roles) {
    QStringList names;
    for (const rules::Role role : roles) names.append(rules::storedName(role));
    names.sort();
    return names.join(u' ');
}

} // namespace

Result<PersonId> createPerson(store::Connection& connection, IdSource& ids, const NewPerson& person,
                              const QString& createdBy, const PasswordCost& cost) {
    TRY_DONE(checkNames(person));
    TRY_DONE(checkNewPassword(person.password, person.login));
    TRY(const QString hash, hashPassword(person.password, ids, cost));
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<PersonId> {
        TRY(const auto taken, findPerson(c, person.login));
        if (taken) return refused(QStringLiteral("LoginTaken"), person.login);
        PersonRow row;
        row.login = person.login;
        row.displayName = person.displayName;
        row.passwordHash = hash;
        TRY(const PersonId id, insertPerson(c, row));
        for (const rules::Role role : person.roles) TRY_DONE(insertRole(c, id, role));
        TRY_DONE(trail::append(c, {.actor = createdBy,
                                   .subject = {QStringLiteral("person"), id.value},
                                   .event = QStringLiteral("created"),
                                   .fromState = {},
                                   .toState = {},
                                   .reason = listed(person.roles),
                                   .evidence = person.login}));
        return id;
    });
}

} // namespace payout::people
