// SPDX-License-Identifier: GPL-3.0-or-later
// Statements of the practice bank's books: camt.053.001.08, camt.052.001.08 and CSV. The balances prove: opening minus
// the debits listed is the closing balance. A statement never claims to reach beyond the bank's clock.
#pragma once

#include "app/bank/bank_books.h"

namespace payout::bank {

enum class StatementFormat { Camt053, Camt052, Csv };

struct StatementPeriod {
    UtcTime from; ///< inclusive
    UtcTime to;   ///< exclusive
};

struct StatementFile {
    QString name; ///< "camt053-1001000000000001-20261122-0001.xml"
    QByteArray bytes;
};

/// "camt053", "camt052", "csv"; else refused "BadFormat".
[[nodiscard]] Result<StatementFormat> statementFormatNamed(const QString& text);
/// Everything booked in the period, cut at `now`. Refused: "BadPeriod" (empty, or longer than 400 days).
[[nodiscard]] Result<StatementFile> buildStatement(BankBooks& books, StatementFormat format, StatementPeriod period,
                                                   UtcTime now);

} // namespace payout::bank
