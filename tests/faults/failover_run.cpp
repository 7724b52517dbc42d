// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/failover_run.h"

#include "tests/faults/fault_check.h"
#include "tests/faults/fault_cluster.h"
#include "tests/faults/fault_processes.h"
#include "tests/faults/fault_rest.h"
#include "tests/faults/quarantine_drill.h"

#include <QDir>
#include <QThread>
#include <QUrl>

#include <random>

namespace payout::faults {

namespace {

constexpr std::int64_t rowsAhead = 60;

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
        const int violations = drillQuarantine(
            m_house, m_processes, isLossy ? QStringLiteral("lossy") : QStringLiteral("synchronous"), before);
        m_violations += std::max(violations, 0);
        return violations >= 0;
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
