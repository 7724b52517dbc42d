// SPDX-License-Identifier: GPL-3.0-or-later
// What an image has to hold: every commit that was reported before the power went, nothing half of a later one; every
// entry of the journal that was durable; and for every order that left, its permit in both.
#pragma once

#include "tests/crash/image_check.h"

namespace payout::crash {

class DayJudge {
public:
    DayJudge(const DiskRecord& record, ImageCheck& check);

    /// The power went after `cut` operations: "" or what is wrong.
    QString judge(const Image& image, const CrashDisk& disk, std::size_t cut);
    /// A byte of an entry that others follow is damaged: "" if the journal refuses it, as it must.
    QString judgeDamage(const QByteArray& durableJournal, simulate::Dice& dice);
    [[nodiscard]] std::size_t commits() const { return m_contents.size() - 1; }
    /// How many commits the last image held.
    [[nodiscard]] std::size_t commitsHeld() const { return m_commitsHeld; }
    /// Whether the last image held a commit that was under way, and a torn end of the journal.
    [[nodiscard]] bool sawUnreported() const { return m_sawUnreported; }
    [[nodiscard]] bool sawTornJournal() const { return m_sawTornJournal; }

private:
    QString judgeDatabase(const Result<Content>& found, std::size_t cut);
    QString judgeJournal(const Result<JournalContent>& found, const QByteArray& bytes, const QByteArray& durable);
    QString judgeDepartures(const Content& database, const JournalContent& journal, std::size_t cut) const;

    struct Reported {
        std::size_t after = 0; ///< operations
        QByteArray digest;
    };
    const DiskRecord& m_record;
    ImageCheck& m_check;
    std::vector<Reported> m_contents;
    std::size_t m_commitsHeld = 0;
    bool m_sawUnreported = false;
    bool m_sawTornJournal = false;
};

} // namespace payout::crash
