// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/statement_cache.h"

#include <algorithm>
#include <cstring>

namespace payout::store {

std::unique_ptr<Prepared> StatementCache::take(const char* sql) {
    const auto found = m_idle.find(QByteArray::fromRawData(sql, static_cast<qsizetype>(std::strlen(sql))));
    if (found == m_idle.end()) return nullptr;
    auto statement = std::move(found->second.statement);
    m_idle.erase(found);
    return statement;
}

void StatementCache::giveBack(std::unique_ptr<Prepared> statement) {
    statement->query.finish();
    if (!statement->isPreparable || m_idle.contains(statement->key)) return retire(std::move(statement));
    if (m_idle.size() >= idleMax) retireOldest();
    const QByteArray key = statement->key;
    m_idle.insert_or_assign(key, Idle{std::move(statement), ++m_uses});
}

void StatementCache::retire(std::unique_ptr<Prepared> statement) { m_retired.push_back(std::move(statement)); }

void StatementCache::buryRetired() { m_retired.clear(); }

void StatementCache::clear() {
    m_idle.clear();
    m_retired.clear();
}

void StatementCache::retireOldest() {
    const auto oldest = std::ranges::min_element(m_idle, {}, [](const auto& entry) { return entry.second.lastUse; });
    retire(std::move(oldest->second.statement));
    m_idle.erase(oldest);
}

} // namespace payout::store
