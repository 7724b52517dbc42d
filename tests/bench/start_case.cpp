// SPDX-License-Identifier: GPL-3.0-or-later
// P6: the real desk over a million open exceptions against sqlitebrowser, each on the same empty screen: from exec
// until the window stands still, and the memory with the list of exceptions (there: the table of payouts) in sight.
#include "tests/bench/desk_cases.h"
#include "tests/bench/key_typist.h"
#include "tests/bench/million_payouts.h"
#include "tests/bench/virtual_screen.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <cstdio>

namespace payout::bench {

namespace {

constexpr double goalStart = 1;
constexpr double goalMemory = 0.6;
constexpr char exceptionsKey = '3'; ///< Ctrl+3 opens the exceptions

struct Series {
    std::vector<double> first;
    std::vector<double> settled;
    std::vector<double> rss;
    std::vector<double> pss;

    void add(const Watched& start, const Memory& memory) {
        first.push_back(start.firstSeconds);
        settled.push_back(start.settledSeconds);
        rss.push_back(memory.rssMib);
        pss.push_back(memory.pssMib);
    }
};

struct Programs {
    Series desk;
    Series deskList;
    Series peer;
    Series peerTable;
};

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

QString deskProgram() {
    return QDir::cleanPath(QCoreApplication::applicationDirPath() + QStringLiteral("/../../app/payout-desk"));
}

// A figure of a page that did not open would be a lie.
template <class Typing> Done changePage(VirtualScreen& screen, ScreenProgram& desk, const char* what, Typing typing) {
    const std::vector<std::uint32_t> before(screen.pixels().begin(), screen.pixels().end());
    TRY_DONE(typing());
    TRY_DONE(desk.settle());
    std::size_t changed = 0;
    for (std::size_t i = 0; i < before.size(); ++i) changed += before[i] != screen.pixels()[i];
    if (changed > before.size() / 50) return {};
    return broken(QStringLiteral("PageDidNotOpen"), QLatin1String(what));
}

Done signInAndOpenExceptions(VirtualScreen& screen, ScreenProgram& desk) {
    TRY_DONE(changePage(screen, desk, "sign-in",
                        [&] { return typeText(screen.display(), benchLogin + u'\t' + benchPassword + u'\n'); }));
    return changePage(screen, desk, "exceptions", [&] { return typeControl(screen.display(), exceptionsKey); });
}

Done runDesk(VirtualScreen& screen, const QString& url, Programs& programs) {
    TRY(const auto desk, ScreenProgram::start(screen, deskProgram(), {QStringLiteral("--database"), url}));
    TRY(const Memory started, desk->memory());
    programs.desk.add(desk->watched(), started);
    TRY_DONE(signInAndOpenExceptions(screen, *desk));
    TRY(const Memory withList, desk->memory());
    programs.deskList.add(desk->watched(), withList);
    return {};
}

Done runPeer(VirtualScreen& screen, const QStringList& arguments, Series& series) {
    TRY(const auto peer, ScreenProgram::start(screen, QStringLiteral("sqlitebrowser"), arguments));
    TRY(const Memory memory, peer->memory());
    series.add(peer->watched(), memory);
    return {};
}

Done runRound(VirtualScreen& screen, const FullStore& full, Programs& programs) {
    const store::DatabaseUrl& url = full.store->url();
    TRY_DONE(runPeer(screen, {}, programs.peer));
    TRY_DONE(runDesk(screen, url.text, programs));
    return runPeer(screen, {QStringLiteral("-R"), QStringLiteral("-t"), QStringLiteral("payout"), url.sqlitePath()},
                   programs.peerTable);
}

void printSeries(const char* name, const Series& series) {
    const auto [least, most] = std::ranges::minmax(series.settled);
    std::printf("  %-40s %7.3f %8.3f  %.3f..%.3f %7.0f %5.0f\n", name, median(series.first), median(series.settled),
                least, most, median(series.rss), median(series.pss));
}

bool goal(const char* what, double value, double most) {
    const bool met = value <= most;
    std::printf("  %s  %s: %.2fx, goal %.2fx\n", met ? "PASS" : "FAIL", what, value, most);
    return met;
}

bool judge(const Programs& programs) {
    printSeries("sqlitebrowser, no file", programs.peer);
    printSeries("payout-desk, sign-in page", programs.desk);
    printSeries("sqlitebrowser -t payout", programs.peerTable);
    printSeries("payout-desk, list of exceptions", programs.deskList);
    const bool start = goal("desk usable against sqlitebrowser without a file",
                            median(programs.desk.settled) / median(programs.peer.settled), goalStart);
    const bool memory = goal("memory (PSS) of the list against sqlitebrowser -t payout",
                             median(programs.deskList.pss) / median(programs.peerTable.pss), goalMemory);
    std::printf("\n");
    std::fflush(stdout);
    return start && memory;
}

} // namespace

Result<GoalsMet> runDeskStart(const BenchSettings& settings) {
    TRY(const FullStore* full, fullStore(store::Engine::Sqlite, settings.rows));
    TRY(const auto screen, VirtualScreen::start());
    std::printf("Start and memory of the desk over %d payouts\n  %-40s %7s %8s  %-12s %7s %5s\n", settings.rows,
                "seconds, MiB", "first", "settled", "least..most", "RSS", "PSS");
    std::fflush(stdout);
    Programs warmUp;
    TRY_DONE(runRound(*screen, *full, warmUp));
    Programs programs;
    for (int round = 0; round < settings.rounds; ++round) TRY_DONE(runRound(*screen, *full, programs));
    return judge(programs) ? GoalsMet::Yes : GoalsMet::No;
}

} // namespace payout::bench
