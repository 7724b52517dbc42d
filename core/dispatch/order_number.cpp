// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/order_number.h"

#include "core/base/check.h"
#include "core/base/digest.h"

namespace payout::dispatch {

namespace {

// The decimal value of a hexadecimal number, its last `digits` digits: schoolbook, base 10^12.
QString lastDecimalDigits(const QString& hexadecimal) {
    constexpr std::uint64_t base = 1'000'000'000'000; // 10^12
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    for (const QChar digit : hexadecimal) {
        const std::uint64_t carried = low * 16 + static_cast<std::uint64_t>(QStringView(&digit, 1).toInt(nullptr, 16));
        low = carried % base;
        high = (high * 16 + carried / base) % base;
    }
    return QString::number(high).rightJustified(12, u'0') + QString::number(low).rightJustified(12, u'0');
}

} // namespace

QString deriveOrderNo(const QString& merchantCode, const QString& merchantRowRef, int attemptNo) {
    CHECK(attemptNo >= 1 && attemptNo <= 99);
    Sha256 hash;
    hash.addField(QStringLiteral("payout/order-number/1"));
    hash.addField(merchantCode);
    hash.addField(merchantRowRef);
    return lastDecimalDigits(hash.hex()) + QString::number(attemptNo).rightJustified(2, u'0');
}

} // namespace payout::dispatch
