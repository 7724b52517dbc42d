// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/first_reading.h"

#include "core/channel/channel_profile.h"
#include "core/rules/refusal.h"
#include "core/statement/balance_proof.h"
#include "core/statement/camt_file.h"
#include "core/statement/csv_statement_file.h"

#include <QFileInfo>

#include <algorithm>

namespace payout::statement {

Error asInvalid(const Error& error) {
    if (error.kind != ErrorKind::Refused) return error;
    return rules::refuse(rules::Refusal::StatementInvalid, error.code + QStringLiteral(": ") + error.detail).error();
}

Result<Reader> readerFor(const LoadRequest& request, const ChannelAccount& account) {
    ReadOptions options;
    options.progress = request.progress;
    if (!request.path.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive))
        return Reader(
            [options](QIODevice& bytes, const StatementSink& sink) { return parseCamt(bytes, sink, options); });
    TRY(const auto profile, channel::parseChannelProfile(account.profileJson.toUtf8(), QStringLiteral("channel")));
    TRY(const CsvMapping mapping, mappingFromJson(profile.csvStatement));
    CsvContext context;
    context.account = account.account;
    context.id = QFileInfo(request.path).fileName();
    return Reader([options, mapping, context](QIODevice& bytes, const StatementSink& sink) -> Result<FileSummary> {
        auto read = parseCsvStatement(bytes, mapping, context, sink, options);
        if (!read) return std::unexpected(read.error().error);
        return *read;
    });
}

BusinessDate bookedOn(const StatementLine& line) {
    if (line.bookingDate) return *line.bookingDate;
    if (line.bookedAt) return businessDateOf(*line.bookedAt);
    return line.valueDate.value_or(BusinessDate{19'700'101});
}

UtcTime bookedTime(const StatementLine& line) { return line.bookedAt.value_or(startOf(bookedOn(line))); }

Result<FirstReading> readFirst(const Reader& reader, QFile& file) {
    FirstReading first;
    StatementSink sink;
    sink.onLine = [&first](StatementLine&& line) -> Done {
        ++first.linesOfPart[line.partNo];
        first.earliest = std::min(first.earliest, bookedOn(line));
        first.latest = std::max(first.latest, bookedOn(line));
        if (line.orderNo.isEmpty() && !line.bankFlowNo.isEmpty()) first.flowsWithoutOrder.insert(line.bankFlowNo);
        return {};
    };
    sink.onPart = [&first](StatementPart&& part) -> Done {
        first.parts.push_back(std::move(part));
        return {};
    };
    const auto summary = reader(file, sink);
    if (!summary) return std::unexpected(asInvalid(summary.error()));
    first.sha256 = summary->sha256;
    provePageSets(first.parts); // page by page a balance cannot hold
    return first;
}

std::int64_t linesOf(const FirstReading& first, const StatementPart& part) {
    const auto count = first.linesOfPart.find(part.partNo);
    return count == first.linesOfPart.end() ? 0 : count->second;
}

// A report often names the whole day: it knows nothing of what came after it was made.
std::optional<CoveredPeriod> periodOf(const StatementPart& part) {
    if (!part.isLastPage) return std::nullopt;
    if (part.from && part.to) {
        // Whole days are days of the bank's books: what it books after it closed them goes into the next day, and a
        // balance that does not continue would show it. Any other end is a time of day, known up to the file's making.
        const bool isOfBookDays =
            part.kind == StatementKind::Camt053 && *part.to == startOf(businessDateOf(*part.to)) && part.closing();
        const UtcTime to = isOfBookDays || !part.createdAt ? *part.to : std::min(*part.to, *part.createdAt);
        if (to <= *part.from) return std::nullopt;
        return CoveredPeriod{*part.from, to, part.electronicSequence};
    }
    const auto closing = part.closing();
    if (!closing || !closing->date) return std::nullopt;
    return CoveredPeriod{startOf(*closing->date), startOf(plusDays(*closing->date, 1)), part.electronicSequence};
}

} // namespace payout::statement
