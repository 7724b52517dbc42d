// SPDX-License-Identifier: GPL-3.0-or-later
// A refresh is staged: the shape and the pages in sight are fetched while the old rows stay, then all of it is swapped
// in one turn, and selected rows are found again by their id. Answers of an older generation are ignored.
#include "ui/shared/paged_table_base.h"

#include <QTimer>

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace payout::ui {

int PagedTableBase::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_count; }

int PagedTableBase::pageCount() const { return (m_count + desk::pageRows - 1) / desk::pageRows; }

QVariant PagedTableBase::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_count) return {};
    const int page = pageOf(index.row());
    if (role == Qt::DisplayRole) look(page);
    if (hasRow(index.row())) return cell(index.row(), index.column(), role);
    want(page);
    if (role == Qt::TextAlignmentRole) return title(index.column(), role);
    return role == Qt::DisplayRole ? QVariant(QStringLiteral("…")) : QVariant();
}

QVariant PagedTableBase::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    if (role != Qt::DisplayRole && role != Qt::TextAlignmentRole) return {};
    return title(section, role);
}

QStringList PagedTableBase::titles() const {
    QStringList all;
    for (int column = 0; column < columnCount(); ++column) all << title(column, Qt::DisplayRole).toString();
    return all;
}

void PagedTableBase::restart() {
    beginResetModel();
    ++m_generation;
    dropPages();
    m_shape = {};
    m_count = 0;
    m_inSight.clear();
    m_wanted.clear();
    m_sight.clear();
    m_pending.clear();
    m_refreshing = m_refreshAgain = m_shapeKnown = m_shortSeen = m_loaded = false;
    m_error.reset();
    m_shapePending = true;
    endResetModel();
    ask(0); // the first rows need no shape
    askShape(m_generation);
}

void PagedTableBase::refresh() {
    if (!m_loaded) return isLoading() ? void() : restart();
    if (m_refreshing) {
        m_refreshAgain = true;
        return;
    }
    ++m_generation;
    m_refreshing = m_shapePending = true;
    m_refreshAgain = false;
    m_wanted.clear();
    m_pending.clear();
    m_staged.clear();
    dropStaged();
    if (m_inSight.empty() || std::ranges::find(m_inSight, 0) != m_inSight.end()) ask(0);
    askShape(m_generation);
}

bool PagedTableBase::bring(int first, int last) {
    bool complete = true;
    if (m_count == 0) return complete;
    for (int page = pageOf(std::max(first, 0)); page <= pageOf(std::min(last, m_count - 1)); ++page) {
        look(page);
        const int top = page * desk::pageRows;
        const desk::PageSlice sight{std::max(first - top, 0),
                                    std::min({last, m_count - 1, top + desk::pageRows - 1}) - std::max(first, top) + 1};
        if (hasRow(top + sight.first) && hasRow(top + sight.first + sight.count - 1)) continue;
        complete = false;
        if (m_pending.contains(page)) continue;
        m_wanted.insert(page);
        m_sight[page] = sight;
    }
    if (!complete) askWanted();
    return complete;
}

void PagedTableBase::look(int page) const {
    if (!m_inSight.empty() && m_inSight.back() == page) return;
    std::erase(m_inSight, page);
    m_inSight.push_back(page);
    if (m_inSight.size() > pagesInSight) m_inSight.erase(m_inSight.begin());
}

void PagedTableBase::want(int page) const {
    if (m_pending.contains(page) || !m_wanted.insert(page).second || m_askQueued) return;
    m_askQueued = true;
    auto* self = const_cast<PagedTableBase*>(this); // data() is const by Qt's contract, fetching is not
    QMetaObject::invokeMethod(self, [self] { self->askWanted(); }, Qt::QueuedConnection);
}

void PagedTableBase::askWanted() {
    m_askQueued = false;
    if (m_refreshing) return; // asked when the new shape is there
    // A dragged scroll bar passes many pages; only those still in sight are worth a query, the newest first.
    const std::vector<int> inSight(m_inSight.rbegin(), m_inSight.rend());
    for (const int page : inSight)
        if (m_wanted.contains(page) && m_pending.size() < pagesInFlight && (page == 0 || anchorOf(page))) ask(page);
    if (m_pending.empty()) m_wanted.clear();
    m_sight.clear();
}

void PagedTableBase::ask(int page) {
    m_wanted.erase(page);
    if (!m_pending.insert(page).second) return;
    const desk::ListShape& shape = m_refreshing ? m_nextShape : m_shape;
    const bool anchored = page > 0 && size_t(page) < shape.anchors.size();
    const auto from = anchored ? std::optional(shape.anchors[size_t(page)]) : std::nullopt;
    if (const auto sight = m_sight.find(page); sight != m_sight.end() && !m_refreshing)
        askGlimpse(page, from, sight->second, m_generation);
    askPage(page, from, m_generation);
}

