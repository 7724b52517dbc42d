// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/disk_run.h"

#include "tests/faults/fault_check.h"
#include "tests/faults/fault_processes.h"
#include "tests/faults/fault_rest.h"

#include <QElapsedTimer>
#include <QThread>

#include <array>
#include <random>

namespace payout::faults {

namespace {

constexpr std::int64_t rowsAhead = 120;
constexpr unsigned long settleMs = 700; // one payout may be past its journal already
constexpr unsigned long lookMs = 1'500;
constexpr int comeBackSeconds = 90;

enum class Disk { Journal, Database };

struct DiskFault {
    Disk disk;
    const char* title;
    const char* word;
    bool stopsAll; ///< a database whose tables cannot grow may still commit what fits
};

constexpr std::array diskFaults{
    DiskFault{Disk::Journal, "journal: disk full", "full", true},
    DiskFault{Disk::Database, "database: log cannot be written, disk full", "full /pg_wal", true},
    DiskFault{Disk::Journal, "journal: sync fails", "sync", true},
    DiskFault{Disk::Database, "database: sync of the log fails", "sync /pg_wal", true},
    DiskFault{Disk::Journal, "journal: read-only", "read-only", true},
    DiskFault{Disk::Database, "database: tables cannot grow, disk full", "full /base", false},
    DiskFault{Disk::Database, "database: read-only", "read-only", true},
};

class DiskRun {
public:
    DiskRun(House& house, DiskPlan plan)
        : m_house(house), m_plan(plan), m_processes(house.folder()), m_random(plan.seed) {}

    int go() {
        m_clock.start();
        if (!prepare()) return -1;
        for (int i = 0; i < m_plan.faults; ++i)
            if (!breakOnce(diskFaults[static_cast<std::size_t>(i) % diskFaults.size()])) return -1;
        if (!comeToRest(m_house, m_processes)) return -1;
        for (const Victim victim : {Victim::Worker, Victim::Egress, Victim::Bank}) m_processes.kill(victim);
        const int violations = report();
        const bool isAsBefore =
            m_server.killAndStart() && waitUntil(60, [&] { return m_house.number("SELECT 1") == 1; });
        return isAsBefore ? violations : -1;
    }

private:
    bool prepare() {
        if (!m_server.isOurs()) {
            say(QStringLiteral("no server of our own: tests/run --faults brings one"));
            return false;
        }
        // Where the server's user may read it.
        const QString library = m_server.fileBeside(QStringLiteral("bad_disk.so"));
        QFile::remove(library);
        if (!QFile::copy(QStringLiteral(PAYOUT_BAD_DISK_LIBRARY), library)) return false;
        QFile(library).setPermissions(QFile::permissions(library) | QFile::ReadOther | QFile::ExeOther);
        m_processes.setVariable(Victim::Egress, QStringLiteral("LD_PRELOAD"), library);
        m_processes.setVariable(Victim::Egress, QStringLiteral("PAYOUT_BAD_DISK"), m_house.workspace().egress());
        m_processes.setVariable(Victim::Egress, QStringLiteral("PAYOUT_BAD_DISK_SWITCH"), switchOf(Disk::Journal));
        QStringList folders;
        for (const char* name : {"base", "pg_wal", "pg_xact", "global"})
            folders << m_server.data() + u'/' + QLatin1String(name);
        m_variables = {QStringLiteral("LD_PRELOAD=") + library, QStringLiteral("PAYOUT_BAD_DISK=") + folders.join(u':'),
                       QStringLiteral("PAYOUT_BAD_DISK_SWITCH=") + switchOf(Disk::Database)};
        m_server.setDurable();
        return m_server.killAndStart(m_variables) && isBack() && leavesOnGoodDisks();
    }

    // Otherwise what is looked at below would show nothing.
    bool leavesOnGoodDisks() {
        const std::int64_t left = leftAfter({Disk::Journal, "no fault", "", false});
        if (left <= 0) say(QStringLiteral("nothing leaves on good disks"));
        return left > 0;
    }

