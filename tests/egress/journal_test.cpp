// SPDX-License-Identifier: GPL-3.0-or-later
// What the egress remembers by itself (P6): every permit once, after any crash, in a file that nobody else has.
#include <QTest> // first: moc 6.4 cannot read <compare> before it has seen Qt

#include "core/egress/journal.h"
#include "tests/support/memory_journal.h"
#include "tests/support/result_checks.h"

#include <QFile>
#include <QTemporaryDir>

#include <csignal>
#include <random>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace payout;
using namespace payout::egress;
using namespace payout::support;

namespace {

const Witness here{QStringLiteral("7301:16384"), 1, {41, QStringLiteral("ab12")}};

Sending sending(int number, int sendNo = 1) {
    Sending out;
    out.orderNo = QStringLiteral("20261122000000000000%101").arg(number, 4, 10, QLatin1Char('0'));
    out.payout = PayoutId(1'048'576 + number);
    out.attemptNo = 1;
    out.sendNo = sendNo;
    out.epoch = 3;
    out.channelCode = QStringLiteral("ACP");
    out.payloadDigest = QStringLiteral("digest-%1").arg(number);
    out.txnTime = QStringLiteral("20261122140327");
    out.merchantCode = QStringLiteral("M1");
    out.merchantRowRef = QStringLiteral("row %1").arg(number);
    out.amount = Money{1'000 + number};
    out.armedAt = UtcTime(1'795'000'000'000 + number * 1'000);
    return out;
}

std::unique_ptr<Journal> opened(QByteArray& bytes) {
    auto journal = Journal::open(std::make_unique<MemoryJournal>(bytes));
    if (!journal) qFatal("%s", qPrintable(describe(journal.error())));
    return *std::move(journal);
}

QString refusal(const Done& done) { return done ? QStringLiteral("ok") : done.error().code; }

} // namespace

class JournalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void remembersOverARestart() {
        QByteArray bytes;
        {
            const auto journal = opened(bytes);
            VERIFY_DONE(journal->witness(here));
            VERIFY_DONE(journal->writeSending(sending(1), here));
            Witness later = here;
            later.head = {99, QStringLiteral("含\t特殊\n字符")};
            VERIFY_DONE(journal->writeSending(sending(2), later));
        }
        const auto again = opened(bytes);
        QCOMPARE(again->sendings(), (std::vector{sending(1), sending(2)}));
        QCOMPARE(again->lastWitness()->head, (TrailHead{99, QStringLiteral("含\t特殊\n字符")}));
        QVERIFY(!again->quarantine());
        QCOMPARE(again->sentSince(sending(2).armedAt, Currency::cny()).minor, std::int64_t{1'002});
    }

    void aNumberIsLetOutOnceAPermit() {
        QByteArray bytes;
        auto journal = opened(bytes);
        VERIFY_DONE(journal->writeSending(sending(1), here));
        for (int round = 0; round < 2; ++round) {
            QCOMPARE(refusal(journal->writeSending(sending(1), here)), QStringLiteral("PermitUsed"));
            Sending other = sending(1, 2);
            other.payloadDigest = QStringLiteral("other bytes");
            QCOMPARE(refusal(journal->writeSending(other, here)), QStringLiteral("NumberOtherBytes"));
            journal = opened(bytes); // and after a restart as well
        }
        VERIFY_DONE(journal->writeSending(sending(1, 2), here));
        VERIFY_DONE(journal->writeSending(sending(1, 3), here));
        QCOMPARE(refusal(journal->writeSending(sending(1, 4), here)), QStringLiteral("PermitUsed"));
        QCOMPARE(refusal(journal->writeSending(sending(1, 2), here)), QStringLiteral("PermitUsed"));
    }

    // A database that went back is at the first order of a row again when the second had left (S11).
    void s11NoOrderBeforeOneThatLeft() {
        QByteArray bytes;
        auto journal = opened(bytes);
        VERIFY_DONE(journal->writeSending(sending(1), here));
        Sending third = sending(1);
        third.orderNo = QStringLiteral("20261122000000000000000103");
        third.attemptNo = 3;
        VERIFY_DONE(journal->writeSending(third, here));
        journal = opened(bytes);
        Sending second = third;
        second.orderNo = QStringLiteral("20261122000000000000000102");
        second.attemptNo = 2;
        QCOMPARE(refusal(journal->writeSending(second, here)), QStringLiteral("PaidElsewhere"));
        VERIFY_DONE(journal->writeSending(sending(2), here)); // another row
    }

    void nothingIsLetOutInQuarantine() {
        QByteArray bytes;
        auto journal = opened(bytes);
        VERIFY_DONE(journal->witness(here));
        const auto raised = journal->raise(QStringLiteral("TIMELINE_CHANGED"), QStringLiteral("1 -> 2"), UtcTime(5));
        VERIFY_DONE(raised);
        const auto second = journal->raise(QStringLiteral("TRAIL_WENT_BACK"), {}, UtcTime(6));
        QCOMPARE(second->token, raised->token); // the first one stays
        journal = opened(bytes);
        QCOMPARE(*journal->quarantine(), *raised);
        QCOMPARE(refusal(journal->writeSending(sending(1), here)), QStringLiteral("Quarantined"));
        QCOMPARE(refusal(journal->release(QStringLiteral("another"), here)), QStringLiteral("Quarantined"));
        Witness now = here;
        now.timeline = 2;
        VERIFY_DONE(journal->release(raised->token, now));
        journal = opened(bytes);
        QVERIFY(!journal->quarantine());
        QCOMPARE(journal->lastWitness()->timeline, std::int64_t{2});
        VERIFY_DONE(journal->writeSending(sending(1), now));
        const auto next = journal->raise(QStringLiteral("TIMELINE_CHANGED"), {}, UtcTime(5));
        QVERIFY(next->token != raised->token);
    }

    // Power loss: what append() returned for is whole; of the record in flight the disk may have any part. A crash
    // image of every length, with sectors missing, and with what was there before in them.
    void s5NoCrashForgetsAPermitOrInventsOne() {
        constexpr int records = 12;
        std::mt19937 random(20261122);
        int images = 0;
        for (int kept = 0; kept < records; ++kept) {
            QByteArray synced;
            const auto journal = opened(synced);
            for (int i = 1; i <= kept; ++i) VERIFY_DONE(journal->writeSending(sending(i), here));
            QByteArray whole = synced;
            VERIFY_DONE(opened(whole)->writeSending(sending(kept + 1), here));
            const QByteArray flying = whole.mid(synced.size());
            const auto check = [&](const QByteArray& tail) {
                ++images;
                QByteArray image = synced + tail;
                auto again = Journal::open(std::make_unique<MemoryJournal>(image));
                if (!again) return false;
                const std::size_t expected = static_cast<std::size_t>(kept) + (tail == flying ? 1 : 0);
                const std::size_t found = (*again)->sendingCount();
                if (found != expected) return false;
                // It goes on, and what it writes now is read by the next start.
                if (!(*again)->writeSending(sending(50), here)) return false;
                return opened(image)->sendingCount() == expected + 1;
            };
            for (qsizetype length = 0; length <= flying.size(); ++length) QVERIFY(check(flying.first(length)));
            for (int round = 0; round < 700; ++round) {
                QByteArray torn = flying;
                const int sector = 1 << (3 + random() % 6); // 8 to 256 bytes
                for (qsizetype at = 0; at < torn.size(); at += sector)
                    if (random() % 3 == 0)
                        for (qsizetype i = at; i < std::min(torn.size(), at + sector); ++i)
                            torn[i] = random() % 2 == 0 ? '\0' : static_cast<char>(random());
                QVERIFY(check(torn));
            }
        }
        QVERIFY2(images >= 10'000, qPrintable(QString::number(images)));
    }

    void damageBeforeTheEndIsNotPassedOver() {
        QByteArray bytes;
        const auto journal = opened(bytes);
        for (int i = 1; i <= 40; ++i) VERIFY_DONE(journal->writeSending(sending(i), here));
        // In a hash near the end as well: what follows it is whole, so it was no crash.
        const qsizetype lastButTwo = bytes.lastIndexOf('\n', bytes.lastIndexOf('\n', -2) - 1) + 5;
        const qsizetype inItsFields = lastButTwo + 100;
        for (const qsizetype at : {qsizetype{10}, bytes.size() / 4, bytes.size() / 2, lastButTwo, inItsFields}) {
            QByteArray damaged = bytes;
            damaged[at] = static_cast<char>(damaged[at] ^ 1);
            const auto read = Journal::open(std::make_unique<MemoryJournal>(damaged));
            QVERIFY(!read);
            QCOMPARE(read.error().code, QStringLiteral("JournalDamaged"));
            QVERIFY(read.error().kind == ErrorKind::Broken);
        }
        // A record taken out breaks the chain behind it.
        QByteArray shortened = bytes;
        shortened.remove(0, shortened.indexOf('\n') + 1);
        QVERIFY(!Journal::open(std::make_unique<MemoryJournal>(shortened)));
    }

    void aFullDiskLetsNothingOut() {
        QByteArray bytes;
        bool isFull = true;
        auto journal = Journal::open(std::make_unique<MemoryJournal>(bytes, &isFull));
        VERIFY_DONE(journal);
        QCOMPARE(refusal((*journal)->writeSending(sending(1), here)), QStringLiteral("JournalUnwritable"));
        QCOMPARE((*journal)->sendingCount(), std::size_t{0});
    }

    void theFileIsOursAlone() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("journal"));
        {
            auto file = openJournalFile(path);
            VERIFY_DONE(file);
            struct stat about{};
            QCOMPARE(::stat(QFile::encodeName(path).constData(), &about), 0);
            QCOMPARE(about.st_mode & 0777, mode_t{0600});
            const auto second = openJournalFile(path);
            QVERIFY(!second);
            QCOMPARE(second.error().code, QStringLiteral("JournalTaken"));
            auto journal = Journal::open(*std::move(file));
            VERIFY_DONE(journal);
            VERIFY_DONE((*journal)->writeSending(sending(1), here));
        }
        auto again = openJournalFile(path);
        VERIFY_DONE(again);
        QCOMPARE((*Journal::open(*std::move(again)))->sendingCount(), std::size_t{1});
        QVERIFY(QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadOther));
        QCOMPARE(openJournalFile(path).error().code, QStringLiteral("JournalOpenToOthers"));
        QVERIFY(QFile::remove(path));
        QCOMPARE(::symlink("/etc/hostname", QFile::encodeName(path).constData()), 0);
        QCOMPARE(openJournalFile(path).error().code, QStringLiteral("JournalUnreadable"));
    }

    // What is appended to a file that has lost its name would be forgotten by the next start.
    void aJournalThatWasMovedAwayIsTheLast() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("journal"));
        auto journal = Journal::open(*openJournalFile(path));
        VERIFY_DONE(journal);
        VERIFY_DONE((*journal)->writeSending(sending(1), here));
        QVERIFY((*journal)->isUsable());
        QVERIFY(QFile::rename(path, path + QStringLiteral(".old")));
        QVERIFY(!(*journal)->isUsable());
        QCOMPARE(refusal((*journal)->writeSending(sending(2), here)), QStringLiteral("JournalUnwritable"));
        QVERIFY(QFile::copy(path + QStringLiteral(".old"), path)); // another file of the name is not it
        QCOMPARE(refusal((*journal)->writeSending(sending(2), here)), QStringLiteral("JournalUnwritable"));
    }

    // A session that looked earlier writes later.
    void anOlderHeadTakesNothingBack() {
        QByteArray bytes;
        auto journal = opened(bytes);
        Witness later = here;
        later.head.id = 50;
        VERIFY_DONE(journal->writeSending(sending(1), later));
        VERIFY_DONE(journal->writeSending(sending(2), here));
        VERIFY_DONE(journal->witness(here));
        QCOMPARE(journal->lastWitness()->head.id, std::int64_t{50});
        journal = opened(bytes);
        QCOMPARE(journal->lastWitness()->head.id, std::int64_t{50});
        Witness other = here; // of another database there is no older and newer
        other.identifier = QStringLiteral("x");
        VERIFY_DONE(journal->witness(other));
        QCOMPARE(*journal->lastWitness(), other);
    }

    // After a failed sync nobody knows what the disk holds; trying again would only make it look written.
    void aFailedWriteIsTheLast() {
        const auto full = openJournalFile(QStringLiteral("/dev/full"));
        QVERIFY(!full); // not a regular file
        QTemporaryDir folder;
        auto file = openJournalFile(folder.filePath(QStringLiteral("journal")));
        VERIFY_DONE(file);
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit small{64, before.rlim_max};
        std::signal(SIGXFSZ, SIG_IGN);
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        const Done cut = (*file)->append(QByteArray(100, 'x')); // 64 bytes fit, then the disk is full
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(!cut);
        QVERIFY(!(*file)->append("y"));
    }
};

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
