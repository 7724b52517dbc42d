// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/sign_in.h"

#include "core/people/load_actor.h"
#include "core/people/people_table.h"
#include "core/store/transaction.h"
#include "core/trail/trail_table.h"

namespace payout::people {

namespace {

using rules::Refusal;
using store::Connection;

/// What a try came to. It is committed either way, so it cannot be an Error inside the transaction.
struct Verdict {
    std::optional<Refusal> refusal;
    UtcTime waitUntil;
};

std::unexpected<Error> refuseWait(UtcTime until) {
    return rules::refuse(Refusal::SignInWait, QString::number(until.ms));
}

Done record(Connection& connection, const QString& actor, PersonId person, const QString& event,
            const QString& reason = {}) {
    return trail::append(connection, {.actor = actor,
                                      .subject = {QStringLiteral("person"), person.value},
                                      .event = event,
                                      .fromState = {},
                                      .toState = {},
                                      .reason = reason,
                                      .evidence = {}});
}

Result<Verdict> countWrongTry(Connection& connection, const PersonRow& row, UtcTime now) {
    const bool mustWait = row.wrongTries + 1 >= wrongTriesMax;
    const UtcTime waitUntil = mustWait ? now + signInWait : UtcTime();
    TRY_DONE(writeTries(connection, row.id, mustWait ? 0 : row.wrongTries + 1, waitUntil));
    TRY_DONE(record(connection, row.login, row.id, QStringLiteral("sign-in failed"),
                    mustWait ? QStringLiteral("waits") : QString()));
    return Verdict{mustWait ? Refusal::SignInWait : Refusal::SignInFailed, waitUntil};
}

/// Looks again under the row's lock: of many guesses at once no more than five count.
Result<Verdict> judge(Connection& connection, PersonId person, bool matches) {
    TRY(const PersonRow row, lockPerson(connection, person));
    TRY(const UtcTime now, connection.now());
    if (row.waitUntil > now) return Verdict{Refusal::SignInWait, row.waitUntil};
    if (!matches) return countWrongTry(connection, row, now);
    if (!row.active) {
        TRY_DONE(record(connection, row.login, row.id, QStringLiteral("sign-in refused"), QStringLiteral("inactive")));
        return Verdict{Refusal::PersonInactive, {}};
    }
    TRY_DONE(writeTries(connection, row.id, 0, UtcTime()));
    TRY_DONE(record(connection, row.login, row.id, QStringLiteral("sign-in")));
    return Verdict{};
}

std::unexpected<Error> refuseUnknown(Connection& connection, IdSource& ids, const Credentials& typed,
                                     const PasswordCost& cost) {
    // The result is dropped: only the time matters, so that nobody can find out which logins exist.
    (void)hashPassword(typed.password, ids, cost);
    // The typed login is not recorded: people type their password there.
    if (const Done recorded = record(connection, QStringLiteral("unknown"), PersonId(),
                                     QStringLiteral("sign-in failed"), QStringLiteral("unknown login"));
        !recorded)
        return std::unexpected(recorded.error());
    return rules::refuse(Refusal::SignInFailed);
}

} // namespace

Result<SignedIn> signIn(Connection& connection, IdSource& ids, const Credentials& typed, const PasswordCost& cost) {
    TRY(const auto row, findPerson(connection, typed.login.left(64).trimmed().toLower()));
    if (!row) return refuseUnknown(connection, ids, typed, cost);
    TRY(const UtcTime now, connection.now());
    if (row->waitUntil > now) return refuseWait(row->waitUntil);
    TRY(const bool matches, passwordMatches(typed.password, row->passwordHash));
    TRY(const Verdict verdict, store::inTransaction(connection, store::Isolation::Write,
                                                    [&](Connection& c) { return judge(c, row->id, matches); }));
    if (verdict.refusal == Refusal::SignInWait) return refuseWait(verdict.waitUntil);
    if (verdict.refusal) return rules::refuse(*verdict.refusal);
    TRY(auto actor, loadActor(connection, row->id));
    return SignedIn{std::move(actor), row->displayName};
}

} // namespace payout::people
