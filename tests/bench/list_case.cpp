// SPDX-License-Identifier: GPL-3.0-or-later
// P5: the desk's lists over a million payouts, in the desk's own table and through its store thread, against the same
// table over a model that computes its cells. Every figure ends when the rows themselves, no ellipsis, are painted.
#include "core/desk/approval_desk.h"
#include "core/desk/exception_desk.h"
#include "tests/bench/bench_case.h"
#include "tests/bench/desk_cases.h"
#include "tests/bench/million_payouts.h"
#include "ui/shared/data_table.h"
#include "ui/shared/paged_table_model.h"
#include "ui/text/money_text.h"
#include "ui/text/state_text.h"
#include "ui/text/time_text.h"

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
using desk::ExceptionView;
using desk::PayoutRowView;
using ui::Column;
using ui::Tone;

constexpr int jumpsARound = 50;
constexpr double goalFirst = 1.5;
constexpr double goalJump = 2;
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

// The columns of the exception page.
std::vector<Column<ExceptionView>> exceptionColumns(ui::DatabaseNow now) {
    using V = ExceptionView;
    const auto titled = [](const char* title) { return [title] { return QString::fromLatin1(title); }; };
    return {
        {titled("Lock"),
         Qt::AlignLeft,
         [now](const V& v) { return ui::unlockText(v.unlocksAt, now()); },
         [now](const V& v) { return now() < v.unlocksAt ? Tone::Unproven : Tone::Good; },
         false,
         {},
         [](const V& v) { return std::optional(v.unlocksAt); }},
        {titled("Amount"), Qt::AlignRight, [](const V& v) { return ui::amountText(v.amount); }},
        {titled("Payee"), Qt::AlignLeft, [](const V& v) { return v.payeeName; }},
        {titled("Reason"), Qt::AlignLeft, [](const V& v) { return ui::subReasonWord(v.subReason); }},
        {titled("Last answer"), Qt::AlignLeft, [](const V& v) { return ui::outcomeWordStored(v.lastOutcome); }},
        {titled("Proposed"), Qt::AlignLeft, [](const V& v) { return ui::actionWordStored(v.proposedAction); },
         [](const V& v) { return v.proposedAction.isEmpty() ? Tone::Neutral : Tone::Info; }},
        {titled("Since"), Qt::AlignLeft, [now](const V& v) { return ui::minuteText(v.exceptionAt, now()); }},
        {titled("Next question"), Qt::AlignLeft,
         [now](const V& v) { return v.nextQueryAt ? ui::minuteText(*v.nextQueryAt, now()) : QString(); }},
        {titled("Account"), Qt::AlignLeft, [](const V& v) { return v.payeeAccountMasked; }},
        {titled("Merchant"), Qt::AlignLeft, [](const V& v) { return v.merchant; }},
        {titled("Channel"), Qt::AlignLeft, [](const V& v) { return v.channel; }},
        {titled("Order number"), Qt::AlignLeft, [](const V& v) { return v.orderNo; }},
    };
}

// The columns of the rows on the approval page.
std::vector<Column<PayoutRowView>> rowColumns() {
    using R = PayoutRowView;
    const auto titled = [](const char* title) { return [title] { return QString::fromLatin1(title); }; };
    return {
        {titled("Row"), Qt::AlignRight, [](const R& r) { return ui::countText(r.rowNo); }},
        {titled("Payee"), Qt::AlignLeft, [](const R& r) { return r.payeeName; }},
        {titled("Account"), Qt::AlignLeft, [](const R& r) { return r.payeeAccountMasked; }},
        {titled("Amount"), Qt::AlignRight, [](const R& r) { return ui::amountText(r.amount); }},
        {titled("Held"), Qt::AlignLeft, [](const R& r) { return ui::holdWord(r.hold); },
         [](const R& r) { return r.hold.isEmpty() ? Tone::Neutral : Tone::Warning; }},
        {titled("Like row"), Qt::AlignRight,
         [](const R& r) { return r.holdOf ? ui::countText(rowNoOf(*r.holdOf)) : QString(); }},
        {titled("Warnings"), Qt::AlignRight,
         [](const R& r) { return r.warnings == 0 ? QString() : ui::countText(r.warnings); }},
        {titled("State"), Qt::AlignLeft, [](const R& r) { return ui::stateWord(r.state); },
         [](const R& r) { return ui::stateTone(r.state); }, true},
        {titled("Reference"), Qt::AlignLeft, [](const R& r) { return r.merchantRowRef; }},
        {titled("Bank"), Qt::AlignLeft, [](const R& r) { return r.bankCode; }},
        {titled("Purpose"), Qt::AlignLeft, [](const R& r) { return r.purpose; }},
    };
}

