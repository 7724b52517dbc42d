// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a batch file, line by line, in a form that may be shown, logged and sent back: values are masked,
// cut and free of control characters.
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QVector>

#include <optional>

namespace payout::batch {

enum class BatchColumn { MerchantRowRef, PayeeName, PayeeAccount, AccountKind, BankCode, Amount, Purpose };
inline constexpr int batchColumnsCount = 7;

/// The English column name of the file format: "merchant_row_ref", ...
[[nodiscard]] QString nameOf(BatchColumn column);

// clang-format off
#define PAYOUT_BATCH_ERRORS(X)                                                                                         \
    /* the file */                                                                                                     \
    X(HeaderMissing) X(ColumnUnknown) X(ColumnMissing) X(ColumnRepeated) X(NoRows) X(TooManyRows) X(TotalTooLarge)     \
    X(ControlLineMissing) X(ControlLineRepeated) X(ControlLineMisplaced) X(ControlLineMalformed)                       \
    X(ControlRowsMismatch) X(ControlTotalMismatch)                                                                     \
    /* the record */                                                                                                   \
    X(RecordTooLong) X(QuoteUnclosed) X(QuoteMisplaced) X(TooFewCells) X(TooManyCells) X(EmptyRow)                     \
    /* the field */                                                                                                    \
    X(FieldMissing) X(FieldTooLong) X(ForbiddenCharacter) X(FormulaLeading) X(RefFormat) X(RefRepeated)                \
    X(AccountEmpty) X(AccountExcelDamage) X(AccountNotDigits) X(AccountLength) X(AccountKindUnknown) X(BankCodeFormat) \
    X(AmountNotANumber) X(AmountTooManyDecimals) X(AmountTooLarge) X(AmountNotPositive) X(AmountOverRowCeiling)
#define PAYOUT_BATCH_WARNINGS(X)                                                                                       \
    X(AccountFailsLuhn) X(AccountMaybeRounded) X(BankCodeCheckDigit) X(NameMixedScript) X(NameOddCharacters)           \
    X(SamePayeeAndAmount)
// clang-format on

enum class BatchIssueCode {
#define PAYOUT_ENUMERATE(name) name,
    PAYOUT_BATCH_ERRORS(PAYOUT_ENUMERATE) PAYOUT_BATCH_WARNINGS(PAYOUT_ENUMERATE)
#undef PAYOUT_ENUMERATE
};

[[nodiscard]] QString nameOf(BatchIssueCode code);
[[nodiscard]] std::optional<BatchIssueCode> batchIssueNamed(QStringView name);

struct BatchFileIssue {
    qint64 lineNo = 0; ///< physical line, from 1, where the record starts; 0 if the file as a whole is meant
    std::optional<BatchColumn> column;
    QString value; ///< of the field as it may be shown; empty for a whole record
    BatchIssueCode code = BatchIssueCode::HeaderMissing;
    QString detail; ///< English: the first line of a repetition, stated and found totals, the known columns

    bool operator==(const BatchFileIssue&) const = default;
};

/// A field as it may be shown: cut to 40 characters, control and other invisible characters as \u00XX, every run of 13
/// or more digits masked, and an account column masked whole. Accepts malformed text.
[[nodiscard]] QString shownValue(std::optional<BatchColumn> column, QByteArrayView utf8);

/// Errors and warnings in the order of lines, each list up to a bound; what lies beyond it is counted.
struct BatchIssues {
    QVector<BatchFileIssue> errors;
    QVector<BatchFileIssue> warnings;
    qint64 errorsCount = 0; ///< listed or not
    qint64 warningsCount = 0;

    void addError(BatchFileIssue issue, qint64 listedMax);
    void addWarning(BatchFileIssue issue, qint64 listedMax);
};

} // namespace payout::batch
