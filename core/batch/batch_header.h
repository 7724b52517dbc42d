// SPDX-License-Identifier: GPL-3.0-or-later
// The two lines of a batch file that are no rows: the header and the control line.
#pragma once

#include "core/base/money.h"
#include "core/batch/batch_issues.h"

#include <QByteArrayView>

#include <array>
#include <optional>
#include <vector>

namespace payout::batch {

/// Which cell holds which column.
struct BatchHeader {
    std::array<int, batchColumnsCount> cellOf{}; ///< -1 if the file has no such column
    qsizetype cellsCount = 0;

    /// The cell of the column, blanks around it removed; empty if the file or the record has none.
    QByteArrayView cell(const std::vector<QByteArrayView>& cells, BatchColumn column) const;
};

/// Reads the header's cells; every problem goes to `problems` (without line number), and then the header is of no use.
[[nodiscard]] BatchHeader readBatchHeader(const std::vector<QByteArrayView>& cells,
                                          std::vector<BatchFileIssue>& problems);

struct ControlTotals {
    qint64 lineNo = 0;
    qint64 rowsCount = 0;
    Money total;
};

/// True if the first cell is "#控制" or "#CONTROL", whatever follows.
[[nodiscard]] bool isControlLine(const std::vector<QByteArrayView>& cells);
/// None if the line is no "#CONTROL,<rows>,<total yuan>"; empty cells after it are passed over.
[[nodiscard]] std::optional<ControlTotals> readControlLine(const std::vector<QByteArrayView>& cells);

/// Without the blanks (U+0020) at both ends.
[[nodiscard]] QByteArrayView trimmedCell(QByteArrayView cell);

} // namespace payout::batch
