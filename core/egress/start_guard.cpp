// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/egress/start_guard.h"

#include "core/egress/witness_table.h"
#include "core/rules/refusal.h"

namespace payout::egress {

namespace {

struct Doubt {
    QString reason;
    QString detail;
};

QString headText(const TrailHead& head) { return QStringLiteral("%1:%2").arg(head.id).arg(head.digest.left(12)); }

// The database's word for the journal is read first: the journal may grow meanwhile, never shrink.
Result<std::optional<Doubt>> doubtOfJournal(store::Connection& connection, const Journal& journal,
                                            const QString& egress) {
    TRY(const auto noted, notedMark(connection, egress));
    const JournalMark mark = journal.mark();
    if (!noted || noted->lines < mark.lines || *noted == mark) return std::nullopt;
    return Doubt{QStringLiteral("JOURNAL_WENT_BACK"),
                 QStringLiteral("known %1 lines, met %2").arg(noted->lines).arg(mark.lines)};
}

Result<std::optional<Doubt>> doubtOf(store::Connection& connection, const Journal& journal, const QString& egress,
                                     const Witness& seen) {
    const std::optional<Witness> last = journal.lastWitness();
    if (!last) {
        TRY(const bool sent, hasSends(connection));
        if (!sent) return std::nullopt;
        return Doubt{QStringLiteral("JOURNAL_NEW"),
                     QStringLiteral("the database has sent, and this egress remembers nothing")};
    }
    if (last->identifier != seen.identifier)
        return Doubt{QStringLiteral("IDENTIFIER_CHANGED"),
                     QStringLiteral("known %1, met %2").arg(last->identifier, seen.identifier)};
    if (last->timeline != seen.timeline)
        return Doubt{QStringLiteral("TIMELINE_CHANGED"),
                     QStringLiteral("known %1, met %2").arg(last->timeline).arg(seen.timeline)};
    TRY(const auto kept, headAt(connection, last->head.id));
    if (last->head.id > 0 && kept != last->head)
        return Doubt{QStringLiteral("TRAIL_WENT_BACK"),
                     QStringLiteral("known %1, met %2").arg(headText(last->head), headText(seen.head))};
    return doubtOfJournal(connection, journal, egress);
}

// What the database knows by itself, where no egress has a doubt of its own: it was sent on as another one.
Done raiseForDatabase(store::Connection& connection, Journal& journal, const QString& egress, const Witness& seen) {
    TRY(const bool open, isQuarantineOpen(connection));
    if (open) return joinOpenQuarantine(connection, egress, journal.sendings());
    TRY(const UtcTime now, connection.now());
    TRY(const Quarantine raised,
        journal.raise(QStringLiteral("IDENTIFIER_CHANGED"),
                      QStringLiteral("the database was sent on as another one than %1").arg(seen.identifier), now));
    return reportQuarantine(connection, egress, raised, seen, journal.sendings());
}

// Whether two people have looked, since, at what this egress reported.
Result<bool> passesReleased(store::Connection& connection, Journal& journal, const QString& egress,
                            const Quarantine& quarantine, const Witness& seen) {
    TRY(const bool released, isReleased(connection, egress, quarantine.token));
    if (!released) return false;
    TRY_DONE(journal.release(quarantine.token, seen));
    TRY_DONE(restartMark(connection, egress, journal.mark())); // two people have looked at this journal
    return true;
}

} // namespace

Result<Witness> guardStart(store::Connection& connection, Journal& journal, const QString& egress) {
    TRY(const Witness seen, presentWitness(connection));
    if (const auto quarantine = journal.quarantine()) {
        TRY(const bool passed, passesReleased(connection, journal, egress, *quarantine, seen));
        if (!passed) {
            // Once more, in case the first report did not get through; it is stored once.
            TRY_DONE(reportQuarantine(connection, egress, *quarantine, seen, journal.sendings()));
            return rules::refuse(rules::Refusal::Quarantined, quarantine->reason);
        }
    }
    TRY_DONE(noteEgress(connection, egress));
    TRY(const auto doubt, doubtOf(connection, journal, egress, seen));
    if (doubt) {
        TRY(const UtcTime now, connection.now());
        TRY(const Quarantine raised, journal.raise(doubt->reason, doubt->detail, now));
        TRY_DONE(reportQuarantine(connection, egress, raised, seen, journal.sendings()));
        return rules::refuse(rules::Refusal::Quarantined, raised.reason);
    }
    if (!journal.lastWitness()) {
        TRY_DONE(noteBaseline(connection, seen));
        TRY_DONE(journal.witness(seen));
    }
    TRY(const bool quarantined, isQuarantined(connection));
    if (quarantined) {
        TRY_DONE(raiseForDatabase(connection, journal, egress, seen));
        return rules::refuse(rules::Refusal::Quarantined);
    }
    TRY_DONE(noteWatch(connection, egress, journal.mark()));
    return seen;
}

} // namespace payout::egress
