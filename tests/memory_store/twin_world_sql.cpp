// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/close_day.h"
#include "core/dispatch/change_limit.h"
#include "core/dispatch/stop_sending.h"
#include "core/store/statement.h"
#include "tests/memory_store/twin_world.h"
#include "tests/support/payout_fixture.h"
#include "tests/support/temp_store.h"

#include <QRegularExpression>

namespace payout::twin {

using support::must;

namespace {

const UtcTime morning = startOf(BusinessDate{20'261'118}) + std::chrono::hours(10);

store::Engine wantedEngine() {
    return qEnvironmentVariable("PAYOUT_TWIN_ENGINE") == u"postgres" ? store::Engine::Postgres : store::Engine::Sqlite;
}

} // namespace

struct TwinWorld::Parts {
    explicit Parts(std::unique_ptr<support::TempStore> made) : temp(std::move(made)), fixture(temp->connection()) {}

    std::unique_ptr<support::TempStore> temp;
    support::PayoutFixture fixture;
    std::vector<PersonId> people;
    PersonId second; ///< confirms what actor 3 proposes, once it is needed
    ChannelId channel;
    MerchantId merchant;
    std::int64_t batches = 0;
    std::int64_t files = 0;
    QStringList out;
    QHash<QString, QString> answerRanks;

    store::Connection& connection() { return temp->connection(); }
    /// One line a row: the name and every column as text.
    void say(const char* name, int columns, const char* sql);
    QString ranked(const QString& evidence) const;
};

void TwinWorld::Parts::say(const char* name, int columns, const char* sql) {
    auto rows = must(store::query(connection(), sql));
    while (rows.next()) {
        QStringList words{QString::fromLatin1(name)};
        for (int i = 0; i < columns; ++i) words << (rows.isNull(i) ? QStringLiteral("-") : rows.text(i));
        out << words.join(u'|');
    }
    must(rows.finish());
}

TwinWorld::TwinWorld() = default;
TwinWorld::~TwinWorld() = default;

std::unique_ptr<TwinWorld> TwinWorld::create() {
    std::unique_ptr<TwinWorld> world(new TwinWorld);
    world->m_parts = std::make_unique<Parts>(must(support::TempStore::create(wantedEngine())));
    Parts& p = *world->m_parts;
    must(p.temp->setClock(morning));
    for (int i = 0; i < 5; ++i)
        p.people.push_back(i == 0   ? p.fixture.clerk()
                           : i == 1 ? p.fixture.auditor()
                                    : p.fixture.addPerson(QString::fromLatin1(twinLogins[i]), twinRoles(i)));
    p.channel = p.fixture.channel();
    must(store::execute(p.connection(), "UPDATE channel SET profile = ?, pause_enabled = 1, states_balances = 0",
                        twinProfile()));
    p.merchant = p.fixture.addMerchant(QStringLiteral("M1"), 1'000'000'000, 50);
    return world;
}

store::Connection& TwinWorld::connection() { return m_parts->connection(); }
void TwinWorld::passTime(std::chrono::milliseconds time) { must(m_parts->temp->shiftClock(time)); }
ChannelId TwinWorld::channel() const { return m_parts->channel; }

std::vector<PayoutId> TwinWorld::addApprovedBatch(const std::vector<std::int64_t>& amounts) {
    ++m_parts->batches;
    std::vector<support::FixtureRow> rows;
    for (std::size_t i = 0; i < amounts.size(); ++i)
        rows.push_back({QStringLiteral("B%1-%2").arg(m_parts->batches).arg(i + 1), QStringLiteral("收款人"),
                        twinPayee(m_parts->batches, i + 1), amounts[i]});
    const InstructionId id = m_parts->fixture.addApprovedBatch(m_parts->merchant, rows);
    std::vector<PayoutId> payouts;
    for (std::size_t i = 0; i < amounts.size(); ++i)
        payouts.push_back(payoutIdOf(id, static_cast<std::int64_t>(i + 1)));
    return payouts;
}

void TwinWorld::setStopped(bool isStopped) {
    store::Connection& c = connection();
    if (isStopped) {
        must(store::execute(c, "UPDATE channel SET stopped = 1, stopped_by = ?, lift_proposed_by = NULL",
                            m_parts->people[3]));
        return;
    }
    must(store::execute(c, "UPDATE channel SET lift_proposed_by = ? WHERE stopped = 1", m_parts->people[1]));
    must(store::execute(c, "UPDATE channel SET stopped = 0, stopped_by = ? WHERE stopped = 1", m_parts->people[3]));
    must(store::execute(c, "UPDATE channel SET lift_proposed_by = NULL WHERE stopped = 0"));
}

void TwinWorld::setMerchantStopped(bool isStopped, bool everything) {
    const MerchantId which = everything ? MerchantId() : m_parts->merchant;
    if (isStopped) {
        must(dispatch::stopSending(connection(), actor(3), which, QStringLiteral("test")));
        return;
    }
    if (!dispatch::proposeLift(connection(), actor(3), which)) return;
    const auto stops = must(dispatch::stopsInForce(connection()));
    for (const dispatch::StopView& stop : stops)
        if (stop.merchant == which) must(dispatch::confirmLift(connection(), actor(1), stop));
}

void TwinWorld::setLimit(rules::LimitKind kind, std::optional<std::int64_t> minor) {
    if (m_parts->second.isNone())
        m_parts->second = m_parts->fixture.addPerson(QStringLiteral("second supervisor"), {rules::Role::Supervisor});
    const std::int64_t change =
        must(dispatch::proposeLimit(connection(), actor(3), {kind, {}, minor, QStringLiteral("test")}));
    must(dispatch::confirmLimit(connection(), m_parts->fixture.actor(m_parts->second), change));
}

void TwinWorld::closeToday() {
    const BusinessDate today = businessDateOf(must(connection().now()));
    if (!comparison::proposeClosing(connection(), actor(2), m_parts->channel, today, QStringLiteral("test"))) return;
    for (const comparison::DayView& day : must(comparison::daysOf(connection(), today)))
        if (day.closing) must(comparison::confirmClosing(connection(), actor(3), *day.closing));
}

void TwinWorld::coverThrough(UtcTime time) {
    must(store::execute(connection(), "UPDATE channel SET covered_through_ms = ?", time));
}

void TwinWorld::listPayeeOf(PayoutId payout) {
    must(store::execute(connection(),
                        R"sql(INSERT INTO screening_list (payee_account, source, added_ms)
                              SELECT payee_account, 'test', 0 FROM payout WHERE id = ? ON CONFLICT DO NOTHING)sql",
                        payout));
}

void TwinWorld::setAside(PayoutId payout) {
    must(store::execute(connection(),
                        R"sql(INSERT INTO row_set_aside (payout_id, set_by, at_ms, reason)
                              SELECT p.id, CAST(? AS {int}), k.now_ms, 'test' FROM payout p CROSS JOIN payout_clock k
                              WHERE p.id = ? AND p.state IS NULL
                                AND NOT EXISTS (SELECT 1 FROM row_set_aside s WHERE s.payout_id = p.id))sql",
                        m_parts->people[3], payout));
}

