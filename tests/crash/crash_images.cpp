// SPDX-License-Identifier: GPL-3.0-or-later
// tests/run --crash-images: days are recorded, the power goes at some operation, and the programs start from what the
// disk may hold then. Before anything is counted it is shown that a disk or a setting that loses data is found out.
#include "tests/crash/day_judge.h"
#include "tests/crash/recorded_day.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QHashFunctions>

#include <chrono>
#include <cstdio>

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace payout;
using namespace payout::crash;
using simulate::Dice;

constexpr std::int64_t imagesOfADay = 2'500;
constexpr int goesOnEvery = 16;
constexpr int damageEvery = 4;

void print(const QString& text) {
    std::printf("%s\n", text.toUtf8().constData());
    std::fflush(stdout);
}

/// Plain, so that it goes through a pipe.
struct Total {
    std::int64_t images = 0;
    std::int64_t failed = 0;
    std::int64_t days = 0;
    std::int64_t operations = 0;
    std::int64_t commits = 0;
    std::int64_t departures = 0;
    std::int64_t unreported = 0;
    std::int64_t torn = 0;
    std::int64_t contents = 0;
    std::uint64_t hash = 0; ///< a sum: the same for the same seed, however the days are shared out
};

void add(Total& total, const Total& part) {
    total.images += part.images;
    total.failed += part.failed;
    total.days += part.days;
    total.operations += part.operations;
    total.commits += part.commits;
    total.departures += part.departures;
    total.unreported += part.unreported;
    total.torn += part.torn;
    total.contents += part.contents;
    total.hash += part.hash;
}

/// Of every draw and every verdict; not of the bytes, which hold the moment when the template was made.
void mix(std::uint64_t& hash, std::uint64_t value) { hash = (hash ^ value) * 0x100000001b3U; }

/// One recorded day, and what its commits come to.
class DayOfImages {
public:
    DayOfImages(const DiskRecord& record, std::uint64_t seed)
        : m_record(record), m_seed(seed), m_judge(record, m_check) {}

    Total run(std::int64_t images) {
        CrashDisk disk(m_record);
        Total total = runOn(disk, images);
        total.days = 1;
        total.operations = static_cast<std::int64_t>(m_record.operations().size());
        total.commits = static_cast<std::int64_t>(m_judge.commits());
        total.departures = static_cast<std::int64_t>(m_record.departures().size());
        total.contents = m_check.contentsSeen();
        return total;
    }
    /// How many images show what is wrong with a disk that forgets syncs (or with the day, where none is named).
    std::int64_t foundOn(const std::function<bool(const QString&)>& forgetsSyncs, std::int64_t images) {
        CrashDisk disk(m_record, forgetsSyncs);
        m_isLoud = false;
        return runOn(disk, images).failed;
    }

private:
    // Later and later, so that the record is gone through once. Four of five anywhere; the fifth while an entry of the
    // journal is on its way, which is a moment among hundreds.
    std::vector<std::size_t> drawCuts(std::int64_t images, Dice& dice) const {
        const auto& operations = m_record.operations();
        std::vector<std::size_t> flying;
        for (std::size_t i = 0; i < operations.size(); ++i)
            if (operations[i].kind == Operation::Kind::Write &&
                m_record.files()[static_cast<std::size_t>(operations[i].file)].name == journalName)
                flying.push_back(i + 1);
        std::vector<std::size_t> cuts;
        for (std::int64_t i = 0; i < images; ++i)
            cuts.push_back(i % 5 == 0 && !flying.empty() ? flying[dice.next() % flying.size()]
                                                         : dice.next() % (operations.size() + 1));
        std::ranges::sort(cuts);
        return cuts;
    }
    Total runOn(CrashDisk& disk, std::int64_t images) {
        Dice dice(m_seed ^ 0x5eed'0f'da7eU);
        Total total;
        for (const std::size_t cut : drawCuts(images, dice)) {
            disk.advance(cut);
            const Image image = disk.draw(dice);
            const QString problem = problemOf(image, disk, cut, total.images, dice);
            total.unreported += m_judge.sawUnreported() ? 1 : 0;
            total.torn += m_judge.sawTornJournal() ? 1 : 0;
            mix(total.hash, Dice(dice).next());
            mix(total.hash, m_judge.commitsHeld());
            if (!problem.isEmpty()) say(problem, total, cut);
            ++total.images;
        }
        return total;
    }
    void say(const QString& problem, Total& total, std::size_t cut) const {
        ++total.failed;
        if (m_isLoud && total.failed <= 5)
            print(QStringLiteral("VIOLATION day %1 image %2, power lost after operation %3: %4")
                      .arg(m_seed)
                      .arg(total.images)
                      .arg(cut)
                      .arg(problem));
    }
    QString problemOf(const Image& image, const CrashDisk& disk, std::size_t cut, std::int64_t number, Dice& dice) {
        if (const QString problem = m_judge.judge(image, disk, cut); !problem.isEmpty()) return problem;
        if (number % damageEvery == 0)
            if (const QString problem = m_judge.judgeDamage(disk.durable(journalName), dice); !problem.isEmpty())
                return problem;
        if (number % goesOnEvery != 0) return {};
        const Done done = m_check.goesOn(image);
        return done ? QString() : describe(done.error());
    }

