// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/batch_file.h"

#include "core/base/check.h"
#include "core/base/digest.h"
#include "core/base/ids.h"
#include "core/batch/batch_header.h"
#include "core/batch/batch_row.h"
#include "core/batch/csv_records.h"
#include "core/batch/seen_rows.h"

#include <algorithm>
#include <array>
#include <functional>
#include <memory_resource>
#include <optional>
#include <vector>

namespace payout::batch {

namespace {

static_assert(rowsMaxPerFile <= rowsMaxPerInstruction);

constexpr qsizetype bytesPerProgress = 256 * 1024;
constexpr std::size_t rowsPerProgress = 4096;

struct WarningMeaning {
    BatchRowWarning bit;
    BatchIssueCode code;
    BatchColumn column;
};
constexpr std::array warningMeanings{
    WarningMeaning{WarnAccountFailsLuhn, BatchIssueCode::AccountFailsLuhn, BatchColumn::PayeeAccount},
    WarningMeaning{WarnAccountMaybeRounded, BatchIssueCode::AccountMaybeRounded, BatchColumn::PayeeAccount},
    WarningMeaning{WarnBankCodeCheckDigit, BatchIssueCode::BankCodeCheckDigit, BatchColumn::BankCode},
    WarningMeaning{WarnNameMixedScript, BatchIssueCode::NameMixedScript, BatchColumn::PayeeName},
    WarningMeaning{WarnNameOddCharacters, BatchIssueCode::NameOddCharacters, BatchColumn::PayeeName},
    WarningMeaning{WarnSamePayeeAndAmount, BatchIssueCode::SamePayeeAndAmount, BatchColumn::PayeeAccount},
};

QByteArrayView valueIn(const BatchRow& row, BatchColumn column) {
    return column == BatchColumn::PayeeAccount ? row.payeeAccount
           : column == BatchColumn::BankCode   ? row.bankCode
                                               : row.payeeName;
}

QString statedAndFound(const QString& stated, const QString& found) {
    return QStringLiteral("stated %1, found %2").arg(stated, found);
}

// Reads one file. Everything found is in `issues`, the good rows in `rows`.
class BatchFileReader {
public:
    BatchFileReader(QByteArrayView utf8, const BatchFileLimits& limits)
        : m_limits(limits), m_utf8(utf8), m_records(utf8, recordCharactersMax, &m_arena) {
        m_limits.rowsMax = qMin(limits.rowsMax, rowsMaxPerFile);
    }

    /// Asks for rows to be handed on at once; see readBatchFileEarly.
    using Early = std::function<bool(const ControlTotals& stated)>;
    void handOnEarly(Early isWanted, const BatchRowSink& onRow) {
        m_isEarlyWanted = std::move(isWanted);
        m_onRow = &onRow;
    }
    /// "Cancelled", or nothing.
    Done read(const BatchProgress& progress, qint64 workTotal);
    bool wasEarly() const { return m_early != EarlyState::NotAsked && m_early != EarlyState::Unwanted; }
    Done earlyAnswer; ///< of the first onRow that failed

    BatchIssues issues;
    std::vector<BatchRow> rows; ///< views into the text and the arena of this reader
    qint64 rowsCount = 0;
    Money total;

private:
    void readRecord(const CsvRecord& record);
    void readHeader(const CsvRecord& record);
    void readControl(const CsvRecord& record);
    void readRow(const CsvRecord& record);
    void keep(const BatchRow& row);
    void addToTotal(const BatchRow& row);
    void lookForRepetitions(BatchRow& row);
    void reportWarnings(const BatchRow& row, qint64 firstLineOfSame);
    void finish();
    void compareWithControl();
    void error(qint64 lineNo, BatchIssueCode code, QString detail = {});

