// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the paged model that does not know its row type: what is shown when, in which order pages are fetched,
// and how a refresh keeps selection and scroll. See paged_table_model.h for use.
#pragma once

#include "core/desk/reply.h"

#include <QAbstractTableModel>

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace payout::ui {

class PagedTableBase : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Reads shape and shown pages again; what is shown stays until the answers are there.
    void refresh();
    /// Drops everything and starts over (another filter, another sort).
    void restart();
    bool isLoading() const { return m_shapePending || !m_pending.empty(); }
    bool isLoaded() const { return m_loaded; } ///< a first answer has come
    const std::optional<Error>& error() const { return m_error; }
    int pageCount() const;
    static int pageOf(int row) { return row / desk::pageRows; }
    /// These rows are about to be in sight: asks for what is missing now, not when the next paint finds it missing.
    /// True if all of them are at hand.
    bool bring(int first, int last);

    /// One page as texts of all columns, for export: fetched if it is not at hand.
    virtual void pageTexts(int page, desk::Reply<std::vector<QStringList>> answer) = 0;
    QStringList titles() const;
    static constexpr int pagesKept = 64;

Q_SIGNALS:
    void loaded(); ///< a shape or page arrived and is shown
    void failed(const Error& error);

protected:
    virtual QVariant cell(int row, int column, int role) const = 0; ///< of a row at hand
    virtual QVariant title(int column, int role) const = 0;
    virtual bool hasRow(int row) const = 0;
    virtual std::int64_t idAt(int row) const = 0; ///< stable identity; 0 if not at hand
    virtual void askShape(int generation) = 0;
    virtual void askPage(int page, std::optional<desk::PageKey> from, int generation) = 0;
    /// Rows of a page that is asked for as well, before it: what is in sight. A list that is quick may do without.
    virtual void askGlimpse(int page, std::optional<desk::PageKey> from, desk::PageSlice slice, int generation);
    virtual void adoptStaged() = 0; ///< the staged pages become the shown ones; all others are dropped
    virtual void dropStaged() = 0;
    virtual void dropPages() = 0; ///< shown and staged
    virtual std::vector<std::int64_t> stagedIds(int page) const = 0;

    void takeShape(int generation, Result<desk::ListShape> shape);
    /// `rows` is how many the page has; the subclass has staged or stored them before.
    void takePage(int generation, int page, Result<int> rows);
    void takeGlimpse(int page, desk::PageSlice slice);
    bool isStaging(int generation) const { return generation == m_generation && m_refreshing; }
    bool isCurrent(int generation) const { return generation == m_generation; }
    std::optional<desk::PageKey> anchorOf(int page) const;

private:
    void look(int page) const;
    void want(int page) const;
    void askWanted();
    void ask(int page);
    void fail(const Error& error);
    void showCount(int count);
    void swapWhenComplete();
    QModelIndexList placesAfter(const QModelIndexList& before) const;
    void adoptAround(const QModelIndexList& before, const QModelIndexList& after);
    void refreshIfShort(int page, int rows);

    static constexpr int pagesInFlight = 4;
    static constexpr size_t pagesInSight = 3;
    mutable std::vector<int> m_inSight; ///< pages the eye is on, newest last
    mutable std::set<int> m_wanted;
    std::map<int, desk::PageSlice> m_sight; ///< what is in sight of wanted pages
    mutable bool m_askQueued = false;
    std::set<int> m_pending;
    std::set<int> m_staged;
    desk::ListShape m_shape;
    desk::ListShape m_nextShape;
    int m_count = 0;
    int m_generation = 0;
    bool m_refreshing = false;
    bool m_refreshAgain = false;
    bool m_shapeKnown = false;
    bool m_shapePending = false;
    bool m_shortSeen = false; ///< a page had fewer rows than the shape said: read the shape again, once
    bool m_loaded = false;
    std::optional<Error> m_error;
};

} // namespace payout::ui
