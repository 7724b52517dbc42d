// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/load_statement.h"

#include "core/rules/refusal.h"
#include "core/statement/apply_evidence.h"
#include "core/statement/plan_parts.h"
#include "core/statement/statement_turn_table.h"
#include "core/store/bulk_writer.h"
#include "core/store/transaction.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <map>

namespace payout::statement {

namespace {

QString statusName(EntryStatus status) {
    switch (status) {
    case EntryStatus::Booked: return QStringLiteral("BOOKED");
    case EntryStatus::Pending: return QStringLiteral("PENDING");
    case EntryStatus::Info: return QStringLiteral("INFO");
    case EntryStatus::Future: return QStringLiteral("FUTURE");
    case EntryStatus::Other: return QStringLiteral("OTHER");
    }
    return {};
}

struct Target {
    StatementFileId file;
    bool isTrusted =
        false; ///< only a loaded file's lines repeat others: a quarantined one's are looked at on acceptance
    std::optional<CoveredPeriod> period;
};

class LineWriter {
public:
    LineWriter(store::BulkWriter writer, ChannelId channel, KnownLines known, QHash<QString, QString> orderOfFlow)
        : m_writer(std::move(writer)), m_channel(channel), m_known(std::move(known)),
          m_orderOfFlow(std::move(orderOfFlow)) {}

    Done write(const Target& target, StatementLine&& line) {
        if (line.orderNo.isEmpty()) line.orderNo = m_orderOfFlow.value(line.bankFlowNo);
        const BankLineId id = bankLineIdOf(target.file, line.lineNo);
        for (const QString& orderNo : line.mentionedOrderNos) m_mentions.insert({orderNo, id.value});
        m_writer.integer(id.value);
        m_writer.integer(target.file.value);
        m_writer.integer(m_channel.value);
        m_writer.integer(bookedTime(line).ms);
        m_writer.integer(bookedOn(line).yyyymmdd);
        m_writer.integer(line.valueDate.value_or(bookedOn(line)).yyyymmdd);
        m_writer.integer(line.amount.minor);
        m_writer.text(line.amount.currency.code());
        m_writer.text(line.direction == Direction::Debit ? u"DEBIT" : u"CREDIT");
        m_writer.integer(line.isReturn ? 1 : 0);
        m_writer.text(statusName(line.status));
        m_writer.text(line.orderNo);
        m_writer.text(line.bankFlowNo);
        m_writer.text(line.payeeName);
        m_writer.text(line.payeeAccount);
        m_writer.text(line.returnReason);
        writeRepeatOf(target, line);
        return m_writer.endRow();
    }
    Result<std::int64_t> finish() { return m_writer.finish(); }
    std::int64_t repeats() const { return m_repeats; }
    const QSet<std::pair<QString, std::int64_t>>& mentions() const { return m_mentions; }

private:
    void writeRepeatOf(const Target& target, const StatementLine& line) {
        std::optional<BankLineId> known;
        if (target.isTrusted && line.status == EntryStatus::Booked) known = m_known.take(bookingOf(target, line));
        if (!known) return m_writer.null();
        m_writer.integer(known->value);
        ++m_repeats;
    }

    static Booking bookingOf(const Target& target, const StatementLine& line) {
        Booking booking{line.bankFlowNo,   line.orderNo,   line.direction == Direction::Debit,
                        line.amount.minor, bookedOn(line), std::nullopt,
                        std::nullopt};
        if (target.period) {
            booking.fileFrom = target.period->from;
            booking.fileTo = target.period->to;
        }
        return booking;
    }

