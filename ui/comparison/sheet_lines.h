// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of a sheet's lines: system and bank side by side, the differing field marked with sign and colour.
#pragma once

#include "core/desk/comparison_desk.h"
#include "ui/shared/row_table_model.h"

#include <QCoreApplication>

namespace payout::ui {

class SheetLines {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::SheetLines)

public:
    static std::vector<Column<desk::SheetLine>> columns(std::function<UtcTime()> now);
    static const std::vector<int>& columnChars();
};

/// Critical lines first, otherwise in the sheet's order.
[[nodiscard]] std::vector<desk::SheetLine> criticalFirst(std::vector<desk::SheetLine> lines);

} // namespace payout::ui
