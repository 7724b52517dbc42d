// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/flow_layout.h"

#include <QWidget>

namespace payout::ui {

FlowLayout::FlowLayout(QWidget* parent, int gapX, int gapY) : QLayout(parent), m_gapX(gapX), m_gapY(gapY) {
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() { qDeleteAll(m_items); }

void FlowLayout::addItem(QLayoutItem* item) { m_items.append(item); }

QLayoutItem* FlowLayout::itemAt(int index) const { return m_items.value(index); }

QLayoutItem* FlowLayout::takeAt(int index) {
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : m_items)
        if (!item->isEmpty()) size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

QSize FlowLayout::sizeHint() const {
    QSize size;
    for (const QLayoutItem* item : m_items) {
        if (item->isEmpty()) continue;
        size.rwidth() += item->sizeHint().width() + m_gapX;
        size.setHeight(qMax(size.height(), item->sizeHint().height()));
    }
    return size;
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    arrange(rect, Place::Yes);
}

int FlowLayout::arrange(const QRect& rect, Place place) const {
    const QMargins margins = contentsMargins();
    const QRect box = rect.marginsRemoved(margins);
    QPoint at = box.topLeft();
    int lineHeight = 0;
    QList<std::pair<QLayoutItem*, QRect>> line;
    const auto endLine = [&] {
        for (const auto& [item, cell] : line) // centred on the line
            if (place == Place::Yes) item->setGeometry(cell.translated(0, (lineHeight - cell.height()) / 2));
        line.clear();
    };
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty()) continue;
        const QSize size = item->sizeHint().boundedTo(QSize(qMax(1, box.width()), QWIDGETSIZE_MAX));
        if (at.x() > box.left() && at.x() + size.width() > box.right() + 1) {
            endLine();
            at = QPoint(box.left(), at.y() + lineHeight + m_gapY);
            lineHeight = 0;
        }
        line.append({item, QRect(at, size)});
        at.rx() += size.width() + m_gapX;
        lineHeight = qMax(lineHeight, size.height());
    }
    endLine();
    return at.y() + lineHeight - rect.y() + margins.bottom();
}

} // namespace payout::ui
