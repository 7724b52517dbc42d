// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exception/propose_action.h"

#include "core/exception/exception_table.h"
#include "core/exception/read_case.h"
#include "core/people/submit_token.h"
#include "core/screening/screen_payee.h"
#include "core/store/transaction.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace payout::exception {

namespace {

Done checkRequest(const ActionRequest& request) {
    TRY_DONE(rules::mayDo(request.actor, rules::Task::ProposeException));
    if (request.reason.trimmed().isEmpty()) return rules::refuse(rules::Refusal::ReasonMissing);
    if (request.payouts.size() > bulkRowsMax || request.versionsSeen.size() != request.payouts.size())
        return rules::refuse(rules::Refusal::TooManyRows);
    return {};
}

// Refusals of one row are values here, so that one shut gate does not fail the others.
Result<std::optional<Error>> proposeRow(store::Connection& c, const ActionRequest& request, std::size_t row) {
    const PayoutId payout = request.payouts[row];
    auto found = readCase(c, payout);
    if (!found && found.error().kind == ErrorKind::Refused) return std::optional(found.error());
    if (!found) return std::unexpected(found.error());
    rules::GateFacts& facts = found->facts;
    if (request.action == rules::ExceptionAction::Repay) {
        TRY(const auto screened, screening::screenPayee(c, payout));
        facts.screeningClear = screened == screening::ScreeningResult::Clear;
    }
    facts.action = request.action;
    facts.proposer = request.actor.person;
    facts.versionSeen = request.versionsSeen[row];
    if (const Done may = rules::mayAct(facts); !may) return std::optional(may.error());
    if (found->openProposal) return std::optional(rules::refuse(rules::Refusal::AlreadyHandled).error());
    TRY_DONE(insertProposal(c, {payout, request.action, facts.versionNow, request.actor.person, facts.now,
                                request.reason.trimmed(), evidenceOf(*found, request.action),
                                evidenceDigest(*found, request.action)}));
    return std::optional<Error>();
}

} // namespace

QString proposeKey(rules::ExceptionAction action, const std::vector<PayoutId>& payouts,
                   const std::vector<std::int64_t>& versionsSeen) {
    std::vector<people::SeenRow> rows;
    rows.reserve(payouts.size());
    for (std::size_t row = 0; row < payouts.size(); ++row)
        rows.push_back({payouts[row], row < versionsSeen.size() ? versionsSeen[row] : 0});
    return people::rowsKey(storedName(action), std::move(rows));
}

Result<std::vector<RowResult>> proposeAction(store::Connection& connection, const ActionRequest& request) {
    TRY_DONE(checkRequest(request));
    using Results = std::vector<RowResult>;
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<Results> {
        TRY(const auto first, people::takeToken(c, request.token,
                                                {request.actor.person, proposeCommand,
                                                 proposeKey(request.action, request.payouts, request.versionsSeen)}));
        if (first) return resultsOf(*first);
        Results results;
        for (std::size_t row = 0; row < request.payouts.size(); ++row) {
            TRY(auto refused, proposeRow(c, request, row));
            results.push_back({request.payouts[row], std::move(refused)});
        }
        TRY_DONE(people::answerToken(c, request.token, storedAnswer(results)));
        return results;
    });
}

QString storedAnswer(const std::vector<RowResult>& results) {
    QJsonArray rows;
    for (const RowResult& result : results)
        rows.append(QJsonObject{{QStringLiteral("payout"), QString::number(result.payout.value)},
                                {QStringLiteral("refused"), result.refused ? result.refused->code : QString()},
                                {QStringLiteral("detail"), result.refused ? result.refused->detail : QString()}});
    return QString::fromUtf8(QJsonDocument(rows).toJson(QJsonDocument::Compact));
}

Result<std::vector<RowResult>> resultsOf(const QString& storedAnswer) {
    const QJsonDocument document = QJsonDocument::fromJson(storedAnswer.toUtf8());
    if (!document.isArray()) return broken(QStringLiteral("StoredAnswer"));
    std::vector<RowResult> results;
    const QJsonArray rows = document.array();
    for (const auto& value : rows) {
        const QJsonObject row = value.toObject();
        const QString code = row.value(QStringLiteral("refused")).toString();
        RowResult result{PayoutId(row.value(QStringLiteral("payout")).toString().toLongLong()), std::nullopt};
        if (!code.isEmpty())
            result.refused = Error{ErrorKind::Refused, code, row.value(QStringLiteral("detail")).toString()};
        results.push_back(std::move(result));
    }
    return results;
}

} // namespace payout::exception
