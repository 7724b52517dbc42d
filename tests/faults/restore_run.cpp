// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/restore_run.h"

#include "tests/faults/fault_check.h"
#include "tests/faults/fault_cluster.h"
#include "tests/faults/fault_processes.h"
#include "tests/faults/fault_rest.h"
#include "tests/faults/quarantine_drill.h"

#include <QElapsedTimer>
#include <QThread>

#include <random>

namespace payout::faults {

namespace {

constexpr std::int64_t rowsAhead = 60;

class RestoreRun {
public:
    RestoreRun(House& house, RestorePlan plan)
        : m_house(house), m_plan(plan), m_processes(house.folder()), m_random(plan.seed) {}

    int go() {
        m_clock.start();
        if (!m_cluster.isOurs()) return give(QStringLiteral("no server of our own: tests/run --faults brings one"));
        if (!m_cluster.startArchive()) return give(m_cluster.trouble());
        if (!waitUntil(60, [&] { return m_house.number("SELECT 1") == 1; }))
            return give(QStringLiteral("the database does not come back"));
        m_processes.startAll();
        for (int round = 0; round < m_plan.restores; ++round)
            if (!restoreOnce(round % 2 == 0)) return -1;
        if (!comeToRest(m_house, m_processes)) return -1;
        for (const Victim victim : {Victim::Worker, Victim::Egress, Victim::Bank}) m_processes.kill(victim);
        return report();
    }

private:
    int give(const QString& why) {
        say(why);
        return -1;
    }

    // Rows wait, and a part of them leaves.
    bool sendSome() {
        const std::int64_t before = m_house.journalled();
        const Done fed = m_house.feed(rowsAhead);
        if (!fed) say(describe(fed.error()));
        QThread::msleep(500 + m_random() % 1'000);
        return waitUntil(60, [&] {
            m_processes.startAll();
            return m_house.journalled() > before;
        });
    }

    bool restoreOnce(bool isToMoment) {
        if (!sendSome() || !m_cluster.takeBackup() || !sendSome() || !m_cluster.markMoment() || !sendSome()) {
            say(QStringLiteral("nothing is sent before the restore: ") + m_cluster.trouble());
            return false;
        }
        if (!m_cluster.killPrimary()) return give(m_cluster.trouble()) == 0;
        QThread::msleep(500); // what was permitted and journalled may still leave
        const std::int64_t before = m_house.journalled();
        const bool isBack = isToMoment ? m_cluster.restoreToMoment() : m_cluster.restoreBackup();
        if (!isBack) return give(m_cluster.trouble()) == 0;
        const std::int64_t known = forgotten();
        const int violations =
            drillQuarantine(m_house, m_processes,
                            isToMoment ? QStringLiteral("to a moment") : QStringLiteral("to an old backup"), before);
        if (violations < 0) return false;
        if (forgotten() <= known) return give(QStringLiteral("nothing was forgotten: this shows nothing")) == 0;
        m_violations += violations;
        return true;
    }

    std::int64_t forgotten() { return m_house.number("SELECT COUNT(*) FROM remembered_send"); }

    int report() {
        const auto verdict = compareWithBank(m_house);
        if (!verdict) return give(describe(verdict.error()));
        say(QStringLiteral("%1 restores; rows %2; permits in the journal %3, forgotten by a restore %4; at the bank: "
                           "received %5, paid %6; %7 s")
                .arg(m_plan.restores)
                .arg(m_house.rowsMade())
                .arg(m_house.journalled())
                .arg(forgotten())
                .arg(verdict->received)
                .arg(verdict->paid)
                .arg(m_clock.elapsed() / 1'000));
        for (const QString& violation : verdict->violations) say(QStringLiteral("VIOLATION ") + violation);
        return static_cast<int>(verdict->violations.size()) + m_violations;
    }

    House& m_house;
    RestorePlan m_plan;
    Processes m_processes;
    Cluster m_cluster;
    std::mt19937 m_random;
    QElapsedTimer m_clock;
    int m_violations = 0;
};

} // namespace

int restoreBackups(House& house, RestorePlan plan) { return RestoreRun(house, plan).go(); }

} // namespace payout::faults
