// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/statement_table.h"

#include "core/rules/refusal.h"
#include "core/store/statement.h"

namespace payout::statement {

namespace {

QString formatName(StatementKind kind) {
    switch (kind) {
    case StatementKind::Camt052: return QStringLiteral("camt.052");
    case StatementKind::Camt053: return QStringLiteral("camt.053");
    case StatementKind::Camt054: return QStringLiteral("camt.054");
    case StatementKind::Csv: return QStringLiteral("CSV");
    }
    return {};
}

QString proofName(ProofVerdict verdict) {
    switch (verdict) {
    case ProofVerdict::Holds: return QStringLiteral("HOLDS");
    case ProofVerdict::HoldsWithoutForwardValued: return QStringLiteral("HOLDS_WITHOUT_FORWARD");
    case ProofVerdict::Fails: return QStringLiteral("FAILS");
    case ProofVerdict::NotPossible: return QStringLiteral("NOT_POSSIBLE");
    }
    return {};
}

Result<std::optional<SeenFile>> seenOf(Result<store::Rows> rows) {
    if (!rows) return std::unexpected(rows.error());
    std::optional<SeenFile> seen;
    if (rows->next()) seen = SeenFile{rows->id<StatementFileId>(0), rows->text(1), rows->text(2)};
    TRY_DONE(rows->finish());
    return seen;
}

std::optional<std::int64_t> minorOf(const std::optional<Balance>& balance) {
    if (!balance) return std::nullopt;
    return balance->amount.minor;
}

} // namespace

Result<ChannelAccount> channelAccount(store::Connection& connection, ChannelId channel) {
    TRY(auto rows, store::query(connection, R"sql(SELECT account, profile FROM channel WHERE id = ?)sql", channel));
    if (!rows.next()) return broken(QStringLiteral("NoChannel"));
    const ChannelAccount account{rows.text(0), rows.text(1)};
    TRY_DONE(rows.finish());
    return account;
}

Result<std::optional<SeenFile>> fileWithContent(store::Connection& connection, ChannelId channel,
                                                const QString& sha256) {
    return seenOf(store::query(connection,
                               R"sql(SELECT id, content_sha256, file_name FROM statement_file
                                     WHERE channel_id = ? AND content_sha256 = ? ORDER BY id LIMIT 1)sql",
                               channel, sha256));
}

Result<std::optional<SeenFile>> fileWithIdentity(store::Connection& connection, ChannelId channel,
                                                 const QString& identity) {
    return seenOf(store::query(connection,
                               R"sql(SELECT id, content_sha256, file_name FROM statement_file
                                     WHERE channel_id = ? AND identity_key = ?)sql",
                               channel, identity));
}

Result<StatementFileId> insertFile(store::Connection& connection, const NewFile& file) {
    const StatementPart& part = *file.part;
    std::optional<UtcTime> from;
    std::optional<UtcTime> to;
    if (file.period) {
        from = file.period->from;
        to = file.period->to;
    }
    TRY(const std::int64_t id,
        store::queryInt64(
            connection,
            R"sql(INSERT INTO statement_file (channel_id, account, format, identity_key, content_sha256, file_name, from_ms,
                      to_ms, sequence_no, lines_count, debit_minor, credit_minor, opening_minor, closing_minor, proof,
                      difference_minor, state, loaded_by, loaded_ms)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id)sql",
            file.channel, part.account, formatName(part.kind), file.identity, file.sha256, file.fileName, from, to,
            part.electronicSequence, file.lines, part.totals.bookedDebitMinor, part.totals.bookedCreditMinor,
            minorOf(part.opening()), minorOf(part.closing()), proofName(part.proof.verdict), part.proof.differenceMinor,
            file.state, file.actor, file.now));
    return StatementFileId(id);
}

QString repeatKey(const QString& flowNo, const QString& orderNo, bool debit, std::int64_t minor, BusinessDate booked) {
    const QString what = orderNo + (debit ? u'D' : u'C') + QString::number(minor);
    // With the bank's own number the booking is named; without it only the same order on the same day can be.
    if (!flowNo.isEmpty()) return QStringLiteral("F ") + flowNo + u' ' + what;
    return QStringLiteral("D ") + QString::number(booked.yyyymmdd) + u' ' + what;
}

Result<std::vector<KnownLine>> knownLines(store::Connection& connection, ChannelId channel, BusinessDate from,
                                          BusinessDate to) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT id, flow_no, order_no, direction, amount_minor, booking_date FROM bank_line
                                      WHERE channel_id = ? AND booking_date BETWEEN ? AND ? AND repeat_of IS NULL
                                        AND status = 'BOOKED')sql",
                                channel, from, to));
    std::vector<KnownLine> lines;
    while (rows.next())
        lines.push_back({rows.id<BankLineId>(0),
                         repeatKey(rows.text(1), rows.text(2), rows.text(3) == u"DEBIT", rows.int64(4), rows.date(5))});
    TRY_DONE(rows.finish());
    return lines;
}

