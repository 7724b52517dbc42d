// SPDX-License-Identifier: GPL-3.0-or-later
// A table of data; a test walks every code of core/batch and finds its sentence here.
#include "ui/text/batch_issue_text.h"

#include <QCoreApplication>

namespace payout::ui {

namespace {

struct Entry {
    const char* code;
    const char* sentence;
};

constexpr const char* context = "payout::ui::BatchIssueText";

// clang-format off
constexpr Entry sentences[] = {
    {"HeaderMissing", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The line with the column names is missing.")},
    {"ColumnUnknown", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "This column is not part of the format. Remove it or correct its name.")},
    {"ColumnMissing", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "A required column is missing.")},
    {"ColumnRepeated", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "This column appears twice.")},
    {"NoRows", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The file has no payment rows.")},
    {"TooManyRows", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The file has more rows than one batch may have. Split it.")},
    {"TotalTooLarge", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The sum of the file is larger than any batch may be.")},
    {"ControlLineMissing", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The control line with row count and total is missing. Without it a file that was cut off looks complete.")},
    {"ControlLineRepeated", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "There is more than one control line.")},
    {"ControlLineMisplaced", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The control line is in the middle of the rows. It belongs at the beginning or the end.")},
    {"ControlLineMalformed", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The control line cannot be read. Write: #CONTROL,rows,total.")},
    {"ControlRowsMismatch", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The control line states another number of rows than the file has. The file may be cut off.")},
    {"ControlTotalMismatch", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The control line states another total than the rows add up to.")},
    {"RecordTooLong", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The line is too long.")},
    {"QuoteUnclosed", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "A quotation mark is opened and never closed.")},
    {"QuoteMisplaced", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "A quotation mark stands in the middle of a field.")},
    {"TooFewCells", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The row has fewer fields than there are columns.")},
    {"TooManyCells", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The row has more fields than there are columns.")},
    {"EmptyRow", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "All fields of the row are empty.")},
    {"FieldMissing", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "This field must not be empty.")},
    {"FieldTooLong", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "This field is too long.")},
    {"ForbiddenCharacter", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The field has invisible or control characters. Type it again.")},
    {"FormulaLeading", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The field begins with = + - or @ like a formula. Remove that character.")},
    {"RefFormat", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The merchant order number may have only letters, digits, - and _.")},
    {"RefRepeated", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "This merchant order number is already used by an earlier row.")},
    {"AccountEmpty", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The payee's account is missing.")},
    {"AccountExcelDamage", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "A spreadsheet has damaged this account number (such as 6.22E+18). Enter it again as text.")},
    {"AccountNotDigits", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The account number has other characters than digits.")},
    {"AccountLength", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The account number has the wrong number of digits.")},
    {"AccountKindUnknown", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The account kind must be card or company.")},
    {"BankCodeFormat", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The bank code must have 12 digits.")},
    {"AmountNotANumber", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The amount is no number. Write digits with at most one point, no separators.")},
    {"AmountTooManyDecimals", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The amount has more than two decimals.")},
    {"AmountTooLarge", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The amount is larger than any amount may be.")},
    {"AmountNotPositive", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The amount must be larger than zero.")},
    {"AmountOverRowCeiling", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The amount is larger than a single payout may be.")},
    {"AccountFailsLuhn", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The check digit of the card number is not right. A digit may be mistyped.")},
    {"AccountMaybeRounded", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The account number ends in zeros; a spreadsheet may have rounded it.")},
    {"BankCodeCheckDigit", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The check digit of the bank code is not right.")},
    {"NameMixedScript", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The name mixes scripts; look-alike letters may be in it.")},
    {"NameOddCharacters", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "The name has unusual characters.")},
    {"SamePayeeAndAmount", QT_TRANSLATE_NOOP("payout::ui::BatchIssueText", "An earlier row of this file has the same payee and the same amount. It will be held as a suspected duplicate.")},
};
struct Field {
    const char* code;
    struct { const char* text; const char* comment; } word;
};
constexpr Field fields[] = {
    {"merchant_row_ref", QT_TRANSLATE_NOOP3("payout::ui::BatchIssueText", "Merchant order number", "column of a batch file")},
    {"payee_name", QT_TRANSLATE_NOOP3("payout::ui::BatchIssueText", "Payee", "column of a batch file")},
    {"payee_account", QT_TRANSLATE_NOOP3("payout::ui::BatchIssueText", "Account", "column of a batch file")},
    {"account_kind", QT_TRANSLATE_NOOP3("payout::ui::BatchIssueText", "Account kind", "column of a batch file")},
    {"bank_code", QT_TRANSLATE_NOOP3("payout::ui::BatchIssueText", "Bank code", "column of a batch file")},
    {"amount", QT_TRANSLATE_NOOP3("payout::ui::BatchIssueText", "Amount", "column of a batch file")},
    {"purpose", QT_TRANSLATE_NOOP3("payout::ui::BatchIssueText", "Purpose", "column of a batch file")},
};
// clang-format on

} // namespace

QString batchIssueSentence(const QString& code) {
    for (const Entry& entry : sentences)
        if (code == QLatin1String(entry.code)) return QCoreApplication::translate(context, entry.sentence);
    return code;
}

QString batchFieldWord(const QString& field) {
    for (const Field& entry : fields)
        if (field == QLatin1String(entry.code))
            return QCoreApplication::translate(context, entry.word.text, entry.word.comment);
    return field;
}

} // namespace payout::ui
