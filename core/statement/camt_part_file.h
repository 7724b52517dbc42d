// SPDX-License-Identifier: GPL-3.0-or-later
// One Stmt, Rpt or Ntfctn of a camt message.
#pragma once

#include "core/statement/line_delivery.h"
#include "core/statement/xml_file.h"

namespace payout::statement {

struct PartSyntax {
    QStringView pagination; ///< StmtPgntn, RptPgntn or NtfctnPgntn; without it the message's own pages count (v02)
    std::chrono::minutes zone;
};

/// Reads the part that was just entered and delivers its lines and then itself. `shared` is what the message says for
/// all of its parts, and the part's number.
[[nodiscard]] Done readCamtPart(XmlFile& xml, const StatementPart& shared, const PartSyntax& syntax,
                                LineDelivery& lines);

/// Reads PgNb and LastPgInd of the element that was just entered.
[[nodiscard]] Done readPagination(XmlFile& xml, StatementPart& part);

} // namespace payout::statement
