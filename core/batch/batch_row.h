// SPDX-License-Identifier: GPL-3.0-or-later
// One record of a batch file to one row: the checks that need no other row.
#pragma once

#include "core/batch/batch_file.h"
#include "core/batch/batch_header.h"
#include "core/batch/csv_records.h"

#include <memory_resource>
#include <vector>

namespace payout::batch {

/// An error of one field, or of the record if it names no column. The value is as given, not fit to be shown.
struct RowError {
    BatchIssueCode code = BatchIssueCode::FieldMissing;
    std::optional<BatchColumn> column;
    QByteArrayView value;
};

class BatchRowReader {
public:
    BatchRowReader(const BatchHeader& header, Money rowCeiling, std::pmr::memory_resource* arena)
        : m_header(header), m_rowCeiling(rowCeiling), m_arena(arena) {}

    /// Every error of the record goes to `errors`, every warning to row.warnings. A field that has an error is left
    /// empty in the row, an amount 0.
    [[nodiscard]] BatchRow read(const CsvRecord& record, std::vector<RowError>& errors) const;

private:
    using Cells = std::vector<QByteArrayView>;

    bool hasRightShape(const Cells& cells, std::vector<RowError>& errors) const;
    void readRef(const Cells& cells, BatchRow& row, std::vector<RowError>& errors) const;
    void readKind(const Cells& cells, BatchRow& row, std::vector<RowError>& errors) const;
    void readName(const Cells& cells, BatchRow& row, std::vector<RowError>& errors) const;
    void readAccount(const Cells& cells, BatchRow& row, std::vector<RowError>& errors) const;
    void readBankCode(const Cells& cells, BatchRow& row, std::vector<RowError>& errors) const;
    void readAmount(const Cells& cells, BatchRow& row, std::vector<RowError>& errors) const;
    void readPurpose(const Cells& cells, BatchRow& row, std::vector<RowError>& errors) const;
    QByteArrayView kept(const QByteArray& text) const;

    BatchHeader m_header;
    Money m_rowCeiling;
    std::pmr::memory_resource* m_arena;
};

} // namespace payout::batch
