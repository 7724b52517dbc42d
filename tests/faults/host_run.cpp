// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/host_run.h"

#include "tests/faults/fault_check.h"
#include "tests/faults/fault_processes.h"
#include "tests/faults/fault_rest.h"
#include "tests/faults/quarantine_drill.h"

#include <QElapsedTimer>
#include <QHash>
#include <QThread>

#include <algorithm>
#include <list>
#include <random>

namespace payout::faults {

namespace {

constexpr int hosts = 16;
constexpr int egressesBeside = 3; // and the one of the house
constexpr int takersOver = 4;     // of the sixteen; the others may only take what nobody holds
constexpr std::int64_t rowsAhead = 120;

class HostRun {
public:
    HostRun(House& house, HostPlan plan)
        : m_house(house), m_plan(plan), m_processes(house.folder()), m_random(plan.seed) {}

    int go() {
        m_clock.start();
        if (!prepare()) return -1;
        for (int round = 0; round < m_plan.rounds; ++round)
            if (!startAtOnce()) return -1;
        if (!comeToRest(m_house, m_processes)) return -1;
        for (const Victim victim : {Victim::Worker, Victim::Egress, Victim::Bank}) m_processes.kill(victim);
        m_egresses.clear();
        return report();
    }

private:
    QString folderOf(int egress) const {
        return egress == 0 ? m_house.workspace().egress() : m_house.folder() + QStringLiteral("/egress%1").arg(egress);
    }

    // Egresses that are new to a database that has sent are met with quarantine (P0); two people let them in.
    bool prepare() {
        m_processes.start(Victim::Bank);
        QFile port(m_house.workspace().inFolder("bank/port"));
        if (!waitUntil(30, [&] { return port.open(QIODevice::ReadOnly); })) return false;
        const QString endpoint = QStringLiteral("http://127.0.0.1:") + QString::fromLatin1(port.readAll()).trimmed();
        if (!m_house.changeProfile(QStringLiteral("endpoint"), endpoint)) return false;
        m_processes.start(Victim::Egress);
        for (int egress = 1; egress <= egressesBeside; ++egress)
            m_egresses.emplace_back("payout-egress",
                                    QStringList{QStringLiteral("--database"), m_house.workspace().database.text,
                                                QStringLiteral("--folder"), folderOf(egress), QStringLiteral("--keys"),
                                                m_house.workspace().keys(), QStringLiteral("--name"),
                                                QStringLiteral("host%1").arg(egress)},
                                    folderOf(egress) + QStringLiteral(".log"));
        m_processes.start(Victim::Worker);
        if (!waitUntil(60, [&] {
                return m_house.number("SELECT COUNT(*) FROM quarantine WHERE state <> 'RELEASED'") == 1 &&
                       m_house.number("SELECT COUNT(*) FROM egress") == egressesBeside + 1;
            })) {
            say(QStringLiteral("no quarantine for new egresses: ") + situationOf(m_house));
            return false;
        }
        const Done released = releaseQuarantine(m_house);
        if (!released) say(describe(released.error()));
        m_processes.end(Victim::Worker);
        return released.has_value();
    }

    bool startAtOnce() {
        // One is in the middle of sending when the sixteen come.
        const std::int64_t atFirst = m_house.number(permits);
        if (!m_house.feed(rowsAhead)) return false;
        m_processes.startAll();
        (void)waitUntil(30, [&] { return m_house.number(permits) > atFirst; });
        const std::int64_t before = m_house.number(permits);
        std::list<Program> workers;
        const int first = static_cast<int>(m_random() % hosts);
        for (int host = 0; host < hosts; ++host) {
            QStringList arguments{QStringLiteral("--workspace"), m_house.folder(), QStringLiteral("--egress"),
                                  folderOf(host % (egressesBeside + 1))};
            if ((host + first) % hosts < takersOver) arguments << QStringLiteral("--take-over");
            workers.emplace_back("payout-worker", arguments, m_house.folder() + QStringLiteral("/workers.log"));
        }
        m_started += hosts + 1;
        const bool isSending = waitUntil(60, [&] { return m_house.number(permits) > before; });
        QThread::msleep(500 + m_random() % 1'500);
        // Half of them die, whoever sends may be among them; the others end in order.
        int host = 0;
        for (Program& worker : workers)
            if (host++ % 2 == 0) worker.kill();
        for (Program& worker : workers) worker.end();
        m_processes.end(Victim::Worker);
        if (!isSending) say(QStringLiteral("nobody sends: ") + situationOf(m_house));
        return isSending;
    }

    // By the journals of all egresses: a permit is in one of them, once.
    void compareJournals() {
        QHash<QByteArray, int> seen;
        for (int egress = 0; egress <= egressesBeside; ++egress) {
            QFile journal(folderOf(egress) + u'/' + QLatin1String(app::egressJournal));
            if (!journal.open(QIODevice::ReadOnly)) m_violations << QStringLiteral("no journal: ") + folderOf(egress);
            int sent = 0;
            for (const QByteArray& line : journal.readAll().split('\n')) {
                const QByteArrayList fields = line.split('\t');
                if (fields.size() < 6 || fields[1] != "SEND") continue;
                ++sent;
                if (++seen[fields[2] + ' ' + fields[5]] == 2)
                    m_violations << QStringLiteral("I8: one permit in two journals: ") + QString::fromLatin1(fields[2]);
            }
            m_sent << QString::number(sent);
        }
    }

    void violateIf(const char* what, const char* sql) {
        if (const std::int64_t found = m_house.number(sql); found != 0)
            m_violations << QStringLiteral("%1: %2").arg(QLatin1String(what)).arg(found);
    }

    int report() {
        compareJournals();
        violateIf("S4: an epoch of two hosts", "SELECT COUNT(*) FROM (SELECT epoch FROM send GROUP BY epoch "
                                               "HAVING COUNT(DISTINCT host) > 1) AS e");
        violateIf("S4: permits of an epoch that was over",
                  "SELECT COUNT(*) FROM send s WHERE EXISTS (SELECT 1 FROM send o WHERE o.epoch > s.epoch "
                  "AND o.armed_ms < s.armed_ms)");
        violateIf("S4: a row that was sent by two permits", "SELECT COUNT(*) FROM send WHERE send_no > 1");
        const auto verdict = compareWithBank(m_house);
        if (!verdict) {
            say(describe(verdict.error()));
            return -1;
        }
        m_violations << verdict->violations;
        say(QStringLiteral("%1 workers started in %2 rounds, %3 epochs of the send job; permits by egress %4; rows %5, "
                           "permits %6; at the bank: received %7, paid %8; %9 s")
                .arg(m_started)
                .arg(m_plan.rounds)
                .arg(m_house.number("SELECT epoch FROM lease WHERE job = 'send'"))
                .arg(m_sent.join(u'+'))
                .arg(m_house.rowsMade())
                .arg(m_house.number(permits))
                .arg(verdict->received)
                .arg(verdict->paid)
                .arg(m_clock.elapsed() / 1'000));
        for (const QString& violation : m_violations) say(QStringLiteral("VIOLATION ") + violation);
        return static_cast<int>(m_violations.size());
    }

    static constexpr const char* permits = "SELECT COUNT(*) FROM send";

    House& m_house;
    HostPlan m_plan;
    Processes m_processes;
    std::list<Program> m_egresses;
    std::mt19937 m_random;
    QElapsedTimer m_clock;
    QStringList m_violations;
    QStringList m_sent;
    int m_started = 0;
};

} // namespace

int startOnManyHosts(House& house, HostPlan plan) { return HostRun(house, plan).go(); }

} // namespace payout::faults
