// SPDX-License-Identifier: GPL-3.0-or-later
// pain.002 status reports (spec 5.2): bytes to values, and what the report says about one row. What a status means for
// a payout (spec 5.3) is the channel's code table, not this file.
#pragma once

#include "core/statement/statement_line.h"

#include <QIODevice>

namespace payout::statement {

/// StsRsnInf: one reason of a status.
struct StatusReason {
    QString code; ///< "AC01", or the bank's own
    bool isProprietary = false;
    QStringList information; ///< AddtlInf
};

/// A TxInfAndSts. All ids are optional in the XSD.
struct StatusRow {
    QString statusId;
    QString originalInstructionId;
    QString originalEndToEndId;
    QString originalUetr;
    QString status; ///< TxSts; empty if not given
    std::vector<StatusReason> reasons;
    QString bankFlowNo;
    QString clearingReference;
    std::optional<UtcTime> acceptedAt;
    std::optional<Money> originalAmount;
};

/// An OrgnlPmtInfAndSts; also the rows that stand outside any (older banks), with an empty id.
struct PaymentInfoStatus {
    QString originalPaymentInfoId;
    QString status;
    std::vector<StatusReason> reasons;
    std::vector<StatusRow> rows;
};

struct StatusReport {
    QString sha256;
    QString nameSpace;
    QString messageId;
    std::optional<UtcTime> createdAt;
    QString originalMessageId;
    QString originalMessageName; ///< "pain.001.001.03": a report on a pain.008 is not ours
    std::optional<std::int64_t> originalCount;
    QString originalControlSum; ///< text: it has no currency
    QString groupStatus;
    std::vector<StatusReason> reasons;
    std::vector<PaymentInfoStatus> paymentInfos;
};

inline constexpr std::int64_t reasonsMaxPerStatus = 1'000;

/// Reads the file as a stream; refusals as parseCamt, with "NotAStatusReport" for other messages. A report without
/// namespace is taken: some banks send that. Rows are bounded by linesMax.
[[nodiscard]] Result<StatusReport> readPain002(QIODevice& bytes, const ReadOptions& options = {});

/// Which of our rows is asked about.
struct RowKey {
    QString messageId;
    QString paymentInfoId;
    QString endToEndId;
    QString instructionId;
};

enum class RowFinding {
    NotMentioned, ///< the report says nothing about the row: it keeps its state
    Stated,       ///< its own TxSts
    Inherited,    ///< from a negative or pending status above it
    Ambiguous,    ///< several rows fit, or levels contradict each other: not applied, a task for staff
};

struct RowStatus {
    RowFinding finding = RowFinding::NotMentioned;
    QString status;
    std::vector<StatusReason> reasons;
};

/// Spec 5.2: a status is inherited downwards only if it is negative (RJCT, CANC, BLCK) or pending (PDNG); ACTC or ACCP
/// of the group says nothing about rows; under PART only rows that are listed change. Rows are found by
/// OrgnlEndToEndId, then OrgnlInstrId, within the original message and payment information.
[[nodiscard]] RowStatus rowStatus(const StatusReport& report, const RowKey& key);

/// Order in which reports may be applied when they arrive out of order (RCVD < ACTC < ... < PDNG < ACSC = ACCC = RJCT);
/// none for codes outside it. A lower rank never follows a higher one.
[[nodiscard]] std::optional<int> statusRank(QStringView status);

} // namespace payout::statement