    store::BulkWriter m_writer;
    ChannelId m_channel;
    KnownLines m_known;
    QHash<QString, QString> m_orderOfFlow;
    QSet<std::pair<QString, std::int64_t>> m_mentions;
    std::int64_t m_repeats = 0;
};

Result<KnownLines> knownBefore(store::Connection& c, ChannelId channel, const FirstReading& first) {
    if (first.linesOfPart.empty()) return KnownLines({});
    TRY(auto lines, knownLines(c, channel, {plusDays(first.earliest, -1), plusDays(first.latest, 1)}));
    return KnownLines(std::move(lines));
}

Result<QHash<QString, QString>> ordersOfFlows(store::Connection& c, ChannelId channel, const FirstReading& first) {
    QHash<QString, QString> found;
    for (const QString& flowNo : first.flowsWithoutOrder) {
        TRY(const auto orderNo, orderNoOfFlow(c, channel, flowNo));
        if (orderNo) found.insert(flowNo, *orderNo);
    }
    return found;
}

std::map<std::int64_t, Target> targetsOf(const std::vector<PlannedPart>& planned) {
    std::map<std::int64_t, Target> targets;
    for (const PlannedPart& part : planned) targets[part.part->partNo] = {part.file, part.isTrusted(), part.period};
    return targets;
}

Result<std::int64_t> writeLines(store::Connection& c, const LoadRequest& request, const Reader& reader, QFile& file,
                                const std::vector<PlannedPart>& planned, const FirstReading& first) {
    TRY(KnownLines known, knownBefore(c, request.channel, first));
    TRY(auto orderOfFlow, ordersOfFlows(c, request.channel, first));
    const auto targets = targetsOf(planned);
    TRY(auto bulk, store::BulkWriter::start(c, "bank_line",
                                            {"id", "file_id", "channel_id", "booked_ms", "booking_date", "value_date",
                                             "amount_minor", "currency", "direction", "is_return", "status", "order_no",
                                             "flow_no", "payee_name", "payee_account", "return_reason", "repeat_of"}));
    LineWriter writer(std::move(bulk), request.channel, std::move(known), std::move(orderOfFlow));
    StatementSink sink;
    sink.onLine = [&](StatementLine&& line) -> Done {
        const auto target = targets.find(line.partNo);
        return target == targets.end() ? Done() : writer.write(target->second, std::move(line));
    };
    sink.onPart = [](StatementPart&&) -> Done { return {}; };
    file.seek(0);
    const auto summary = reader(file, sink);
    if (!summary) return std::unexpected(asInvalid(summary.error()));
    // Somebody may have written to the file between the two readings.
    if (summary->sha256 != first.sha256)
        return rules::refuse(rules::Refusal::StatementInvalid, QStringLiteral("the file changed while it was read"));
    TRY(const std::int64_t written, writer.finish());
    Q_UNUSED(written);
    for (const auto& [orderNo, line] : writer.mentions())
        TRY_DONE(insertMention(c, request.channel, orderNo, BankLineId(line)));
    return writer.repeats();
}

Done writeParts(store::Connection& c, const LoadRequest& request, const FirstReading& first,
                std::vector<PlannedPart>& planned, LoadResult& result) {
    TRY(const UtcTime now, c.now());
    TRY(const ChannelAccount account, channelAccount(c, request.channel));
    const Bringing bringing{request.channel, account.statesBalances, request.loader.person.has_value()};
    QSet<QString> judged;
    for (PlannedPart& part : planned) {
        if (!judged.contains(part.pageSet)) TRY_DONE(judgePageSet(c, bringing, planned, part.pageSet));
        judged.insert(part.pageSet);
        const std::int64_t lines = linesOf(first, *part.part);
        TRY(part.file, insertFile(c, {request.channel, &part, first.sha256, QFileInfo(request.path).fileName(), lines,
                                      request.loader, now}));
        result.parts.push_back({part.file, storedState(part), lines, 0});
    }
    return {};
}

Done noteRepeats(store::Connection& c, ChannelId channel, StatementFileId file) {
    TRY(const auto lines, linesOfFile(c, file));
    if (lines.empty()) return {};
    const auto [first, last] =
        std::ranges::minmax(lines, {}, [](const KnownLine& line) { return line.booking.booked; });
    TRY(auto others, knownLines(c, channel, {plusDays(first.booking.booked, -1), plusDays(last.booking.booked, 1)}));
    KnownLines known(std::move(others));
    for (const KnownLine& line : lines)
        if (const auto repeated = known.take(line.booking)) TRY_DONE(writeRepeat(c, line.id, *repeated));
    return {};
}

} // namespace

Result<LoadResult> loadStatement(store::Connection& connection, const LoadRequest& request) {
    QFile file(request.path);
    if (!file.open(QIODevice::ReadOnly))
        return rules::refuse(rules::Refusal::StatementInvalid, QStringLiteral("cannot be read: ") + file.errorString());
    TRY(const ChannelAccount account, channelAccount(connection, request.channel));
    TRY(const Reader reader, readerFor(request, account));
    TRY(const FirstReading first, readFirst(reader, file));
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<LoadResult> {
        TRY_DONE(takeStatementTurn(c, request.channel));
        LoadResult result;
        result.sha256 = first.sha256;
        TRY(auto planned, planParts(c, request, first, account, result));
        TRY_DONE(writeParts(c, request, first, planned, result));
        TRY(const std::int64_t repeats, writeLines(c, request, reader, file, planned, first));
        if (!result.parts.empty()) result.parts.front().repeats = repeats;
        for (const PlannedPart& part : planned) {
            if (!part.isTrusted()) continue;
            TRY(const EvidenceEffect effect, applyEvidence(c, request.channel, part.file, request.loader.name));
            result.confirmedPaid += effect.confirmedPaid;
            result.incidents += effect.incidents;
        }
        TRY_DONE(extendCoverage(c, request.channel));
        return result;
    });
}

Result<LoadResult> acceptStatement(store::Connection& connection, const rules::Actor& actor, StatementFileId file,
                                   const QString& reason) {
    TRY_DONE(rules::mayDo(actor, rules::Task::AcceptStatement));
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<LoadResult> {
        TRY_DONE(takeStatementTurn(c, file));
        TRY(const QuarantinedFile found, fileForUpdate(c, file));
        TRY_DONE(rules::mayLeaveQuarantine(
            {found.state == u"QUARANTINED", !reason.trimmed().isEmpty(), found.broughtBy, actor.person}));
        TRY_DONE(noteRepeats(c, found.channel, file)); // another file may have brought the same lines meanwhile
        TRY_DONE(markAccepted(c, file, actor.person, reason.trimmed()));
        TRY(const EvidenceEffect effect, applyEvidence(c, found.channel, file, actor.login));
        TRY_DONE(extendCoverage(c, found.channel));
        LoadResult result;
        result.parts.push_back({file, QStringLiteral("ACCEPTED"), 0, 0});
        result.confirmedPaid = effect.confirmedPaid;
        result.incidents = effect.incidents;
        return result;
    });
}

Done rejectStatement(store::Connection& connection, const rules::Actor& actor, StatementFileId file,
                     const QString& reason) {
    TRY_DONE(rules::mayDo(actor, rules::Task::RejectStatement));
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY_DONE(takeStatementTurn(c, file));
        TRY(const QuarantinedFile found, fileForUpdate(c, file));
        TRY_DONE(rules::mayLeaveQuarantine(
            {found.state == u"QUARANTINED", !reason.trimmed().isEmpty(), found.broughtBy, actor.person}));
        return markRejected(c, file, actor.person, reason.trimmed());
    });
}

} // namespace payout::statement
