// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/comparison_desk.h"

#include "core/comparison/run_comparison.h"
#include "core/comparison/sign_off.h"
#include "core/desk/comparison_list_table.h"
#include "core/statement/load_statement.h"

#include <QFileInfo>

namespace payout::desk {

namespace {

constexpr std::int64_t statementsShown = 500;

Result<LoadedStatements> load(store::Connection& c, const StatementRequest& request, const ProgressPtr& progress) {
    TRY_DONE(rules::mayDo(request.actor, rules::Task::ImportStatement));
    progress->total = QFileInfo(request.path).size();
    statement::LoadRequest wanted{request.channel, request.path, statement::Loader::byHand(request.actor), {}};
    wanted.progress = [&progress](std::int64_t bytesRead) {
        progress->done = bytesRead;
        return !progress->cancelled;
    };
    TRY(const statement::LoadResult loaded, statement::loadStatement(c, wanted));
    LoadedStatements result;
    result.confirmedPaid = loaded.confirmedPaid;
    result.incidents = loaded.incidents;
    for (const statement::LoadedPart& part : loaded.parts) {
        TRY(StatementView view, statementView(c, part.file));
        result.parts.push_back(std::move(view));
    }
    return result;
}

} // namespace

void ComparisonDesk::grid(BusinessDate date, Reply<std::vector<CutCell>> answer) {
    m_store.ask(std::move(answer), [date](store::Connection& c) { return cutGrid(c, date); });
}

// Asking for a cut that was compared before is the request for a new version (R50); without changes it is the old one.
void ComparisonDesk::run(const rules::Actor& actor, ChannelId channel, UtcTime cutAt, Reply<ComparisonId> answer) {
    m_store.ask(std::move(answer), [actor, channel, cutAt](store::Connection& c) {
        return comparison::runComparison(c, {actor, channel, cutAt, comparison::Rerun::NewVersion});
    });
}

void ComparisonDesk::sheet(ComparisonId id, Reply<Sheet> answer) {
    m_store.ask(std::move(answer), [id](store::Connection& c) { return readSheet(c, id); });
}

void ComparisonDesk::sign(const rules::Actor& actor, ComparisonId id, const QString& shownHash, Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, id, shownHash](store::Connection& c) {
        return comparison::signSheet(c, actor, id, shownHash);
    });
}

void ComparisonDesk::statements(Reply<std::vector<StatementView>> answer) {
    m_store.ask(std::move(answer), [](store::Connection& c) { return statementViews(c, statementsShown); });
}

void ComparisonDesk::importStatement(const StatementRequest& request, ProgressPtr progress,
                                     Reply<LoadedStatements> answer) {
    m_store.ask(std::move(answer), [request, progress](store::Connection& c) { return load(c, request, progress); });
}

void ComparisonDesk::acceptStatement(const rules::Actor& actor, StatementFileId file, const QString& reason,
                                     Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, file, reason](store::Connection& c) -> Result<QString> {
        TRY(const auto accepted, statement::acceptStatement(c, actor, file, reason));
        return accepted.parts.front().state;
    });
}

void ComparisonDesk::rejectStatement(const rules::Actor& actor, StatementFileId file, const QString& reason,
                                     Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, file, reason](store::Connection& c) -> Result<QString> {
        TRY_DONE(statement::rejectStatement(c, actor, file, reason));
        return QStringLiteral("REJECTED");
    });
}

void ComparisonDesk::days(BusinessDate date, Reply<std::vector<comparison::DayView>> answer) {
    m_store.ask(std::move(answer), [date](store::Connection& c) { return comparison::daysOf(c, date); });
}

void ComparisonDesk::proposeClosing(const rules::Actor& actor, ChannelId channel, BusinessDate date,
                                    const QString& reason, Reply<std::int64_t> answer) {
    m_store.ask(std::move(answer), [actor, channel, date, reason](store::Connection& c) {
        return comparison::proposeClosing(c, actor, channel, date, reason);
    });
}

void ComparisonDesk::confirmClosing(const rules::Actor& actor, const comparison::DayStep& shown,
                                    Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, shown](store::Connection& c) -> Result<QString> {
        TRY_DONE(comparison::confirmClosing(c, actor, shown));
        return QStringLiteral("CLOSED");
    });
}

void ComparisonDesk::proposeReopening(const rules::Actor& actor, std::int64_t closing, const QString& reason,
                                      Reply<std::int64_t> answer) {
    m_store.ask(std::move(answer), [actor, closing, reason](store::Connection& c) {
        return comparison::proposeReopening(c, actor, closing, reason);
    });
}

void ComparisonDesk::confirmReopening(const rules::Actor& actor, std::int64_t reopening, Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, reopening](store::Connection& c) -> Result<QString> {
        TRY_DONE(comparison::confirmReopening(c, actor, reopening));
        return QStringLiteral("REOPENED");
    });
}

} // namespace payout::desk
