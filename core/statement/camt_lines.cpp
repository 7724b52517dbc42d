// SPDX-License-Identifier: GPL-3.0-or-later
// From one entry to its lines: values only, no XML.
#include "core/statement/camt_entry_file.h"

#include <algorithm>

namespace payout::statement {

namespace {

bool isProvided(const QString& reference) {
    return !reference.isEmpty() && reference.compare(u"NOTPROVIDED", Qt::CaseInsensitive) != 0;
}

QString orderNoOf(const StatementLine& line) {
    if (isProvided(line.endToEndId)) return line.endToEndId;
    return isProvided(line.instructionId) ? line.instructionId : QString();
}

/// The detail's amount in the entry's currency; none if it is only known in another.
std::optional<std::int64_t> minorOf(const CamtDetail& detail, Currency currency) {
    for (const std::optional<Money>& amount : {detail.amount, detail.transaction})
        if (amount && amount->currency == currency) return amount->minor;
    return std::nullopt;
}

bool hasAmount(const CamtDetail& detail) { return detail.amount || detail.transaction; }

enum class SumRule { NoSum, BySignedSum, ByPlainSum };

// A batch may net a credit note against payments, so the signed sum is tried first. Some banks write the opposite
// direction into the only detail (sample #37): then the plain sum decides, and the entry's direction stands.
SumRule sumRuleOf(const CamtEntry& entry) {
    std::int64_t signedSum = 0;
    std::int64_t plainSum = 0;
    for (const CamtDetail& detail : entry.details) {
        const std::optional<std::int64_t> minor = minorOf(detail, entry.line.amount.currency);
        if (!minor) return SumRule::NoSum;
        plainSum += *minor; // at most 200,000 amounts below the ceiling: checked against it at once
        signedSum += detail.direction.value_or(entry.line.direction) == entry.line.direction ? *minor : -*minor;
        if (plainSum > moneyCeilingMinor) return SumRule::NoSum;
    }
    if (signedSum == entry.line.amount.minor) return SumRule::BySignedSum;
    return plainSum == entry.line.amount.minor ? SumRule::ByPlainSum : SumRule::NoSum;
}

void takeDetail(StatementLine& line, const StatementLine& detail) {
    const auto take = [&](QString StatementLine::* member) {
        if (!(detail.*member).isEmpty()) line.*member = detail.*member;
    };
    for (const auto member :
         {&StatementLine::endToEndId, &StatementLine::instructionId, &StatementLine::messageId,
          &StatementLine::paymentInfoId, &StatementLine::uetr, &StatementLine::bankFlowNo, &StatementLine::payeeName,
          &StatementLine::payeeAccount, &StatementLine::bankTransactionCode, &StatementLine::proprietaryCode,
          &StatementLine::returnReason, &StatementLine::remittance})
        take(member);
    line.returnReasonIsProprietary = detail.returnReasonIsProprietary;
    line.isReturn = line.isReturn || detail.isReturn;
    line.orderNo = orderNoOf(line);
}

StatementLine detailLine(const CamtEntry& entry, const CamtDetail& detail, SumRule rule) {
    StatementLine line = entry.line;
    // The entry's own reference names all details together: on each of several lines it would look like a duplicate.
    if (entry.details.size() > 1) line.bankFlowNo.clear();
    takeDetail(line, detail.line);
    line.origin = LineOrigin::Detail;
    line.transactionCount = 1;
    line.amount.minor = minorOf(detail, line.amount.currency).value_or(line.amount.minor);
    const bool contradicts = detail.direction && *detail.direction != entry.line.direction;
    if (contradicts && rule == SumRule::BySignedSum) line.direction = *detail.direction;
    line.detailContradictsDirection = contradicts && rule != SumRule::BySignedSum;
    return line;
}

StatementLine unsplitLine(CamtEntry&& entry) {
    StatementLine line = std::move(entry.line);
    const bool allHaveAmounts = std::ranges::all_of(entry.details, hasAmount);
    line.origin = allHaveAmounts ? LineOrigin::DetailsDoNotSum : LineOrigin::DetailsWithoutAmounts;
    line.transactionCount = std::max(line.transactionCount, static_cast<std::int64_t>(entry.details.size()));
    // A single detail still says whose booking this is; its amount is not the booked one, so the comparison decides.
    if (entry.details.size() == 1) takeDetail(line, entry.details.front().line);
    for (const CamtDetail& detail : entry.details) {
        line.isReturn = line.isReturn || detail.line.isReturn;
        if (const QString orderNo = orderNoOf(detail.line); !orderNo.isEmpty()) line.mentionedOrderNos << orderNo;
    }
    return line;
}

} // namespace

Done deliverLines(CamtEntry&& entry, const std::function<Done(StatementLine&&)>& onLine) {
    if (entry.details.empty()) return onLine(std::move(entry.line));
    const bool isBareSingle = entry.details.size() == 1 && !hasAmount(entry.details.front());
    const SumRule rule = isBareSingle ? SumRule::ByPlainSum : sumRuleOf(entry);
    if (rule == SumRule::NoSum) return onLine(unsplitLine(std::move(entry)));
    for (const CamtDetail& detail : entry.details) TRY_DONE(onLine(detailLine(entry, detail, rule)));
    return {};
}

} // namespace payout::statement
