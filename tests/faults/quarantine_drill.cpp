// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/quarantine_drill.h"

#include "core/dispatch/quarantine.h"
#include "core/store/statement.h"
#include "tests/faults/fault_rest.h"

#include <QFile>
#include <QThread>

namespace payout::faults {

namespace {

constexpr std::int64_t rowsAhead = 60;
constexpr const char* openQuarantines = "SELECT COUNT(*) FROM quarantine WHERE state <> 'RELEASED'";

int stuck(const House& house, const QString& why) {
    say(why);
    for (const char* program : {"payout-worker", "payout-egress"}) {
        QFile log(house.folder() + u'/' + QLatin1String(program) + QStringLiteral(".log"));
        if (log.open(QIODevice::ReadOnly)) say(QString::fromUtf8(log.readAll().right(800)));
    }
    return -1;
}

} // namespace

QString situationOf(House& house) {
    QStringList words;
    const auto add = [&](const char* name, const char* sql) {
        words << QStringLiteral("%1 %2").arg(QLatin1String(name)).arg(house.number(sql));
    };
    add("waiting", "SELECT COUNT(*) FROM payout p JOIN instruction i ON i.id = p.instruction_id "
                   "WHERE p.state IS NULL AND i.state = 'APPROVED_PROCESSING'");
    add("prepared", "SELECT COUNT(*) FROM attempt WHERE state = 'PREPARED'");
    add("over a limit", "SELECT COUNT(*) FROM send_over_limit");
    add("quarantined", "SELECT quarantined FROM sending_quarantined");
    add("watching", "SELECT watching FROM egress_watching");
    add("channels up", "SELECT COUNT(*) FROM channel WHERE health = 'UP' AND stopped = 0");
    add("paused", "SELECT COUNT(*) FROM channel_pause WHERE sending_paused = 1");
    add("lease over in ms", "SELECT l.expires_ms - k.now_ms FROM lease l CROSS JOIN payout_clock k "
                            "WHERE l.job = 'send'");
    add("clock behind the trail by ms", "SELECT (SELECT MAX(at_ms) FROM trail) - now_ms FROM payout_clock");
    return words.join(QStringLiteral(", "));
}

Done releaseQuarantine(House& house) {
    TRY(store::Connection * c, house.connection());
    const rules::Actor supervisor = house.actor("supervisor", rules::Role::Supervisor);
    const rules::Actor auditor = house.actor("auditor", rules::Role::Auditor);
    TRY_DONE(store::execute(*c,
                            "UPDATE channel SET stopped = 1, stop_reason = 'fail-over', stopped_by = ?, "
                            "lift_proposed_by = NULL WHERE stopped = 0",
                            supervisor.person));
    if (!waitUntil(60, [&] {
            const auto view = dispatch::openQuarantine(*c);
            return view && *view && (*view)->id > 0 && (*view)->unreported.isEmpty();
        }))
        return broken(QStringLiteral("NoReport"));
    TRY(const auto shown, dispatch::openQuarantine(*c));
    TRY_DONE(dispatch::proposeRelease(*c, supervisor, *shown, QStringLiteral("fail-over drill"), {}));
    TRY(const auto proposed, dispatch::openQuarantine(*c));
    TRY_DONE(dispatch::confirmRelease(*c, auditor, *proposed));
    TRY_DONE(store::execute(*c, "UPDATE channel SET lift_proposed_by = ? WHERE stopped = 1", supervisor.person));
    TRY_DONE(store::execute(*c, "UPDATE channel SET stopped = 0, stopped_by = ? WHERE stopped = 1", auditor.person));
    return {};
}

int drillQuarantine(House& house, Processes& processes, const QString& title, std::int64_t before) {
    int violations = 0;
    if (!waitUntil(60, [&] { return house.number("SELECT 1") == 1; }))
        return stuck(house, QStringLiteral("the database does not come back"));
    processes.startAll();
    if (const Done brought = house.bringForgotten(); !brought) return stuck(house, describe(brought.error()));
    if (!house.feed(rowsAhead)) return stuck(house, QStringLiteral("cannot feed"));
    if (!waitUntil(60, [&] { return house.number(openQuarantines) == 1; }))
        return stuck(house, QStringLiteral("VIOLATION I22: no quarantine: ") + title);
    QThread::msleep(3'000); // there are rows to send all the while
    const std::int64_t left = house.journalled() - before;
    if (left != 0) {
        say(QStringLiteral("VIOLATION I22: %1 permits left before the release").arg(left));
        ++violations;
    }
    if (const Done released = releaseQuarantine(house); !released) return stuck(house, describe(released.error()));
    say(QStringLiteral("  %1: %2 permits so far, %3 of them forgotten, %4 left before the release")
            .arg(title)
            .arg(before)
            .arg(house.number("SELECT COUNT(*) FROM remembered_send"))
            .arg(left));
    // What was waiting may all have been sent before, and be asked about now.
    if (!house.feed(rowsAhead)) return stuck(house, QStringLiteral("cannot feed"));
    if (!waitUntil(60, [&] {
            processes.startAll();
            return house.journalled() > before;
        }))
        return stuck(house, QStringLiteral("nothing is sent after the release: ") + situationOf(house));
    return violations;
}

} // namespace payout::faults
