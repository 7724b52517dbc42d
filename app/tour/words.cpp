// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour/words.h"

#include <QCoreApplication>

namespace payout::tour {

namespace {
constexpr int anyCount = 987; ///< more than one, so that the plural is chosen; never a real count of the tour
}

QString said(const Words& words) {
    const QByteArray context = QByteArrayLiteral("payout::ui::") + words.place;
    QString text =
        QCoreApplication::translate(context.constData(), words.source, words.comment, words.counted ? anyCount : -1);
    return text.remove(u'&');
}

QRegularExpression pattern(const Words& words) {
    static const QRegularExpression place(QStringLiteral("%L?[0-9]"));
    const QString anything = QStringLiteral("\x01");
    const QString number = QStringLiteral("\x02");
    QString text = said(words).replace(place, anything);
    if (words.counted) text.replace(QString::number(anyCount), number);
    text = QRegularExpression::escape(text);
    // escape() puts a backslash before what it does not know as a letter or a digit.
    text.replace(QStringLiteral("\\\x01"), QStringLiteral(".+")).replace(anything, QStringLiteral(".+"));
    text.replace(QStringLiteral("\\\x02"), QStringLiteral("[0-9,]+")).replace(number, QStringLiteral("[0-9,]+"));
    return QRegularExpression(text, QRegularExpression::DotMatchesEverythingOption);
}

} // namespace payout::tour