void TwinWorld::addLine(const QString& orderNo, std::int64_t amountMinor, bool isBooked) {
    const UtcTime now = must(connection().now());
    const QString key = QStringLiteral("file-%1").arg(++m_parts->files);
    const std::int64_t file = must(store::queryInt64(
        connection(), R"sql(INSERT INTO statement_file (channel_id, account, format, identity_key, content_sha256,
            file_name, from_ms, to_ms, page_set, page_no, lines_count, debit_minor, credit_minor, proof, doubt, state,
            loaded_by, loaded_ms) VALUES (?, '6222', 'csv', ?, ?, ?, ?, ?, ?, 1, 1, ?, 0, 'NOT_POSSIBLE', '', 'LOADED',
            'job:import test', ?) RETURNING id)sql",
        m_parts->channel, key, key, key, now - std::chrono::hours(1), now, key, amountMinor, now));
    must(store::execute(connection(), R"sql(INSERT INTO bank_line (id, file_id, channel_id, booked_ms, booking_date,
            value_date, amount_minor, currency, direction, is_return, status, order_no, flow_no, payee_name,
            payee_account, return_reason) VALUES (?, ?, ?, ?, 20261118, 20261118, ?, 'CNY', 'DEBIT', 0, ?, ?, '', '',
            '', ''))sql",
                        bankLineIdOf(StatementFileId(file), 1), file, m_parts->channel, now, amountMinor,
                        isBooked ? QStringLiteral("BOOKED") : QStringLiteral("INFO"), orderNo));
}

rules::Actor TwinWorld::actor(int which) {
    return {m_parts->people[static_cast<std::size_t>(which)], QString::fromLatin1(twinLogins[which]), twinRoles(which)};
}

