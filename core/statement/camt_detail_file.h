// SPDX-License-Identifier: GPL-3.0-or-later
// One TxDtls of a camt entry: references, amounts, parties, return information.
#pragma once

#include "core/statement/camt_entry_file.h"

namespace payout::statement {

/// Reads the TxDtls that was just entered.
[[nodiscard]] Result<CamtDetail> readTransactionDetail(XmlFile& xml);

/// Reads the BkTxCd that was just entered into the line: "PMNT/ICDT/RRTN", the bank's own code, and whether the
/// sub-family makes it a return.
[[nodiscard]] Done readBankTransactionCode(XmlFile& xml, StatementLine& line);

} // namespace payout::statement
