// SPDX-License-Identifier: GPL-3.0-or-later
// One Ntry of a camt message, versions 01 to 08, and how it becomes lines (spec 5.4, parser rules 1 and 2).
#pragma once

#include "core/statement/xml_file.h"

namespace payout::statement {

/// Details of one entry that are held until its sum is known. Memory while reading is bounded by this, not by the
/// length of the file; a longer entry is refused as "TooManyDetails".
inline constexpr std::size_t detailsMaxPerEntry = 200'000;

/// A TxDtls. `line` holds its references and parties; what it does not say is taken from the entry later.
struct CamtDetail {
    StatementLine line;
    std::optional<Money> amount;      ///< TxDtls/Amt (v04 and later)
    std::optional<Money> transaction; ///< AmtDtls/TxAmt/Amt (all that v02 has)
    std::optional<Direction> direction;
};

struct CamtEntry {
    StatementLine line; ///< the entry as one line
    std::vector<CamtDetail> details;
};

/// Reads the Ntry that was just entered. Refuses an entry without Amt, CdtDbtInd or Sts ("ElementMissing") or with one
/// of them twice ("ElementTwice").
[[nodiscard]] Result<CamtEntry> readEntry(XmlFile& xml, std::chrono::minutes zone);

/// Hands over the lines of an entry: its details if they sum to it, else the entry as one line that says so. Ends with
/// the first refusal of `onLine`.
[[nodiscard]] Done deliverLines(CamtEntry&& entry, const std::function<Done(StatementLine&&)>& onLine);

} // namespace payout::statement