    BatchFileLimits m_limits;
    QByteArrayView m_utf8;
    std::pmr::monotonic_buffer_resource m_arena;
    CsvRecords m_records;
    std::optional<BatchRowReader> m_rowReader;
    bool m_headerIsBad = false;
    bool m_tooManyRows = false;
    bool m_amountsAllRead = true;
    enum class EarlyState { NotAsked, Unwanted, HandingOn, Over };
    EarlyState m_early = EarlyState::NotAsked;
    Early m_isEarlyWanted;
    const BatchRowSink* m_onRow = nullptr;
    std::vector<RowError> m_rowErrors;
    SeenRows m_refs;
    SeenRows m_payees;
    std::optional<ControlTotals> m_control;
    qint64 m_controlLineNo = 0;
    qint64 m_controlAfterRows = 0;
};

Done BatchFileReader::read(const BatchProgress& progress, qint64 workTotal) {
    const auto lines = static_cast<std::size_t>(std::ranges::count(m_utf8, '\n') + 1);
    const std::size_t rowsExpected = qMin(lines, static_cast<std::size_t>(m_limits.rowsMax));
    if (!m_isEarlyWanted) rows.reserve(rowsExpected);
    m_refs.reserve(rowsExpected);
    m_payees.reserve(rowsExpected);
    CsvRecord record;
    qsizetype nextProgress = bytesPerProgress;
    while (!m_headerIsBad && !m_tooManyRows && m_records.next(record)) {
        readRecord(record);
        if (m_records.position() < nextProgress) continue;
        nextProgress = m_records.position() + bytesPerProgress;
        const qint64 done = m_records.position() * (m_early == EarlyState::HandingOn ? 2 : 1);
        if (progress && !progress(done, workTotal)) return refused(QStringLiteral("Cancelled"));
    }
    finish();
    return {};
}

void BatchFileReader::readRecord(const CsvRecord& record) {
    if (isControlLine(record.cells)) return readControl(record);
    if (m_rowReader) return readRow(record);
    if (record.text.startsWith('#')) return; // a comment
    readHeader(record);
}

void BatchFileReader::readHeader(const CsvRecord& record) {
    m_records.endComments();
    std::vector<BatchFileIssue> problems;
    if (record.fault != RecordFault::None)
        problems.push_back({0, {}, {}, BatchIssueCode::HeaderMissing, {}});
    else
        m_rowReader.emplace(readBatchHeader(record.cells, problems), m_limits.rowCeiling, &m_arena);
    m_headerIsBad = !problems.empty();
    for (BatchFileIssue& problem : problems) {
        problem.lineNo = record.lineNo;
        issues.addError(std::move(problem), issuesListedMax);
    }
}

void BatchFileReader::readControl(const CsvRecord& record) {
    if (m_controlLineNo != 0)
        return error(record.lineNo, BatchIssueCode::ControlLineRepeated,
                     QStringLiteral("first in line %1").arg(m_controlLineNo));
    m_controlLineNo = record.lineNo;
    m_controlAfterRows = rowsCount;
    m_control = readControlLine(record.cells);
    if (!m_control) error(record.lineNo, BatchIssueCode::ControlLineMalformed);
}

void BatchFileReader::readRow(const CsvRecord& record) {
    if (rowsCount == m_limits.rowsMax) {
        m_tooManyRows = true;
        return error(record.lineNo, BatchIssueCode::TooManyRows, QStringLiteral("at most %1").arg(m_limits.rowsMax));
    }
    ++rowsCount;
    switch (record.fault) {
    case RecordFault::None: break;
    case RecordFault::TooLong: m_amountsAllRead = false; return error(record.lineNo, BatchIssueCode::RecordTooLong);
    case RecordFault::QuoteUnclosed:
        m_amountsAllRead = false;
        return error(record.lineNo, BatchIssueCode::QuoteUnclosed);
    case RecordFault::QuoteMisplaced:
        m_amountsAllRead = false;
        return error(record.lineNo, BatchIssueCode::QuoteMisplaced);
    }
    m_rowErrors.clear();
    BatchRow row = m_rowReader->read(record, m_rowErrors);
    row.rowNo = rowsCount;
    for (const RowError& e : m_rowErrors)
        issues.addError({record.lineNo, e.column, shownValue(e.column, e.value), e.code, {}}, issuesListedMax);
    addToTotal(row);
    lookForRepetitions(row);
    keep(row);
}

void BatchFileReader::keep(const BatchRow& row) {
    if (issues.errorsCount != 0) {
        if (m_early == EarlyState::HandingOn) m_early = EarlyState::Over;
        return;
    }
    if (m_early == EarlyState::NotAsked)
        m_early =
            m_control && m_isEarlyWanted && m_isEarlyWanted(*m_control) ? EarlyState::HandingOn : EarlyState::Unwanted;
    if (m_early == EarlyState::Unwanted) return rows.push_back(row);
    if (m_early == EarlyState::Over) return;
    earlyAnswer = (*m_onRow)(row);
    if (!earlyAnswer) m_early = EarlyState::Over;
}

void BatchFileReader::addToTotal(const BatchRow& row) {
    if (row.amountMinor == 0) {
        m_amountsAllRead = false;
        return;
    }
    const Result<Money> sum = add(total, Money{row.amountMinor, total.currency});
    if (sum) {
        total = *sum;
    } else if (m_amountsAllRead) {
        m_amountsAllRead = false;
        error(row.lineNo, BatchIssueCode::TotalTooLarge);
    }
}

void BatchFileReader::lookForRepetitions(BatchRow& row) {
    const qint64 sameRef = row.merchantRowRef.isEmpty() ? 0 : m_refs.firstLineOf(row.merchantRowRef, 0, row.lineNo);
    if (sameRef != 0)
        // A valid reference has no secret in it, and the sender needs all of it to find the row.
        issues.addError({row.lineNo, BatchColumn::MerchantRowRef, QString::fromLatin1(row.merchantRowRef),
                         BatchIssueCode::RefRepeated, QStringLiteral("first in line %1").arg(sameRef)},
                        issuesListedMax);
    const bool comparable = row.amountMinor != 0 && !row.payeeAccount.isEmpty();
    const qint64 samePayee = comparable ? m_payees.firstLineOf(row.payeeAccount, row.amountMinor, row.lineNo) : 0;
    if (samePayee != 0) row.warnings |= WarnSamePayeeAndAmount;
    if (row.warnings != 0) reportWarnings(row, samePayee);
}

void BatchFileReader::reportWarnings(const BatchRow& row, qint64 firstLineOfSame) {
    for (const WarningMeaning& meaning : warningMeanings) {
        if ((row.warnings & meaning.bit) == 0) continue;
        const QString detail =
            meaning.bit == WarnSamePayeeAndAmount ? QStringLiteral("first in line %1").arg(firstLineOfSame) : QString();
        issues.addWarning({row.lineNo, meaning.column, shownValue(meaning.column, valueIn(row, meaning.column)),
                           meaning.code, detail},
                          issuesListedMax);
    }
}

void BatchFileReader::finish() {
    if (m_headerIsBad || m_tooManyRows) return; // the rest was not read, so its counts say nothing
    if (!m_rowReader) return error(0, BatchIssueCode::HeaderMissing);
    if (rowsCount == 0) error(0, BatchIssueCode::NoRows);
    compareWithControl();
}

void BatchFileReader::compareWithControl() {
    if (m_controlLineNo == 0) {
        if (m_limits.controlLineRequired) error(0, BatchIssueCode::ControlLineMissing);
        return;
    }
    if (m_controlAfterRows != 0 && m_controlAfterRows != rowsCount)
        error(m_controlLineNo, BatchIssueCode::ControlLineMisplaced);
    if (!m_control) return;
    if (m_control->rowsCount != rowsCount)
        error(m_controlLineNo, BatchIssueCode::ControlRowsMismatch,
              statedAndFound(QString::number(m_control->rowsCount), QString::number(rowsCount)));
    // With an amount unread the totals cannot agree, and saying so would be noise beside that row's error.
    if (m_amountsAllRead && m_control->total != total)
        error(m_controlLineNo, BatchIssueCode::ControlTotalMismatch,
              statedAndFound(formatPlain(m_control->total), formatPlain(total)));
}

void BatchFileReader::error(qint64 lineNo, BatchIssueCode code, QString detail) {
    issues.addError({lineNo, {}, {}, code, std::move(detail)}, issuesListedMax);
}

// Work done goes from `workDone` to twice that: each row stands for its share of the file.
Done handOn(const std::vector<BatchRow>& rows, qint64 workDone, const BatchRowSink& onRow,
            const BatchProgress& progress) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        TRY_DONE(onRow(rows[i]));
        if ((i + 1) % rowsPerProgress != 0 || !progress) continue;
        const qint64 share = workDone * static_cast<qint64>(i + 1) / static_cast<qint64>(rows.size());
        if (!progress(workDone + share, workDone * 2)) return refused(QStringLiteral("Cancelled"));
    }
    return {};
}