QStringList TwinWorld::print() {
    Parts& p = *m_parts;
    p.out.clear();
    p.say("instruction", 5, R"sql(SELECT CAST(id AS TEXT), state, CAST(all_claimed AS TEXT), CAST(version AS TEXT),
        last_actor FROM instruction ORDER BY id)sql");
    p.say("payout", 12, R"sql(SELECT CAST(p.id AS TEXT), COALESCE(p.state, ''), COALESCE(p.hold, ''),
        CAST(p.version AS TEXT), COALESCE(p.sub_reason, ''), CAST(p.state_at_ms AS TEXT), CAST(p.exception_at_ms AS TEXT),
        CAST(p.unlocks_at_ms AS TEXT), COALESCE(p.last_actor, ''), COALESCE(p.last_reason, ''),
        COALESCE(p.last_evidence, ''),
        CAST((SELECT CASE WHEN p.evidence_answer_id IS NULL THEN NULL ELSE COUNT(*) END FROM answer a
          WHERE a.id <= p.evidence_answer_id) AS TEXT) FROM payout p ORDER BY p.id)sql");
    p.say("attempt", 14, R"sql(SELECT CAST(payout_id AS TEXT), CAST(attempt_no AS TEXT), order_no, state,
        CAST(epoch AS TEXT), txn_time, SUBSTR(payload_digest, 1, 12), CAST(armed_ms AS TEXT),
        CAST(needed_through_ms AS TEXT), flow_no, CAST(not_exist_count AS TEXT), CAST(queries AS TEXT),
        CAST(next_query_ms AS TEXT), CAST(burnt_ms AS TEXT) FROM attempt ORDER BY payout_id, attempt_no)sql");
    p.say("send", 8, R"sql(SELECT CAST(payout_id AS TEXT), CAST(attempt_no AS TEXT), CAST(armed_ms AS TEXT),
        CAST(epoch AS TEXT), host, CAST(closed_ms AS TEXT), CAST(COALESCE(bytes_written, 0) AS TEXT),
        COALESCE(observation, '') FROM send ORDER BY payout_id, attempt_no)sql");
    p.say("answer", 10, R"sql(SELECT CAST((SELECT COUNT(*) FROM answer b WHERE b.id <= a.id) AS TEXT),
        CAST(payout_id AS TEXT), CAST(attempt_no AS TEXT), operation, CAST(at_ms AS TEXT), outcome, code,
        CAST(code_listed AS TEXT), CAST(amount_and_order_equal AS TEXT), flow_no FROM answer a ORDER BY id)sql");
    p.say("lease", 4,
          R"sql(SELECT job, host, CAST(epoch AS TEXT), CAST(expires_ms AS TEXT) FROM lease ORDER BY job)sql");
    p.say("channel", 4, R"sql(SELECT health, CAST(up_since_ms AS TEXT), CAST(stopped AS TEXT),
        CAST(covered_through_ms AS TEXT) FROM channel ORDER BY id)sql");
    p.say("incident", 3, R"sql(SELECT kind, CAST(payout_id AS TEXT), CAST(attempt_no AS TEXT) FROM incident
        ORDER BY id)sql");
    p.say("code", 3, R"sql(SELECT operation, code, CAST((SELECT COUNT(*) FROM answer a WHERE a.id <= n.first_answer_id)
        AS TEXT) FROM new_code n ORDER BY n.first_answer_id)sql");
    p.say("screening", 3, R"sql(SELECT CAST(payout_id AS TEXT), CAST(at_ms AS TEXT),
        CASE WHEN result = 'BLOCKED' THEN '1' ELSE '0' END FROM screening ORDER BY payout_id, at_ms, result)sql");
    p.say("action", 8, R"sql(SELECT CAST(payout_id AS TEXT), action, CAST(payout_version AS TEXT),
        CAST(proposed_by AS TEXT), SUBSTR(evidence_digest, 1, 12), CASE state WHEN 'PROPOSED' THEN '0'
        WHEN 'CONFIRMED' THEN '1' ELSE '2' END, CAST(decided_by AS TEXT), CAST(decided_ms AS TEXT)
        FROM exception_action ORDER BY id)sql");
    p.say("quarantine", 4, R"sql(SELECT CAST(raised_ms AS TEXT), reason, CASE state WHEN 'RAISED' THEN '0'
        WHEN 'PROPOSED' THEN '1' ELSE '2' END, CAST(proposed_by AS TEXT) FROM quarantine ORDER BY id)sql");
    p.say("report", 3, R"sql(SELECT egress, CAST(permits AS TEXT), CAST(permits_unknown AS TEXT)
        FROM quarantine_report ORDER BY quarantine_id, egress)sql");
    p.say("remembered", 2, R"sql(SELECT order_no, CAST(armed_ms AS TEXT) FROM remembered_send ORDER BY order_no)sql");
    p.say("watch", 2, R"sql(SELECT egress, CAST(seen_ms AS TEXT) FROM egress_watch ORDER BY egress)sql");
    p.say("account", 2, R"sql(SELECT code, CAST(balance_minor AS TEXT) FROM ledger_account ORDER BY id)sql");
    p.say("trail", 7, R"sql(SELECT CAST(at_ms AS TEXT), actor, object_kind, CAST(object_id AS TEXT), event, from_state,
        to_state FROM trail WHERE object_kind IN ('payout', 'attempt', 'lease', 'quarantine') AND event <> 'set aside'
          OR (object_kind = 'instruction' AND to_state = 'CLOSED') ORDER BY id)sql");
    // "answer 7 code 00": the id by its rank.
    QHash<QString, QString> ranks;
    auto rows = must(store::query(connection(), "SELECT CAST(id AS TEXT) AS shown FROM answer ORDER BY id"));
    for (int rank = 1; rows.next(); ++rank) ranks.insert(rows.text(0), QString::number(rank));
    must(rows.finish());
    static const QRegularExpression named(QStringLiteral("\\|answer (\\d+)"));
    for (QString& line : p.out)
        if (const auto found = named.match(line); line.startsWith(u"payout|") && found.hasMatch())
            line.replace(found.capturedStart(1), found.capturedLength(1), ranks.value(found.captured(1)));
    return p.out;
}

} // namespace payout::twin