Result<std::vector<EvidenceLine>> evidenceLines(store::Connection& connection, StatementFileId file) {
    TRY(auto rows,
        store::query(
            connection,
            R"sql(SELECT b.id, b.direction, b.is_return, b.amount_minor, b.currency, b.payee_account, b.order_no,
                             a.payout_id, a.attempt_no, p.state, p.version, p.amount_minor, p.currency, p.payee_account,
                             (SELECT COUNT(*) FROM attempt x JOIN bank_line y ON y.channel_id = x.channel_id
                                AND y.order_no = x.order_no JOIN statement_file f ON f.id = y.file_id
                              WHERE x.payout_id = a.payout_id AND y.direction = 'DEBIT' AND y.status = 'BOOKED'
                                AND y.is_return = 0 AND y.repeat_of IS NULL AND f.state IN ('LOADED', 'ACCEPTED'))
                           FROM bank_line b LEFT JOIN attempt a ON a.channel_id = b.channel_id AND a.order_no = b.order_no
                             LEFT JOIN payout p ON p.id = a.payout_id
                           WHERE b.id BETWEEN ? AND ? AND b.status = 'BOOKED' AND b.repeat_of IS NULL
                             AND (b.direction = 'DEBIT' OR b.is_return = 1)
                           ORDER BY b.id)sql",
            bankLineIdOf(file, 0), bankLineIdOf(file, linesMaxPerStatement)));
    std::vector<EvidenceLine> lines;
    while (rows.next()) {
        EvidenceLine line;
        line.line = rows.id<BankLineId>(0);
        line.debit = rows.text(1) == u"DEBIT";
        line.isReturn = rows.boolean(2);
        line.minor = rows.int64(3);
        line.currency = rows.text(4);
        line.payeeAccount = rows.text(5);
        line.orderNo = rows.text(6);
        if (const auto payout = rows.optionalInt64(7)) {
            line.payout = PayoutId(*payout);
            line.attemptNo = rows.integer(8);
            line.payoutState = rows.optionalText(9).value_or(QString());
            line.payoutVersion = rows.int64(10);
            line.payoutMinor = rows.int64(11);
            line.payoutCurrency = rows.text(12);
            line.payoutAccount = rows.text(13);
            line.paidLinesOfPayout = rows.int64(14);
        }
        lines.push_back(std::move(line));
    }
    TRY_DONE(rows.finish());
    return lines;
}

Done settleByLine(store::Connection& connection, const EvidenceLine& line, UtcTime now, const QString& actor) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE attempt SET state = 'SETTLED', next_query_ms = NULL
                                  WHERE payout_id = ? AND attempt_no = ? AND state IN ('ARMED', 'UNKNOWN'))sql",
                            *line.payout, line.attemptNo));
    TRY(const std::int64_t changed,
        store::execute(connection,
                       R"sql(UPDATE payout SET state = 'SUCCESS', state_at_ms = ?, evidence_line_id = ?,
                                 version = version + 1, last_actor = ?, last_reason = 'paid by statement line',
                                 last_evidence = ?
                             WHERE id = ? AND version = ? AND state IN ('PROCESSING', 'EXCEPTION'))sql",
                       now, line.line, actor, QStringLiteral("line %1").arg(line.line.value), *line.payout,
                       line.payoutVersion));
    if (changed != 1) return unavailable(QStringLiteral("Serialization"));
    return {};
}

Done insertBankReturn(store::Connection& connection, const EvidenceLine& line, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO bank_return (payout_id, bank_line_id, at_ms) VALUES (?, ?, ?)
                                  ON CONFLICT DO NOTHING)sql",
                            *line.payout, line.line, now));
    return {};
}

Result<std::int64_t> raiseIncident(store::Connection& connection, const QString& kind, ChannelId channel,
                                   const EvidenceLine& line, UtcTime now) {
    return store::execute(connection,
                          R"sql(INSERT INTO incident (kind, channel_id, payout_id, bank_line_id, at_ms, detail)
                                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING)sql",
                          kind, channel, line.payout.value_or(PayoutId()), line.line, now,
                          line.orderNo.isEmpty()
                              ? formatPlain(Money{line.minor, Currency::cny()})
                              : line.orderNo + u' ' + formatPlain(Money{line.minor, Currency::cny()}));
}

Result<std::vector<CoveredPeriod>> coveredPeriods(store::Connection& connection, ChannelId channel) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT from_ms, to_ms, CASE WHEN format = 'camt.053' THEN sequence_no END
                                      FROM statement_file WHERE channel_id = ? AND state IN ('LOADED', 'ACCEPTED')
                                        AND from_ms IS NOT NULL AND to_ms IS NOT NULL AND format <> 'camt.054')sql",
                                channel));
    std::vector<CoveredPeriod> periods;
    while (rows.next()) periods.push_back({rows.time(0), rows.time(1), rows.optionalInt64(2)});
    TRY_DONE(rows.finish());
    return periods;
}

Done writeCoverage(store::Connection& connection, ChannelId channel, UtcTime through) {
    TRY_DONE(store::execute(connection, R"sql(UPDATE channel SET covered_through_ms = ? WHERE id = ?)sql", through,
                            channel));
    return {};
}

Result<QuarantinedFile> fileForUpdate(store::Connection& connection, StatementFileId file) {
    TRY(auto rows,
        store::query(connection, R"sql(SELECT channel_id, state FROM statement_file WHERE id = ? {for_update})sql",
                     file));
    if (!rows.next()) {
        TRY_DONE(rows.finish());
        return rules::refuse(rules::Refusal::StatementInvalid, QString::number(file.value));
    }
    const QuarantinedFile found{rows.id<ChannelId>(0), rows.text(1)};
    TRY_DONE(rows.finish());
    return found;
}

Done markAccepted(store::Connection& connection, StatementFileId file, PersonId by, const QString& reason) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE statement_file SET state = 'ACCEPTED', accepted_by = ?, accept_reason = ?
                                  WHERE id = ? AND state = 'QUARANTINED')sql",
                            by, reason, file));
    return {};
}

} // namespace payout::statement
