// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/statement_table.h"

#include "core/rules/refusal.h"
#include "core/statement/plan_parts.h"
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
    if (rows->next())
        seen = SeenFile{rows->id<StatementFileId>(0),
                        rows->text(1),
                        rows->text(2),
                        rows->int64(3),
                        rows->int64(4),
                        rows->int64(5),
                        rows->boolean(6),
                        rows->boolean(7)};
    TRY_DONE(rows->finish());
    return seen;
}

Result<std::vector<KnownLine>> bookingsOf(Result<store::Rows> rows) {
    if (!rows) return std::unexpected(rows.error());
    std::vector<KnownLine> lines;
    while (rows->next())
        lines.push_back({rows->id<BankLineId>(0),
                         {rows->text(1), rows->text(2), rows->text(3) == u"DEBIT", rows->int64(4), rows->date(5),
                          rows->optionalTime(6), rows->optionalTime(7)}});
    TRY_DONE(rows->finish());
    return lines;
}

QString shownLine(const QString& orderNo, std::int64_t minor, const QString& currencyCode) {
    const auto currency = Currency::parse(currencyCode);
    const QString amount =
        currency ? formatPlain(Money{minor, *currency}) + u' ' + currencyCode : QString::number(minor);
    return orderNo.isEmpty() ? amount : orderNo + u' ' + amount;
}

Result<std::int64_t> insertIncident(store::Connection& connection, const QString& kind, ChannelId channel,
                                    PayoutId payout, BankLineId line, UtcTime now, const QString& detail) {
    return store::execute(connection,
                          R"sql(INSERT INTO incident (kind, channel_id, payout_id, bank_line_id, at_ms, detail)
                                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING)sql",
                          kind, channel, payout, line, now, detail);
}

} // namespace

Result<ChannelAccount> channelAccount(store::Connection& connection, ChannelId channel) {
    TRY(auto rows,
        store::query(connection, R"sql(SELECT account, profile, states_balances FROM channel WHERE id = ?)sql",
                     channel));
    if (!rows.next()) return broken(QStringLiteral("NoChannel"));
    const ChannelAccount account{rows.text(0), rows.text(1), rows.boolean(2)};
    TRY_DONE(rows.finish());
    return account;
}

Result<std::optional<SeenFile>> fileWithContent(store::Connection& connection, ChannelId channel,
                                                const QString& sha256) {
    return seenOf(store::query(connection,
                               R"sql(SELECT id, content_sha256, file_name, lines_count, debit_minor, credit_minor,
                                       CASE WHEN state = 'QUARANTINED' THEN 1 ELSE 0 END,
                                       CASE WHEN state = 'REJECTED' THEN 1 ELSE 0 END FROM statement_file
                                     WHERE channel_id = ? AND content_sha256 = ? ORDER BY id LIMIT 1)sql",
                               channel, sha256));
}

Result<std::optional<SeenFile>> fileWithIdentity(store::Connection& connection, ChannelId channel,
                                                 const QString& identity) {
    return seenOf(store::query(connection,
                               R"sql(SELECT id, content_sha256, file_name, lines_count, debit_minor, credit_minor,
                                       CASE WHEN state = 'QUARANTINED' THEN 1 ELSE 0 END,
                                       CASE WHEN state = 'REJECTED' THEN 1 ELSE 0 END FROM statement_file
                                     WHERE channel_id = ? AND identity_key = ?)sql",
                               channel, identity));
}

QString storedState(const PlannedPart& part) {
    return part.isTrusted() ? QStringLiteral("LOADED") : QStringLiteral("QUARANTINED");
}

