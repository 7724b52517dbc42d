// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/kill_run.h"

#include "tests/faults/fault_check.h"
#include "tests/faults/fault_processes.h"
#include "tests/faults/fault_rest.h"

#include <QElapsedTimer>
#include <QThread>

#include <array>
#include <random>

namespace payout::faults {

namespace {

constexpr std::int64_t rowsAhead = 60;
constexpr int pauseMaxMs = 400; // long enough for a worker to start and to be in the middle of something
constexpr int restSeconds = 240;

class KillRun {
public:
    KillRun(House& house, KillPlan plan)
        : m_house(house), m_plan(plan), m_processes(house.folder()), m_random(plan.seed) {}

    /// The number of violations; -1 if it did not come to an end.
    int go() {
        m_clock.start();
        m_processes.startAll();
        fire();
        if (!comeToRest(m_house, m_processes)) return -1;
        return report();
    }

private:
    // The worker most often: it is in the middle of something nearly always.
    Victim nextVictim() {
        const auto draw = m_random() % 100;
        return draw < 55 ? Victim::Worker : draw < 95 ? Victim::Egress : Victim::Bank;
    }

    void fire() {
        const int everyServer = m_server.isOurs() && m_plan.ofServer > 0 ? m_plan.kills / m_plan.ofServer : 0;
        for (int kill = 1; kill <= m_plan.kills; ++kill) {
            if (const Done fed = m_house.feed(rowsAhead); !fed) say(QStringLiteral("  ") + describe(fed.error()));
            QThread::msleep(m_random() % pauseMaxMs);
            const Victim victim = nextVictim();
            m_processes.kill(victim);
            ++m_killed[static_cast<std::size_t>(victim)];
            if (m_random() % 8 == 0) m_processes.kill(victim == Victim::Worker ? Victim::Egress : Victim::Worker);
            if (everyServer > 0 && kill % everyServer == 0) {
                if (!m_server.killAndStart() || !isBack()) return say(QStringLiteral("the server does not come back"));
                ++m_serverKilled;
            }
            m_processes.startAll();
            if (kill % 100 == 0) progress(kill);
        }
    }

    bool isBack() {
        for (int i = 0; i < restSeconds * 50; ++i) {
            if (m_house.number("SELECT 1") == 1) return true;
            QThread::msleep(20);
        }
        return false;
    }

    void progress(int kill) {
        say(QStringLiteral("  %1 kills, %2 s: %3 permits, %4 paid here, %5 exceptions")
                .arg(kill)
                .arg(m_clock.elapsed() / 1'000)
                .arg(m_house.number("SELECT COUNT(*) FROM send"))
                .arg(m_house.number("SELECT COUNT(*) FROM payout WHERE state = 'SUCCESS'"))
                .arg(m_house.number("SELECT COUNT(*) FROM payout WHERE state = 'EXCEPTION'")));
    }

    int report() {
        for (const Victim victim : {Victim::Worker, Victim::Egress, Victim::Bank}) m_processes.kill(victim);
        const auto verdict = compareWithBank(m_house);
        if (!verdict) {
            say(describe(verdict.error()));
            return -1;
        }
        say(QStringLiteral("killed: worker %1, egress %2, bank %3, database server %4")
                .arg(m_killed[0])
                .arg(m_killed[1])
                .arg(m_killed[2])
                .arg(m_serverKilled));
        say(QStringLiteral(
                "rows %1, permits %2; at the bank: received %3, paid %4; exceptions left %5, of them provably "
                "unsent %6")
                .arg(m_house.rowsMade())
                .arg(m_house.number("SELECT COUNT(*) FROM send"))
                .arg(verdict->received)
                .arg(verdict->paid)
                .arg(m_house.number("SELECT COUNT(*) FROM payout WHERE state = 'EXCEPTION'"))
                .arg(m_house.number("SELECT COUNT(*) FROM payout WHERE state = 'EXCEPTION' AND sub_reason = "
                                    "'NOT_SENT_LOCALLY'")));
        for (const QString& violation : verdict->violations) say(QStringLiteral("VIOLATION ") + violation);
        return static_cast<int>(verdict->violations.size());
    }

    House& m_house;
    KillPlan m_plan;
    Processes m_processes;
    Server m_server;
    std::mt19937 m_random;
    QElapsedTimer m_clock;
    std::array<int, 3> m_killed{};
    int m_serverKilled = 0;
};

} // namespace

int killAtRandom(House& house, KillPlan plan) { return KillRun(house, plan).go(); }

} // namespace payout::faults
