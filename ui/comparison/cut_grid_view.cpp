// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/cut_grid_view.h"

#include "ui/comparison/sheet_text.h"
#include "ui/shared/cell_delegate.h"
#include "ui/text/comparison_text.h"
#include "ui/text/time_text.h"

#include <QEvent>
#include <QHeaderView>

#include <algorithm>

namespace payout::ui {

namespace {
constexpr int rowsShownMax = 5;
}

CutGridView::CutGridView(QWidget* parent) : QTableWidget(parent) {
    setItemDelegate(new CellDelegate({}, this));
    setEditTriggers(NoEditTriggers);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setHorizontalScrollMode(ScrollPerPixel);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 14);
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 14);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QTableWidget::currentCellChanged, this, [this] { Q_EMIT chosenChanged(); });
}

void CutGridView::setCuts(std::vector<desk::CutCell> cuts, UtcTime now) {
    m_cuts = std::move(cuts);
    m_now = now;
    m_channels.clear();
    m_times.clear();
    for (const desk::CutCell& cut : m_cuts) {
        if (std::ranges::find(m_channels, cut.channel) == m_channels.end()) m_channels.push_back(cut.channel);
        if (std::ranges::find(m_times, cut.cutAt.ms) == m_times.end()) m_times.push_back(cut.cutAt.ms);
    }
    std::ranges::sort(m_times);
    render();
}

int CutGridView::indexAt(int row, int column) const {
    if (row < 0 || column < 0 || row >= static_cast<int>(m_channels.size())) return -1;
    const auto at = std::ranges::find_if(m_cuts, [&](const desk::CutCell& cut) {
        return cut.channel == m_channels[static_cast<std::size_t>(row)] &&
               cut.cutAt.ms == m_times[static_cast<std::size_t>(column)];
    });
    return at == m_cuts.end() ? -1 : static_cast<int>(at - m_cuts.begin());
}

std::optional<desk::CutCell> CutGridView::chosen() const {
    const int at = indexAt(currentRow(), currentColumn());
    return at < 0 ? std::nullopt : std::optional(m_cuts[static_cast<std::size_t>(at)]);
}

void CutGridView::render() {
    setAccessibleName(tr("Comparisons of the day: channels and cuts"));
    const int row = currentRow();
    const int column = currentColumn();
    const QSignalBlocker quiet(this);
    clear();
    setRowCount(static_cast<int>(m_channels.size()));
    setColumnCount(static_cast<int>(m_times.size()));
    for (int c = 0; c < columnCount(); ++c)
        setHorizontalHeaderItem(
            c, new QTableWidgetItem(
                   tr("Cut %1", "a time").arg(minuteText(UtcTime(m_times[static_cast<std::size_t>(c)]), m_now))));
    for (int r = 0; r < rowCount(); ++r)
        for (int c = 0; c < columnCount(); ++c) {
            const int at = indexAt(r, c);
            auto* item = new QTableWidgetItem;
            setItem(r, c, item);
            if (at < 0) continue;
            const desk::CutCell& cut = m_cuts[static_cast<std::size_t>(at)];
            setVerticalHeaderItem(r, new QTableWidgetItem(cut.channelName));
            item->setText(SheetText::cut(cut));
            item->setToolTip(item->text());
            item->setData(ToneRole, static_cast<int>(cutStatusTone(cut.status)));
            item->setData(ChipRole, true);
        }
    setCurrentCell(std::clamp(row, 0, std::max(0, rowCount() - 1)),
                   std::clamp(column, 0, std::max(0, columnCount() - 1)));
    updateGeometry();
}

void CutGridView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) render();
    QTableWidget::changeEvent(event);
}

QSize CutGridView::sizeHint() const {
    const int rows = std::clamp(rowCount(), 1, rowsShownMax);
    return {400, horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() +
                     2 * frameWidth() + 2};
}

QSize CutGridView::minimumSizeHint() const { return {200, sizeHint().height()}; }

} // namespace payout::ui
