// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/session_desk.h"

#include "core/comparison/cuts.h"
#include "core/desk/session_table.h"
#include "core/people/sign_in.h"
#include "core/people/submit_token.h"
#include "core/store/transaction.h"

namespace payout::desk {

namespace {

Result<StripStatus> readFront(store::Connection& c) {
    TRY(StripStatus status, stripStatus(c));
    status.engine = c.engine() == store::Engine::Sqlite ? QStringLiteral("SQLite") : QStringLiteral("PostgreSQL");
    status.database = c.url().shown();
    return status;
}

Result<StripStatus> readStatus(store::Connection& c) {
    TRY(StripStatus status, readFront(c));
    TRY_DONE(readWaiting(c, status));
    TRY(const auto cuts, comparison::cutsOf(c, businessDateOf(status.databaseNow)));
    for (const comparison::Cut& cut : cuts)
        if (cut.status == comparison::CutStatus::Due || cut.status == comparison::CutStatus::Overdue) ++status.cutsDue;
    return status;
}

Done stop(store::Connection& c, const rules::Actor& actor, ChannelId channel, const QString& reason) {
    TRY_DONE(rules::mayStop(actor, reason));
    TRY_DONE(writeStop(c, channel, actor.person, reason.trimmed()));
    return writeTrail(c, actor.login, channel, QStringLiteral("stopped"), reason.trimmed());
}

// One person proposes, another lifts; whoever of the two it was that stopped does not matter.
Result<QString> lift(store::Connection& c, const rules::Actor& actor, ChannelId channel) {
    TRY(const StopRow row, stopForUpdate(c, channel));
    if (!row.facts.liftProposedBy) {
        TRY_DONE(rules::mayProposeLift(actor, row.facts));
        TRY_DONE(writeLiftProposal(c, channel, actor.person));
        TRY_DONE(writeTrail(c, actor.login, channel, QStringLiteral("lift proposed"), row.reason));
        return QStringLiteral("PROPOSED");
    }
    TRY_DONE(rules::mayLift(actor, row.facts));
    TRY_DONE(writeLift(c, channel, actor.person));
    TRY_DONE(writeTrail(c, actor.login, channel, QStringLiteral("lifted"), row.reason));
    return QStringLiteral("LIFTED");
}

} // namespace

void SessionDesk::signIn(const QString& login, const QString& password, Reply<SignedIn> answer) {
    m_store.ask(std::move(answer), [login, password, &ids = m_store.ids()](store::Connection& c) -> Result<SignedIn> {
        TRY(const people::SignedIn person, people::signIn(c, ids, {login, password}));
        return SignedIn{person.actor, person.displayName};
    });
}

void SessionDesk::status(Reply<StripStatus> answer) {
    m_store.ask(std::move(answer), [](store::Connection& c) { return readStatus(c); });
}

void SessionDesk::front(Reply<StripStatus> answer) {
    m_store.ask(std::move(answer), [](store::Connection& c) { return readFront(c); });
}

void SessionDesk::issueToken(PersonId person, const QString& command, const QString& objectKey, Reply<QString> answer) {
    m_store.ask(std::move(answer), [person, command, objectKey, &ids = m_store.ids()](store::Connection& c) {
        return people::issueToken(c, ids, {person, command, objectKey});
    });
}

void SessionDesk::tokenAnswer(const QString& token, Reply<std::optional<QString>> answer) {
    m_store.ask(std::move(answer), [token](store::Connection& c) { return people::tokenAnswer(c, token); });
}

void SessionDesk::stopChannel(const rules::Actor& actor, ChannelId channel, const QString& reason,
                              Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, channel, reason](store::Connection& c) {
        return store::inTransaction(c, store::Isolation::Write, [&](store::Connection& in) -> Result<QString> {
            TRY_DONE(stop(in, actor, channel, reason));
            return QStringLiteral("STOPPED");
        });
    });
}

void SessionDesk::liftStop(const rules::Actor& actor, ChannelId channel, Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, channel](store::Connection& c) {
        return store::inTransaction(c, store::Isolation::Write,
                                    [&](store::Connection& in) { return lift(in, actor, channel); });
    });
}

void SessionDesk::shiftTrainingClock(std::chrono::milliseconds by, Reply<QString> answer) {
    m_store.ask(std::move(answer), [by](store::Connection& c) {
        return store::inTransaction(c, store::Isolation::Write, [&](store::Connection& in) -> Result<QString> {
            TRY_DONE(moveClock(in, by)); // the database refuses it outside training (TrainingOnly)
            return QStringLiteral("MOVED");
        });
    });
}

} // namespace payout::desk
