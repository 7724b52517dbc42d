// SPDX-License-Identifier: GPL-3.0-or-later
// The total typed back by the approver: typed, not pasted, never filled in beforehand (spec 8.3, threats).
#pragma once

#include "core/base/money.h"

#include <QLineEdit>

namespace payout::ui {

/// True only if the text reads as exactly this amount, to the minor unit, without separators, blanks or signs.
[[nodiscard]] bool isTotalAgain(const QString& typed, Money total);

/// Takes keys only: paste, drop and the middle button's selection do nothing.
class TypedTotalEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit TypedTotalEdit(QWidget* parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
};

} // namespace payout::ui
