// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/cell_delegate.h"

#include "ui/shared/chip.h"

#include <QApplication>

namespace payout::ui {

namespace {
constexpr int cellPad = 6;

Symbol symbolFor(const QModelIndex& index, Tone tone) {
    return index.data(UntilRole).isValid() ? (tone == Tone::Good ? Symbol::Unlock : Symbol::Lock) : toneSymbol(tone);
}
} // namespace

CellDelegate::CellDelegate(DatabaseNow now, QObject* parent) : QStyledItemDelegate(parent), m_now(std::move(now)) {}

void CellDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    if (const QVariant until = index.data(UntilRole); until.isValid() && m_now)
        option->text = unlockText(UtcTime(until.toLongLong()), m_now());
    if (const QVariant tone = index.data(ToneRole); tone.isValid() && Tone(tone.toInt()) != Tone::Neutral)
        option->palette.setColor(QPalette::Text, toneColors(Tone(tone.toInt()), option->palette).text);
    option->state &= ~QStyle::State_HasFocus; // the whole row is marked instead
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    if (!index.data(ChipRole).toBool()) return QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString word = std::exchange(cell.text, QString());
    const QWidget* view = option.widget;
    (view != nullptr ? view->style() : QApplication::style())
        ->drawControl(QStyle::CE_ItemViewItem, &cell, painter, view);
    const Tone tone = Tone(index.data(ToneRole).toInt());
    if (!word.isEmpty())
        Chip::paint(*painter, option.rect.adjusted(cellPad, 1, -cellPad, -1), option.palette, cell.font, tone,
                    symbolFor(index, tone), word);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    if (!index.data(ChipRole).toBool()) return QStyledItemDelegate::sizeHint(option, index);
    return Chip::sizeOf(option.font, index.data().toString()) + QSize(2 * cellPad, 4);
}

} // namespace payout::ui
