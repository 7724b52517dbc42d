// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/data_table.h"

#include "ui/shared/cell_delegate.h"
#include "ui/shared/csv_export.h"
#include "ui/shared/icons.h"
#include "ui/shared/paged_table_base.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QMenu>
#include <QMessageBox>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>
#include <QTimerEvent>

#include <algorithm>
#include <set>

namespace payout::ui {

namespace {
constexpr int rowPad = 12;
constexpr int rowsCopiedMax = 10'000;
constexpr int holdMs = 50; ///< longer, and a person wonders whether the list has heard
QString settingsKey(const QString& name) { return QStringLiteral("columns/") + name; }
} // namespace

DataTable::DataTable(const QString& name, DatabaseNow now, QWidget* parent) : QTableView(parent), m_name(name) {
    setObjectName(name);
    setItemDelegate(new CellDelegate(std::move(now), this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerItem);
    setEditTriggers(NoEditTriggers);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + rowPad);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsMovable(true);
    connect(this, &QTableView::activated, this, [this](const QModelIndex& at) { Q_EMIT rowActivated(at.row()); });
}

void DataTable::setModel(QAbstractItemModel* newModel) {
    QTableView::setModel(newModel);
    if (newModel == nullptr) return;
    const auto tellCurrent = [this] { Q_EMIT currentRowChanged(currentRow()); };
    connect(newModel, &QAbstractItemModel::dataChanged, this, tellCurrent);
    connect(newModel, &QAbstractItemModel::modelReset, this, tellCurrent);
    connect(newModel, &QAbstractItemModel::rowsRemoved, this, tellCurrent);
    connect(newModel, &QAbstractItemModel::rowsInserted, viewport(), qOverload<>(&QWidget::update));
    if (auto* paged = qobject_cast<PagedTableBase*>(newModel); paged != nullptr) {
        connect(paged, &PagedTableBase::loaded, this, [this] {
            if (m_holdTimer != 0 && isSightComplete()) showPicture();
        });
        connect(paged, &PagedTableBase::failed, this, &DataTable::showPicture);
        connect(paged, &QAbstractItemModel::modelReset, this, &DataTable::showPicture);
    }
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, &DataTable::rememberColumns, Qt::UniqueConnection);
    connect(horizontalHeader(), &QHeaderView::sectionMoved, this, &DataTable::rememberColumns, Qt::UniqueConnection);
}

void DataTable::setColumnChars(const std::vector<int>& chars) {
    m_chars = chars;
    if (restoreColumns()) return;
    m_restoring = true;
    const int charWidth = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    for (int column = 0; column + 1 < int(chars.size()); ++column)
        setColumnWidth(column, chars[size_t(column)] * charWidth + 18);
    m_restoring = false;
}

void DataTable::setEmptyText(const QString& title, const QString& sentence) {
    m_emptyTitle = title;
    m_emptySentence = sentence;
    viewport()->update();
}

void DataTable::setFilterLine(std::function<QString()> line) { m_filterLine = std::move(line); }

int DataTable::currentRow() const { return currentIndex().isValid() ? currentIndex().row() : -1; }

QString DataTable::selectionAsTsv() const {
    if (model() == nullptr || selectionModel() == nullptr) return {};
    std::set<int> rows;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom() && rows.size() < rowsCopiedMax; ++row) rows.insert(row);
    if (rows.empty()) return {};
    const auto line = [this](auto cellText) {
        QStringList cells;
        for (int visual = 0; visual < model()->columnCount(); ++visual)
            cells << cellText(horizontalHeader()->logicalIndex(visual)).simplified();
        return cells.join(QLatin1Char('\t'));
    };
    QStringList lines{line([this](int column) { return model()->headerData(column, Qt::Horizontal).toString(); })};
    for (const int row : rows)
        lines << line([this, row](int column) { return model()->index(row, column).data().toString(); });
    return lines.join(QLatin1Char('\n'));
}

void DataTable::copySelection() {
    if (const QString text = selectionAsTsv(); !text.isEmpty()) QApplication::clipboard()->setText(text);
}

void DataTable::exportShown() {
    auto* chooser =
        new QFileDialog(this, tr("Export the list"), m_name + QStringLiteral(".csv"), tr("CSV files (*.csv)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(QStringLiteral("csv"));
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString& path) {
        auto* job =
            new CsvExport(model(), path, m_filterLine ? m_filterLine() : tr("everything", "filter of an export"),
                          std::make_shared<desk::Progress>(), this);
        connect(job, &CsvExport::finished, this,
                [this](qint64 rows, const QString& error) { tellExported(rows, error); });
    });
    chooser->open();
}