Result<StatementFileId> insertFile(store::Connection& connection, const NewFile& file) {
    const PlannedPart& planned = *file.planned;
    const StatementPart& part = *planned.part;
    std::optional<UtcTime> from;
    std::optional<UtcTime> to;
    if (planned.period) {
        from = planned.period->from;
        to = planned.period->to;
    }
    const QString doubt = planned.doubt ? storedName(*planned.doubt) : QString();
    TRY(const std::int64_t id,
        store::queryInt64(
            connection,
            R"sql(INSERT INTO statement_file (channel_id, account, format, identity_key, content_sha256, file_name, from_ms,
                      to_ms, sequence_no, page_set, page_no, lines_count, debit_minor, credit_minor, opening_minor, closing_minor, proof,
                      difference_minor, doubt, chain_file_id, state, loaded_by, loaded_by_person, loaded_ms)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id)sql",
            file.channel, part.account, formatName(part.kind), planned.identity, file.sha256, file.fileName, from, to,
            part.electronicSequence, planned.pageSet, part.page, file.lines, part.totals.bookedDebitMinor,
            part.totals.bookedCreditMinor, planned.openingMinor, planned.closingMinor, proofName(part.proof.verdict),
            planned.differenceMinor, doubt, planned.chainFile, storedState(planned), file.loader.name,
            file.loader.person, file.now));
    return StatementFileId(id);
}

Result<std::vector<ChainLink>> linksBeside(store::Connection& connection, ChannelId channel, const ChainLink& link) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT id, from_ms, to_ms, opening_minor, closing_minor FROM statement_file
                                      WHERE channel_id = ? AND state IN ('LOADED', 'ACCEPTED')
                                        AND proof <> 'NOT_POSSIBLE' AND opening_minor IS NOT NULL
                                        AND (to_ms BETWEEN ? AND ? OR from_ms BETWEEN ? AND ?
                                          OR from_ms BETWEEN ? AND ?) ORDER BY id)sql",
                                channel, link.from - sameMoment, link.from + sameMoment, link.from - sameMoment,
                                link.from + sameMoment, link.to - sameMoment, link.to + sameMoment));
    std::vector<ChainLink> links;
    while (rows.next())
        links.push_back({rows.id<StatementFileId>(0), rows.time(1), rows.time(2), rows.int64(3), rows.int64(4)});
    TRY_DONE(rows.finish());
    return links;
}

Result<std::vector<KnownLine>> knownLines(store::Connection& connection, ChannelId channel, BookedDays days) {
    return bookingsOf(store::query(
        connection,
        R"sql(SELECT b.id, b.flow_no, b.order_no, b.direction, b.amount_minor, b.booking_date, f.from_ms, f.to_ms
              FROM bank_line b JOIN statement_file f ON f.id = b.file_id
              WHERE b.channel_id = ? AND b.booking_date BETWEEN ? AND ? AND b.repeat_of IS NULL
                AND b.status = 'BOOKED' AND f.state IN ('LOADED', 'ACCEPTED') ORDER BY b.id)sql",
        channel, days.from, days.to));
}

Result<std::vector<KnownLine>> linesOfFile(store::Connection& connection, StatementFileId file) {
    return bookingsOf(store::query(
        connection,
        R"sql(SELECT b.id, b.flow_no, b.order_no, b.direction, b.amount_minor, b.booking_date, f.from_ms, f.to_ms
              FROM bank_line b JOIN statement_file f ON f.id = b.file_id
              WHERE b.file_id = ? AND b.status = 'BOOKED' ORDER BY b.id)sql",
        file));
}

Done writeRepeat(store::Connection& connection, BankLineId line, BankLineId repeatOf) {
    TRY_DONE(store::execute(connection, R"sql(UPDATE bank_line SET repeat_of = ? WHERE id = ?)sql", repeatOf, line));
    return {};
}

Result<std::optional<QString>> orderNoOfFlow(store::Connection& connection, ChannelId channel, const QString& flowNo) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT order_no FROM attempt WHERE channel_id = ? AND flow_no = ?
                                        AND flow_no <> '' ORDER BY payout_id LIMIT 2)sql",
                                channel, flowNo));
    std::optional<QString> orderNo;
    if (rows.next()) orderNo = rows.text(0);
    if (rows.next()) orderNo.reset(); // one number of the bank for two orders names neither
    TRY_DONE(rows.finish());
    return orderNo;
}

Done insertMention(store::Connection& connection, ChannelId channel, const QString& orderNo, BankLineId line) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO bank_line_mention (channel_id, order_no, bank_line_id)
                                  VALUES (?, ?, ?))sql",
                            channel, orderNo, line));
    return {};
}

