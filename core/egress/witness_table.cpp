// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/egress/witness_table.h"

#include "core/base/digest.h"
#include "core/store/statement.h"
#include "core/store/transaction.h"

#include <QSet>

namespace payout::egress {

namespace {

constexpr const char* newestHead =
    R"sql(SELECT id, at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, evidence FROM trail
          ORDER BY id DESC LIMIT 1)sql";
constexpr const char* headOfId =
    R"sql(SELECT id, at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, evidence FROM trail
          WHERE id = ?)sql";

TrailHead headOf(store::Rows& rows) {
    TrailHead head{rows.int64(0), {}};
    Sha256 hash;
    hash.addField(QStringLiteral("payout/trail-row/1"));
    hash.addField(head.id);
    hash.addField(rows.int64(1));
    hash.addField(rows.text(2));
    hash.addField(rows.text(3));
    hash.addField(rows.int64(4));
    for (int column = 5; column <= 9; ++column) hash.addField(rows.text(column));
    head.digest = hash.hex();
    return head;
}

QString permitKey(const QString& orderNo, int sendNo) { return orderNo + u'/' + QString::number(sendNo); }

Result<QSet<QString>> knownPermits(store::Connection& connection) {
    TRY(auto rows, store::query(connection, R"sql(SELECT a.order_no, s.send_no FROM send s JOIN attempt a
                                              ON a.payout_id = s.payout_id AND a.attempt_no = s.attempt_no)sql"));
    QSet<QString> known;
    while (rows.next()) known.insert(permitKey(rows.text(0), rows.integer(1)));
    TRY_DONE(rows.finish());
    return known;
}

Result<std::int64_t> rememberUnknown(store::Connection& connection, const QString& egress, std::int64_t quarantine,
                                     const std::vector<Sending>& sendings) {
    TRY(const QSet<QString> known, knownPermits(connection));
    std::int64_t unknown = 0;
    for (const Sending& sending : sendings) {
        if (known.contains(permitKey(sending.orderNo, sending.sendNo))) continue;
        ++unknown;
        TRY_DONE(store::execute(
            connection,
            R"sql(INSERT INTO remembered_send (order_no, send_no, payout_id, attempt_no, merchant_code, merchant_row_ref,
                      channel_code, payload_digest, txn_time, amount_minor, currency, armed_ms, egress, quarantine_id)
                  SELECT CAST(? AS TEXT), CAST(? AS {int}), CAST(? AS {int}), CAST(? AS {int}), CAST(? AS TEXT),
                      CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {int}), CAST(? AS TEXT), CAST(? AS {int}),
                      CAST(? AS TEXT), CAST(? AS {int}) FROM payout_clock
                  WHERE NOT EXISTS (SELECT 1 FROM remembered_send r WHERE r.order_no = ? AND r.send_no = ?))sql",
            sending.orderNo, sending.sendNo, sending.payout, sending.attemptNo, sending.merchantCode,
            sending.merchantRowRef, sending.channelCode, sending.payloadDigest, sending.txnTime, sending.amount.minor,
            sending.amount.currency.code(), sending.armedAt, egress, quarantine, sending.orderNo, sending.sendNo));
    }
    return unknown;
}

Result<std::optional<std::int64_t>> openQuarantine(store::Connection& connection) {
    return store::queryOptionalInt64(connection, R"sql(SELECT id FROM quarantine WHERE state <> 'RELEASED')sql");
}

Done insertReport(store::Connection& connection, std::int64_t quarantine, const QString& egress, const QString& token,
                  const std::vector<Sending>& sendings) {
    TRY(const auto reported,
        store::queryInt64(connection,
                          R"sql(SELECT COUNT(*) FROM quarantine_report WHERE quarantine_id = ? AND egress = ?)sql",
                          quarantine, egress));
    if (reported > 0) return {};
    TRY(const std::int64_t unknown, rememberUnknown(connection, egress, quarantine, sendings));
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO quarantine_report (quarantine_id, egress, token, at_ms, permits,
                                      permits_unknown)
                                  SELECT CAST(? AS {int}), CAST(? AS TEXT), CAST(? AS TEXT), now_ms, CAST(? AS {int}),
                                      CAST(? AS {int}) FROM payout_clock)sql",
                            quarantine, egress, token, static_cast<std::int64_t>(sendings.size()), unknown));
    return {};
}

} // namespace

Result<Witness> presentWitness(store::Connection& connection) {
    TRY(auto identity,
        store::query(connection, R"sql(SELECT identifier, timeline, in_recovery FROM database_identity)sql"));
    Witness seen;
    bool recovering = true;
    if (identity.next()) {
        seen.identifier = identity.text(0);
        seen.timeline = identity.int64(1);
        recovering = identity.boolean(2);
    }
    TRY_DONE(identity.finish());
    if (recovering) return unavailable(QStringLiteral("InRecovery"), QStringLiteral("the server is a standby"));
    TRY(auto head, store::query(connection, newestHead));
    if (head.next()) seen.head = headOf(head);
    TRY_DONE(head.finish());
    return seen;
}