void DataTable::tellExported(qint64 rows, const QString& error) {
    auto* told = new QMessageBox(
        error.isEmpty() ? QMessageBox::Information : QMessageBox::Warning, tr("Export the list"),
        error.isEmpty() ? tr("%Ln row(s) were written.", nullptr, int(rows)) : error, QMessageBox::Ok, this);
    told->setAttribute(Qt::WA_DeleteOnClose);
    told->open();
}

void DataTable::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) return copySelection();
    QTableView::keyPressEvent(event);
}

void DataTable::paintEvent(QPaintEvent* event) {
    QTableView::paintEvent(event);
    if (m_emptyTitle.isEmpty() || model() == nullptr || model()->rowCount() > 0) return;
    if (const auto* paged = qobject_cast<PagedTableBase*>(model()); paged != nullptr && !paged->isLoaded()) return;
    QPainter painter(viewport());
    const QRect box = viewport()->rect().adjusted(24, 0, -24, 0);
    const int line = fontMetrics().height();
    const QColor muted = palette().color(QPalette::PlaceholderText);
    paintSymbol(painter, Symbol::Check, QRectF(box.center().x() - 14, box.center().y() - line * 2 - 20, 28, 28), muted);
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(QRect(box.left(), box.center().y() - line, box.width(), line + 6), Qt::AlignCenter, m_emptyTitle);
    painter.setFont(font());
    painter.setPen(muted);
    painter.drawText(QRect(box.left(), box.center().y() + 8, box.width(), line * 4),
                     int(Qt::AlignHCenter | Qt::AlignTop) | Qt::TextWordWrap, m_emptySentence);
}

void DataTable::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* copy =
        menu->addAction(symbolIcon(Symbol::Copy), tr("Copy the selected rows"), this, &DataTable::copySelection);
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(selectionModel() != nullptr && selectionModel()->hasSelection());
    menu->addAction(symbolIcon(Symbol::Export), tr("Export the list as CSV…"), this, &DataTable::exportShown);
    menu->popup(event->globalPos());
}

void DataTable::timerEvent(QTimerEvent* event) {
    if (event->timerId() == m_timer)
        viewport()->update();
    else if (event->timerId() == m_holdTimer)
        showPicture();
    else
        QTableView::timerEvent(event);
}

void DataTable::showEvent(QShowEvent* event) {
    QTableView::showEvent(event);
    if (m_timer == 0) m_timer = startTimer(1000); // countdowns in sight
}

void DataTable::hideEvent(QHideEvent* event) {
    QTableView::hideEvent(event);
    if (m_timer != 0) killTimer(std::exchange(m_timer, 0));
    showPicture();
}

void DataTable::scrollContentsBy(int dx, int dy) {
    if (dy != 0 && isVisible() && !isSightComplete()) holdPicture();
    QTableView::scrollContentsBy(dx, dy);
    if (m_holdTimer != 0 && isSightComplete()) showPicture();
}

// Rows have one height and scroll by the row, so the scroll bar's value is the first row in sight.
bool DataTable::isSightComplete() {
    auto* paged = qobject_cast<PagedTableBase*>(model());
    if (paged == nullptr) return true;
    const int first = verticalScrollBar()->value();
    return paged->bring(first, first + viewport()->height() / verticalHeader()->defaultSectionSize());
}

void DataTable::holdPicture() {
    if (m_holdTimer != 0) return; // a dragged bar does not hold it for ever
    viewport()->setUpdatesEnabled(false);
    m_holdTimer = startTimer(holdMs, Qt::PreciseTimer);
}

void DataTable::showPicture() {
    if (m_holdTimer == 0) return;
    killTimer(std::exchange(m_holdTimer, 0));
    viewport()->setUpdatesEnabled(true);
}

void DataTable::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange) verticalHeader()->setDefaultSectionSize(fontMetrics().height() + rowPad);
    if (event->type() == QEvent::LanguageChange && model() != nullptr && model()->columnCount() > 0) {
        Q_EMIT model()->headerDataChanged(Qt::Horizontal, 0, model()->columnCount() - 1);
        viewport()->update();
    }
}

void DataTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row()) Q_EMIT currentRowChanged(current.isValid() ? current.row() : -1);
}

void DataTable::rememberColumns() {
    if (m_restoring || !isVisible()) return;
    QSettings().setValue(settingsKey(m_name), horizontalHeader()->saveState());
}

bool DataTable::restoreColumns() {
    m_restoring = true;
    const QByteArray state = QSettings().value(settingsKey(m_name)).toByteArray();
    const bool restored = !state.isEmpty() && horizontalHeader()->restoreState(state);
    m_restoring = false;
    return restored;
}

} // namespace payout::ui
