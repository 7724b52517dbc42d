// SPDX-License-Identifier: GPL-3.0-or-later
// Prepared statements of one connection. A statement is taken out while it is in use, so two readers of the same text
// never share one cursor.
#pragma once

#include <QByteArray>
#include <QSqlQuery>

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace payout::store {

struct Prepared {
    QByteArray key;
    QSqlQuery query;
    QString text; ///< as prepared; run directly if the engine cannot prepare it
    int placeholders = 0;
    bool isPreparable = false;
    bool isWriting = false;
};

class StatementCache {
public:
    /// The idle statement of this text, or nothing.
    std::unique_ptr<Prepared> take(const char* sql);
    /// Hands back a statement that can be used again.
    void giveBack(std::unique_ptr<Prepared> statement);
    /// A statement that failed. It must not die before the transaction ends: its DEALLOCATE would fail too.
    void retire(std::unique_ptr<Prepared> statement);
    /// Outside of a transaction, with nothing on the wire.
    void buryRetired();
    void clear();

private:
    static constexpr std::size_t idleMax = 200;

    struct Idle {
        std::unique_ptr<Prepared> statement;
        std::int64_t lastUse = 0;
    };
    std::unordered_map<QByteArray, Idle> m_idle;
    std::vector<std::unique_ptr<Prepared>> m_retired;
    std::int64_t m_uses = 0;

    void retireOldest();
};

} // namespace payout::store