    // In the middle of sending, and enough waits for as long as is looked at. -1 if there is no middle.
    std::int64_t leftAfter(const DiskFault& fault) {
        if (const Done fed = m_house.feed(rowsAhead); !fed || !goesOn()) return -1;
        QThread::msleep(m_random() % 400);
        set(fault.disk, fault.word);
        QThread::msleep(settleMs);
        const std::int64_t before = requestsAtBank();
        QThread::msleep(lookMs);
        const std::int64_t left = requestsAtBank() - before;
        say(QStringLiteral("  %1: %2 left meanwhile").arg(QLatin1String(fault.title)).arg(left));
        return left;
    }

    QString switchOf(Disk disk) const {
        return disk == Disk::Journal ? m_house.folder() + QStringLiteral("/disk_of_journal")
                                     : m_server.fileBeside(QStringLiteral("disk_of_database"));
    }

    // Renamed into its place: whoever reads it finds a whole word.
    void set(Disk disk, const char* word) {
        const QString path = switchOf(disk);
        QFile file(path + QStringLiteral(".new"));
        if (!file.open(QIODevice::WriteOnly)) return;
        file.write(word);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
        file.close();
        std::rename(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(path).constData());
    }

    bool isBack() {
        return waitUntil(comeBackSeconds, [&] { return m_house.number("SELECT 1") == 1; });
    }

    // By the bank's own journal.
    std::int64_t requestsAtBank() const {
        QFile books(m_house.workspace().bankBooks());
        if (!books.open(QIODevice::ReadOnly)) return 0;
        const QByteArray all = books.readAll();
        return all.count("\"t\":\"order\"") + all.count("\"t\":\"again\"");
    }

    bool goesOn() {
        const std::int64_t before = requestsAtBank();
        return waitUntil(comeBackSeconds, [&] {
            (void)m_house.feed(rowsAhead);
            m_processes.startAll();
            return requestsAtBank() > before;
        });
    }

    // As whoever watches the programs does: a journal that was given up is read anew by the next start only.
    bool mend(const DiskFault& fault) {
        set(fault.disk, "");
        if (fault.disk == Disk::Journal) m_processes.kill(Victim::Egress);
        if (fault.disk == Disk::Database && !waitUntil(5, [&] { return m_house.number("SELECT 1") == 1; })) {
            ++m_serverStarts;
            if (m_server.isRunning() ? !m_server.killAndStart(m_variables) : !m_server.start(m_variables)) return false;
        }
        return isBack();
    }

    bool breakOnce(const DiskFault& fault) {
        const std::int64_t left = leftAfter(fault);
        if (left < 0) return false;
        if (left > 0 && fault.stopsAll)
            m_violations << QStringLiteral("S19: %1 left, and the %2").arg(left).arg(QLatin1String(fault.title));
        if (mend(fault) && goesOn()) return true;
        say(QStringLiteral("nothing is sent after it was mended: ") + QLatin1String(fault.title));
        return false;
    }

    int report() {
        const auto verdict = compareWithBank(m_house);
        if (!verdict) {
            say(describe(verdict.error()));
            return -1;
        }
        m_violations << verdict->violations;
        say(QStringLiteral("%1 faults of disks, the server started again %2 times; rows %3, permits %4; at the bank: "
                           "received %5, paid %6; %7 s")
                .arg(m_plan.faults)
                .arg(m_serverStarts)
                .arg(m_house.rowsMade())
                .arg(m_house.number("SELECT COUNT(*) FROM send"))
                .arg(verdict->received)
                .arg(verdict->paid)
                .arg(m_clock.elapsed() / 1'000));
        for (const QString& violation : m_violations) say(QStringLiteral("VIOLATION ") + violation);
        return static_cast<int>(m_violations.size());
    }

    House& m_house;
    DiskPlan m_plan;
    Processes m_processes;
    Server m_server;
    std::mt19937 m_random;
    QElapsedTimer m_clock;
    QStringList m_variables;
    QStringList m_violations;
    int m_serverStarts = 0;
};

} // namespace

int breakDisks(House& house, DiskPlan plan) { return DiskRun(house, plan).go(); }

} // namespace payout::faults
