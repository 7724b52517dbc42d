// SPDX-License-Identifier: GPL-3.0-or-later
// How fast a list shows its rows: in the desk's own table, against the same table over a model that computes its cells.
// Every figure ends when the rows themselves, no ellipsis, are painted.
#pragma once

#include "tests/bench/bench_case.h"

#include <QAbstractItemModel>
#include <QString>

#include <functional>
#include <vector>

namespace payout::bench {

/// A list under measurement.
struct List {
    QString name;
    std::vector<int> chars; ///< widths of its columns, on its page
    /// A model that has begun to load.
    std::function<QAbstractItemModel*(QObject* parent)> make;
};

/// The line above the figures, in the columns of compareList().
void printListHead(const QString& title);
/// First rows, page-downs, jumps and the true end of both, interleaved; prints figures and goals.
/// Broken "BenchRows" if the rows do not come.
Result<bool> compareList(const BenchSettings& settings, const List& list);

} // namespace payout::bench