Done lockOpenPayouts(store::Connection& connection, StatementFileId file) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT p.id FROM payout p WHERE p.id IN (SELECT a.payout_id FROM bank_line b
                                        JOIN attempt a ON a.channel_id = b.channel_id AND a.order_no = b.order_no
                                        WHERE b.file_id = ? AND b.status = 'BOOKED')
                                        AND p.state IN ('PROCESSING', 'EXCEPTION')
                                      ORDER BY p.id {for_no_key_update})sql",
                                file));
    while (rows.next()) {}
    return rows.finish();
}

Result<std::optional<UtcTime>> coverage(store::Connection& connection, ChannelId channel) {
    TRY(const auto through, store::queryOptionalInt64(connection,
                                                      R"sql(SELECT covered_through_ms FROM channel
                                                            WHERE id = ? AND covered_through_ms IS NOT NULL)sql",
                                                      channel));
    if (!through) return std::nullopt;
    return UtcTime(*through);
}

Result<rules::TrustedFile> trustedFile(store::Connection& connection, StatementFileId file) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT CASE WHEN f.state = 'ACCEPTED' THEN 1 ELSE 0 END,
                                        CASE WHEN f.proof <> 'NOT_POSSIBLE' THEN 1 ELSE 0 END, c.states_balances
                                      FROM statement_file f JOIN channel c ON c.id = f.channel_id WHERE f.id = ?)sql",
                                file));
    if (!rows.next()) return broken(QStringLiteral("NoStatementFile"), QString::number(file.value));
    const rules::TrustedFile found{rows.boolean(0), rows.boolean(1), rows.boolean(2)};
    TRY_DONE(rows.finish());
    return found;
}

Result<std::vector<EvidenceLine>> evidenceLines(store::Connection& connection, StatementFileId file) {
    TRY(auto rows,
        store::query(
            connection,
            R"sql(SELECT b.id, b.is_return, b.amount_minor, b.currency, b.payee_account, b.order_no, a.payout_id,
                             a.attempt_no, CASE WHEN a.armed_ms IS NULL THEN 0 ELSE 1 END, p.state, p.version,
                             p.amount_minor, p.currency, p.payee_account,
                             (SELECT COUNT(*) FROM attempt x JOIN bank_line y ON y.channel_id = x.channel_id
                                AND y.order_no = x.order_no JOIN statement_file f ON f.id = y.file_id
                              WHERE x.payout_id = a.payout_id AND y.direction = 'DEBIT' AND y.status = 'BOOKED'
                                AND y.repeat_of IS NULL AND f.state IN ('LOADED', 'ACCEPTED')
                                AND (y.file_id <> b.file_id OR y.id <= b.id)),
                             (SELECT COUNT(*) FROM attempt o WHERE o.payout_id = a.payout_id
                                AND o.attempt_no <> a.attempt_no AND o.state IN ('ARMED', 'UNKNOWN')),
                             CASE WHEN b.repeat_of IS NULL THEN 0 ELSE 1 END,
                             CASE WHEN a.state = 'BURNT' THEN 1 ELSE 0 END
                           FROM bank_line b LEFT JOIN attempt a ON a.channel_id = b.channel_id AND a.order_no = b.order_no
                             LEFT JOIN payout p ON p.id = a.payout_id
                           WHERE b.file_id = ? AND b.status = 'BOOKED' AND b.direction = 'DEBIT'
                             AND (b.repeat_of IS NULL OR EXISTS (SELECT 1 FROM bank_line n WHERE n.id = b.repeat_of
                               AND NOT EXISTS (SELECT 1 FROM confirming_file k WHERE k.id = n.file_id)))
                           ORDER BY b.id)sql",
            file));
    std::vector<EvidenceLine> lines;
    while (rows.next()) {
        EvidenceLine line;
        line.line = rows.id<BankLineId>(0);
        line.isReversal = rows.boolean(1);
        line.minor = rows.int64(2);
        line.currency = rows.text(3);
        line.payeeAccount = rows.text(4);
        line.orderNo = rows.text(5);
        line.isRepeat = rows.boolean(16);
        if (const auto payout = rows.optionalInt64(6)) {
            line.payout = PayoutId(*payout);
            line.attemptNo = rows.integer(7);
            line.wasArmed = rows.boolean(8);
            line.payoutState = rows.optionalText(9).value_or(QString());
            line.payoutVersion = rows.int64(10);
            line.payoutMinor = rows.int64(11);
            line.payoutCurrency = rows.text(12);
            line.payoutAccount = rows.text(13);
            line.paidLinesOfPayout = rows.int64(14);
            line.otherOrderOut = rows.int64(15) > 0;
            line.isGivenUp = rows.boolean(17);
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

Result<std::vector<ReturnLine>> unnoticedReturns(store::Connection& connection, ChannelId channel) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT b.id, a.payout_id, b.amount_minor, b.currency, b.order_no
                           FROM bank_line b JOIN statement_file f ON f.id = b.file_id
                             JOIN attempt a ON a.channel_id = b.channel_id AND a.order_no = b.order_no
                             JOIN payout p ON p.id = a.payout_id
                           WHERE b.channel_id = ? AND b.is_return = 1 AND b.direction = 'CREDIT'
                             AND b.status = 'BOOKED' AND b.repeat_of IS NULL AND f.state IN ('LOADED', 'ACCEPTED')
                             AND p.state = 'SUCCESS'
                             AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.kind = 'BANK_RETURN_AFTER_SUCCESS'
                               AND i.channel_id = b.channel_id AND i.payout_id = a.payout_id
                               AND i.bank_line_id = b.id)
                           ORDER BY b.id)sql",
                                channel));
    std::vector<ReturnLine> lines;
    while (rows.next())
        lines.push_back({rows.id<BankLineId>(0), rows.id<PayoutId>(1), rows.int64(2), rows.text(3), rows.text(4)});
    TRY_DONE(rows.finish());
    return lines;
}

