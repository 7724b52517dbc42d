// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/typed_total_edit.h"

#include <QDropEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QRegularExpression>
#include <QRegularExpressionValidator>

namespace payout::ui {

bool isTotalAgain(const QString& typed, Money total) {
    const Result<Money> amount = parseAmount(typed, total.currency);
    return amount && *amount == total;
}

TypedTotalEdit::TypedTotalEdit(QWidget* parent) : QLineEdit(parent) {
    static const QRegularExpression plainAmount(QStringLiteral("[0-9]{0,13}([.][0-9]{0,3})?"));
    setValidator(new QRegularExpressionValidator(plainAmount, this));
    setAlignment(Qt::AlignRight);
    setAcceptDrops(false);
}

void TypedTotalEdit::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Paste)) return event->accept();
    QLineEdit::keyPressEvent(event);
}

void TypedTotalEdit::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::MiddleButton) return event->accept();
    QLineEdit::mouseReleaseEvent(event);
}

void TypedTotalEdit::contextMenuEvent(QContextMenuEvent* event) { event->accept(); }
void TypedTotalEdit::dropEvent(QDropEvent* event) { event->ignore(); }
void TypedTotalEdit::dragEnterEvent(QDragEnterEvent* event) { event->ignore(); }

} // namespace payout::ui
