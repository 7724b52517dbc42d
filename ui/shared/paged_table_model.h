// SPDX-License-Identifier: GPL-3.0-or-later
// A list of any length: its shape once, its rows in pages by key when they come into sight, at most 64 pages kept.
// Rows not yet here show an ellipsis. Columns are a table of data.
//
//   m_model = new PagedTableModel<desk::BatchView>(
//       {{[] { return tr("Batch number"); }, Qt::AlignLeft, [](const auto& b) { return b.merchantBatchNo; }}, ...},
//       {[&](auto answer) { desk.approval.shape(filter, answer); },
//        [&](auto from, auto answer) { desk.approval.page(filter, from, answer); },
//        [](const auto& b) { return b.id.value; }}, this);
//   m_model->restart();
#pragma once

#include "ui/shared/cell_delegate.h"
#include "ui/shared/paged_table_base.h"
#include "ui/shared/tone.h"

#include <QCache>

#include <functional>
#include <map>

namespace payout::ui {

/// One column of a list. (Default arguments, not default members: GCC 12 crashes on the latter in a braced list.)
template <class Row> struct Column {
    using Text = std::function<QString(const Row&)>;
    Column(std::function<QString()> titleOf, Qt::Alignment align, Text textOf,
           std::function<Tone(const Row&)> toneOf = {}, bool asChip = false, Text tooltipOf = {},
           std::function<std::optional<UtcTime>(const Row&)> untilOf = {})
        : title(std::move(titleOf)), alignment(align), text(std::move(textOf)), tone(std::move(toneOf)), chip(asChip),
          tooltip(std::move(tooltipOf)), until(std::move(untilOf)) {}

    std::function<QString()> title; ///< asked whenever it is shown, so that it follows the language
    Qt::Alignment alignment;
    Text text;
    std::function<Tone(const Row&)> tone; ///< none: the ordinary text colour
    bool chip;                            ///< word, colour and symbol together
    Text tooltip;
    std::function<std::optional<UtcTime>(const Row&)> until; ///< a running countdown
};

template <class Row> struct PagedSource {
    std::function<void(desk::Reply<desk::ListShape>)> shape;
    std::function<void(std::optional<desk::PageKey> from, desk::Reply<std::vector<Row>>)> page;
    std::function<std::int64_t(const Row&)> id; ///< stable, never 0
    /// Some rows of a page before the rest of it; none: whole pages only.
    std::function<void(std::optional<desk::PageKey> from, desk::PageSlice slice, desk::Reply<std::vector<Row>>)>
        glimpse = {};
};

/// What a cell says in one role; shared by the paged and the plain model.
template <class Row> QVariant columnData(const Column<Row>& column, const Row& row, int role) {
    switch (role) {
    case Qt::DisplayRole: return column.text(row);
    case Qt::TextAlignmentRole: return int(column.alignment | Qt::AlignVCenter);
    case Qt::ToolTipRole: return column.tooltip ? QVariant(column.tooltip(row)) : QVariant();
    case ToneRole: return column.tone ? QVariant(int(column.tone(row))) : QVariant();
    case ChipRole: return column.chip;
    case UntilRole: {
        if (!column.until) return {};
        const std::optional<UtcTime> until = column.until(row);
        return until ? QVariant(qint64(until->ms)) : QVariant();
    }
    default: return {};
    }
}

template <class Row> class PagedTableModel : public PagedTableBase {
public:
    PagedTableModel(std::vector<Column<Row>> columns, PagedSource<Row> source, QObject* parent = nullptr)
        : PagedTableBase(parent), m_columns(std::move(columns)), m_source(std::move(source)), m_pages(pagesKept) {}

    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : int(m_columns.size());
    }
    /// The row if it is at hand. The pointer lives until the event loop turns.
    const Row* rowAt(int row) const {
        const std::vector<Row>* page = row < 0 ? nullptr : m_pages.object(pageOf(row));
        const size_t at = size_t(row % desk::pageRows);
        if (page != nullptr) return at < page->size() ? &(*page)[at] : nullptr;
        const auto seen = row < 0 ? m_glimpses.end() : m_glimpses.find(pageOf(row));
        if (seen == m_glimpses.end() || at < seen->second.first) return nullptr;
        const std::vector<Row>& rows = seen->second.rows;
        return at - seen->second.first < rows.size() ? &rows[at - seen->second.first] : nullptr;
    }
    void setSource(PagedSource<Row> source) {
        m_source = std::move(source);
        restart();
    }
    void pageTexts(int page, desk::Reply<std::vector<QStringList>> answer) override {
        m_source.page(page == 0 ? std::nullopt : anchorOf(page),
                      desk::reply<std::vector<Row>>(this, [this, answer](Result<std::vector<Row>> rows) {
                          if (answer.context.isNull()) return;
                          if (!rows) return answer.take(std::unexpected(rows.error()));
                          answer.take(textsOf(*rows));
                      }));
    }

protected:
    QVariant cell(int row, int column, int role) const override {
        const Row* at = rowAt(row);
        return at == nullptr ? QVariant() : columnData(m_columns[size_t(column)], *at, role);
    }
    QVariant title(int column, int role) const override {
        const Column<Row>& at = m_columns[size_t(column)];
        return role == Qt::TextAlignmentRole ? QVariant(int(at.alignment | Qt::AlignVCenter)) : QVariant(at.title());
    }
    bool hasRow(int row) const override { return rowAt(row) != nullptr; }
    std::int64_t idAt(int row) const override {
        const Row* at = rowAt(row);
        return at == nullptr ? 0 : m_source.id(*at);
    }
    void askShape(int generation) override {
        m_source.shape(desk::reply<desk::ListShape>(
            this, [this, generation](Result<desk::ListShape> shape) { takeShape(generation, std::move(shape)); }));
    }
    void askPage(int page, std::optional<desk::PageKey> from, int generation) override {
        m_source.page(from,
                      desk::reply<std::vector<Row>>(this, [this, page, generation](Result<std::vector<Row>> rows) {
                          storePage(generation, page, std::move(rows));
                      }));
    }
    void askGlimpse(int page, std::optional<desk::PageKey> from, desk::PageSlice slice, int generation) override {
        if (!m_source.glimpse) return;
        m_source.glimpse(
            from, slice,
            desk::reply<std::vector<Row>>(this, [this, page, slice, generation](Result<std::vector<Row>> rows) {
                // A failure is the page's to tell.
                if (!rows || !isCurrent(generation) || isStaging(generation) || m_pages.contains(page)) return;
                m_glimpses[page] = {size_t(slice.first), *std::move(rows)};
                takeGlimpse(page, slice);
            }));
    }
    void adoptStaged() override {
        m_glimpses.clear();
        m_pages.clear();
        for (auto& [page, rows] : m_staged) m_pages.insert(page, new std::vector<Row>(std::move(rows)));
        m_staged.clear();
    }
    void dropStaged() override { m_staged.clear(); }
    void dropPages() override {
        m_glimpses.clear();
        m_pages.clear();
        m_staged.clear();
    }
    std::vector<std::int64_t> stagedIds(int page) const override {
        std::vector<std::int64_t> ids;
        if (const auto found = m_staged.find(page); found != m_staged.end())
            for (const Row& row : found->second) ids.push_back(m_source.id(row));
        return ids;
    }

private:
    struct Glimpse {
        size_t first = 0; ///< row of the page
        std::vector<Row> rows;
    };

    std::vector<QStringList> textsOf(const std::vector<Row>& rows) const {
        std::vector<QStringList> texts;
        for (const Row& row : rows) {
            QStringList& line = texts.emplace_back();
            for (const Column<Row>& column : m_columns) line << column.text(row);
        }
        return texts;
    }
    void storePage(int generation, int page, Result<std::vector<Row>> rows) {
        if (!isCurrent(generation)) return;
        if (!rows) return takePage(generation, page, std::unexpected(rows.error()));
        const int count = int(rows->size());
        if (isStaging(generation)) {
            m_staged[page] = *std::move(rows);
        } else {
            m_glimpses.erase(page);
            m_pages.insert(page, new std::vector<Row>(*std::move(rows)));
        }
        takePage(generation, page, count);
    }

    std::vector<Column<Row>> m_columns;
    PagedSource<Row> m_source;
    QCache<int, std::vector<Row>> m_pages;
    std::map<int, Glimpse> m_glimpses; ///< of pages that are on their way
    std::map<int, std::vector<Row>> m_staged;
};

} // namespace payout::ui
