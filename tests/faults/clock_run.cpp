// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/clock_run.h"

#include "tests/faults/fault_check.h"
#include "tests/faults/fault_processes.h"
#include "tests/faults/fault_rest.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <algorithm>
#include <array>
#include <random>

namespace payout::faults {

namespace {

constexpr std::int64_t rowsAhead = 60;
constexpr unsigned long settleMs = 500; // one payout may be on its way, past its look at the clock
constexpr unsigned long lookMs = 1'500;
constexpr int comeBackSeconds = 60;
constexpr std::array sizes{7, 60, 600, 3'600, 3'600};

enum class Clock { Worker, Egress, Database, All };
constexpr std::array clocks{Clock::Worker, Clock::Egress, Clock::Database, Clock::All};
constexpr std::array names{"worker", "egress", "database", "all"};

/// Where Debian keeps it; "" if it is not installed.
QString libfaketime() {
    for (const char* place : {"x86_64-linux-gnu", "aarch64-linux-gnu"}) {
        const QString path = QStringLiteral("/usr/lib/%1/faketime/libfaketimeMT.so.1").arg(QLatin1String(place));
        if (QFile::exists(path)) return path;
    }
    return {};
}

struct Jump {
    Clock clock = Clock::All;
    int seconds = 0;
    /// Whether a payout may still be permitted: the egress does not use its wall clock, and when all went ahead
    /// together nobody can notice.
    bool mayGoOn() const { return clock == Clock::Egress || (clock == Clock::All && seconds > 0); }
};

class ClockRun {
public:
    ClockRun(House& house, ClockPlan plan)
        : m_house(house), m_plan(plan), m_processes(house.folder()), m_random(plan.seed) {}

    int go() {
        m_elapsed.start();
        if (!prepare()) return -1;
        for (int i = 0; i < m_plan.jumps; ++i)
            if (!jumpOnce(nextJump(i))) return -1;
        if (!comeToRest(m_house, m_processes)) return -1;
        for (const Victim victim : {Victim::Worker, Victim::Egress, Victim::Bank}) m_processes.kill(victim);
        const int violations = report();
        const bool isAsBefore =
            m_server.killAndStart() && waitUntil(60, [&] { return m_house.number("SELECT 1") == 1; });
        return isAsBefore ? violations : -1;
    }

private:
    bool prepare() {
        m_library = libfaketime();
        if (m_library.isEmpty() || !m_server.isOurs()) {
            say(QStringLiteral("no libfaketime, or no server of our own: tests/run --faults brings both"));
            return false;
        }
        for (const Clock clock : {Clock::Worker, Clock::Egress, Clock::Database}) set(clock, 0);
        for (const Victim victim : {Victim::Worker, Victim::Egress})
            for (const auto& [name, value] : variablesOf(victim == Victim::Worker ? Clock::Worker : Clock::Egress))
                m_processes.setVariable(victim, name, value);
        QStringList server;
        for (const auto& [name, value] : variablesOf(Clock::Database)) server << name + u'=' + value;
        if (!m_server.killAndStart(server) || !waitUntil(60, [&] { return m_house.number("SELECT 1") == 1; }))
            return false;
        return goesOn();
    }

    QList<std::pair<QString, QString>> variablesOf(Clock clock) const {
        return {{QStringLiteral("LD_PRELOAD"), m_library},
                {QStringLiteral("FAKETIME_TIMESTAMP_FILE"), fileOf(clock)},
                {QStringLiteral("FAKETIME_NO_CACHE"), QStringLiteral("1")},
                // A clock that people set; the ones that only count go on.
                {QStringLiteral("DONT_FAKE_MONOTONIC"), QStringLiteral("1")}};
    }

    QString fileOf(Clock clock) const {
        return m_server.fileBeside(
            QStringLiteral("clock_%1").arg(QLatin1String(names[static_cast<std::size_t>(clock)])));
    }

    // Renamed into its place: whoever reads it finds one time or the other.
    void set(Clock clock, int seconds) {
        const QString path = fileOf(clock);
        QFile file(path + QStringLiteral(".new"));
        if (!file.open(QIODevice::WriteOnly)) return;
        file.write(QByteArray(seconds < 0 ? "" : "+") + QByteArray::number(seconds) + '\n');
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
        file.close();
        std::rename(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(path).constData());
    }

