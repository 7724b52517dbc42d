// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the cells of every list: text, chips (word, colour, symbol) and countdowns, from the roles below.
#pragma once

#include "ui/shared/countdown.h"
#include "ui/shared/tone.h"

#include <QStyledItemDelegate>

namespace payout::ui {

enum CellRole {
    ToneRole = Qt::UserRole + 1, ///< int of Tone; with ChipRole the chip's, else the text's colour
    ChipRole,                    ///< bool: paint as a chip
    UntilRole,                   ///< qint64 ms: paint a running countdown; the text is the fallback
};

class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// Without a clock countdowns show the model's text.
    explicit CellDelegate(DatabaseNow now, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    DatabaseNow m_now;
};

} // namespace payout::ui
