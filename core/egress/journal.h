// SPDX-License-Identifier: GPL-3.0-or-later
// What the egress remembers by itself, whatever becomes of the database (P0, P6): every permit that it let out, how far
// it has seen the trail, and whether it is in quarantine. One record a line, each with the hash of all before it; a
// record is durable before the byte that it is about.
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/base/utc_time.h"
#include "core/egress/journal_storage.h"

#include <QHash>

#include <deque>
#include <mutex>
#include <optional>
#include <vector>

namespace payout::egress {

/// The newest row of a database's trail, by number and content.
struct TrailHead {
    std::int64_t id = 0; ///< 0: an empty trail
    QString digest;

    bool operator==(const TrailHead&) const = default;
};

/// How far a journal has come. It only grows, so a smaller one, or another at the same length, is not the same journal.
struct JournalMark {
    std::int64_t lines = 0;
    QString hash; ///< of the last line

    bool operator==(const JournalMark&) const = default;
};

/// Which database this is, and how far it has come.
struct Witness {
    QString identifier; ///< of the cluster and the database in it; "sqlite" where there is none
    std::int64_t timeline = 0;
    TrailHead head;

    bool operator==(const Witness&) const = default;
};

/// One permit let out.
struct Sending {
    QString orderNo;
    PayoutId payout;
    int attemptNo = 0;
    int sendNo = 0;
    std::int64_t epoch = 0;
    QString channelCode;
    QString payloadDigest;
    QString txnTime;
    QString merchantCode;   ///< and the merchant's own name for the row: what the number is derived from
    QString merchantRowRef; ///< and what a restored database finds it again by
    Money amount;
    UtcTime armedAt;

    bool operator==(const Sending&) const = default;
};

/// What P0 found, and the token by which a database reports that two people released it.
struct Quarantine {
    QString token;
    QString reason; ///< "IDENTIFIER_CHANGED", "TIMELINE_CHANGED", "TRAIL_WENT_BACK", "JOURNAL_NEW",
                    ///< "JOURNAL_WENT_BACK"
    QString detail;
    UtcTime raisedAt;

    bool operator==(const Quarantine&) const = default;
};

/// Safe to use from several threads.
class Journal {
public:
    /// Reads everything. A torn last record (at most 4,096 bytes that a crash left unsynced, and no whole record in
    /// them) is cut off; damage before that is Broken "JournalDamaged" with the line: nothing is sent until a person
    /// has looked.
    static Result<std::unique_ptr<Journal>> open(std::unique_ptr<JournalStorage> storage);

    /// P6: durable on return. Refused: NumberOtherBytes (this number with other bytes), PermitUsed (this permit or a
    /// later one of the number was let out already, or three were), PaidElsewhere (a later order of this row of the
    /// merchant was let out).
    Done writeSending(const Sending& sending, const Witness& seen);
    /// Durable on return; only what changed is written, and never an older head of the same database.
    Done witness(const Witness& seen);
    /// The quarantine that holds from now on; one that was raised before stays.
    Result<Quarantine> raise(const QString& reason, const QString& detail, UtcTime at);
    Done release(const QString& token, const Witness& baseline);

    JournalMark mark() const;
    /// False after a failed write: nothing can be let out before a restart.
    bool isUsable() const { return m_storage->isUsable(); }
    std::optional<Witness> lastWitness() const;
    std::optional<Quarantine> quarantine() const;
    std::vector<Sending> sendings() const; ///< all, oldest first
    std::size_t sendingCount() const;
    /// When the number's first permit that this journal knows was armed.
    std::optional<UtcTime> firstSent(const QString& orderNo) const;
    /// Let out at or after this instant, in one currency.
    Money sentSince(UtcTime from, Currency currency) const;
    qint64 tornBytes() const { return m_tornBytes; } ///< cut off at the start

private:
    explicit Journal(std::unique_ptr<JournalStorage> storage) : m_storage(std::move(storage)) {}
    Done load();
    Done apply(const QByteArrayList& fields);
    Done applySending(const QByteArrayList& fields);
    Done applyWitness(const QByteArrayList& fields);
    void remember(const Sending& sending);
    Done mayWrite(const Sending& sending) const;
    Done append(QByteArrayList fields);
    Done appendWitness(const Witness& seen);
    const Witness& newer(const Witness& seen) const;

    mutable std::mutex m_mutex;
    std::unique_ptr<JournalStorage> m_storage;
    QByteArray m_lastHash;
    std::int64_t m_lines = 0;
    std::vector<Sending> m_sendings;
    QHash<QString, std::size_t> m_lastOfNumber; ///< index into m_sendings
    QHash<QString, UtcTime> m_firstOfNumber;
    QHash<QString, int> m_lastAttemptOfStem; ///< by what the numbers of all attempts of a row begin with
    std::optional<Witness> m_witness;
    std::optional<Quarantine> m_quarantine;
    qint64 m_tornBytes = 0;
};

} // namespace payout::egress
