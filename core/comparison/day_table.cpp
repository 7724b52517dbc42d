// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/day_table.h"

#include "core/store/statement.h"

namespace payout::comparison {

namespace {

constexpr const char* openItems =
    R"sql(SELECT p.id, m.code, p.merchant_row_ref, p.payee_name, p.amount_minor, p.currency, o.why
          FROM day_open_item o JOIN payout p ON p.id = o.payout_id JOIN merchant m ON m.id = p.merchant_id
          WHERE o.channel_id = ? AND o.business_date = ?
          ORDER BY CASE WHEN o.why IN ('NOT_APPROVED', 'NOT_SENT') THEN 0 ELSE 1 END, p.id LIMIT ?)sql";
constexpr const char* listedItems =
    R"sql(SELECT p.id, m.code, p.merchant_row_ref, p.payee_name, p.amount_minor, p.currency, l.why
          FROM day_closing_item l JOIN payout p ON p.id = l.payout_id JOIN merchant m ON m.id = p.merchant_id
          WHERE l.closing_id = ? ORDER BY p.id LIMIT ?)sql";

Done takeItems(store::Rows rows, std::vector<OpenItem>& items) {
    while (rows.next()) {
        TRY(const Currency currency, Currency::parse(rows.text(5)));
        items.push_back({rows.id<PayoutId>(0), rows.text(1), rows.text(2), rows.text(3), Money{rows.int64(4), currency},
                         rows.text(6)});
    }
    return rows.finish();
}

// Columns: id, person, name, supervises, time, reason, items.
std::optional<DayStep> stepOf(store::Rows& rows, int first) {
    const auto id = rows.optionalInt64(first);
    if (!id) return std::nullopt;
    return DayStep{*id,
                   rows.id<PersonId>(first + 1),
                   rows.text(first + 2),
                   rows.int64(first + 3) > 0,
                   rows.time(first + 4),
                   rows.text(first + 5),
                   rows.int64(first + 6)};
}

rules::DayProposal proposalOf(store::Rows& rows, int first) {
    return {rows.id<PersonId>(first), rows.int64(first + 1) > 0, rows.int64(first + 2) > 0};
}

} // namespace

Result<std::vector<DayView>> dayRows(store::Connection& connection, BusinessDate date) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT ch.id, ch.name,
                    (SELECT CAST(COALESCE(SUM(i.rows_count), 0) AS {int}) FROM instruction i WHERE i.channel_id = ch.id
                       AND i.business_date = ? AND i.state <> 'REJECTED'),
                    d.closing_id, f.confirmed_by, pf.display_name, 0, f.confirmed_ms, cd.reason, f.items_count,
                    c.id, c.proposed_by, pc.display_name,
                    (SELECT COUNT(*) FROM person_role x WHERE x.person_id = c.proposed_by AND x.role = 'SUPERVISOR'),
                    c.proposed_ms, c.reason, (SELECT COUNT(*) FROM day_closing_item l WHERE l.closing_id = c.id),
                    r.id, r.proposed_by, pr.display_name,
                    (SELECT COUNT(*) FROM person_role x WHERE x.person_id = r.proposed_by AND x.role = 'SUPERVISOR'),
                    r.proposed_ms, r.reason, 0
                  FROM channel ch
                    LEFT JOIN closed_day d ON d.channel_id = ch.id AND d.business_date = ?
                    LEFT JOIN day_closing cd ON cd.id = d.closing_id
                    LEFT JOIN day_closing_confirmation f ON f.closing_id = d.closing_id
                    LEFT JOIN person pf ON pf.id = f.confirmed_by
                    LEFT JOIN day_closing c ON d.closing_id IS NULL AND c.id = (SELECT MAX(x.id) FROM day_closing x
                      WHERE x.channel_id = ch.id AND x.business_date = ?)
                      AND NOT EXISTS (SELECT 1 FROM day_closing_confirmation y WHERE y.closing_id = c.id)
                    LEFT JOIN person pc ON pc.id = c.proposed_by
                    LEFT JOIN day_reopening r ON r.id = (SELECT MAX(x.id) FROM day_reopening x
                      WHERE x.closing_id = d.closing_id)
                    LEFT JOIN person pr ON pr.id = r.proposed_by
                  ORDER BY ch.id)sql",
                                date, date, date));
    std::vector<DayView> days;
    while (rows.next()) {
        DayView day;
        day.channel = rows.id<ChannelId>(0);
        day.channelName = rows.text(1);
        day.date = date;
        day.payouts = rows.int64(2);
        day.closed = stepOf(rows, 3);
        day.closing = stepOf(rows, 10);
        day.reopening = stepOf(rows, 17);
        days.push_back(std::move(day));
    }
    TRY_DONE(rows.finish());
    return days;
}

Done addOpenItems(store::Connection& connection, DayView& day) {
    TRY(const rules::ClosingFacts facts, closingFacts(connection, {day.channel, day.date}));
    day.unfinished = facts.unfinished;
    day.open = facts.open;
    if (day.unfinished + day.open == 0) return {};
    TRY(auto rows, store::query(connection, openItems, day.channel, day.date, openShownMax));
    return takeItems(std::move(rows), day.items);
}

