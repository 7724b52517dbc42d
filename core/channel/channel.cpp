// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channel/channel.h"

#include "core/base/digest.h"

#include <QRegularExpression>

namespace payout::channel {

namespace {
constexpr qsizetype rawCharactersMax = 16'384;
}

QString canonicalDigest(const PaymentOrder& order) {
    Sha256 hash;
    hash.addField(QStringLiteral("payment-order-1"));
    hash.addField(order.orderNo);
    hash.addField(order.txnTime);
    hash.addField(order.amount.minor);
    hash.addField(order.amount.currency.code());
    hash.addField(order.payeeName);
    hash.addField(order.payeeAccount);
    hash.addField(order.payeeKind == AccountKind::Card ? QStringLiteral("card") : QStringLiteral("company"));
    hash.addField(order.payeeBankCode);
    hash.addField(order.remark);
    return hash.hex();
}

QString maskedRaw(const QByteArray& body, const QStringList& known) {
    // A NUL cannot be stored as text; its picture can, and evidence is never thrown away.
    const QString text = QString::fromUtf8(body.left(rawCharactersMax)).replace(QChar(u'\0'), QChar(0x2400));
    static const QRegularExpression digits(QStringLiteral("(?<![0-9A-Za-z])[0-9-]{12,34}(?![0-9A-Za-z])"));
    QString out;
    qsizetype from = 0;
    for (auto it = digits.globalMatch(text); it.hasNext();) {
        const auto found = it.next();
        const QString run = found.captured();
        out += QStringView(text).mid(from, found.capturedStart() - from);
        out += known.contains(run) ? run : maskAccount(run);
        from = found.capturedEnd();
    }
    out += QStringView(text).mid(from);
    return out;
}

} // namespace payout::channel