void PagedTableBase::askGlimpse(int, std::optional<desk::PageKey>, desk::PageSlice, int) {}

void PagedTableBase::takeGlimpse(int page, desk::PageSlice slice) {
    const int first = page * desk::pageRows + slice.first;
    const int last = std::min(m_count, first + slice.count) - 1;
    if (last >= first) Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    Q_EMIT loaded();
}

std::optional<desk::PageKey> PagedTableBase::anchorOf(int page) const {
    if (page <= 0 || size_t(page) >= m_shape.anchors.size()) return std::nullopt;
    return m_shape.anchors[size_t(page)];
}

void PagedTableBase::takeShape(int generation, Result<desk::ListShape> shape) {
    if (!isCurrent(generation)) return;
    m_shapePending = false;
    if (!shape) return fail(shape.error());
    m_error.reset();
    if (m_refreshing) {
        m_nextShape = *std::move(shape);
        for (const int page : std::vector<int>(m_inSight))
            if (page > 0 && size_t(page) < m_nextShape.anchors.size()) ask(page);
        return swapWhenComplete();
    }
    m_shape = *std::move(shape);
    m_shapeKnown = m_loaded = true;
    showCount(int(std::min<std::int64_t>(m_shape.count, std::numeric_limits<int>::max())));
    Q_EMIT loaded();
}

void PagedTableBase::takePage(int generation, int page, Result<int> rows) {
    if (!isCurrent(generation)) return;
    m_pending.erase(page);
    if (!rows) return fail(rows.error());
    m_error.reset();
    if (m_refreshing) {
        m_staged.insert(page);
        return swapWhenComplete();
    }
    m_loaded = true;
    if (!m_shapeKnown) showCount(std::max(m_count, page * desk::pageRows + *rows));
    const int first = page * desk::pageRows;
    const int last = std::min(m_count, first + desk::pageRows) - 1;
    if (last >= first) Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    Q_EMIT loaded();
    if (!m_wanted.empty()) askWanted();
    refreshIfShort(page, *rows);
}

void PagedTableBase::refreshIfShort(int page, int rows) {
    if (!m_shapeKnown || m_shortSeen || rows >= std::min(desk::pageRows, m_count - page * desk::pageRows)) return;
    m_shortSeen = true;
    QMetaObject::invokeMethod(this, [this] { refresh(); }, Qt::QueuedConnection);
}

void PagedTableBase::fail(const Error& error) {
    m_error = error;
    m_refreshing = false; // what was shown stays
    ++m_generation;
    m_pending.clear();
    m_wanted.clear();
    m_shapePending = false;
    dropStaged();
    Q_EMIT failed(error);
}

void PagedTableBase::showCount(int count) {
    if (count > m_count) {
        beginInsertRows({}, m_count, count - 1);
        m_count = count;
        endInsertRows();
    } else if (count < m_count) {
        beginRemoveRows({}, count, m_count - 1);
        m_count = count;
        endRemoveRows();
    }
}

void PagedTableBase::swapWhenComplete() {
    if (!m_refreshing || m_shapePending || !m_pending.empty()) return;
    const QModelIndexList before = persistentIndexList();
    const int count = int(std::min<std::int64_t>(m_nextShape.count, std::numeric_limits<int>::max()));
    if (count > m_count) showCount(count);
    const QModelIndexList after = placesAfter(before);
    m_shape = std::move(m_nextShape);
    m_nextShape = {};
    m_refreshing = false;
    m_shapeKnown = true;
    m_shortSeen = false;
    adoptAround(before, after);
    showCount(count);
    if (m_count > 0) Q_EMIT dataChanged(index(0, 0), index(m_count - 1, columnCount() - 1));
    Q_EMIT loaded();
    if (m_refreshAgain) QMetaObject::invokeMethod(this, [this] { refresh(); }, Qt::QueuedConnection);
}

QModelIndexList PagedTableBase::placesAfter(const QModelIndexList& before) const {
    std::unordered_map<std::int64_t, int> rowOf;
    for (const int page : m_staged) {
        int row = page * desk::pageRows;
        for (const std::int64_t id : stagedIds(page)) rowOf.emplace(id, row++);
    }
    QModelIndexList after;
    for (const QModelIndex& place : before) {
        const std::int64_t id = idAt(place.row());
        const auto found = rowOf.find(id);
        const bool gone = id != 0 && found == rowOf.end() && m_staged.contains(pageOf(place.row()));
        if (gone)
            after << QModelIndex();
        else
            after << (found == rowOf.end() ? place : index(found->second, place.column()));
    }
    return after;
}

void PagedTableBase::adoptAround(const QModelIndexList& before, const QModelIndexList& after) {
    if (before == after) return adoptStaged();
    Q_EMIT layoutAboutToBeChanged();
    adoptStaged();
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

} // namespace payout::ui
