// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/list_measure.h"

#include "ui/shared/data_table.h"

#include <QAbstractTableModel>
#include <QCoreApplication>
#include <QEvent>
#include <QScrollBar>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <numeric>
#include <random>

namespace payout::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int jumpsARound = 50;
constexpr int pagesARound = 50;
constexpr double goalFirst = 1.5;
constexpr double goalStep = 2; ///< page-down and jump
constexpr double goalEndMs = 50;
constexpr auto longestWait = std::chrono::seconds(30);
constexpr QSize tableSize(1200, 760);

double since(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

class ComputedModel : public QAbstractTableModel {
public:
    ComputedModel(int rows, int columns) : m_rows(rows), m_columns(columns) {}
    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : m_columns; }
    QVariant data(const QModelIndex& at, int role) const override {
        if (role == Qt::TextAlignmentRole) return int(Qt::AlignLeft | Qt::AlignVCenter);
        if (role != Qt::DisplayRole) return {};
        return QString::number(1'000'000'000LL + std::int64_t{at.row()} * m_columns + at.column());
    }

private:
    int m_rows;
    int m_columns;
};

/// Sees each paint of the rows.
class PaintedRows : public QObject {
public:
    explicit PaintedRows(ui::DataTable& table) : m_table(table) { table.viewport()->installEventFilter(this); }

    /// What was painted until now does not count; show() may paint at once.
    void forget() { m_painted = false; }
    /// Milliseconds from `begin` to the end of the first paint with the rows in sight; -1 if they do not come.
    double wait(Clock::time_point begin) {
        while (!m_painted && Clock::now() - begin < longestWait)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return m_painted ? since(begin) : -1;
    }

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Paint && isRowAt(0) && isRowAt(m_table.viewport()->height() - 1)) m_painted = true;
        return false;
    }

private:
    bool isRowAt(int y) const {
        const int rows = m_table.model()->rowCount();
        const int row = m_table.rowAt(y) < 0 ? rows - 1 : m_table.rowAt(y);
        return rows > 0 && m_table.model()->index(row, 1).data() != QStringLiteral("…");
    }

    ui::DataTable& m_table;
    bool m_painted = false;
};

struct Figures {
    std::vector<double> first;
    std::vector<double> pages; ///< one screen further
    std::vector<double> jumps; ///< to any place
    std::vector<double> end;
};

Done waitForExtent(const ui::DataTable& table, int rows) {
    const auto begin = Clock::now();
    while (table.model()->rowCount() < rows && Clock::now() - begin < longestWait)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    if (table.model()->rowCount() == rows) return {};
    return broken(QStringLiteral("BenchRows"), QString::number(table.model()->rowCount()));
}

Done note(std::vector<double>& figures, double milliseconds) {
    if (milliseconds < 0) return broken(QStringLiteral("BenchRows"), QStringLiteral("rows were not painted"));
    figures.push_back(milliseconds);
    return {};
}

void quiet() {
    const auto begin = Clock::now();
    while (since(begin) < 30) QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
}

Done jump(ui::DataTable& table, PaintedRows& painted, int to, std::vector<double>& figures) {
    quiet();
    painted.forget();
    const auto begin = Clock::now();
    table.verticalScrollBar()->setValue(to);
    return note(figures, painted.wait(begin));
}

Done measureOnce(const List& list, int rows, unsigned seed, Figures& figures) {
    const auto begin = Clock::now();
    ui::DataTable table(QStringLiteral("bench"), [] { return UtcTime(0); });
    table.resize(tableSize);
    PaintedRows painted(table);
    table.setModel(list.make(&table));
    table.setColumnChars(list.chars);
    table.show();
    TRY_DONE(note(figures.first, painted.wait(begin)));
    TRY_DONE(waitForExtent(table, rows));
    QScrollBar& bar = *table.verticalScrollBar();
    const int screens = bar.maximum() / std::max(bar.pageStep(), 1);
    for (int page = 1; page <= std::min(pagesARound, screens); ++page)
        TRY_DONE(jump(table, painted, page * bar.pageStep(), figures.pages));
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> place(0, bar.maximum() - 1);
    for (int i = 0; i < jumpsARound; ++i) TRY_DONE(jump(table, painted, place(random), figures.jumps));
    std::vector<double> backToStart;
    TRY_DONE(jump(table, painted, 0, backToStart));
    return jump(table, painted, bar.maximum(), figures.end);
}

Result<Figures> discarded(const List& list, int rows) {
    Figures warmUp;
    TRY_DONE(measureOnce(list, rows, 1, warmUp));
    return warmUp;
}

double mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}
double at(std::vector<double> values, double share) {
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

void printFigures(const QString& name, const Figures& f) {
    std::printf("  %-34s %8.1f %10.1f %8.1f %10.1f %8.1f %8.1f\n", qPrintable(name), at(f.first, 0.5), mean(f.pages),
                at(f.pages, 0.95), mean(f.jumps), at(f.jumps, 0.95), at(f.end, 0.5));
}

bool goal(const QString& list, const char* what, double value, double most, const char* unit) {
    const bool met = value <= most;
    std::printf("  %s  %s, %s: %.2f%s, goal %.2f%s\n", met ? "PASS" : "FAIL", qPrintable(list), what, value, unit, most,
                unit);
    return met;
}

bool judge(const List& list, const Figures& anchor, const Figures& ours) {
    const bool first = goal(list.name, "first rows against the computed model",
                            at(ours.first, 0.5) / at(anchor.first, 0.5), goalFirst, "x");
    const bool pages =
        goal(list.name, "page down against the computed model", mean(ours.pages) / mean(anchor.pages), goalStep, "x");
    const bool jumps =
        goal(list.name, "jump against the computed model", mean(ours.jumps) / mean(anchor.jumps), goalStep, "x");
    const bool end = goal(list.name, "true end", at(ours.end, 0.5), goalEndMs, " ms");
    return first && pages && jumps && end;
}

} // namespace

void printListHead(const QString& title) {
    std::printf("%s\n  %-34s %8s %10s %8s %10s %8s %8s\n", qPrintable(title), "ms", "first", "page down", "p95",
                "jump mean", "p95", "true end");
    std::fflush(stdout);
}

Result<bool> compareList(const BenchSettings& settings, const List& list) {
    const List computed{QStringLiteral("computed model, same table"), list.chars, [&](QObject* parent) {
                            auto* model = new ComputedModel(settings.rows, int(list.chars.size()));
                            model->setParent(parent);
                            return model;
                        }};
    TRY_DONE(discarded(computed, settings.rows));
    TRY_DONE(discarded(list, settings.rows));
    Figures anchor;
    Figures ours;
    for (int round = 0; round < settings.rounds; ++round) {
        TRY_DONE(measureOnce(computed, settings.rows, unsigned(round) + 2, anchor));
        TRY_DONE(measureOnce(list, settings.rows, unsigned(round) + 2, ours));
    }
    printFigures(computed.name, anchor);
    printFigures(list.name, ours);
    const bool met = judge(list, anchor, ours);
    std::fflush(stdout);
    return met;
}

} // namespace payout::bench
