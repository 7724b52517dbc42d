// SPDX-License-Identifier: GPL-3.0-or-later
// What the gates G1-G7 read is guarded like what they guard: a gate whose facts anybody may write is no gate. A
// training database holds no real money, so there a situation may be set up by hand; a live one never becomes a
// training one.
#include "core/store/migrations/guards.h"

namespace payout::store {

namespace {

void appendChannelGuards(std::vector<QString>& out, Engine engine) {
    // R46: "UP for fifteen minutes" is counted from a contact that was made, not from a time that somebody wrote.
    const QByteArray upSince =
        inLive("NEW.up_since_ms IS NOT NULL AND (OLD.up_since_ms IS NULL OR NEW.up_since_ms <> "
               "OLD.up_since_ms) AND NEW.up_since_ms < (SELECT now_ms FROM payout_clock) - 5000");
    const QByteArray born = inLive("NEW.health <> 'DOWN' OR NEW.up_since_ms IS NOT NULL OR "
                                   "NEW.covered_through_ms IS NOT NULL OR NEW.stopped <> 0");
    // R33, C1: the pause and the account stay as they were registered. What a bank may change (address, keys, codes,
    // whether its statements state balances) is changed while the channel is stopped and before anybody proposed to
    // lift that: lifting takes two people, and both answer for the profile that they see.
    const QByteArray frozen = inLive("NEW.code <> OLD.code OR NEW.account <> OLD.account OR "
                                     "NEW.pause_enabled <> OLD.pause_enabled OR "
                                     "NEW.pause_begin_ms <> OLD.pause_begin_ms OR "
                                     "NEW.pause_end_ms <> OLD.pause_end_ms OR NEW.stable_ms <> OLD.stable_ms");
    const QByteArray profile = inLive("(NEW.profile <> OLD.profile OR NEW.send_timeout_ms <> OLD.send_timeout_ms OR "
                                      "NEW.states_balances <> OLD.states_balances) AND "
                                      "NOT (OLD.stopped = 1 AND NEW.stopped = 1 AND OLD.lift_proposed_by IS NULL AND "
                                      "NEW.lift_proposed_by IS NULL)");
    const Guard guards[] = {
        {"channel_up_since_contact", "channel", "UPDATE OF up_since_ms", upSince.constData(), "ChannelNotStable"},
        {"channel_starts_down", "channel", "INSERT", born.constData(), "ChannelNotStable"},
        {"channel_terms_kept", "channel",
         "UPDATE OF code, account, pause_enabled, pause_begin_ms, pause_end_ms, stable_ms", frozen.constData(),
         "ContentFrozen"},
        {"channel_profile_kept", "channel", "UPDATE", profile.constData(), "ContentFrozen"},
        {"channel_kept", "channel", "DELETE", "OLD.id IS NOT NULL", "AppendOnly", true},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
    appendNoReplace(out, engine, "channel", "o.id = NEW.id OR o.code = NEW.code");
}

// G3 and the comparison ask how far the bank's side reaches. Which files count is said once, here.
void appendCoverage(std::vector<QString>& out, Engine engine) {
    appendShared(out, engine, {R"sql(CREATE VIEW covering_period AS
        SELECT f.channel_id, f.from_ms, f.to_ms, CASE WHEN f.format = 'camt.053' THEN f.sequence_no END AS sequence_no
          FROM statement_file f
         WHERE f.state IN ('LOADED', 'ACCEPTED') AND f.from_ms IS NOT NULL AND f.to_ms IS NOT NULL
           AND f.format <> 'camt.054'
           AND (f.page_no <= 1 OR f.page_no = (SELECT COUNT(DISTINCT g.page_no) FROM statement_file g
                 WHERE g.channel_id = f.channel_id AND g.page_set = f.page_set AND g.page_no BETWEEN 1 AND f.page_no
                   AND g.state IN ('LOADED', 'ACCEPTED'))))sql"});
    // It ends where a counted file ends, and no file before it ends in a gap.
    const QByteArray uncovered = inLive(
        "NEW.covered_through_ms IS NOT NULL AND COALESCE(OLD.covered_through_ms, -1) <> NEW.covered_through_ms AND ("
        "NEW.covered_through_ms > (SELECT now_ms FROM payout_clock) OR "
        "NOT EXISTS (SELECT 1 FROM covering_period f WHERE f.channel_id = NEW.id AND f.to_ms = NEW.covered_through_ms) "
        "OR EXISTS (SELECT 1 FROM covering_period f WHERE f.channel_id = NEW.id AND f.to_ms < NEW.covered_through_ms "
        "AND f.to_ms >= COALESCE(OLD.covered_through_ms, 0) AND NOT EXISTS (SELECT 1 FROM covering_period n "
        "WHERE n.channel_id = NEW.id AND n.from_ms <= f.to_ms + 1000 AND n.to_ms > f.to_ms)))");
    appendGuard(out, engine,
                {"channel_covered_by_files", "channel", "UPDATE OF covered_through_ms", uncovered.constData(),
                 "StatementNotCovering"});
}

void appendTimeGuards(std::vector<QString>& out, Engine engine) {
    const Guard guards[] = {
        // R29: how far the bank's side must reach is fixed when the first byte may leave, and only ever moves away.
        {"attempt_needed_through", "attempt", "UPDATE",
         "NEW.armed_ms IS NOT NULL AND (NEW.needed_through_ms < NEW.armed_ms OR (OLD.armed_ms IS NOT NULL AND "
         "OLD.needed_through_ms IS NOT NULL AND (NEW.needed_through_ms IS NULL OR "
         "NEW.needed_through_ms < OLD.needed_through_ms)))",
         "StatementNotCovering", true},
        // G2 asks for an answer after the lock and G7 for a fresh screening: neither may come from the future.
        {"answer_not_from_the_future", "answer", "INSERT", "NEW.at_ms > (SELECT now_ms FROM payout_clock) + 5000",
         "ClockGuard"},
        {"screening_not_from_the_future", "screening", "INSERT", "NEW.at_ms > (SELECT now_ms FROM payout_clock) + 5000",
         "ClockGuard"},
        {"statement_not_from_the_future", "statement_file", "INSERT",
         "NEW.loaded_ms > (SELECT now_ms FROM payout_clock) + 5000", "ClockGuard"},
        // The clock of a training database may be set; that of one where people work with real money may not become so.
        {"environment_before_people", "setting", "UPDATE",
         "OLD.name = 'environment' AND (NEW.name <> OLD.name OR NEW.value <> OLD.value) AND "
         "EXISTS (SELECT 1 FROM person)",
         "TrainingOnly"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
}

// A row that takes another one's name, or is put in its place, is a way around every guard that looks at one row.
void appendKeys(std::vector<QString>& out, Engine engine) {
    const std::pair<const char*, QStringList> keys[] = {
        {"setting", {QStringLiteral("name")}},
        {"person", {QStringLiteral("id"), QStringLiteral("login")}},
        {"merchant", {QStringLiteral("id"), QStringLiteral("code")}},
        {"channel", {QStringLiteral("id")}},
        {"lease", {QStringLiteral("job")}},
        {"submit_token", {QStringLiteral("token"), QStringLiteral("created_ms")}},
        {"send", {QStringLiteral("payout_id"), QStringLiteral("attempt_no"), QStringLiteral("send_no")}},
        {"exception_action", {QStringLiteral("id")}},
        {"statement_file", {QStringLiteral("id")}},
        {"comparison", {QStringLiteral("id")}},
    };
    for (const auto& [table, columns] : keys) appendKeyFrozen(out, engine, table, columns);
    appendNoReplace(out, engine, "setting", "o.name = NEW.name", "TrainingOnly");
    appendNoReplace(out, engine, "person", "o.id = NEW.id OR o.login = NEW.login");
    appendNoReplace(out, engine, "merchant", "o.id = NEW.id OR o.code = NEW.code");
    appendNoReplace(out, engine, "submit_token", "o.token = NEW.token", "AlreadyHandled");
}

} // namespace

std::vector<QString> m0005GateFacts(Engine engine) {
    std::vector<QString> out;
    appendChannelGuards(out, engine);
    appendCoverage(out, engine);
    appendTimeGuards(out, engine);
    appendKeys(out, engine);
    return out;
}

} // namespace payout::store
