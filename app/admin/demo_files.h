// SPDX-License-Identifier: GPL-3.0-or-later
// The merchants' files of a demo workspace: invented payees, card numbers that pass the check digit.
#pragma once

#include "core/base/business_date.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace payout::admin {

struct DemoRow {
    QString ref;
    int payee = 0; ///< any number; the same number is the same person and card
    std::int64_t amountMinor = 0;
};
/// With header and control line.
[[nodiscard]] QByteArray demoBatchFile(const std::vector<DemoRow>& rows);
/// `count` rows of ordinary amounts, none of which makes the practice bank misbehave.
[[nodiscard]] std::vector<DemoRow> ordinaryRows(const QString& prefix, int firstPayee, int count);

/// 24 rows; the amounts of seven of them end in .01 to .07, on which resources/demo/bank_scenario.json misbehaves.
[[nodiscard]] QByteArray misbehavingBatchFile(BusinessDate today);
/// What arrives on a bad day: a card number that a spreadsheet has damaged, three decimals, a repeated reference, a
/// short card number, a name that is a formula, and totals that do not agree.
[[nodiscard]] QByteArray mistakenBatchFile(BusinessDate today);
[[nodiscard]] QByteArray largeBatchFile(BusinessDate today); ///< 5,000 rows

} // namespace payout::admin