    void apply(Clock clock, int seconds) {
        if (clock != Clock::All) return set(clock, seconds);
        for (const Clock one : {Clock::Worker, Clock::Egress, Clock::Database}) set(one, seconds);
    }

    Jump nextJump(int number) {
        const Clock clock = clocks[static_cast<std::size_t>(number) % clocks.size()];
        const int size = sizes[m_random() % sizes.size()];
        // Every clock goes both ways within eight jumps.
        return {clock, (number / 4) % 2 == 0 ? -size : size};
    }

    // How many are permitted while rows wait.
    std::int64_t permitsMeanwhile() {
        QThread::msleep(settleMs);
        const std::int64_t before = m_house.number(permits);
        QThread::msleep(lookMs);
        m_processes.startAll();
        return m_house.number(permits) - before;
    }

    bool goesOn() {
        const std::int64_t before = m_house.number(permits);
        return waitUntil(comeBackSeconds, [&] {
            (void)m_house.feed(rowsAhead);
            m_processes.startAll();
            return m_house.number(permits) > before;
        });
    }

    bool jumpOnce(const Jump& jump) {
        const QString title = QStringLiteral("%1 %2%3 s")
                                  .arg(QLatin1String(names[static_cast<std::size_t>(jump.clock)]))
                                  .arg(jump.seconds > 0 ? "+" : "")
                                  .arg(jump.seconds);
        if (!m_house.feed(rowsAhead)) return false;
        apply(jump.clock, jump.seconds);
        const std::int64_t meanwhile = permitsMeanwhile();
        if (meanwhile > 0 && !jump.mayGoOn())
            violate(QStringLiteral("A7: %1 permits after %2").arg(meanwhile).arg(title));
        m_meanwhile += jump.mayGoOn() ? 0 : 1;
        apply(jump.clock, 0);
        if (m_house.number(behindTrail) > 6'000) {
            // The trail is in the future now: nothing is permitted until its time has come (I20).
            const std::int64_t behind = permitsMeanwhile();
            if (behind > 0) violate(QStringLiteral("V12: %1 permits behind the trail after %2").arg(behind).arg(title));
            ++m_behind;
            (void)m_house.passTime(std::chrono::minutes(jump.seconds / 60 + 1));
        }
        leaveNight();
        if (goesOn()) return true;
        say(QStringLiteral("nothing is sent any more after ") + title);
        return false;
    }

    // The pause around midnight is no fault.
    void leaveNight() {
        constexpr const char* hour = "SELECT ((now_ms / 3600000 + 8) % 24) FROM payout_clock";
        if (m_house.number(hour) == 23) (void)m_house.passTime(std::chrono::minutes(90));
    }

    void violate(const QString& what) { m_violations << what; }

    int report() {
        const auto verdict = compareWithBank(m_house);
        if (!verdict) {
            say(describe(verdict.error()));
            return -1;
        }
        m_violations << verdict->violations;
        say(QStringLiteral(
                "%1 jumps of worker, egress, database server and all three by 7 s to an hour, back and ahead; "
                "%2 times nothing may be permitted, %3 times the clock was behind the trail; rows %4, permits "
                "%5; at the bank: received %6, paid %7; %8 s")
                .arg(m_plan.jumps)
                .arg(m_meanwhile)
                .arg(m_behind)
                .arg(m_house.rowsMade())
                .arg(m_house.number(permits))
                .arg(verdict->received)
                .arg(verdict->paid)
                .arg(m_elapsed.elapsed() / 1'000));
        for (const QString& violation : m_violations) say(QStringLiteral("VIOLATION ") + violation);
        return static_cast<int>(m_violations.size());
    }

    static constexpr const char* behindTrail = "SELECT (SELECT MAX(at_ms) FROM trail) - now_ms FROM payout_clock";
    static constexpr const char* permits = "SELECT COUNT(*) FROM send";

    House& m_house;
    ClockPlan m_plan;
    Processes m_processes;
    Server m_server;
    std::mt19937 m_random;
    QElapsedTimer m_elapsed;
    QString m_library;
    QStringList m_violations;
    int m_meanwhile = 0;
    int m_behind = 0;
};

} // namespace

int jumpClocks(House& house, ClockPlan plan) { return ClockRun(house, plan).go(); }

} // namespace payout::faults
