// SPDX-License-Identifier: GPL-3.0-or-later
// The practice bank's own books: one append-only journal file, synced before anything is answered, so that they survive
// kill -9. Independent of the product's database and rules: checkers hold the product against them.
#pragma once

#include "core/base/business_date.h"
#include "core/base/error.h"

#include <QFile>
#include <QHash>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace payout::bank {

/// One order the bank has taken. What will happen to it is decided when it is taken and never changes.
struct BankOrder {
    QString orderId;
    QString txnTime;
    QString merId;
    QString account; ///< the payee's, in full: these are the bank's books
    QString name;
    qint64 amountMinor = 0;
    QString queryId; ///< 21 digits
    UtcTime receivedAt;
    std::optional<UtcTime> executeAt; ///< none: never paid
    UtcTime bookedAt;                 ///< of a paid order: the instant it counts for in statements
    QString failCode;                 ///< of an order that is never paid: what a query says

    bool isPaidAt(UtcTime now) const { return executeAt && *executeAt <= now; }
};

struct BankAccount {
    QString number;
    qint64 openingMinor = 0;
};

class BankBooks {
public:
    /// Opens or creates the journal. A torn last line (a crash in mid-write) is cut off; a damaged line before it is
    /// Broken "BooksDamaged". An existing journal's account and opening balance win over `fresh`. A second process on
    /// the same journal is refused as "BooksInUse".
    static Result<std::unique_ptr<BankBooks>> open(const QString& path, const BankAccount& fresh, UtcTime now);
    ~BankBooks();
    BankBooks(const BankBooks&) = delete;
    BankBooks& operator=(const BankBooks&) = delete;

    /// Writes and syncs, then knows it. Refused "DuplicateOrder" if the number is known: the repeat is noted and
    /// nothing is paid.
    Done take(const BankOrder& order);
    const BankOrder* find(const QString& orderId) const;
    const std::vector<BankOrder>& orders() const { return m_orders; }
    int timesReceived(const QString& orderId) const { return m_received.value(orderId); }
    /// What is not yet reserved by orders, paid or waiting.
    qint64 availableMinor() const { return m_availableMinor; }
    const BankAccount& account() const { return m_account; }
    UtcTime openedAt() const { return m_openedAt; }

    /// The number of a statement: the same for the same kind and period, the next one of its kind for a new period.
    Result<int> statementNumber(const QString& kind, UtcTime from, UtcTime to);
    /// The newest time written anywhere in the journal: a clock set back does not rewrite a closed period.
    UtcTime newest() const { return m_newest; }

private:
    BankBooks() = default;
    Done load(const BankAccount& fresh, UtcTime now);
    Done apply(const QJsonObject& line);
    void applyOrder(const QJsonObject& line);
    Done append(const QJsonObject& line);
    void seen(UtcTime time);

    QFile m_file;
    BankAccount m_account;
    UtcTime m_openedAt;
    UtcTime m_newest;
    qint64 m_availableMinor = 0;
    std::vector<BankOrder> m_orders;
    QHash<QString, std::size_t> m_byOrderId;
    QHash<QString, int> m_received;
    QHash<QString, int> m_statementNumbers;
    QHash<QString, int> m_lastStatementNumber;
    bool m_failed = false; ///< a write failed: nothing more is taken
};

} // namespace payout::bank
