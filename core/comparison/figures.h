// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/classify_cut.h"

namespace payout::comparison {

/// The figures of a sheet as stored: one JSON object with its keys in alphabetical order.
[[nodiscard]] QString storedFigures(const CutFigures& figures);
[[nodiscard]] Result<CutFigures> figuresOf(const QString& stored); ///< Broken "StoredFigures"
/// SHA-256 over cut, figures and every line: what both signatures are under.
[[nodiscard]] QString sheetHash(ChannelId channel, UtcTime cutAt, const ClassedCut& cut);

} // namespace payout::comparison