    const DiskRecord& m_record;
    std::uint64_t m_seed;
    ImageCheck m_check;
    DayJudge m_judge;
    bool m_isLoud = true;
};

// Each of these loses something that was promised; a harness that does not see it proves nothing.
bool provesSharpness(std::uint64_t seed) {
    constexpr std::int64_t images = 60;
    bool isSharp = true;
    const auto expectLoss = [&](const char* what, DayOfImages& day,
                                const std::function<bool(const QString&)>& forgets) {
        const std::int64_t found = day.foundOn(forgets, images);
        print(QStringLiteral("  %1 of %2 images show it: %3").arg(found, 4).arg(images).arg(QLatin1String(what)));
        isSharp &= found > 0;
    };
    print(QStringLiteral("Sharpness (loss has to be found)"));
    for (const char* pragma : {"PRAGMA synchronous = OFF", "PRAGMA synchronous = NORMAL"}) {
        const RecordedDay careless = RecordedDay::careless(seed, pragma);
        DayOfImages day(careless.record(), seed);
        expectLoss(pragma, day, {});
    }
    const RecordedDay recorded = RecordedDay::sending(seed);
    DayOfImages day(recorded.record(), seed);
    expectLoss("a disk that forgets the syncs of the journal", day,
               [](const QString& name) { return name == journalName; });
    expectLoss("a disk that forgets the syncs of SQLite's log", day,
               [](const QString& name) { return name.endsWith(u"-wal"); });
    expectLoss("a disk that forgets the syncs of SQLite's file", day,
               [](const QString& name) { return name == databaseName; });
    return isSharp;
}

struct Plan {
    std::int64_t images = 0;
    std::uint64_t seed = 1;
    int jobs = 1;
};

Total runShare(const Plan& plan, int job) {
    Total total;
    const std::int64_t days = (plan.images + imagesOfADay - 1) / imagesOfADay;
    for (std::int64_t day = job; day < days; day += plan.jobs) {
        const std::uint64_t seed = plan.seed + static_cast<std::uint64_t>(day);
        const RecordedDay recorded = RecordedDay::sending(seed);
        const std::int64_t images = std::min(imagesOfADay, plan.images - day * imagesOfADay);
        add(total, DayOfImages(recorded.record(), seed).run(images));
    }
    return total;
}

// Processes, not threads: there is one record at a time.
Total runAll(const Plan& plan) {
    Total total;
    std::vector<int> ends;
    for (int job = 0; job < plan.jobs; ++job) {
        int ways[2];
        if (pipe(ways) != 0) qFatal("no pipe");
        if (fork() == 0) {
            const Total share = runShare(plan, job);
            const bool isWhole = write(ways[1], &share, sizeof share) == static_cast<ssize_t>(sizeof share);
            _exit(isWhole ? 0 : 1);
        }
        close(ways[1]);
        ends.push_back(ways[0]);
    }
    for (const int end : ends) {
        Total share;
        // A share that did not come back failed with whatever it printed.
        if (read(end, &share, sizeof share) != static_cast<ssize_t>(sizeof share)) share.failed = 1;
        add(total, share);
        close(end);
        wait(nullptr);
    }
    return total;
}

// A sync is recorded, not waited for; memory is enough of a disk.
void workInMemory() {
    mallopt(M_TRIM_THRESHOLD, 256 << 20); // a database is opened and closed all the time
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    const QString memory = QStringLiteral("/dev/shm");
    if (QFileInfo(memory).isWritable()) qputenv("TMPDIR", memory.toUtf8());
}

} // namespace

int main(int argc, char** argv) {
    QHashSeed::setDeterministicGlobalSeed();
    workInMemory();
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const auto option = [&](const char* name, const char* what, const char* value, const char* otherwise) {
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(what), QString::fromLatin1(value),
                          QString::fromLatin1(otherwise)});
    };
    option("images", "How many.", "N", "1000");
    option("seed", "Of the first day; a day gives 2,500 images.", "S", "1");
    option("jobs", "How many processes share them.", "J", "1");
    parser.addHelpOption();
    parser.process(application);
    const auto number = [&](const char* name) { return parser.value(QLatin1String(name)).toLongLong(); };
    const Plan plan{number("images"), parser.value(QStringLiteral("seed")).toULongLong(),
                    std::max(1, static_cast<int>(number("jobs")))};
    const auto begun = std::chrono::steady_clock::now();
    if (!provesSharpness(plan.seed)) {
        print(QStringLiteral("loss was not found where it is certain: nothing is proven"));
        return 1;
    }
    const Total total = runAll(plan);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    print(
        QStringLiteral("\n%1 images of %2 days from seed %3: %4 operations, %5 commits, %6 orders left, %7 s, hash %8")
            .arg(total.images)
            .arg(total.days)
            .arg(plan.seed)
            .arg(total.operations)
            .arg(total.commits)
            .arg(total.departures)
            .arg(seconds, 0, 'f', 1)
            .arg(total.hash, 16, 16, QLatin1Char('0')));
    print(QStringLiteral(
              "%1 held a commit that was not reported yet, %2 a torn end of the journal; %3 contents looked into")
              .arg(total.unreported)
              .arg(total.torn)
              .arg(total.contents));
    print(QStringLiteral("%1 passed, %2 failed").arg(total.images - total.failed).arg(total.failed));
    return total.failed == 0 ? 0 : 1;
}
