// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/failover_run.h"

#include "core/dispatch/quarantine.h"
#include "core/store/statement.h"
#include "tests/faults/fault_check.h"
#include "tests/faults/fault_cluster.h"
#include "tests/faults/fault_processes.h"
#include "tests/faults/fault_rest.h"

#include <QDir>
#include <QThread>
#include <QUrl>

#include <functional>

namespace payout::faults {

namespace {

constexpr std::int64_t rowsAhead = 60;
constexpr const char* openQuarantines = "SELECT COUNT(*) FROM quarantine WHERE state <> 'RELEASED'";

bool waitUntil(int seconds, const std::function<bool()>& condition) {
    for (int i = 0; i < seconds * 10; ++i) {
        if (condition()) return true;
        QThread::msleep(100);
    }
    return false;
}

class FailoverRun {
public:
    FailoverRun(House& house, FailoverPlan plan)
        : m_house(house), m_plan(plan), m_processes(house.folder()), m_random(plan.seed) {}

    int go() {
        if (!m_cluster.isOurs()) {
            say(QStringLiteral("no server of our own: tests/run --faults brings one"));
            return -1;
        }
        m_processes.startAll();
        for (int round = 1; round <= m_plan.faithful + m_plan.lossy; ++round)
            if (!failOnce(round > m_plan.faithful)) return -1;
        if (!startBeside()) return -1;
        if (!comeToRest(m_house, m_processes)) return -1;
        for (const Victim victim : {Victim::Worker, Victim::Egress, Victim::Bank}) m_processes.kill(victim);
        const auto verdict = compareWithBank(m_house);
        if (!verdict) return give(describe(verdict.error()));
        say(QStringLiteral("rows %1; permits in the journal %2, forgotten by a fail-over %3; at the bank: received %4, "
                           "paid %5")
                .arg(m_house.rowsMade())
                .arg(m_house.journalled())
                .arg(m_house.number("SELECT COUNT(*) FROM remembered_send"))
                .arg(verdict->received)
                .arg(verdict->paid));
        for (const QString& violation : verdict->violations) say(QStringLiteral("VIOLATION ") + violation);
        return static_cast<int>(verdict->violations.size()) + m_violations;
    }

private:
    int give(const QString& why) {
        say(why);
        return -1;
    }
    bool fail(const QString& why) {
        say(why);
        for (const char* program : {"payout-worker", "payout-egress"}) {
            QFile log(m_house.folder() + u'/' + QLatin1String(program) + QStringLiteral(".log"));
            if (log.open(QIODevice::ReadOnly)) say(QString::fromUtf8(log.readAll().right(800)));
        }
        return false;
    }
    void violate(const QString& what) {
        say(QStringLiteral("VIOLATION ") + what);
        ++m_violations;
    }

