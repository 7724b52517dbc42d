// SPDX-License-Identifier: GPL-3.0-or-later
// The real programs under fire: payout-worker, payout-egress and payout-bank are killed with SIGKILL at random instants
// while they send on PostgreSQL, and the server itself now and then; afterwards the bank's own books are held against
// ours. tests/run --faults starts it.
//
//   payout_faults [--kills N] [--server-kills N] [--failovers N] [--lossy-failovers N] [--seed S]
#include "tests/faults/failover_run.h"
#include "tests/faults/fault_check.h"
#include "tests/faults/fault_processes.h"
#include "tests/faults/fault_rest.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QThread>

#include <array>
#include <cstdio>

using namespace payout;
using namespace payout::faults;

namespace {

constexpr std::int64_t rowsAhead = 60;
constexpr int pauseMaxMs = 400; // long enough for a worker to start and to be in the middle of something
constexpr int restSeconds = 240;

struct Plan {
    int kills = 1'000;
    int serverKills = 20;
    FailoverPlan failovers;
    quint32 seed = 1;
};

class Run {
public:
    Run(House& house, Plan plan) : m_house(house), m_plan(plan), m_processes(house.folder()), m_random(plan.seed) {}

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
        const int everyServer = m_server.isOurs() && m_plan.serverKills > 0 ? m_plan.kills / m_plan.serverKills : 0;
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
        std::fflush(stdout);
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
    Plan m_plan;
    Processes m_processes;
    Server m_server;
    std::mt19937 m_random;
    QElapsedTimer m_clock;
    std::array<int, 3> m_killed{};
    int m_serverKilled = 0;
};

Plan planOf(const QCoreApplication& application) {
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{QStringLiteral("kills"), {}, QStringLiteral("count"), QStringLiteral("1000")},
                       {QStringLiteral("server-kills"), {}, QStringLiteral("count"), QStringLiteral("20")},
                       {QStringLiteral("failovers"), {}, QStringLiteral("count"), QStringLiteral("5")},
                       {QStringLiteral("lossy-failovers"), {}, QStringLiteral("count"), QStringLiteral("3")},
                       {QStringLiteral("seed"), {}, QStringLiteral("number"), QStringLiteral("1")}});
    parser.process(application);
    const auto count = [&](const char* name) { return parser.value(QLatin1String(name)).toInt(); };
    const auto seed = parser.value(QStringLiteral("seed")).toUInt();
    return {count("kills"), count("server-kills"), {count("failovers"), count("lossy-failovers"), seed}, seed};
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    // Qt's driver laments over every statement of a server that was killed; what fails is said by the run itself.
    QLoggingCategory::setFilterRules(QStringLiteral("default.warning=false"));
    const Plan plan = planOf(application);
    int passed = 0;
    int failed = 0;
    const auto inAHouse = [&](const QString& title, const auto& run) {
        say(title);
        auto house = House::make(plan.seed);
        if (!house) say(describe(house.error()));
        const int violations = house ? run(**house) : -1;
        violations == 0 ? ++passed : ++failed;
    };
    if (plan.kills > 0)
        inAHouse(QStringLiteral("kill -9: %1 kills, %2 of the database server, seed %3")
                     .arg(plan.kills)
                     .arg(plan.serverKills)
                     .arg(plan.seed),
                 [&](House& house) { return Run(house, plan).go(); });
    // Last, because another server is in the place of the first one then.
    if (plan.failovers.faithful + plan.failovers.lossy > 0)
        inAHouse(QStringLiteral("fail-over: %1 to a synchronous standby, %2 to one that lacks commits, seed %3")
                     .arg(plan.failovers.faithful)
                     .arg(plan.failovers.lossy)
                     .arg(plan.seed),
                 [&](House& house) { return failOver(house, plan.failovers); });
    say(QStringLiteral("%1 passed, %2 failed").arg(passed).arg(failed));
    return failed == 0 ? 0 : 1;
}
