// SPDX-License-Identifier: GPL-3.0-or-later
// The real programs under fire: payout-worker, payout-egress and payout-bank on PostgreSQL, while what they stand on
// fails; afterwards the bank's own books are held against ours. tests/run --faults starts it.
//
//   payout_faults [--seed S]                     the two runs that come by themselves, --kills and --failovers
//   payout_faults --proxy [N] --clocks [N] ...   the runs that are named, as large as said or as is usual for them
#include "tests/faults/clock_run.h"
#include "tests/faults/disk_run.h"
#include "tests/faults/failover_run.h"
#include "tests/faults/fault_rest.h"
#include "tests/faults/host_run.h"
#include "tests/faults/kill_run.h"
#include "tests/faults/proxy_run.h"
#include "tests/faults/restore_run.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QLoggingCategory>

#include <array>

using namespace payout;
using namespace payout::faults;

namespace {

struct Flag {
    const char* name;
    const char* usual; ///< where it is named without a number
    bool isByItself;   ///< part of the run without flags
    const char* meaning;
};

constexpr std::array flags{
    Flag{"kills", "1000", true, "SIGKILL of worker, egress and bank"},
    Flag{"server-kills", "20", true, "and of the database server, among them"},
    Flag{"proxy", "2200", false,
         "cuts of the wire to the bank in payments, and as many in questions; 2200 are every byte"},
    Flag{"clocks", "24", false, "jumps of the clocks of worker, egress and database server"},
    Flag{"disks", "14", false, "disks full, failing to sync, read-only"},
    Flag{"hosts", "12", false, "times sixteen workers at once on four egresses"},
    Flag{"restores", "6", false, "times the database is set back"},
    Flag{"failovers", "5", true, "to a synchronous standby"},
    Flag{"lossy-failovers", "3", true, "to one that lacks commits"},
};

// A flag may stand without its number.
QStringList withNumbers(const QStringList& given) {
    QStringList all;
    for (qsizetype i = 0; i < given.size(); ++i) {
        all << given[i];
        const bool hasNumber = i + 1 < given.size() && !given[i + 1].startsWith(QStringLiteral("--"));
        for (const Flag& flag : flags)
            if (given[i] == QStringLiteral("--") + QLatin1String(flag.name) && !hasNumber)
                all << QString::fromLatin1(flag.usual);
    }
    return all;
}

class Runs {
public:
    explicit Runs(const QStringList& arguments) {
        m_parser.addHelpOption();
        for (const Flag& flag : flags)
            m_parser.addOption(
                {QString::fromLatin1(flag.name), QString::fromLatin1(flag.meaning), QStringLiteral("count")});
        m_parser.addOption({QStringLiteral("seed"), {}, QStringLiteral("number"), QStringLiteral("1")});
        m_parser.process(withNumbers(arguments));
        for (const Flag& flag : flags)
            m_isNamed = m_isNamed || (!flag.isByItself && m_parser.isSet(QLatin1String(flag.name)));
    }

    void all() {
        if (const KillPlan plan{count("kills"), count("server-kills"), seed()}; plan.kills > 0)
            inAHouse(QStringLiteral("kill -9: %1 kills, %2 of the database server").arg(plan.kills).arg(plan.ofServer),
                     [&](House& house) { return killAtRandom(house, plan); });
        if (const ProxyPlan plan{count("proxy"), seed()}; plan.cuts > 0)
            inAHouse(QStringLiteral("the wire: %1 cuts of payments and of questions").arg(plan.cuts),
                     [&](House& house) { return throughProxy(house, plan); });
        if (const ClockPlan plan{count("clocks"), seed()}; plan.jumps > 0)
            inAHouse(QStringLiteral("clocks: %1 jumps").arg(plan.jumps),
                     [&](House& house) { return jumpClocks(house, plan); });
        if (const DiskPlan plan{count("disks"), seed()}; plan.faults > 0)
            inAHouse(QStringLiteral("disks: %1 faults").arg(plan.faults),
                     [&](House& house) { return breakDisks(house, plan); });
        if (const HostPlan plan{count("hosts"), seed()}; plan.rounds > 0)
            inAHouse(QStringLiteral("hosts: sixteen workers at once, %1 rounds").arg(plan.rounds),
                     [&](House& house) { return startOnManyHosts(house, plan); });
        // Last, because another server is in the place of the first one then.
        if (const RestorePlan plan{count("restores"), seed()}; plan.restores > 0)
            inAHouse(QStringLiteral("backups: the database set back %1 times").arg(plan.restores),
                     [&](House& house) { return restoreBackups(house, plan); });
        if (const FailoverPlan plan{count("failovers"), count("lossy-failovers"), seed()};
            plan.faithful + plan.lossy > 0)
            inAHouse(QStringLiteral("fail-over: %1 to a synchronous standby, %2 to one that lacks commits")
                         .arg(plan.faithful)
                         .arg(plan.lossy),
                     [&](House& house) { return failOver(house, plan); });
    }

    int report() const {
        say(QStringLiteral("%1 passed, %2 failed").arg(m_passed).arg(m_failed));
        return m_failed == 0 ? 0 : 1;
    }

private:
    int count(const char* name) const {
        const auto flag =
            std::ranges::find_if(flags, [&](const Flag& f) { return QLatin1String(f.name) == QLatin1String(name); });
        if (m_parser.isSet(QLatin1String(name))) return m_parser.value(QLatin1String(name)).toInt();
        return flag->isByItself && !m_isNamed ? QByteArray(flag->usual).toInt() : 0;
    }

    quint32 seed() const { return m_parser.value(QStringLiteral("seed")).toUInt(); }

    void inAHouse(const QString& title, const auto& run) {
        say(QStringLiteral("%1, seed %2").arg(title).arg(seed()));
        auto house = House::make(seed());
        if (!house) say(describe(house.error()));
        const int violations = house ? run(**house) : -1;
        violations == 0 ? ++m_passed : ++m_failed;
    }

    QCommandLineParser m_parser;
    bool m_isNamed = false;
    int m_passed = 0;
    int m_failed = 0;
};

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    // Qt's driver laments over every statement of a server that was killed; what fails is said by the run itself.
    QLoggingCategory::setFilterRules(QStringLiteral("default.warning=false"));
    Runs runs(QCoreApplication::arguments());
    runs.all();
    return runs.report();
}
