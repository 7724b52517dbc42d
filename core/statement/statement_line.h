// SPDX-License-Identifier: GPL-3.0-or-later
// What a bank's statement file says, as values: files (camt, CSV) become these, and nothing behind this header knows
// the format. Nothing here is trusted yet: whether a part may confirm a payout is decided when it is loaded.
#pragma once

#include "core/base/business_date.h"
#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/base/utc_time.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace payout::statement {

enum class StatementKind { Camt052, Camt053, Camt054, Csv };
enum class Direction { Debit, Credit };
/// Only Booked moves a payout (spec 5.3); Other is a status that the file names and we do not know.
enum class EntryStatus { Booked, Pending, Info, Future, Other };

/// How a line came out of its entry (spec 5.4, parser rule 2).
enum class LineOrigin {
    Entry,                 ///< the entry has no details
    Detail,                ///< one of the entry's details, or its only one; the details sum to the entry
    DetailsDoNotSum,       ///< the whole entry as one line: its details add up to something else
    DetailsWithoutAmounts, ///< the whole entry as one line: it has several details and not each has an amount
};

/// One booking as the bank reports it.
struct StatementLine {
    std::int64_t lineNo = 0;  ///< from 1, over all parts of the file
    std::int64_t partNo = 0;  ///< from 1
    std::int64_t entryNo = 0; ///< from 1 within the part; the lines of one entry share it

    std::optional<UtcTime> bookedAt;         ///< only if the bank gave a time of day
    std::optional<BusinessDate> bookingDate; ///< the calendar day as written by the bank
    std::optional<BusinessDate> valueDate;
    Money amount; ///< never negative: the sign is the direction
    Direction direction = Direction::Debit;
    /// RvslInd. The direction is already that of the booking: it is never turned round again (parser rule 1).
    bool isReversal = false;
    /// RRTN, or RtrInf present, or a reversal (spec 5.5). Only a credit gives money back.
    bool isReturn = false;
    /// The detail says the opposite of its entry; the line has the entry's direction, because that was booked.
    bool detailContradictsDirection = false;
    EntryStatus status = EntryStatus::Booked;
    LineOrigin origin = LineOrigin::Entry;
    /// Transactions that the bank says are inside (Btch/NbOfTxs); 1 if it does not say.
    std::int64_t transactionCount = 1;

    /// Best key for matching: EndToEndId unless NOTPROVIDED, else InstrId, else empty.
    QString orderNo;
    QString endToEndId;
    QString instructionId;
    QString messageId;
    QString paymentInfoId;
    QString uetr;
    QString bankFlowNo;  ///< the detail's AcctSvcrRef or TxId; the entry's own reference if it is one line
    QString entryFlowNo; ///< AcctSvcrRef of the entry: several lines may share it, so it is no identity of a line
    QString entryReference;
    /// Order numbers inside an entry that could not be split. They were mentioned by the bank, with unknown amounts:
    /// enough to know that such a payout is not proven absent, never enough to confirm it.
    QStringList mentionedOrderNos;

    QString payeeName;
    QString payeeAccount;        ///< whole number: mask it before it is shown or logged
    QString bankTransactionCode; ///< "PMNT/ICDT/RRTN"
    QString proprietaryCode;     ///< the bank's own transaction code
    QString returnReason;        ///< "AC01" or the bank's own reason
    bool returnReasonIsProprietary = false;
    QString remittance;
};

enum class CopyKind { Original, Copy, Duplicate, CopyAndDuplicate };

struct Balance {
    QString code; ///< OPBD, CLBD, PRCD, ITBD, CLAV, FWAV, ... or the bank's own
    Money amount; ///< signed: a debit balance is negative
    std::optional<BusinessDate> date;
};

/// What a whole statement states at its two ends.
struct StatedBalances {
    Balance opening;
    Balance closing;
    bool isInterim = false; ///< the closing one is a report's ITBD
};

enum class ProofVerdict { Holds, HoldsWithoutForwardValued, Fails, NotPossible };

