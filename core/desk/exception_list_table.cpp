// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/exception_list_table.h"

#include "core/base/account_number.h"
#include "core/store/statement.h"

namespace payout::desk {

namespace {

// A text of its own for each filter and order. With the filter as a bound number PostgreSQL would plan every page anew,
// because a plan for any number costs more than one for this number; that took as long as the page itself.
#define ALL ""
#define LOCKED " AND p.unlocks_at_ms > (SELECT now_ms FROM payout_clock)"
#define ACTIONABLE " AND p.unlocks_at_ms <= (SELECT now_ms FROM payout_clock)"
#define PROPOSED " AND EXISTS (SELECT 1 FROM exception_action e WHERE e.payout_id = p.id AND e.state = 'PROPOSED')"
#define PAYEE_ERROR " AND p.sub_reason = 'PAYEE_ERROR'"

// The rows first, by their index and no more of them than a page has; what else a line shows is then looked up once for
// each. The last answer is MAX(id + 0): sorting for it would cost more than the rest of the row, and MAX(id) alone may
// walk all answers backwards on PostgreSQL. One proposal at most is open (exception_action_open).
#define EXCEPTIONS(SOURCE, ORDER)                                                                                      \
    "WITH page AS MATERIALIZED (SELECT p.id, p.instruction_id, p.payee_name, p.payee_account, p.amount_minor, "        \
    "       p.currency, p.sub_reason, p.exception_at_ms, p.unlocks_at_ms, p.version FROM " SOURCE ") "                 \
    "SELECT p.id, COALESCE(p.order_no, ''), m.name, c.name, p.payee_name, p.payee_account, p.amount_minor, "           \
    " p.currency, COALESCE(p.sub_reason, ''), p.exception_at_ms, p.unlocks_at_ms, p.next_query_ms, "                   \
    " COALESCE(w.outcome, ''), COALESCE(w.code, ''), COALESCE(e.action, ''), COALESCE(o.login, ''), p.version, "       \
    " (SELECT COUNT(*) FROM send s WHERE s.payout_id = p.id) "                                                         \
    " FROM (SELECT g.*, a.order_no, a.attempt_no, MIN(a.next_query_ms) OVER tries AS next_query_ms, "                  \
    "         MAX(a.attempt_no) OVER tries AS last_no "                                                                \
    "         FROM page g LEFT JOIN attempt a ON a.payout_id = g.id WINDOW tries AS (PARTITION BY g.id)) p "           \
    " JOIN instruction i ON i.id = p.instruction_id JOIN merchant m ON m.id = i.merchant_id "                          \
    " JOIN channel c ON c.id = i.channel_id "                                                                          \
    " LEFT JOIN answer w ON w.id = (SELECT MAX(x.id + 0) FROM answer x WHERE x.payout_id = p.id) "                     \
    " LEFT JOIN exception_action e ON e.payout_id = p.id AND e.state = 'PROPOSED' "                                    \
    " LEFT JOIN person o ON o.id = e.proposed_by "                                                                     \
    " WHERE (p.attempt_no IS NULL OR p.attempt_no = p.last_no) ORDER BY " ORDER

// Some rows of a page, or all of them. The limit is a number in the text: a bound one is a guess of PostgreSQL's, and
// joins of a tenth of the table its answer.
#define EXCEPTION_PAGE(FROM, FILTER, ORDER)                                                                            \
    EXCEPTIONS("(SELECT p.id, ROW_NUMBER() OVER (ORDER BY " ORDER ") AS nth FROM payout p "                            \
               "WHERE p.state = 'EXCEPTION' AND " FROM FILTER " ORDER BY " ORDER " LIMIT 256) f "                      \
               "JOIN payout p ON p.id = f.id WHERE f.nth > ? AND f.nth <= ?",                                          \
               ORDER)
static_assert(pageRows == 256);

#define SHAPE_BY_UNLOCK(FILTER)                                                                                        \
    "SELECT p.unlocks_at_ms, p.id FROM payout p WHERE p.state = 'EXCEPTION'" FILTER " ORDER BY p.unlocks_at_ms, p.id"
#define SHAPE_BY_AMOUNT(FILTER)                                                                                        \
    "SELECT p.amount_minor, p.id FROM payout p WHERE p.state = 'EXCEPTION'" FILTER                                     \
    " ORDER BY p.amount_minor DESC, p.id DESC"
#define PAGE_BY_UNLOCK(FILTER) EXCEPTION_PAGE("(p.unlocks_at_ms, p.id) >= (?, ?)", FILTER, "p.unlocks_at_ms, p.id")
#define PAGE_BY_AMOUNT(FILTER)                                                                                         \
    EXCEPTION_PAGE("(p.amount_minor, p.id) <= (?, ?)", FILTER, "p.amount_minor DESC, p.id DESC")

struct ListSql {
    const char* shape;
    const char* page;
};
#define BY_UNLOCK(FILTER) (ListSql{SHAPE_BY_UNLOCK(FILTER), PAGE_BY_UNLOCK(FILTER)})
#define BY_AMOUNT(FILTER) (ListSql{SHAPE_BY_AMOUNT(FILTER), PAGE_BY_AMOUNT(FILTER)})

ListSql sqlByUnlock(ExceptionFilter filter) {
    switch (filter) {
    case ExceptionFilter::All: return BY_UNLOCK(ALL);
    case ExceptionFilter::Locked: return BY_UNLOCK(LOCKED);
    case ExceptionFilter::Actionable: return BY_UNLOCK(ACTIONABLE);
    case ExceptionFilter::Proposed: return BY_UNLOCK(PROPOSED);
    case ExceptionFilter::PayeeError: return BY_UNLOCK(PAYEE_ERROR);
    }
    return BY_UNLOCK(ALL);
}

ListSql sqlByAmount(ExceptionFilter filter) {
    switch (filter) {
    case ExceptionFilter::All: return BY_AMOUNT(ALL);
    case ExceptionFilter::Locked: return BY_AMOUNT(LOCKED);
    case ExceptionFilter::Actionable: return BY_AMOUNT(ACTIONABLE);
    case ExceptionFilter::Proposed: return BY_AMOUNT(PROPOSED);
    case ExceptionFilter::PayeeError: return BY_AMOUNT(PAYEE_ERROR);
    }
    return BY_AMOUNT(ALL);
}

ListSql sqlOf(ExceptionFilter filter, ExceptionSort sort) {
    return sort == ExceptionSort::UnlocksFirst ? sqlByUnlock(filter) : sqlByAmount(filter);
}

Result<ExceptionView> viewOf(store::Rows& rows) {
    ExceptionView view;
    view.id = rows.id<PayoutId>(0);
    view.orderNo = rows.text(1);
    view.merchant = rows.text(2);
    view.channel = rows.text(3);
    view.payeeName = rows.text(4);
    view.payeeAccountMasked = maskAccount(rows.text(5));
    view.amount.minor = rows.int64(6);
    TRY(view.amount.currency, Currency::parse(rows.text(7)));
    view.subReason = rows.text(8);
    view.exceptionAt = rows.time(9);
    view.unlocksAt = rows.time(10);
    view.nextQueryAt = rows.optionalTime(11);
    view.lastOutcome = rows.text(12);
    view.lastCode = rows.text(13);
    view.proposedAction = rows.text(14);
    view.proposedBy = rows.text(15);
    view.version = rows.int64(16);
    view.permits = rows.int64(17);
    return view;
}

Result<std::vector<ExceptionView>> viewsOf(store::Rows& rows) {
    std::vector<ExceptionView> found;
    while (rows.next()) {
        TRY(ExceptionView view, viewOf(rows));
        found.push_back(std::move(view));
    }
    TRY_DONE(rows.finish());
    return found;
}

Result<ListShape> shapeOf(store::Rows& rows) {
    ListShape shape;
    while (rows.next()) {
        if (shape.count % pageRows == 0) shape.anchors.push_back({rows.int64(0), rows.int64(1)});
        ++shape.count;
    }
    TRY_DONE(rows.finish());
    return shape;
}

} // namespace

Result<ListShape> exceptionShape(store::Connection& connection, ExceptionFilter filter, ExceptionSort sort) {
    TRY(auto rows, store::query(connection, sqlOf(filter, sort).shape));
    return shapeOf(rows);
}

Result<std::vector<ExceptionView>> exceptionPage(store::Connection& connection, ExceptionFilter filter,
                                                 ExceptionSort sort, std::optional<PageKey> from, PageSlice slice) {
    const PageKey start = sort == ExceptionSort::UnlocksFirst ? PageKey{INT64_MIN, 0} : PageKey{INT64_MAX, INT64_MAX};
    const PageKey key = from.value_or(start);
    TRY(auto rows,
        store::query(connection, sqlOf(filter, sort).page, key.sort, key.id, slice.first, slice.first + slice.count));
    return viewsOf(rows);
}

Result<ExceptionView> exceptionView(store::Connection& connection, PayoutId payout) {
    TRY(auto rows,
        store::query(connection, EXCEPTIONS("payout p WHERE p.id = ? AND p.exception_at_ms IS NOT NULL", "p.id"),
                     payout));
    if (!rows.next()) {
        TRY_DONE(rows.finish());
        return rules::refuse(rules::Refusal::NotException, QString::number(payout.value));
    }
    TRY(ExceptionView view, viewOf(rows));
    TRY_DONE(rows.finish());
    return view;
}

// An outage is one channel, one sub-reason and one hour of the wall clock (R44): what broke together is seen together.
Result<std::vector<OutageGroup>> outageGroups(store::Connection& connection) {
    TRY(auto rows,
        store::query(
            connection,
            R"sql(SELECT c.id, c.name, COALESCE(p.sub_reason, ''), MIN(p.exception_at_ms), MAX(p.exception_at_ms),
                             COUNT(*), CAST(SUM(p.amount_minor) AS {int}),
                             CAST(SUM(CASE WHEN EXISTS (SELECT 1 FROM exception_action e WHERE e.payout_id = p.id
                               AND e.state = 'PROPOSED') THEN 1 ELSE 0 END) AS {int})
                           FROM payout p JOIN instruction i ON i.id = p.instruction_id
                             JOIN channel c ON c.id = i.channel_id
                           WHERE p.state = 'EXCEPTION'
                           GROUP BY c.id, c.name, COALESCE(p.sub_reason, ''), p.exception_at_ms / 3600000
                           ORDER BY 7 DESC LIMIT 200)sql"));
    std::vector<OutageGroup> groups;
    while (rows.next()) {
        OutageGroup group;
        group.channel = rows.id<ChannelId>(0);
        group.channelName = rows.text(1);
        group.subReason = rows.text(2);
        group.firstAt = rows.time(3);
        group.lastAt = rows.time(4);
        group.count = rows.int64(5);
        group.total.minor = rows.int64(6);
        group.proposed = rows.int64(7);
        groups.push_back(std::move(group));
    }
    TRY_DONE(rows.finish());
    return groups;
}

Result<std::vector<ExceptionView>> outageGroupMembers(store::Connection& connection, const OutageGroup& group) {
    TRY(auto rows, store::query(connection,
                                EXCEPTIONS("payout p JOIN instruction n ON n.id = p.instruction_id "
                                           "WHERE p.state = 'EXCEPTION' AND n.channel_id = ? "
                                           "AND COALESCE(p.sub_reason, '') = ? AND p.exception_at_ms BETWEEN ? AND ? "
                                           "ORDER BY p.unlocks_at_ms, p.id LIMIT 5000",
                                           "p.unlocks_at_ms, p.id"),
                                group.channel, group.subReason, group.firstAt, group.lastAt));
    return viewsOf(rows);
}

Result<QueryFigures> queryFigures(store::Connection& connection, PayoutId payout) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT (SELECT COUNT(*) FROM answer WHERE payout_id = ? AND operation = 'QUERY'),
                                        (SELECT MAX(at_ms) FROM screening WHERE payout_id = ?))sql",
                                payout, payout));
    QueryFigures figures;
    if (rows.next()) {
        figures.queries = rows.int64(0);
        figures.screenedAt = rows.optionalTime(1);
    }
    TRY_DONE(rows.finish());
    return figures;
}

Result<std::optional<UtcTime>> bringQueryForward(store::Connection& connection, PayoutId payout) {
    TRY(const UtcTime now, connection.now());
    TRY(const std::int64_t changed,
        store::execute(
            connection,
            R"sql(UPDATE attempt SET next_query_ms = ? WHERE payout_id = ? AND state IN ('ARMED', 'UNKNOWN'))sql", now,
            payout));
    if (changed == 0) return std::nullopt;
    return now;
}

} // namespace payout::desk
