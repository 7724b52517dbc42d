// SPDX-License-Identifier: GPL-3.0-or-later
// The real programs under fire: payout-worker, payout-egress and payout-bank are killed with SIGKILL at random instants
// while they send on PostgreSQL, and the server itself now and then; afterwards the bank's own books are held against
// ours. tests/run --faults starts it.
//
//   payout_faults [--kills N] [--server-kills N] [--seed S]
#include "tests/faults/fault_check.h"
#include "tests/faults/fault_processes.h"

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

void say(const QString& text) { std::printf("%s\n", qPrintable(text)); }

struct Plan {
    int kills = 1'000;
    int serverKills = 20;
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
        if (!rest()) return -1;
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

    bool waitFor(const char* zero) {
        for (int i = 0; i < restSeconds * 5; ++i) {
            if (m_house.number(zero) == 0) return true;
            m_processes.startAll();
            QThread::msleep(200);
        }
        say(QStringLiteral("does not come to rest: ") + QLatin1String(zero));
        return false;
    }

    // Faults have stopped: everything is sent, then asked about at every instant of the schedule until it is known.
    bool rest() {
        constexpr const char* unclaimed = "SELECT COUNT(*) FROM instruction i JOIN payout p ON p.instruction_id = i.id "
                                          "WHERE i.state = 'APPROVED_PROCESSING' AND p.state IS NULL";
        constexpr const char* prepared = "SELECT COUNT(*) FROM attempt a JOIN payout p ON p.id = a.payout_id "
                                         "WHERE a.state = 'PREPARED' AND p.state = 'PROCESSING'";
        constexpr const char* due = "SELECT COUNT(*) FROM attempt a CROSS JOIN payout_clock k JOIN payout p "
                                    "ON p.id = a.payout_id WHERE a.next_query_ms <= k.now_ms "
                                    "AND a.state IN ('ARMED', 'UNKNOWN') AND p.state IN ('PROCESSING', 'EXCEPTION')";
        if (!waitFor(unclaimed) || !waitFor(prepared)) return false;
        for (const int minutes : {2, 3, 6, 11, 12, 12, 16, 61}) {
            if (!m_house.passTime(std::chrono::minutes(minutes))) return false;
            if (!waitFor(due)) return false;
        }
        return waitFor("SELECT COUNT(*) FROM payout WHERE state = 'PROCESSING'");
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
                       {QStringLiteral("seed"), {}, QStringLiteral("number"), QStringLiteral("1")}});
    parser.process(application);
    return {parser.value(QStringLiteral("kills")).toInt(), parser.value(QStringLiteral("server-kills")).toInt(),
            parser.value(QStringLiteral("seed")).toUInt()};
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    // Qt's driver laments over every statement of a server that was killed; what fails is said by the run itself.
    QLoggingCategory::setFilterRules(QStringLiteral("default.warning=false"));
    const Plan plan = planOf(application);
    say(QStringLiteral("kill -9: %1 kills, %2 of the database server, seed %3")
            .arg(plan.kills)
            .arg(plan.serverKills)
            .arg(plan.seed));
    auto house = House::make(plan.seed);
    if (!house) {
        say(describe(house.error()));
        return 1;
    }
    const int violations = Run(**house, plan).go();
    const int passed = violations == 0 ? 1 : 0;
    say(QStringLiteral("%1 passed, %2 failed").arg(passed).arg(1 - passed));
    return violations == 0 ? 0 : 1;
}