    bool failOnce(bool isLossy) {
        if (!m_house.feed(rowsAhead)) return fail(QStringLiteral("cannot feed"));
        if (!m_cluster.addStandby(isLossy ? Following::Asynchronous : Following::Synchronous))
            return fail(m_cluster.trouble());
        QThread::msleep(1'000 + m_random() % 1'000);
        if (isLossy && !m_cluster.cutStandby()) return fail(m_cluster.trouble());
        if (!m_house.feed(rowsAhead)) return fail(QStringLiteral("cannot feed"));
        QThread::msleep(1'500 + m_random() % 1'000);
        if (!m_cluster.killPrimary()) return fail(m_cluster.trouble());
        QThread::msleep(500); // what was permitted and journalled may still leave
        const std::int64_t before = m_house.journalled();
        if (!m_cluster.promoteStandby()) return fail(m_cluster.trouble());
        if (!waitUntil(60, [&] { return m_house.number("SELECT 1") == 1; }))
            return fail(QStringLiteral("the database does not come back"));
        m_processes.startAll();
        if (const Done brought = m_house.bringForgotten(); !brought) return fail(describe(brought.error()));
        if (!m_house.feed(rowsAhead)) return fail(QStringLiteral("cannot feed"));
        if (!waitUntil(60, [&] { return m_house.number(openQuarantines) == 1; }))
            return fail(QStringLiteral("VIOLATION I22: no quarantine after a fail-over"));
        QThread::msleep(3'000); // there are rows to send all the while
        if (m_house.journalled() != before)
            violate(QStringLiteral("I22: %1 permits left before the release").arg(m_house.journalled() - before));
        if (const Done released = release(); !released) return fail(describe(released.error()));
        say(QStringLiteral("  %1: %2 permits so far, %3 of them forgotten, 0 left before the release")
                .arg(isLossy ? QStringLiteral("lossy") : QStringLiteral("synchronous"))
                .arg(before)
                .arg(m_house.number("SELECT COUNT(*) FROM remembered_send")));
        // What was waiting may all have been sent before, and be asked about now.
        if (!m_house.feed(rowsAhead)) return fail(QStringLiteral("cannot feed"));
        if (!waitUntil(60, [&] {
                m_processes.startAll();
                return m_house.journalled() > before;
            }))
            return fail(QStringLiteral("nothing is sent after the release: ") + situation());
        return true;
    }

    // What could hold it up.
    QString situation() {
        QStringList words;
        const auto add = [&](const char* name, const char* sql) {
            words << QStringLiteral("%1 %2").arg(QLatin1String(name)).arg(m_house.number(sql));
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

    // As two people do it: stop the channel that nobody has compared, release, lift the stop.
    Done release() {
        TRY(store::Connection * c, m_house.connection());
        const rules::Actor supervisor = m_house.actor("supervisor", rules::Role::Supervisor);
        const rules::Actor auditor = m_house.actor("auditor", rules::Role::Auditor);
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
        TRY_DONE(
            store::execute(*c, "UPDATE channel SET stopped = 0, stopped_by = ? WHERE stopped = 1", auditor.person));
        return {};
    }

    // A clone with rows to send, and programs that find nothing wrong with its address: their egress has no memory.
    bool startBeside() {
        m_processes.kill(Victim::Worker);
        if (!m_house.feed(rowsAhead)) return fail(QStringLiteral("cannot feed"));
        const int port = m_cluster.startCopy();
        if (port == 0) return fail(m_cluster.trouble());
        QTemporaryDir folder;
        if (!copyWorkspace(folder.path(), port)) return fail(QStringLiteral("cannot copy the workspace"));
        {
            Processes beside(folder.path());
            beside.start(Victim::Egress);
            beside.start(Victim::Worker);
            QThread::msleep(6'000);
            const QString journal = folder.filePath(QStringLiteral("egress/journal"));
            QFile file(journal);
            const auto sent = file.open(QIODevice::ReadOnly) ? file.readAll().count("\tSEND\t") : 0;
            if (sent > 0) violate(QStringLiteral("I22: a clone sent %1 payouts").arg(sent));
            say(QStringLiteral("  clone started beside: %1 sent by it").arg(sent));
        }
        m_cluster.stopCopy();
        return true;
    }

    bool copyWorkspace(const QString& to, int port) {
        app::Workspace copy = m_house.workspace();
        for (const char* room : {"keys", "bank"}) {
            const QDir from(copy.inFolder(room));
            if (!QDir(to).mkpath(QLatin1String(room))) return false;
            for (const QString& name : from.entryList(QDir::Files))
                if (!QFile::copy(from.filePath(name), to + u'/' + QLatin1String(room) + u'/' + name)) return false;
        }
        QUrl url(copy.database.text);
        url.setPort(port);
        const auto database = store::DatabaseUrl::parse(url.toString(QUrl::FullyEncoded));
        if (!database) return false;
        copy.folder = to;
        copy.database = *database;
        return app::writeWorkspace(copy).has_value() && app::makeEgressFolder(copy.egress()).has_value();
    }

    House& m_house;
    FailoverPlan m_plan;
    Processes m_processes;
    Cluster m_cluster;
    std::mt19937 m_random;
    int m_violations = 0;
};

} // namespace

int failOver(House& house, FailoverPlan plan) { return FailoverRun(house, plan).go(); }

} // namespace payout::faults
