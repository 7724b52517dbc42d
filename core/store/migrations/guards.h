// SPDX-License-Identifier: GPL-3.0-or-later
// How the database refuses: one condition, written once in SQL that both engines read, becomes a trigger in each
// engine's own dialect. The message names a rules::Refusal, so that a person with the password and an SQL prompt meets
// the same "no" as the desk.
#pragma once

#include "core/store/engine.h"

#include <QStringList>

#include <vector>

namespace payout::store {

struct Guard {
    const char* name; ///< trigger name, unique in the schema
    const char* table;
    const char* event;     ///< "INSERT", "UPDATE", "UPDATE OF a, b" or "DELETE"
    const char* condition; ///< refuse when true; may use NEW and OLD and, unless `plain`, subqueries
    const char* refusal;   ///< a rules::Refusal name
    bool plain = false;    ///< no subquery: PostgreSQL tests it without calling a function
};

/// BEFORE triggers, row by row. A plain refusal of DELETE refuses TRUNCATE on PostgreSQL as well.
void appendGuard(std::vector<QString>& statements, Engine engine, const Guard& guard);
/// A condition that a training database does not ask: its people and its clock are moved at will.
[[nodiscard]] QByteArray inLive(const QByteArray& condition);
/// For a later migration that says it anew.
void dropGuard(std::vector<QString>& statements, Engine engine, const char* name, const char* table);
/// Refuses UPDATE and DELETE of every row: AppendOnly.
void appendOnly(std::vector<QString>& statements, Engine engine, const char* table);
/// SQLite only: REPLACE, and UPDATE OR REPLACE, delete the row in their way without asking any DELETE trigger, so they
/// are met when they write.
/// `sameKey` finds the row in the way; a unique index does not help, because it is what REPLACE obeys.
void appendNoReplace(std::vector<QString>& statements, Engine engine, const char* table, const char* sameKey,
                     const char* refusal = "AppendOnly");

/// What names a row, and what other rows know it by, never changes (AppendOnly).
void appendKeyFrozen(std::vector<QString>& statements, Engine engine, const char* table, const QStringList& columns);

struct Reaction {
    const char* name;
    const char* table;
    const char* event;                ///< as in Guard, run AFTER it
    const char* condition;            ///< no subquery
    std::vector<const char*> effects; ///< single statements that use NEW and OLD, readable by both engines
};
void appendReaction(std::vector<QString>& statements, Engine engine, const Reaction& reaction);

/// Shared statements with tokens, one literal each.
void appendShared(std::vector<QString>& statements, Engine engine, std::initializer_list<const char*> shared);

} // namespace payout::store