/// A list under measurement.
struct List {
    QString name;
    std::vector<int> chars; ///< widths of its columns, on its page
    /// A model that has not begun to load, and how to begin.
    std::function<QAbstractItemModel*(QObject* parent)> make;
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
    std::vector<double> jumps;
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
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> place(0, table.verticalScrollBar()->maximum() - 1);
    for (int i = 0; i < jumpsARound; ++i) TRY_DONE(jump(table, painted, place(random), figures.jumps));
    std::vector<double> backToStart;
    TRY_DONE(jump(table, painted, 0, backToStart));
    return jump(table, painted, table.verticalScrollBar()->maximum(), figures.end);
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
    std::printf("  %-34s %8.1f %9.1f %9.1f %9.1f %9.1f\n", qPrintable(name), at(f.first, 0.5), mean(f.jumps),
                at(f.jumps, 0.5), at(f.jumps, 0.95), at(f.end, 0.5));
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
    const bool jumps =
        goal(list.name, "jump against the computed model", mean(ours.jumps) / mean(anchor.jumps), goalJump, "x");
    const bool end = goal(list.name, "true end", at(ours.end, 0.5), goalEndMs, " ms");
    return first && jumps && end;
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
    return judge(list, anchor, ours);
}

List exceptionList(desk::StoreThread& thread, UtcTime now) {
    return {QStringLiteral("exceptions"), {10, 8, 7, 10, 9, 6, 7, 7, 12, 9, 9, 15}, [&thread, now](QObject* parent) {
                using namespace desk;
                const auto all = ExceptionFilter::All;
                const auto sort = ExceptionSort::UnlocksFirst;
                auto* model = new ui::PagedTableModel<ExceptionView>(
                    exceptionColumns([now] { return now; }),
                    {[&thread](Reply<ListShape> answer) { ExceptionDesk(thread).shape(all, sort, std::move(answer)); },
                     [&thread](std::optional<PageKey> from, Reply<std::vector<ExceptionView>> answer) {
                         ExceptionDesk(thread).page(all, sort, from, std::move(answer));
                     },
                     [](const ExceptionView& v) { return v.id.value; }},
                    parent);
                model->restart();
                return model;
            }};
}

List batchRowList(desk::StoreThread& thread, InstructionId instruction) {
    return {QStringLiteral("rows of a batch"),
            {4, 9, 12, 9, 11, 5, 5, 9, 10, 9, 10},
            [&thread, instruction](QObject* parent) {
                using namespace desk;
                const auto all = PayoutFilter::All;
                auto* model = new ui::PagedTableModel<PayoutRowView>(
                    rowColumns(),
                    {[&thread, instruction](Reply<ListShape> answer) {
                         ApprovalDesk(thread).rowsShape(instruction, all, std::move(answer));
                     },
                     [&thread, instruction](std::optional<PageKey> from, Reply<std::vector<PayoutRowView>> answer) {
                         ApprovalDesk(thread).rowsPage(instruction, all, from, std::move(answer));
                     },
                     [](const PayoutRowView& row) { return row.id.value; }},
                    parent);
                model->restart();
                return model;
            }};
}

Result<GoalsMet> runLists(store::Engine engine, const BenchSettings& settings) {
    TRY(const FullStore* full, fullStore(engine, settings.rows));
    TRY(const UtcTime now, full->store->connection().now());
    desk::StoreThread thread(full->store->url());
    const QString where = engine == store::Engine::Postgres ? QStringLiteral("PostgreSQL") : QStringLiteral("SQLite");
    std::printf("Lists of %d payouts on %s\n  %-34s %8s %9s %9s %9s %9s\n", settings.rows, qPrintable(where), "ms",
                "first", "jump mean", "median", "p95", "true end");
    std::fflush(stdout);
    TRY(const bool exceptions, compareList(settings, exceptionList(thread, now)));
    TRY(const bool rows, compareList(settings, batchRowList(thread, full->instruction)));
    std::printf("\n");
    std::fflush(stdout);
    return exceptions && rows ? GoalsMet::Yes : GoalsMet::No;
}

} // namespace

Result<GoalsMet> runListsOnSqlite(const BenchSettings& settings) { return runLists(store::Engine::Sqlite, settings); }
Result<GoalsMet> runListsOnPostgres(const BenchSettings& settings) {
    return runLists(store::Engine::Postgres, settings);
}

} // namespace payout::bench
