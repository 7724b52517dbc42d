// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/day_judge.h"

#include "tests/crash/recorded_day.h"

#include <algorithm>

namespace payout::crash {

// The content after each commit is what a process that is killed there leaves: everything written, nothing lost.
DayJudge::DayJudge(const DiskRecord& record, ImageCheck& check) : m_record(record), m_check(check) {
    CrashDisk disk(record);
    for (const std::size_t after : record.reports()) {
        disk.advance(after);
        const auto content = check.database(disk.whole());
        if (!content) qFatal("without a power loss: %s", qPrintable(describe(content.error())));
        if (!content->problem.isEmpty()) qFatal("without a power loss: %s", qPrintable(content->problem));
        if (m_contents.empty() || m_contents.back().digest != content->digest)
            m_contents.push_back({after, content->digest});
    }
}

QString DayJudge::judgeDatabase(const Result<Content>& found, std::size_t cut) {
    if (!found) return QStringLiteral("does not open: ") + describe(found.error());
    if (!found->problem.isEmpty()) return found->problem;
    const auto next = std::ranges::upper_bound(m_contents, cut, {}, &Reported::after);
    const auto last = std::prev(next);
    m_sawUnreported = next != m_contents.end() && found->digest == next->digest;
    const auto held = std::ranges::find(m_contents, found->digest, &Reported::digest);
    m_commitsHeld = static_cast<std::size_t>(std::distance(m_contents.begin(), held));
    if (held == last || m_sawUnreported) return {};
    if (held < last) return QStringLiteral("%1 reported commits are lost").arg(std::distance(held, last));
    return QStringLiteral("it holds what was committed at no time");
}

QString DayJudge::judgeJournal(const Result<JournalContent>& found, const QByteArray& bytes,
                               const QByteArray& durable) {
    if (!found) return QStringLiteral("the journal does not open: ") + describe(found.error());
    const std::int64_t least = durable.count('\n');
    if (found->lines < least) return QStringLiteral("%1 entries of the journal are lost").arg(least - found->lines);
    if (found->lines > least + 1) return QStringLiteral("the journal holds what was not written");
    qsizetype end = 0;
    for (std::int64_t line = 0; line < found->lines; ++line) end = bytes.indexOf('\n', end) + 1;
    if (found->torn != bytes.size() - end) return QStringLiteral("the torn end of the journal is not said");
    m_sawTornJournal = found->torn > 0;
    return {};
}

QString DayJudge::judgeDepartures(const Content& database, const JournalContent& journal, std::size_t cut) const {
    for (const Departure& departure : m_record.departures()) {
        if (departure.after > cut) break;
        if (!journal.orders.contains(departure.orderNo)) return QStringLiteral("the journal forgot an order that left");
        if (!database.permits.contains(departure.orderNo))
            return QStringLiteral("the permit of an order that left is lost");
    }
    if (!database.permits.contains(journal.orders))
        return QStringLiteral("the journal holds an order without a permit");
    return {};
}

QString DayJudge::judge(const Image& image, const CrashDisk& disk, std::size_t cut) {
    const auto database = m_check.database(image);
    if (const QString problem = judgeDatabase(database, cut); !problem.isEmpty()) return problem;
    const QByteArray bytes = image.value(journalName);
    const auto journal = m_check.journal(bytes);
    if (const QString problem = judgeJournal(journal, bytes, disk.durable(journalName)); !problem.isEmpty())
        return problem;
    return judgeDepartures(*database, *journal, cut);
}

// In the last entry, and in the one before it, a flipped byte looks like a torn end or hides the border between the
// two.
QString DayJudge::judgeDamage(const QByteArray& durableJournal, simulate::Dice& dice) {
    const qsizetype last = durableJournal.lastIndexOf('\n', -2);
    const qsizetype lastButOne = last < 1 ? -1 : durableJournal.lastIndexOf('\n', last - 1);
    if (lastButOne < 1) return {};
    QByteArray damaged = durableJournal;
    const qsizetype at = static_cast<qsizetype>(dice.next() % static_cast<std::uint64_t>(lastButOne));
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << dice.below(8)));
    const auto found = m_check.journal(damaged);
    if (found) return QStringLiteral("damage at byte %1 of the journal was passed over").arg(at);
    if (found.error().code == u"JournalDamaged") return {};
    return describe(found.error());
}

} // namespace payout::crash
