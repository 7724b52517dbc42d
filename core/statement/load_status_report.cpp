// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/load_status_report.h"

#include "core/channel/channel_profile.h"
#include "core/outcome/record_report.h"
#include "core/rules/refusal.h"
#include "core/statement/pain002_file.h"
#include "core/statement/statement_table.h"
#include "core/store/transaction.h"

#include <QFile>

namespace payout::statement {

namespace {

bool rejects(const RowStatus& status) {
    const bool isSaid = status.finding == RowFinding::Stated || status.finding == RowFinding::Inherited;
    return isSaid && (status.status == u"RJCT" || status.status == u"CANC" || status.status == u"BLCK");
}

std::vector<outcome::ReportedRejection> rejectionsOf(const StatusReport& report, const LoadRequest& request) {
    std::vector<outcome::ReportedRejection> found;
    for (const PaymentInfoStatus& info : report.paymentInfos)
        for (const StatusRow& row : info.rows) {
            const RowStatus status = rowStatus(report, {report.originalMessageId, info.originalPaymentInfoId,
                                                        row.originalEndToEndId, row.originalInstructionId});
            if (!rejects(status)) continue;
            outcome::ReportedRejection rejection;
            rejection.channel = request.channel;
            rejection.orderNo = row.originalEndToEndId.isEmpty() ? row.originalInstructionId : row.originalEndToEndId;
            rejection.status = status.status;
            if (!status.reasons.empty()) rejection.reason = status.reasons.front().code;
            rejection.source = QStringLiteral("pain.002 ") + report.messageId + u' ' + rejection.orderNo;
            rejection.actor = request.loader.name;
            found.push_back(std::move(rejection));
        }
    return found;
}

void count(ReportResult& result, outcome::RejectionEffect effect) {
    ++result.rejectedRows;
    switch (effect) {
    case outcome::RejectionEffect::OrderUnknown: ++result.unknownOrders; return;
    case outcome::RejectionEffect::Seen: return;
    case outcome::RejectionEffect::Recorded: ++result.recorded; return;
    case outcome::RejectionEffect::Doubted:
        ++result.recorded;
        ++result.doubted;
        return;
    }
}

Result<StatusReport> readReport(const LoadRequest& request) {
    QFile file(request.path);
    if (!file.open(QIODevice::ReadOnly))
        return rules::refuse(rules::Refusal::StatementInvalid, QStringLiteral("cannot be read: ") + file.errorString());
    ReadOptions options;
    options.progress = request.progress;
    auto report = readPain002(file, options);
    if (report || report.error().kind != ErrorKind::Refused) return report;
    return rules::refuse(rules::Refusal::StatementInvalid,
                         report.error().code + QStringLiteral(": ") + report.error().detail);
}

} // namespace

Result<ReportResult> loadStatusReport(store::Connection& connection, const LoadRequest& request) {
    TRY(const StatusReport report, readReport(request));
    const auto rejections = rejectionsOf(report, request);
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<ReportResult> {
        TRY(const ChannelAccount account, channelAccount(c, request.channel));
        TRY(const auto profile, channel::parseChannelProfile(account.profileJson.toUtf8(), QStringLiteral("channel")));
        ReportResult result;
        for (const outcome::ReportedRejection& rejection : rejections) {
            TRY(const auto effect, outcome::recordRejection(c, rejection, profile.lockMinutes));
            count(result, effect);
        }
        return result;
    });
}

} // namespace payout::statement