Done insertBankReturn(store::Connection& connection, const ReturnLine& line, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO bank_return (payout_id, bank_line_id, at_ms)
                                  SELECT p.id, CAST(? AS {int}), CAST(? AS {int}) FROM payout p
                                  WHERE p.id = ? AND NOT EXISTS (SELECT 1 FROM bank_return r
                                    WHERE r.payout_id = p.id))sql",
                            line.line, now, line.payout));
    return {};
}

Result<std::int64_t> raiseIncident(store::Connection& connection, const QString& kind, ChannelId channel,
                                   const EvidenceLine& line, UtcTime now) {
    return insertIncident(connection, kind, channel, line.payout.value_or(PayoutId()), line.line, now,
                          shownLine(line.orderNo, line.minor, line.currency));
}

Result<std::int64_t> raiseReturnIncident(store::Connection& connection, ChannelId channel, const ReturnLine& line,
                                         UtcTime now) {
    return insertIncident(connection, QStringLiteral("BANK_RETURN_AFTER_SUCCESS"), channel, line.payout, line.line, now,
                          shownLine(line.orderNo, line.minor, line.currency));
}

Result<std::vector<CoveredPeriod>> coveredPeriods(store::Connection& connection, ChannelId channel) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT from_ms, to_ms, sequence_no FROM covering_period
                                      WHERE channel_id = ?)sql",
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
        store::query(connection, R"sql(SELECT channel_id, state, loaded_by_person FROM statement_file WHERE id = ?
                                          {for_update})sql",
                     file));
    if (!rows.next()) {
        TRY_DONE(rows.finish());
        return rules::refuse(rules::Refusal::StatementInvalid, QString::number(file.value));
    }
    QuarantinedFile found{rows.id<ChannelId>(0), rows.text(1), std::nullopt};
    if (const auto person = rows.optionalInt64(2)) found.broughtBy = PersonId(*person);
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

Done markRejected(store::Connection& connection, StatementFileId file, PersonId by, const QString& reason) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE statement_file SET state = 'REJECTED', rejected_by = ?, reject_reason = ?
                                  WHERE id = ? AND state = 'QUARANTINED')sql",
                            by, reason, file));
    return {};
}

} // namespace payout::statement