/// Opening balance + booked credits - booked debits = closing balance (parser rule 3).
struct BalanceProof {
    ProofVerdict verdict = ProofVerdict::NotPossible;
    std::int64_t differenceMinor = 0; ///< stated closing minus computed closing; 0 unless it fails in one currency
    bool currenciesDiffer = false;    ///< fails because balances and entries are in several currencies

    bool operator==(const BalanceProof&) const = default;
};

/// Sums over entries (not lines), filled while a part is read.
struct EntryTotals {
    std::int64_t entryCount = 0;
    std::int64_t creditCount = 0;
    std::int64_t debitCount = 0;
    std::int64_t creditMinor = 0; ///< every status
    std::int64_t debitMinor = 0;  ///< every status
    std::int64_t bookedCreditMinor = 0;
    std::int64_t bookedDebitMinor = 0;
    /// Booked credits minus debits by value date, for the second variant of the proof.
    std::map<BusinessDate, std::int64_t> bookedNetByValueDate;
    std::optional<Currency> currency; ///< of the first entry
    bool currenciesDiffer = false;
};

/// One statement, report or notification of a file (camt Stmt, Rpt, Ntfctn), or one CSV file.
struct StatementPart {
    std::int64_t partNo = 0;
    StatementKind kind = StatementKind::Camt053;
    QString nameSpace; ///< as in the file; national variants are taken by local names and logged (parser rule 7)
    QString messageId;
    QString id;
    QString account; ///< whole number: mask it before it is shown or logged
    bool accountIsIban = false;
    std::optional<Currency> currency; ///< of the account; else of its balances or entries
    std::optional<std::int64_t> electronicSequence;
    std::optional<std::int64_t> legalSequence;
    std::int64_t page = 1;
    bool isLastPage = true; ///< false: INCOMPLETE until the other pages are here (parser rule 6)
    std::optional<UtcTime> from;
    std::optional<UtcTime> to;
    bool periodIsOfWholeDays = false; ///< taken from the booking dates: true only of a file made after the last of them
    std::optional<UtcTime> createdAt;
    CopyKind copy = CopyKind::Original;
    std::vector<Balance> balances;
    EntryTotals totals;
    bool controlTotalsGiven = false; ///< TxsSummry or a trailer line was present, and agrees
    BalanceProof proof;
    std::vector<StatementLine> lines; ///< filled by the collecting readers only

    std::optional<Balance> opening() const; ///< the earliest OPBD, else PRCD
    std::optional<Balance> closing() const; ///< the latest CLBD
};

/// Account, id, sequence, period and page in one text: the identity of parser rule 4, to be used with the SHA-256.
[[nodiscard]] QString identityOf(const StatementPart& part);

struct FileSummary {
    QString sha256;
    std::int64_t bytes = 0;
    std::int64_t partCount = 0;
    std::int64_t lineCount = 0;
};

struct ParsedStatement {
    QString sha256;
    std::vector<StatementPart> parts;
};

/// Receives a file of any length. Lines come first, then the part they belong to; the first refusal of a sink ends the
/// reading. **Nothing delivered counts until the reader itself has returned without an error.**
struct StatementSink {
    std::function<Done(StatementLine&&)> onLine;
    std::function<Done(StatementPart&&)> onPart;
};

/// Also keeps the sums over a page set within int64: parts times the ceiling.
inline constexpr std::int64_t partsMaxPerFile = 4'000;
inline constexpr std::int64_t statementBytesMax = std::int64_t{512} * 1024 * 1024;

struct ReadOptions {
    /// Called with the bytes read so far; false ends the reading with "Cancelled".
    std::function<bool(std::int64_t bytesRead)> progress;
    /// For times without a zone: the channel profile's `tz`.
    std::chrono::minutes zone = institutionOffset;
    std::int64_t bytesMax = statementBytesMax;
    std::int64_t linesMax = linesMaxPerStatement;
};

} // namespace payout::statement