Done addListedItems(store::Connection& connection, DayView& day) {
    TRY(auto rows, store::query(connection, listedItems, day.closed->id, openShownMax));
    return takeItems(std::move(rows), day.items);
}

Result<rules::ClosingFacts> closingFacts(store::Connection& connection, const Day& day) {
    rules::ClosingFacts facts;
    facts.date = day.date;
    TRY(const UtcTime now, connection.now());
    facts.today = businessDateOf(now);
    TRY(const std::int64_t closed,
        store::queryInt64(connection,
                          R"sql(SELECT COUNT(*) FROM closed_day WHERE channel_id = ? AND business_date = ?)sql",
                          day.channel, day.date));
    facts.closed = closed > 0;
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT CASE WHEN why IN ('NOT_APPROVED', 'NOT_SENT') THEN 1 ELSE 0 END, COUNT(*)
                                      FROM day_open_item WHERE channel_id = ? AND business_date = ? GROUP BY 1)sql",
                                day.channel, day.date));
    while (rows.next()) (rows.boolean(0) ? facts.unfinished : facts.open) = rows.int64(1);
    TRY_DONE(rows.finish());
    return facts;
}

Result<std::optional<ClosingRow>> closingRow(store::Connection& connection, std::int64_t closing) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT c.channel_id, c.business_date, c.proposed_by,
                                        (SELECT COUNT(*) FROM person_role x WHERE x.person_id = c.proposed_by
                                           AND x.role = 'SUPERVISOR'),
                                        (SELECT COUNT(*) FROM day_closing n WHERE n.channel_id = c.channel_id
                                           AND n.business_date = c.business_date AND n.id > c.id)
                                      FROM day_closing c WHERE c.id = ?)sql",
                                closing));
    std::optional<ClosingRow> found;
    if (rows.next()) found = ClosingRow{{rows.id<ChannelId>(0), rows.date(1)}, proposalOf(rows, 2)};
    TRY_DONE(rows.finish());
    return found;
}

Result<std::int64_t> unlistedOf(store::Connection& connection, std::int64_t closing, const Day& day) {
    return store::queryInt64(connection,
                             R"sql(SELECT COUNT(*) FROM day_open_item o WHERE o.channel_id = ? AND o.business_date = ?
                                     AND NOT EXISTS (SELECT 1 FROM day_closing_item l WHERE l.closing_id = ?
                                       AND l.payout_id = o.payout_id))sql",
                             day.channel, day.date, closing);
}

Result<std::int64_t> insertClosing(store::Connection& connection, const Day& day, const QString& reason,
                                   PersonId person, UtcTime now) {
    return store::queryInt64(connection,
                             R"sql(INSERT INTO day_closing (channel_id, business_date, reason, proposed_by, proposed_ms)
                                   VALUES (?, ?, ?, ?, ?) RETURNING id)sql",
                             day.channel, day.date, reason, person, now);
}

Done insertClosingItems(store::Connection& connection, std::int64_t closing, const Day& day) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO day_closing_item (closing_id, payout_id, why, amount_minor)
                                  SELECT CAST(? AS {int}), o.payout_id, o.why, o.amount_minor FROM day_open_item o
                                  WHERE o.channel_id = ? AND o.business_date = ?)sql",
                            closing, day.channel, day.date));
    return {};
}

Done insertClosingConfirmation(store::Connection& connection, const DayStep& shown, PersonId person, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO day_closing_confirmation (closing_id, items_count, confirmed_by,
                                    confirmed_ms) VALUES (?, ?, ?, ?))sql",
                            shown.id, shown.items, person, now));
    return {};
}

Result<bool> isClosed(store::Connection& connection, std::int64_t closing) {
    TRY(const std::int64_t count,
        store::queryInt64(connection, R"sql(SELECT COUNT(*) FROM closed_day WHERE closing_id = ?)sql", closing));
    return count > 0;
}

Result<std::optional<ReopeningRow>> reopeningRow(store::Connection& connection, std::int64_t reopening) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT r.closing_id, r.proposed_by,
                                        (SELECT COUNT(*) FROM person_role x WHERE x.person_id = r.proposed_by
                                           AND x.role = 'SUPERVISOR'),
                                        (SELECT COUNT(*) FROM day_reopening n WHERE n.closing_id = r.closing_id
                                           AND n.id > r.id)
                                      FROM day_reopening r WHERE r.id = ?)sql",
                                reopening));
    std::optional<ReopeningRow> found;
    if (rows.next()) found = ReopeningRow{rows.int64(0), proposalOf(rows, 1)};
    TRY_DONE(rows.finish());
    return found;
}

Result<std::int64_t> insertReopening(store::Connection& connection, std::int64_t closing, const QString& reason,
                                     PersonId person, UtcTime now) {
    return store::queryInt64(connection,
                             R"sql(INSERT INTO day_reopening (closing_id, reason, proposed_by, proposed_ms)
                                   VALUES (?, ?, ?, ?) RETURNING id)sql",
                             closing, reason, person, now);
}

Done insertReopeningConfirmation(store::Connection& connection, std::int64_t reopening, PersonId person, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO day_reopening_confirmation (reopening_id, confirmed_by, confirmed_ms)
                                  VALUES (?, ?, ?))sql",
                            reopening, person, now));
    return {};
}

} // namespace payout::comparison