BatchFileSummary summaryOf(BatchFileReader& reader) {
    const auto byLine = [](const BatchFileIssue& a, const BatchFileIssue& b) { return a.lineNo < b.lineNo; };
    BatchIssues& issues = reader.issues;
    std::ranges::stable_sort(issues.errors, byLine);
    std::ranges::stable_sort(issues.warnings, byLine);
    BatchFileSummary summary;
    summary.rowsCount = reader.rowsCount;
    summary.total = reader.total;
    summary.errorsCount = issues.errorsCount;
    summary.warningsCount = issues.warningsCount;
    summary.suppressed = issues.errorsCount - issues.errors.size() + issues.warningsCount - issues.warnings.size();
    summary.errors = std::move(issues.errors);
    summary.warnings = std::move(issues.warnings);
    return summary;
}

Result<BatchFileSummary> readWhole(QByteArrayView bytes, const BatchFileLimits& limits, const BatchEarlySink& onEarly,
                                   const BatchRowSink& onRow, const BatchProgress& progress,
                                   const BatchGoodSink& onGood) {
    if (bytes.isEmpty()) return refused(QStringLiteral("FileEmpty"));
    if (bytes.size() > qMin(limits.bytesMax, fileBytesMax))
        return refused(QStringLiteral("FileTooLarge"), QStringLiteral("%1 bytes").arg(bytes.size()));
    TRY(const DecodedText text, decodeText(bytes));
    const qint64 work = text.utf8.size();
    const qint64 workTotal = onRow ? work * 2 : work;
    if (progress && !progress(0, workTotal)) return refused(QStringLiteral("Cancelled"));

    BatchFileReader reader(text.utf8, limits);
    const QString sha256 = sha256Hex(bytes);
    if (onEarly)
        reader.handOnEarly(
            [&](const ControlTotals& control) {
                BatchFileSummary stated;
                stated.sha256 = sha256;
                stated.encoding = text.encoding;
                stated.rowsCount = control.rowsCount;
                stated.total = control.total;
                return onEarly(stated);
            },
            onRow);
    TRY_DONE(reader.read(progress, workTotal));
    BatchFileSummary summary = summaryOf(reader);
    summary.sha256 = sha256;
    summary.encoding = text.encoding;
    if (summary.isGood()) {
        if (onGood) TRY_DONE(onGood(summary));
        TRY_DONE(reader.earlyAnswer);
        if (onRow && !reader.wasEarly()) TRY_DONE(handOn(reader.rows, work, onRow, progress));
    }
    if (progress && !progress(workTotal, workTotal)) return refused(QStringLiteral("Cancelled"));
    return summary;
}

} // namespace

Result<BatchFileSummary> readBatchFile(QByteArrayView bytes, const BatchFileLimits& limits, const BatchRowSink& onRow,
                                       const BatchProgress& progress, const BatchGoodSink& onGood) {
    return readWhole(bytes, limits, {}, onRow, progress, onGood);
}

Result<BatchFileSummary> readBatchFileEarly(QByteArrayView bytes, const BatchFileLimits& limits,
                                            const BatchEarlySink& onEarly, const BatchRowSink& onRow,
                                            const BatchProgress& progress, const BatchGoodSink& onGood) {
    return readWhole(bytes, limits, onEarly, onRow, progress, onGood);
}

} // namespace payout::batch
