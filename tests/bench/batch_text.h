// SPDX-License-Identifier: GPL-3.0-or-later
// A merchant's file of any length, the same at every run: names, cards that pass Luhn, amounts to 50,000.00.
#pragma once

#include <QByteArray>

namespace payout::bench {

struct BatchText {
    QByteArray file;
    QByteArray lines; ///< its data records alone
};

BatchText batchOf(int rows);

} // namespace payout::bench
