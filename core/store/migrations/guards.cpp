// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations/guards.h"

namespace payout::store {

namespace {

QString text(const char* literal) { return QString::fromUtf8(literal); }

// A session keeps the plan that a guard got when it was first asked, often while its table was empty; a look through
// the whole table would stay the plan when it has a hundred thousand rows. So a guard looks by index wherever there is
// one.
// Where there is none the planner takes the walk for so dear that it would compile it first, so that is off as well.
void appendPostgresFunction(std::vector<QString>& statements, const QString& name, const QString& body) {
    statements.push_back(QStringLiteral("CREATE FUNCTION %1() RETURNS trigger LANGUAGE plpgsql "
                                        "SET enable_seqscan = off SET jit = off AS $guard$ BEGIN %2 END $guard$")
                             .arg(name, body));
}

// TRUNCATE asks no row trigger.
void appendNoTruncate(std::vector<QString>& statements, const char* table, const QString& refusing) {
    statements.push_back(QStringLiteral("CREATE TRIGGER %1_truncate BEFORE TRUNCATE ON %2 FOR EACH STATEMENT "
                                        "EXECUTE FUNCTION %1()")
                             .arg(refusing, text(table)));
}

// A row trigger on DELETE has no NEW; returning it would silently skip the delete.
QString passOn(const Guard& guard) {
    return text(guard.event).startsWith(u"DELETE") ? QStringLiteral("RETURN OLD;") : QStringLiteral("RETURN NEW;");
}

} // namespace

void appendGuard(std::vector<QString>& statements, Engine engine, const Guard& guard) {
    const QString name = text(guard.name);
    const QString refusal = text(guard.refusal);
    const QString head = QStringLiteral("CREATE TRIGGER %1 BEFORE %2 ON %3 FOR EACH ROW ")
                             .arg(name, text(guard.event), text(guard.table));
    if (engine == Engine::Sqlite) {
        statements.push_back(head + QStringLiteral("WHEN (%1) BEGIN SELECT RAISE(ABORT, 'PD-REFUSED:%2'); END")
                                        .arg(text(guard.condition), refusal));
        return;
    }
    const QString raise = QStringLiteral("RAISE EXCEPTION 'PD-REFUSED:%1' USING ERRCODE = 'P0001';").arg(refusal);
    if (guard.plain) {
        appendPostgresFunction(statements, name, raise);
        statements.push_back(head + QStringLiteral("WHEN (%1) EXECUTE FUNCTION %2()").arg(text(guard.condition), name));
        if (text(guard.event) == u"DELETE") appendNoTruncate(statements, guard.table, name);
        return;
    }
    appendPostgresFunction(
        statements, name,
        QStringLiteral("IF (%1) THEN %2 END IF; %3").arg(text(guard.condition), raise, passOn(guard)));
    statements.push_back(head + QStringLiteral("EXECUTE FUNCTION %1()").arg(name));
}

QByteArray inLive(const QByteArray& condition) {
    return "(SELECT value FROM setting WHERE name = 'environment') <> 'TRAINING' AND (" + condition + ")";
}

void dropGuard(std::vector<QString>& statements, Engine engine, const char* name, const char* table) {
    if (engine == Engine::Sqlite) {
        statements.push_back(QStringLiteral("DROP TRIGGER %1").arg(text(name)));
        return;
    }
    statements.push_back(QStringLiteral("DROP TRIGGER %1 ON %2").arg(text(name), text(table)));
    statements.push_back(QStringLiteral("DROP FUNCTION %1()").arg(text(name)));
}

void appendOnly(std::vector<QString>& statements, Engine engine, const char* table) {
    const QByteArray updateName = QByteArray(table) + "_no_update";
    const QByteArray deleteName = QByteArray(table) + "_no_delete";
    const char* always = engine == Engine::Sqlite ? "1" : "true";
    appendGuard(statements, engine, {updateName.constData(), table, "UPDATE", always, "AppendOnly", true});
    appendGuard(statements, engine, {deleteName.constData(), table, "DELETE", always, "AppendOnly", true});
}

void appendNoReplace(std::vector<QString>& statements, Engine engine, const char* table, const char* sameKey,
                     const char* refusal) {
    if (engine != Engine::Sqlite) return;
    const QByteArray name = QByteArray(table) + "_no_replace";
    const QByteArray inTheWay =
        QByteArray("EXISTS (SELECT 1 FROM ") + table + " o WHERE o.rowid = NEW.rowid OR " + sameKey + ")";
    appendGuard(statements, engine, {name.constData(), table, "INSERT", inTheWay.constData(), refusal});
    // Every table has a hidden rowid, a key as well: who takes another row's rowid pushes that row out.
    // UPDATE OR REPLACE deletes in the same way whatever the changed row runs into.
    const QByteArray updateName = name + "_update";
    const QByteArray another = QByteArray("NEW.rowid <> OLD.rowid OR EXISTS (SELECT 1 FROM ") + table + " o WHERE (" +
                               sameKey + ") AND o.rowid <> OLD.rowid)";
    appendGuard(statements, engine, {updateName.constData(), table, "UPDATE", another.constData(), refusal});
}

void appendKeyFrozen(std::vector<QString>& statements, Engine engine, const char* table, const QStringList& columns) {
    const QByteArray name = QByteArray(table) + "_key_frozen";
    const QByteArray event = "UPDATE OF " + columns.join(QStringLiteral(", ")).toLatin1();
    QStringList changed;
    for (const QString& column : columns) changed << QStringLiteral("NEW.%1 <> OLD.%1").arg(column);
    const QByteArray condition = changed.join(QStringLiteral(" OR ")).toLatin1();
    appendGuard(statements, engine,
                {name.constData(), table, event.constData(), condition.constData(), "AppendOnly", true});
}

void appendReaction(std::vector<QString>& statements, Engine engine, const Reaction& reaction) {
    const QString name = text(reaction.name);
    QString effects;
    for (const char* effect : reaction.effects) effects += text(effect) + QStringLiteral("; ");
    const QString head = QStringLiteral("CREATE TRIGGER %1 AFTER %2 ON %3 FOR EACH ROW WHEN (%4) ")
                             .arg(name, text(reaction.event), text(reaction.table), text(reaction.condition));
    if (engine == Engine::Sqlite) {
        statements.push_back(head + QStringLiteral("BEGIN %1END").arg(effects));
        return;
    }
    appendPostgresFunction(statements, name, effects + QStringLiteral("RETURN NULL;"));
    statements.push_back(head + QStringLiteral("EXECUTE FUNCTION %1()").arg(name));
}

void appendShared(std::vector<QString>& statements, Engine engine, std::initializer_list<const char*> shared) {
    for (const char* statement : shared) statements.push_back(expandTokens(engine, text(statement)));
}

} // namespace payout::store
