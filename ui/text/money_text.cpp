// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/money_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace payout::ui {

namespace {
class MoneyText {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::MoneyText)
public:
    static QString yuan(const QString& amount) { return tr("CNY %1", "an amount in a sentence").arg(amount); }
};
} // namespace

QString amountText(Money money) {
    const QString grouped = formatGrouped(money);
    return money.currency == Currency::cny() ? grouped : money.currency.code() + QLatin1Char(' ') + grouped;
}

QString amountText(std::int64_t minor) { return formatGrouped(Money{minor, Currency::cny()}); }

QString amountText(const std::optional<std::int64_t>& minor) { return minor ? amountText(*minor) : QString(); }

QString yuanText(Money money) {
    return money.currency == Currency::cny() ? MoneyText::yuan(formatGrouped(money)) : amountText(money);
}

QString countText(std::int64_t count) { return QLocale(QLocale::English).toString(qlonglong(count)); }

} // namespace payout::ui
