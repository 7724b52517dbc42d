// SPDX-License-Identifier: GPL-3.0-or-later
// The inheritance rules of spec 5.2: values only, no XML.
#include "core/statement/pain002_file.h"

#include <array>

namespace payout::statement {

namespace {

bool isNegative(QStringView status) { return status == u"RJCT" || status == u"CANC" || status == u"BLCK"; }
bool isInherited(QStringView status) { return isNegative(status) || status == u"PDNG"; }

struct Candidate {
    const PaymentInfoStatus* info = nullptr;
    const StatusRow* row = nullptr;
};

bool mayHold(const PaymentInfoStatus& info, const RowKey& key) {
    return info.originalPaymentInfoId.isEmpty() || key.paymentInfoId.isEmpty() ||
           info.originalPaymentInfoId == key.paymentInfoId;
}

std::vector<Candidate> rowsWhere(const StatusReport& report, const RowKey& key, QString StatusRow::* member,
                                 const QString& wanted) {
    std::vector<Candidate> found;
    if (wanted.isEmpty()) return found;
    for (const PaymentInfoStatus& info : report.paymentInfos) {
        if (!mayHold(info, key)) continue;
        for (const StatusRow& row : info.rows)
            if (row.*member == wanted) found.push_back({&info, &row});
    }
    return found;
}

/// A status of the group, or of the row's payment information, that holds for every row below it.
RowStatus inheritedStatus(const StatusReport& report, const RowKey& key) {
    if (isInherited(report.groupStatus)) return {RowFinding::Inherited, report.groupStatus, report.reasons};
    for (const PaymentInfoStatus& info : report.paymentInfos) {
        const bool isOurs = !key.paymentInfoId.isEmpty() && info.originalPaymentInfoId == key.paymentInfoId;
        if (isOurs && isInherited(info.status)) return {RowFinding::Inherited, info.status, info.reasons};
    }
    return {};
}

bool areOneStatement(const std::vector<Candidate>& rows) {
    for (const Candidate& candidate : rows)
        if (candidate.row->status != rows.front().row->status) return false;
    return true;
}

} // namespace

RowStatus rowStatus(const StatusReport& report, const RowKey& key) {
    if (report.originalMessageId != key.messageId) return {};
    std::vector<Candidate> rows = rowsWhere(report, key, &StatusRow::originalEndToEndId, key.endToEndId);
    if (rows.empty()) {
        rows = rowsWhere(report, key, &StatusRow::originalInstructionId, key.instructionId);
        // A row of another EndToEndId with our InstrId is not our row.
        std::erase_if(rows, [&](const Candidate& c) {
            return !c.row->originalEndToEndId.isEmpty() && !key.endToEndId.isEmpty();
        });
    }
    RowStatus inherited = inheritedStatus(report, key);
    if (rows.empty()) return inherited;
    if (!areOneStatement(rows)) return {RowFinding::Ambiguous, {}, {}};
    const StatusRow& row = *rows.front().row;
    if (row.status.isEmpty()) {
        if (!row.reasons.empty()) inherited.reasons = row.reasons;
        return inherited;
    }
    const bool contradicts = isNegative(inherited.status) && !isNegative(row.status);
    if (contradicts) return {RowFinding::Ambiguous, {}, {}};
    return {RowFinding::Stated, row.status, row.reasons};
}

std::optional<int> statusRank(QStringView status) {
    static constexpr std::array<QStringView, 7> rising{u"RCVD", u"ACTC", u"ACCP", u"ACFC", u"ACSP", u"ACWC", u"PDNG"};
    for (std::size_t rank = 0; rank < rising.size(); ++rank)
        if (rising[rank] == status) return static_cast<int>(rank);
    const bool isLast = status == u"ACSC" || status == u"ACCC" || status == u"RJCT";
    return isLast ? std::optional(static_cast<int>(rising.size())) : std::nullopt;
}

} // namespace payout::statement
