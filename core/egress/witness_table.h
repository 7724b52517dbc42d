// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/egress/journal.h"
#include "core/store/connection.h"

namespace payout::egress {

/// Which database this is and how far its trail has come, now. Unavailable "InRecovery" on a standby.
Result<Witness> presentWitness(store::Connection& connection);
/// The head of this number as the database holds it today; none if there is no such row.
Result<std::optional<TrailHead>> headAt(store::Connection& connection, std::int64_t id);
Result<bool> hasSends(store::Connection& connection);
/// The database's own word: an open quarantine, or another database than its sends were made on.
Result<bool> isQuarantined(store::Connection& connection);

/// The first egress that meets a database without sends says which one it is; nothing if it is said.
Done noteBaseline(store::Connection& connection, const Witness& seen);
Done noteEgress(store::Connection& connection, const QString& egress);
/// That this egress has just found the database to be the known one; written at most every two seconds.
/// With it goes how far the journal had come: a journal that is shorter later was put back.
Done noteWatch(store::Connection& connection, const QString& egress, const JournalMark& mark);
Result<std::optional<JournalMark>> notedMark(store::Connection& connection, const QString& egress);
/// From here on this journal counts, however far the one before had come.
Done restartMark(store::Connection& connection, const QString& egress, const JournalMark& mark);
Result<bool> isQuarantineOpen(store::Connection& connection);
/// Opens a quarantine, or finds the open one, and reports this egress' part: its token, and what it let out that the
/// database does not know.
Done reportQuarantine(store::Connection& connection, const QString& egress, const Quarantine& quarantine,
                      const Witness& seen, const std::vector<Sending>& sendings);
/// Two people released the quarantine that this token was reported to, on the database as it is now.
Result<bool> isReleased(store::Connection& connection, const QString& egress, const QString& token);
/// Reports to the open quarantine that somebody else raised, so that it can be released; nothing if there is none.
Done joinOpenQuarantine(store::Connection& connection, const QString& egress, const std::vector<Sending>& sendings);

} // namespace payout::egress
