// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/people_table.h"

#include "core/store/statement.h"

namespace payout::people {

namespace {

PersonRow personOf(store::Rows& rows) {
    return {rows.id<PersonId>(0), rows.text(1),    rows.text(2), rows.text(3),
            rows.boolean(4),      rows.integer(5), rows.time(6)};
}

Result<std::optional<PersonRow>> onlyPerson(store::Rows rows) {
    std::optional<PersonRow> found;
    if (rows.next()) found = personOf(rows);
    TRY_DONE(rows.finish());
    return found;
}

Result<PersonRow> required(const std::optional<PersonRow>& found, PersonId person) {
    if (!found) return broken(QStringLiteral("NoPerson"), QString::number(person.value));
    return *found;
}

} // namespace

Result<std::optional<PersonRow>> findPerson(store::Connection& connection, const QString& login) {
    TRY(auto rows, store::query(connection, R"sql(SELECT id, login, display_name, password_hash, active, wrong_tries,
                                                  wait_until_ms FROM person WHERE login = ?)sql",
                                login));
    return onlyPerson(std::move(rows));
}

Result<PersonRow> lockPerson(store::Connection& connection, PersonId person) {
    TRY(auto rows, store::query(connection, R"sql(SELECT id, login, display_name, password_hash, active, wrong_tries,
                                                  wait_until_ms FROM person WHERE id = ? {for_update})sql",
                                person));
    TRY(const auto found, onlyPerson(std::move(rows)));
    return required(found, person);
}

Result<PersonRow> readPerson(store::Connection& connection, PersonId person) {
    TRY(auto rows, store::query(connection, R"sql(SELECT id, login, display_name, password_hash, active, wrong_tries,
                                                  wait_until_ms FROM person WHERE id = ?)sql",
                                person));
    TRY(const auto found, onlyPerson(std::move(rows)));
    return required(found, person);
}

Result<QSet<rules::Role>> rolesOf(store::Connection& connection, PersonId person) {
    TRY(auto rows, store::query(connection, R"sql(SELECT role FROM person_role WHERE person_id = ?)sql", person));
    QSet<rules::Role> roles;
    while (rows.next()) {
        TRY(const rules::Role role, rules::roleNamed(rows.text(0)));
        roles.insert(role);
    }
    TRY_DONE(rows.finish());
    return roles;
}

Result<PersonId> insertPerson(store::Connection& connection, const PersonRow& row) {
    TRY(const std::int64_t id,
        store::queryInt64(connection, R"sql(INSERT INTO person (login, display_name, password_hash, active)
                                            VALUES (?, ?, ?, ?) RETURNING id)sql",
                          row.login, row.displayName, row.passwordHash, row.active));
    return PersonId(id);
}

Done insertRole(store::Connection& connection, PersonId person, rules::Role role) {
    TRY_DONE(store::execute(connection, R"sql(INSERT INTO person_role (person_id, role) VALUES (?, ?))sql", person,
                            rules::storedName(role)));
    return {};
}

Done writeTries(store::Connection& connection, PersonId person, int wrongTries, UtcTime waitUntil) {
    TRY_DONE(store::execute(connection, R"sql(UPDATE person SET wrong_tries = ?, wait_until_ms = ? WHERE id = ?)sql",
                            wrongTries, waitUntil, person));
    return {};
}

} // namespace payout::people
