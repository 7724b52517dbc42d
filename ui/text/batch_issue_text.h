// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a row of a batch file, and what the sender has to change.
#pragma once

#include <QString>

namespace payout::ui {

/// Of a code of core/batch such as "AmountTooManyDecimals"; an unknown code is shown as it is.
[[nodiscard]] QString batchIssueSentence(const QString& code);
/// Of a column name of the file format such as "payee_account"; "" stays "".
[[nodiscard]] QString batchFieldWord(const QString& field);

} // namespace payout::ui