Result<std::optional<TrailHead>> headAt(store::Connection& connection, std::int64_t id) {
    TRY(auto rows, store::query(connection, headOfId, id));
    std::optional<TrailHead> head;
    if (rows.next()) head = headOf(rows);
    TRY_DONE(rows.finish());
    return head;
}

Result<bool> hasSends(store::Connection& connection) {
    TRY(const std::int64_t found,
        store::queryInt64(connection, R"sql(SELECT COUNT(*) FROM (SELECT 1 FROM send LIMIT 1) s)sql"));
    return found > 0;
}

Result<bool> isQuarantined(store::Connection& connection) {
    TRY(const std::int64_t quarantined,
        store::queryInt64(connection, R"sql(SELECT quarantined FROM sending_quarantined)sql"));
    return quarantined != 0;
}

Done noteBaseline(store::Connection& connection, const Witness& seen) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO dispatch_baseline (id, identifier, timeline, since_ms)
                                  SELECT 1, CAST(? AS TEXT), CAST(? AS {int}), now_ms FROM payout_clock
                                  WHERE NOT EXISTS (SELECT 1 FROM dispatch_baseline) ON CONFLICT DO NOTHING)sql",
                            seen.identifier, seen.timeline));
    return {};
}

Done noteEgress(store::Connection& connection, const QString& egress) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO egress (name, first_ms)
                                  SELECT CAST(? AS TEXT), now_ms FROM payout_clock
                                  WHERE NOT EXISTS (SELECT 1 FROM egress WHERE name = ?) ON CONFLICT DO NOTHING)sql",
                            egress, egress));
    return {};
}

Done noteWatch(store::Connection& connection, const QString& egress, const JournalMark& mark) {
    TRY(const std::int64_t renewed,
        store::execute(connection,
                       R"sql(UPDATE egress_watch SET seen_ms = (SELECT now_ms FROM payout_clock), journal_lines = ?,
                                 journal_hash = ?
                             WHERE egress = ? AND journal_lines <= ?
                               AND ABS(seen_ms - (SELECT now_ms FROM payout_clock)) > 2000)sql",
                       mark.lines, mark.hash, egress, mark.lines));
    if (renewed > 0) return {};
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO egress_watch (egress, seen_ms, journal_lines, journal_hash)
                                  SELECT CAST(? AS TEXT), now_ms, CAST(? AS {int}), CAST(? AS TEXT) FROM payout_clock
                                  WHERE NOT EXISTS (SELECT 1 FROM egress_watch w WHERE w.egress = ?)
                                  ON CONFLICT DO NOTHING)sql",
                            egress, mark.lines, mark.hash, egress));
    return {};
}

Result<std::optional<JournalMark>> notedMark(store::Connection& connection, const QString& egress) {
    TRY(auto rows,
        store::query(connection, R"sql(SELECT journal_lines, journal_hash FROM egress_watch WHERE egress = ?)sql",
                     egress));
    std::optional<JournalMark> noted;
    if (rows.next()) noted = JournalMark{rows.int64(0), rows.text(1)};
    TRY_DONE(rows.finish());
    return noted;
}

Done restartMark(store::Connection& connection, const QString& egress, const JournalMark& mark) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE egress_watch SET journal_lines = ?, journal_hash = ? WHERE egress = ?)sql",
                            mark.lines, mark.hash, egress));
    return {};
}

Result<bool> isQuarantineOpen(store::Connection& connection) {
    TRY(const auto open, openQuarantine(connection));
    return open.has_value();
}

Done reportQuarantine(store::Connection& connection, const QString& egress, const Quarantine& quarantine,
                      const Witness& seen, const std::vector<Sending>& sendings) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY_DONE(noteEgress(c, egress));
        TRY(auto open, openQuarantine(c));
        if (!open) {
            TRY(const std::int64_t raised,
                store::queryInt64(c,
                                  R"sql(INSERT INTO quarantine (raised_ms, raised_by, reason, detail, identifier,
                                            timeline, state)
                                        SELECT now_ms, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT),
                                            CAST(? AS TEXT), CAST(? AS {int}), 'RAISED' FROM payout_clock
                                        RETURNING id)sql",
                                  QStringLiteral("egress ") + egress, quarantine.reason, quarantine.detail,
                                  seen.identifier, seen.timeline));
            open = raised;
        }
        return insertReport(c, *open, egress, quarantine.token, sendings);
    });
}

Done joinOpenQuarantine(store::Connection& connection, const QString& egress, const std::vector<Sending>& sendings) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(const auto open, openQuarantine(c));
        if (!open) return {};
        TRY_DONE(noteEgress(c, egress));
        return insertReport(c, *open, egress, QString(), sendings);
    });
}

Result<bool> isReleased(store::Connection& connection, const QString& egress, const QString& token) {
    TRY(const std::int64_t released,
        store::queryInt64(connection,
                          R"sql(SELECT COUNT(*) FROM quarantine_report r JOIN quarantine q ON q.id = r.quarantine_id
                                  CROSS JOIN sending_quarantined s
                                WHERE r.egress = ? AND r.token = ? AND q.state = 'RELEASED' AND s.quarantined = 0)sql",
                          egress, token));
    return released > 0;
}

} // namespace payout::egress
