// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/screen_samples.h"

#include <chrono>

namespace payout::ui::sample {

namespace {

using rules::ExceptionAction;
using rules::Gate;
using rules::GateFacts;
using rules::InstructionState;

constexpr BusinessDate day{20261122};

desk::PayoutRowView payoutRow(std::int64_t rowNo, std::int64_t minor) {
    desk::PayoutRowView row;
    row.id = payoutIdOf(InstructionId(7), rowNo);
    row.rowNo = rowNo;
    row.merchantRowRef = QStringLiteral("R-%1").arg(rowNo);
    row.payeeName = QStringLiteral("王芳");
    row.payeeAccountMasked = QStringLiteral("6217********0017");
    row.bankCode = QStringLiteral("1021");
    row.amount = {minor};
    row.purpose = QStringLiteral("货款");
    return row;
}

GateFacts gateFacts(ExceptionAction action) {
    GateFacts facts;
    facts.action = action;
    facts.now = now();
    facts.unlocksAt = at(13, 30);
    facts.lastHealthyQueryAt = at(13, 45);
    facts.channelUpSince = at(9, 0);
    facts.coveredThrough = at(13, 30);
    facts.neededThrough = at(14, 5);
    facts.screeningClear = true;
    return facts;
}

desk::TimelineEntry entry(int hour, int minute, const char* what, const char* who, const char* from = "",
                          const char* to = "", const char* detail = "") {
    return {at(hour, minute),          QString::fromUtf8(who),  QString::fromLatin1(what),
            QString::fromLatin1(from), QString::fromLatin1(to), QString::fromLatin1(detail)};
}

desk::ClassTotal classTotal(const char* name, std::int64_t count, std::int64_t system, std::int64_t bank,
                            bool critical = false) {
    return {QString::fromLatin1(name), count, system, bank, critical};
}

desk::CutCell cut(std::int64_t channel, const char* name, int hour, desk::CutStatus status) {
    desk::CutCell cell;
    cell.channel = ChannelId(channel);
    cell.channelName = QString::fromUtf8(name);
    cell.cutAt = at(hour, 0);
    cell.status = status;
    return cell;
}

} // namespace

UtcTime at(int hour, int minute) { return startOf(day) + std::chrono::hours(hour) + std::chrono::minutes(minute); }
UtcTime now() { return at(14, 3) + std::chrono::seconds(27); }

desk::SignedIn person(const QString& login, QSet<rules::Role> roles) {
    return {{PersonId(static_cast<std::int64_t>(qHash(login) % 1000) + 1), login, std::move(roles)}, login};
}

desk::ApprovalEvidence evidence() {
    desk::ApprovalEvidence e;
    e.batch = {InstructionId(7),
               QStringLiteral("20261122-01"),
               QStringLiteral("华东商贸"),
               QStringLiteral("银联代付"),
               312,
               {123'456'789},
               {31'200},
               day,
               at(13, 20),
               QStringLiteral("结算01"),
               QStringLiteral("结算专员"),
               InstructionState::PendingApproval,
               0};
    e.fileName = QStringLiteral("代付1122.csv");
    e.channelAccountMasked = QStringLiteral("1109****0001");
    e.distinctPayees = 312;
    for (std::int64_t i = 1; i <= 10; ++i) e.largest.push_back(payoutRow(i * 17, 1'000'000 - i * 12'345));
    e.availableNow = {987'654'321};
    e.warnedRows = 4;
    e.digest = QStringLiteral("9f2ac41e7b3d5a60c8e1f2a4b6d8ef019f2ac41e7b3d5a60c8e1f2a4b6d8ef01");
    e.typeTotalAbove = {100'000'000};
    return e;
}

desk::LookAlike lookAlike(std::int64_t equalPairs) {
    desk::LookAlike other;
    other.batch = evidence().batch;
    other.batch.id = InstructionId(5);
    other.batch.merchantBatchNo = QStringLiteral("20261120-01");
    other.batch.businessDate = {20261120};
    other.batch.state = InstructionState::ApprovedProcessing;
    other.sameTotal = true;
    other.sameRows = true;
    other.equalPairs = equalPairs;
    return other;
}

desk::ExceptionDetail exceptionDetail() {
    desk::ExceptionDetail d;
    d.view = {payoutIdOf(InstructionId(7), 17),
              QStringLiteral("PD1122A17"),
              QStringLiteral("华东商贸"),
              QStringLiteral("银联代付"),
              QStringLiteral("王芳"),
              QStringLiteral("6217********0017"),
              {8'800},
              QStringLiteral("SENT_NO_ANSWER"),
              at(12, 30),
              at(13, 30),
              at(14, 30),
              QStringLiteral("PROCESSING"),
              QStringLiteral("05"),
              QString(),
              QString(),
              3};
    d.repayGates = rules::evaluateGates(gateFacts(ExceptionAction::Repay));
    d.returnGates = rules::evaluateGates(gateFacts(ExceptionAction::Return));
    d.repayRefusal = rules::refuse(rules::Refusal::StatementNotCovering).error();
    d.returnRefusal = rules::refuse(rules::Refusal::StatementNotCovering).error();
    d.coveredThrough = at(13, 30);
    d.neededThrough = at(14, 5);
    d.lastHealthyQueryAt = at(13, 45);
    d.queries = 5;
    d.screenedAt = at(13, 50);
    d.timeline = {entry(12, 20, "DEBITED", "结算01"),
                  entry(12, 25, "APPROVED", "审核02"),
                  entry(12, 28, "CLAIMED", "出款服务", "", "PROCESSING"),
                  entry(12, 28, "SENT", "出款服务", "", "", "PD1122A17"),
                  entry(12, 30, "STATE", "出款服务", "PROCESSING", "EXCEPTION"),
                  entry(13, 45, "ASKED", "查询服务", "", "", "PROCESSING")};
    return d;
}

desk::ExceptionDetail proposedDetail() {
    desk::ExceptionDetail d = exceptionDetail();
    d.openProposal = ExceptionActionId(4);
    d.view.proposedAction = QStringLiteral("RETURN");
    d.view.proposedBy = QStringLiteral("运营03");
    d.proposalReason = QStringLiteral("对账文件无此笔");
    d.frozenEvidence = QStringLiteral(
        R"({"action":"RETURN","amount":"88.00","payee":"王芳","account":"6217********0017","order_no":"PD1122A17",)"
        R"("sub_reason":"SENT_NO_ANSWER","last_outcome":"NOT_EXIST_EXPLICIT","statement":"ABSENT",)"
        R"("covered_through":"2026-11-22T06:05:00.000Z","needed_through":"2026-11-22T06:05:00.000Z",)"
        R"("last_healthy_query_at":"2026-11-22T05:45:00.000Z","ever_sent":true,"version":"3","payout":"7340049",)"
        R"("at":"2026-11-22T06:01:00.000Z"})");
    d.timeline.push_back(entry(14, 1, "PROPOSED", "运营03"));
    return d;
}

desk::SheetLine line(const QString& className, const QString& differs, bool critical) {
    desk::SheetLine l;
    l.className = className;
    l.critical = critical;
    l.payout = payoutIdOf(InstructionId(7), 17);
    l.orderNo = QStringLiteral("PD1122A17");
    l.systemState = QStringLiteral("SUCCESS");
    l.systemMinor = 8'800;
    l.bankMinor = 9'900;
    l.bankBookedAt = at(10, 12);
    l.bankFlowNo = QStringLiteral("F20261122");
    l.payeeName = QStringLiteral("王芳");
    l.payeeAccountMasked = QStringLiteral("6217********0017");
    l.differs = differs;
    return l;
}

desk::Sheet sheet() {
    desk::Sheet s;
    s.id = ComparisonId(9);
    s.channel = QStringLiteral("银联代付");
    s.cutAt = at(11, 0);
    s.coveredThrough = at(11, 30);
    s.createdAt = at(11, 40);
    s.classes = {classTotal("MATCHED", 120, 1'000'000, 1'000'000), classTotal("IN_TRANSIT", 3, 30'000, 0),
                 classTotal("BANK_ONLY", 0, 0, 0, true), classTotal("DOUBLE_PAID", 0, 0, 0, true)};
    s.identities = {2, 20'000, 121, 1'010'000, 120, 1'000'000, 0, 0, 3, 30'000, true, 1'000'000, 1'000'000, true};
    s.hash = QStringLiteral("4be1c07da9f3526e8d1a4be1c07da9f3526e8d1a4be1c07da9f3526e8d1a4be1");
    s.state = QStringLiteral("OPEN");
    s.notMatched = {line(QStringLiteral("IN_TRANSIT"), QString(), false)};
    s.notMatched.front().bankMinor.reset();
    s.notMatched.front().bankBookedAt.reset();
    s.notMatchedCount = 1;
    return s;
}

desk::Sheet criticalSheet() {
    desk::Sheet s = sheet();
    s.version = 2;
    s.classes = {classTotal("MATCHED", 120, 1'000'000, 1'000'000),
                 classTotal("STATUS_DIFF_PAID", 1, 8'800, 8'800),
                 classTotal("BANK_ONLY", 1, 0, 9'900, true),
                 classTotal("DOUBLE_PAID", 2, 8'800, 9'900, true),
                 classTotal("PAID_AFTER_RETURNED", 1, 8'800, 9'900, true),
                 classTotal("AMOUNT_DIFF", 1, 8'800, 9'900, true),
                 classTotal("PAYEE_DIFF", 1, 8'800, 8'800, true)};
    s.criticalCount = 6;
    s.unexplainedMinor = 49'500;
    s.notMatched = {line(QStringLiteral("STATUS_DIFF_PAID"), QStringLiteral("state"), false),
                    line(QStringLiteral("BANK_ONLY"), QString(), true),
                    line(QStringLiteral("DOUBLE_PAID"), QString(), true),
                    line(QStringLiteral("PAID_AFTER_RETURNED"), QStringLiteral("state"), true),
                    line(QStringLiteral("AMOUNT_DIFF"), QStringLiteral("amount"), true),
                    line(QStringLiteral("PAYEE_DIFF"), QStringLiteral("payee"), true)};
    s.notMatchedCount = 6;
    s.deltaAdded = {s.notMatched[1]};
    s.deltaGone = {s.notMatched[0]};
    return s;
}

std::vector<desk::CutCell> cuts() {
    using desk::CutStatus;
    std::vector<desk::CutCell> cells{
        cut(1, "银联代付", 11, CutStatus::OpenCritical), cut(1, "银联代付", 15, CutStatus::Due),
        cut(1, "银联代付", 18, CutStatus::NotYet),       cut(2, "工商银行", 11, CutStatus::Signed),
        cut(2, "工商银行", 15, CutStatus::Overdue),      cut(2, "工商银行", 18, CutStatus::NotYet)};
    cells[0].comparison = ComparisonId(9);
    cells[0].criticalCount = 6;
    cells[0].unexplainedMinor = 49'500;
    return cells;
}

std::vector<desk::StatementView> statements() {
    desk::StatementView loaded;
    loaded.id = StatementFileId(1);
    loaded.channel = QStringLiteral("银联代付");
    loaded.fileName = QStringLiteral("对账1122.csv");
    loaded.format = QStringLiteral("CSV");
    loaded.from = at(0, 0);
    loaded.to = at(11, 30);
    loaded.lines = 121;
    loaded.debits = {1'000'000};
    loaded.proof = QStringLiteral("HOLDS");
    loaded.state = QStringLiteral("LOADED");
    loaded.loadedBy = QStringLiteral("运营03");
    loaded.loadedAt = at(11, 35);
    desk::StatementView quarantined = loaded;
    quarantined.id = StatementFileId(2);
    quarantined.proof = QStringLiteral("FAILS");
    quarantined.differenceMinor = 1'200;
    quarantined.doubt = QStringLiteral("PROOF_FAILS");
    quarantined.state = QStringLiteral("QUARANTINED");
    desk::StatementView rejected = quarantined;
    rejected.id = StatementFileId(3);
    rejected.proof = QStringLiteral("NOT_POSSIBLE");
    rejected.differenceMinor = 0;
    rejected.doubt = QStringLiteral("NO_BALANCES");
    rejected.state = QStringLiteral("REJECTED");
    return {loaded, quarantined, rejected};
}

Tokens tokens() {
    return {[](desk::Reply<QString> answer) { answer.take(QStringLiteral("token")); },
            [](const QString&, desk::Reply<std::optional<QString>> answer) { answer.take(std::optional<QString>()); }};
}

} // namespace payout::ui::sample
