// SPDX-License-Identifier: GPL-3.0-or-later
// A merchant's batch file: bytes to rows, with everything that is wrong with it. No database.
//
// The format (ours). Text: UTF-8, a byte order mark allowed, or GB18030; valid UTF-8 wins, anything else is refused.
// Records: RFC 4180 with commas, LF or CRLF, quoted cells may hold commas, quotes and line breaks. A record has at most
// 4,096 characters. Blanks (U+0020) around a cell are no part of it; blank lines are passed over; empty cells beyond
// the header's last column are passed over.
//
//     # any number of comment lines
//     #控制,2,1334.50
//     商户订单号,收款人姓名,收款账号,金额
//     A-1,张三,6217000000000000017,1234.50
//     A-2,李四,6222021234567890123,100
//
// The control line (#控制 or #CONTROL; ＃ is no #) states the number of rows and the total in yuan. There is one,
// before the header, right after it, or as the last line. Other lines that begin with # are comments before the header
// only.
//
//     column                          value
//     商户订单号  merchant_row_ref     required; 1 to 64 of 0-9 A-Z a-z _ -; unique in the file
//     收款人姓名  payee_name           required; 1 to 60 characters
//     收款账号    payee_account        required; see AccountNumber::parse
//     账户类型    account_kind         对私 or card (default), 对公 or company
//     联行号      bank_code            12 digits (CNAPS); a failing check digit is a warning (spec 6.3)
//     金额        amount               required; yuan, at most 2 decimals, above 0, at most the row ceiling
//     附言        purpose              at most 60 characters
//
// Columns come in any order, each once; an unknown one is refused. Names and purposes hold no control, bidirectional,
// zero-width or private-use characters and do not begin with = + - @ (threats T13, T14).
#pragma once

#include "core/base/account_number.h"
#include "core/base/money.h"
#include "core/base/text_encoding.h"
#include "core/batch/batch_issues.h"

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace payout::batch {

inline constexpr qint64 fileBytesMax = qint64{256} * 1024 * 1024;
inline constexpr qint64 rowsMaxPerFile = 1'000'000; ///< below rowsMaxPerInstruction
inline constexpr qsizetype recordCharactersMax = 4'096;
inline constexpr qsizetype rowRefCharactersMax = 64;
inline constexpr qsizetype payeeNameCharactersMax = 60;
inline constexpr qsizetype purposeCharactersMax = 60;
inline constexpr qint64 issuesListedMax = 1'000; ///< of errors, and as many of warnings

/// What an installation may set. Raising one above the constant of the format has no effect.
struct BatchFileLimits {
    qint64 bytesMax = fileBytesMax;
    qint64 rowsMax = rowsMaxPerFile;
    Money rowCeiling{500'000'000, Currency::cny()}; ///< 5,000,000.00 yuan, the loss that could be fatal (R10)
    bool controlLineRequired = true;                ///< without stated totals a file cut at a line end looks complete
};

/// Bits of BatchRow::warnings.
enum BatchRowWarning : quint32 {
    WarnAccountFailsLuhn = 1U << 0U,    ///< cards only (spec 6.2)
    WarnAccountMaybeRounded = 1U << 1U, ///< 16 digits or more that end in four zeros: a spreadsheet's work?
    WarnBankCodeCheckDigit = 1U << 2U,  ///< needs a second confirmation (spec 6.3)
    WarnNameMixedScript = 1U << 3U,
    WarnNameOddCharacters = 1U << 4U,
    WarnSamePayeeAndAmount = 1U << 5U, ///< as an earlier row of this file; R18 holds it later
};

/// One payee, one amount. The views are UTF-8 and live as long as the call of onRow.
struct BatchRow {
    qint64 rowNo = 0;  ///< from 1, in file order
    qint64 lineNo = 0; ///< physical line, from 1, where the record starts
    QByteArrayView merchantRowRef;
    QByteArrayView payeeName;
    QByteArrayView payeeAccount; ///< digits (and `-` in company accounts), blanks and full-width forms folded
    AccountKind accountKind = AccountKind::Card;
    QByteArrayView bankCode; ///< empty if not given
    qint64 amountMinor = 0;  ///< fen, above 0
    QByteArrayView purpose;  ///< empty if not given
    quint32 warnings = 0;    ///< BatchRowWarning
};

struct BatchFileSummary {
    QString sha256; ///< of the bytes as given
    TextEncoding encoding = TextEncoding::Utf8;
    qint64 rowsCount = 0;           ///< data records, good or bad
    Money total;                    ///< of the amounts that could be read
    QVector<BatchFileIssue> errors; ///< in line order, at most issuesListedMax; empty means the file is good
    QVector<BatchFileIssue> warnings;
    qint64 errorsCount = 0; ///< listed or not
    qint64 warningsCount = 0;
    qint64 suppressed = 0; ///< errors and warnings that are counted but not listed

    bool isGood() const { return errorsCount == 0; }
};

using BatchRowSink = std::function<Done(const BatchRow&)>;
/// Told of a good file once, before its first row: what has to be known of the whole before a part is taken.
using BatchGoodSink = std::function<Done(const BatchFileSummary&)>;
/// Told once, before the first row, what the control line states: true asks for the rows while the file is being read.
using BatchEarlySink = std::function<bool(const BatchFileSummary& stated)>;
/// Bytes of work done and in all; false cancels.
using BatchProgress = std::function<bool(qint64 done, qint64 total)>;

/// Reads and checks the whole file, and only if nothing is wrong with it hands every row to `onRow`, in file order: no
/// row of a bad file reaches a caller. Both functions may be empty. What is wrong with the content is in the summary;
/// the Result fails only for "FileEmpty", "FileTooLarge", "BadUtf8", "EncodingUnknown", "Cancelled", and with
/// whatever `onRow` or `onGood` answered.
/// One pass over the bytes: rows are kept as views into the text, so memory is bounded by the limits: about 250 bytes
/// a row, with what finding repetitions needs, and the text itself where it was GB18030.
/// Progress counts each byte twice if `onRow` is given: once read, once handed on.
[[nodiscard]] Result<BatchFileSummary> readBatchFile(QByteArrayView bytes, const BatchFileLimits& limits,
                                                     const BatchRowSink& onRow = {}, const BatchProgress& progress = {},
                                                     const BatchGoodSink& onGood = {});

/// The same for a caller that can take everything back: rows are handed on while the file is still being read, so that
/// somebody else's work (a server's) goes on beside the reading. `onEarly` is asked at the first row of a file whose
/// control line came before it and that is good so far; stated are its digest, encoding, number of rows and total. If
/// it says no, or there is no such control line, everything is as above. From the first error on no row is handed on
/// any more. What the caller did with rows counts only if the summary is good, and then it holds what was stated;
/// `onGood` is told after the rows. What `onRow` answers ends the handing on, not the reading, and is the result of a
/// good file only: what is wrong with a file is said first.
[[nodiscard]] Result<BatchFileSummary> readBatchFileEarly(QByteArrayView bytes, const BatchFileLimits& limits,
                                                          const BatchEarlySink& onEarly, const BatchRowSink& onRow,
                                                          const BatchProgress& progress, const BatchGoodSink& onGood);

/// All listed issues as CSV for the sender: UTF-8 with a byte order mark, CRLF, every cell safe to open in a
/// spreadsheet (T14), accounts masked; a last line says how many more there are.
[[nodiscard]] QByteArray errorReportCsv(const BatchFileSummary& summary);

} // namespace payout::batch
