// SPDX-License-Identifier: GPL-3.0-or-later
// Runs scripts of production commands over the store that it was linked with. A line of input is "op a b c"; after each
// it prints the result and all that is stored, and then a line with a dot. Any numbers mean something, so that a
// generator cannot write a wrong script and a shrinker may change any of them.
#include "core/dispatch/adopt_remembered.h"
#include "core/dispatch/channel_health.h"
#include "core/dispatch/claim_payouts.h"
#include "core/dispatch/dispatch_table.h"
#include "core/dispatch/order_number.h"
#include "core/dispatch/quarantine.h"
#include "core/dispatch/send_attempt.h"
#include "core/dispatch/sweep_orphans.h"
#include "core/dispatch/watch_unpaid.h"
#include "core/egress/egress.h"
#include "core/egress/start_guard.h"
#include "core/exception/decide_action.h"
#include "core/exception/read_case.h"
#include "core/outcome/ask_channel.h"
#include "core/outcome/earlier_order.h"
#include "core/outcome/expire_processing.h"
#include "core/outcome/record_answer.h"
#include "core/outcome/record_report.h"
#include "core/people/submit_token.h"
#include "core/store/transaction.h"
#include "tests/flow/test_bank.h"
#include "tests/memory_store/twin_world.h"
#include "tests/support/memory_journal.h"

#include <QTextStream>

#include <array>

namespace payout::twin {

namespace {

using std::chrono::milliseconds;

/// With a pause and the bank's questions as in the test channel, whatever the profile says.
Result<std::unique_ptr<channel::Channel>> testChannel(const channel::ChannelProfile&) {
    return std::make_unique<support::TestChannel>();
}

struct Script {
    std::unique_ptr<TwinWorld> world;
    support::TestBank bank;
    support::TestChannel channel;
    QByteArray journalBytes;
    std::unique_ptr<egress::Journal> journal;
    std::unique_ptr<egress::Egress> sender;
    std::array<dispatch::Lease, 3> leases;
    std::vector<PayoutId> payouts;
    QHash<std::int64_t, std::int64_t> amounts;
    int tokens = 0;

    store::Connection& c() { return world->connection(); }
    PayoutId payout(int which) const {
        return payouts.empty() ? PayoutId(1) : payouts[static_cast<std::size_t>(which) % payouts.size()];
    }
};

struct Numbers {
    int a = 0;
    int b = 0;
    int c = 0;
};

/// As both worlds name the rows of a batch.
QString rowRef(PayoutId payout) {
    return QStringLiteral("B%1-%2").arg(instructionOf(payout).value).arg(rowNoOf(payout));
}

QString orderNo(PayoutId payout, int attemptNo) {
    return dispatch::deriveOrderNo(QStringLiteral("M1"), rowRef(payout), attemptNo);
}

template <class T> QString codeOf(const Result<T>& result) {
    return result ? QStringLiteral("ok") : result.error().code;
}
QString countOf(const Result<std::int64_t>& result) { return result ? QString::number(*result) : result.error().code; }

dispatch::Lease& leaseOf(Script& s, int which) {
    dispatch::Lease& lease = s.leases[static_cast<std::size_t>(which) % s.leases.size()];
    lease.job = QStringLiteral("send");
    lease.host = QStringLiteral("host%1").arg(which % 3);
    return lease;
}

void startEgress(Script& s) {
    s.sender.reset();
    s.journal = *egress::Journal::open(std::make_unique<support::MemoryJournal>(s.journalBytes));
    egress::EgressSetup setup;
    setup.name = QStringLiteral("egress1");
    setup.dialler = wiresTo(s.bank);
    setup.bootClock = [] { return milliseconds(0); };
    s.sender = std::make_unique<egress::Egress>(*s.journal, testChannel, std::move(setup));
}

QString addBatch(Script& s, Numbers n) {
    std::vector<std::int64_t> amounts;
    for (int i = 0; i <= n.a % 4; ++i) amounts.push_back(100 * (n.b % 50 + 1) + i);
    for (const PayoutId id : s.world->addApprovedBatch(amounts)) {
        s.amounts.insert(id.value, amounts[static_cast<std::size_t>(rowNoOf(id)) - 1]);
        s.payouts.push_back(id);
    }
    return QStringLiteral("added");
}

QString passTime(Script& s, Numbers n) {
    static constexpr std::array<std::int64_t, 8> steps{1'000,     20'000,     120'000,    660'000,
                                                       3'660'000, 21'600'000, 49'000'000, 86'400'000};
    s.world->passTime(milliseconds(steps[static_cast<std::size_t>(n.a) % steps.size()] + n.b % 1'000));
    return QStringLiteral("passed");
}

QString take(Script& s, Numbers n) {
    dispatch::LeaseRequest request;
    request.job = QStringLiteral("send");
    request.host = leaseOf(s, n.a).host;
    request.startedBy = QStringLiteral("twin");
    request.takeOver = n.b % 3 == 0;
    if (n.c % 2 == 1) request.duration = std::chrono::hours(40);
    const auto taken = dispatch::takeLease(s.c(), request);
    if (taken) leaseOf(s, n.a) = *taken;
    return codeOf(taken);
}

QString claim(Script& s, Numbers n) {
    dispatch::SubBatchLimits limits;
    limits.rowsMax = n.b % 3 + 1;
    if (n.c % 4 == 0) limits.unprovenPercentMax = 100;
    const auto claimed = dispatch::claimPayouts(s.c(), leaseOf(s, n.a), limits);
    if (!claimed) return claimed.error().code;
    return QStringLiteral("instruction %1 rows %2 out %3 held %4")
        .arg(claimed->instruction.value)
        .arg(claimed->rows)
        .arg(claimed->takenOut)
        .arg(claimed->breakerHeld);
}

outcome::AnswerRecord recordOf(PayoutId payout, int attemptNo, rules::Operation operation, Numbers n) {
    static constexpr std::array wires{channel::WireResult::Answered, channel::WireResult::SentNoAnswer,
                                      channel::WireResult::DiedBeforeFirstByte};
    outcome::AnswerRecord record;
    record.payout = payout;
    record.attemptNo = attemptNo;
    record.operation = operation;
    record.wire = wires[static_cast<std::size_t>(n.c / 16) % wires.size()];
    record.answer.outcome = static_cast<rules::Outcome>(n.b % 9);
    record.answer.code = QStringLiteral("%1").arg(n.c % 4, 2, 10, QLatin1Char('0'));
    record.answer.codeListed = n.c % 5 != 0;
    record.answer.amountAndOrderEqual = n.c % 7 != 0;
    record.answer.contradicts = n.c % 11 == 0;
    record.answer.unsignedMessage = n.c % 13 == 0;
    record.answer.flowNo = n.c % 2 == 0 ? QStringLiteral("F%1").arg(n.c) : QString();
    record.answer.raw = QStringLiteral("raw");
    record.host = QStringLiteral("host");
    record.actor = QStringLiteral("job:twin");
    return record;
}

QString apply(Script& s, const outcome::AnswerRecord& record) {
    const auto effect = outcome::recordAnswer(s.c(), s.channel.settings, record);
    if (!effect) return effect.error().code;
    return QStringLiteral("%1 new %2").arg(storedName(effect->stateAfter)).arg(effect->newCode);
}

/// Arms and sends the next row; what comes back is recorded, or lost with its process.
QString send(Script& s, Numbers n) {
    const dispatch::Lease lease = leaseOf(s, n.a);
    const auto next = dispatch::nextPrepared(s.c(), lease.epoch, s.world->channel());
    if (!next) return next.error().code;
    if (!*next) return QStringLiteral("nothing prepared");
    s.bank.act = static_cast<support::BankAct>(n.b % 8);
    const auto now = s.c().now();
    if (!now) return now.error().code;
    const dispatch::OutletFactory outlets = [&s] { return std::make_unique<egress::LocalOutlet>(*s.sender, s.c()); };
    const auto sent = dispatch::sendAttempt({s.c(), s.channel, outlets, lease, *now}, **next);
    if (!sent) return sent.error().code;
    if (n.c % 3 == 0) return QStringLiteral("sent, and then nothing");
    return apply(s, {(*next)->payout, (*next)->attemptNo, rules::Operation::Send, sent->reply.result,
                     sent->reply.bytesWritten, s.channel.classifySend(sent->order, sent->reply), lease.host,
                     QStringLiteral("job:send")});
}

QString ask(Script& s, Numbers n) {
    const auto due = outcome::dueNow(s.c(), 1);
    if (!due) return due.error().code;
    if (due->empty()) return QStringLiteral("nothing due");
    if (n.a % 3 > 0) return apply(s, recordOf(due->front().payout, due->front().attemptNo, rules::Operation::Query, n));
    egress::LocalInquiry inquiry(*s.sender, s.c());
    const auto asked = outcome::askChannel(s.channel, inquiry, due->front());
    return apply(s, {due->front().payout, due->front().attemptNo, rules::Operation::Query, asked.reply.result, 0,
                     asked.answer, QStringLiteral("asker"), QStringLiteral("job:ask")});
}

QString keep(Script& s, Numbers n) {
    channel::ChannelProfile profile = s.channel.settings;
    const QString actor = QStringLiteral("job:keep");
    QStringList words{countOf(outcome::expireProcessing(s.c(), s.world->channel(), profile, actor)),
                      countOf(outcome::settleEarlierOrders(s.c(), actor)),
                      countOf(outcome::closeInstructions(s.c(), actor))};
    if (n.a % 2 == 1) {
        const auto unpaid = dispatch::watchUnpaid(s.c());
        words << (unpaid ? QString::number(unpaid->size()) : unpaid.error().code);
    }
    return words.join(u' ');
}

QString rowsOf(const Result<std::vector<exception::RowResult>>& results) {
    if (!results) return results.error().code;
    QStringList words;
    for (const auto& row : *results) words << (row.refused ? row.refused->code : QStringLiteral("ok"));
    return words.join(u' ');
}

QString token(Script& s, PersonId person, const QString& command, const QString& key) {
    SeededIdSource ids(static_cast<std::uint64_t>(++s.tokens) * 7919);
    return people::issueToken(s.c(), ids, {person, command, key}).value_or(QString());
}

std::int64_t versionOf(Script& s, PayoutId payout) {
    const auto found = exception::readCase(s.c(), payout);
    return found ? found->facts.versionNow : 0;
}

QString propose(Script& s, Numbers n) {
    exception::ActionRequest request;
    request.actor = s.world->actor(n.a % 5);
    request.payouts = {s.payout(n.b)};
    request.versionsSeen = {versionOf(s, s.payout(n.b)) - (n.c % 16 == 0 ? 1 : 0)};
    request.action = n.c % 2 == 0 ? rules::ExceptionAction::Repay : rules::ExceptionAction::Return;
    request.reason = QStringLiteral("checked");
    request.token = token(s, request.actor.person, exception::proposeCommand,
                          exception::proposeKey(request.action, request.payouts, request.versionsSeen));
    return rowsOf(exception::proposeAction(s.c(), request));
}

QString decide(Script& s, Numbers n) {
    exception::DecisionRequest request;
    request.actor = s.world->actor(n.a % 5);
    request.payouts = {s.payout(n.b)};
    request.verdict = n.c % 4 == 0 ? exception::Verdict::Refuse : exception::Verdict::Confirm;
    request.token = token(s, request.actor.person, exception::decideCommand,
                          exception::decideKey(request.verdict, request.payouts));
    return rowsOf(exception::decideAction(s.c(), request));
}

QString reject(Script& s, Numbers n) {
    const QString order = orderNo(s.payout(n.a), n.b % 2 + 1);
    const auto effect = store::inTransaction(s.c(), store::Isolation::Write, [&](store::Connection& c) {
        return outcome::recordRejection(c,
                                        {s.world->channel(), order, QStringLiteral("RJCT"), QStringLiteral("AC01"),
                                         QStringLiteral("report %1").arg(n.c % 2), QStringLiteral("job:import")},
                                        std::chrono::minutes(60));
    });
    return effect ? QString::number(static_cast<int>(*effect)) : effect.error().code;
}

QString situation(Script& s, Numbers n) {
    if (s.payouts.empty()) return QStringLiteral("nobody");
    switch (n.a % 6) {
    case 0: s.world->setStopped(n.b % 2 == 0); return QStringLiteral("stop");
    case 1: s.world->listPayeeOf(s.payout(n.b)); return QStringLiteral("listed");
    case 2: s.world->setAside(s.payout(n.b)); return QStringLiteral("aside");
    case 3: s.world->addLine(orderNo(s.payout(n.b), 1), 100, n.c % 2 == 0); return QStringLiteral("line");
    case 4: s.world->setMerchantStopped(n.c % 3 == 0, n.b % 2 == 0); return QStringLiteral("switch");
    default: return QStringLiteral("quiet");
    }
}

/// Small enough that some rows of a script are over it.
QString limit(Script& s, Numbers n) {
    const auto kind = rules::limitKinds[static_cast<std::size_t>(n.b) % rules::limitKinds.size()];
    s.world->setLimit(kind, n.c % 8 == 0 ? std::nullopt : std::optional<std::int64_t>(100 * (n.c % 12 + 1)));
    return QStringLiteral("limit");
}

/// Tomorrow's batches are of another day, so that a script goes on.
QString close(Script& s, Numbers n) {
    if (n.a % 4 > 0) return QStringLiteral("left open");
    s.world->closeToday();
    s.world->passTime(std::chrono::hours(24));
    return QStringLiteral("closed");
}

QString cover(Script& s, Numbers n) {
    const auto now = s.c().now();
    s.world->coverThrough(*now + std::chrono::hours(n.a % 3 * 24 - 12));
    return QStringLiteral("covered");
}

QString contact(Script& s, Numbers n) {
    const auto made = n.a % 4 == 0 ? dispatch::Contact::Failed : dispatch::Contact::Made;
    return codeOf(dispatch::noteContact(s.c(), s.world->channel(), made));
}

/// The road of most payouts in one step, so that a short script gets to the exceptions.
QString wholeRoad(Script& s, Numbers n) {
    if (s.payouts.empty()) addBatch(s, n);
    QStringList words{take(s, {n.a, 0, 1}),
                      countOf(dispatch::sweepOrphans(s.c(), leaseOf(s, n.a), std::chrono::minutes(60)))};
    words << claim(s, {n.a, 2, 0}) << send(s, n);
    return words.join(u' ');
}

/// The egress lets out what this database then forgets, as if it had been restored: the content as it is, or another.
void forget(Script& s, Numbers n) {
    const PayoutId payout = s.payout(n.b);
    const auto rowNo = static_cast<std::size_t>(rowNoOf(payout));
    channel::PaymentOrder order;
    const int attemptNo = n.c % 3 == 0 ? 2 : 1;
    order.orderNo = orderNo(payout, attemptNo);
    order.txnTime = QStringLiteral("20261118100000");
    order.amount = Money{n.c % 4 == 0 ? 1 : s.amounts.value(payout.value)};
    order.payeeName = QStringLiteral("收款人");
    order.payeeAccount = twinPayee(instructionOf(payout).value, rowNo);
    order.payeeBankCode = QStringLiteral("102100099996");
    egress::Sending sending{order.orderNo,
                            payout,
                            attemptNo,
                            1,
                            1,
                            QStringLiteral("ACP"),
                            canonicalDigest(order),
                            order.txnTime,
                            QStringLiteral("M1"),
                            rowRef(payout),
                            order.amount,
                            UtcTime(1'794'960'000'000)};
    (void)s.journal->writeSending(sending, {});
    (void)dispatch::raiseQuarantine(s.c(), s.world->actor(2), QStringLiteral("restored"));
}

/// The watching of an egress, and now and then one whose journal was lost, or a hand that stops everything.
QString watch(Script& s, Numbers n) {
    if (n.a == 7) s.journalBytes.clear();
    if (n.a >= 7 && n.a < 10) startEgress(s);
    if (n.a >= 11 && !s.payouts.empty()) forget(s, n);
    if (n.a == 10) return codeOf(dispatch::raiseQuarantine(s.c(), s.world->actor(2), QStringLiteral("by hand")));
    return codeOf(egress::guardStart(s.c(), *s.journal, QStringLiteral("egress1")));
}

/// The same for a payout in doubt: what the gates ask for, and then two people.
QString exceptionRoad(Script& s, Numbers n) {
    s.world->passTime(std::chrono::minutes(n.c % 5 == 0 ? 30 : 70));
    contact(s, {1, 0, 0});
    QStringList words{watch(s, {})};
    for (int attemptNo = 1; attemptNo <= 2; ++attemptNo) {
        const int outcome = n.b % 4 == 0 ? static_cast<int>(rules::Outcome::PayeeError)
                                         : static_cast<int>(rules::Outcome::NotExistExplicit);
        words << apply(s, recordOf(s.payout(n.a), attemptNo, rules::Operation::Query, {0, outcome, 1}));
    }
    if (n.c % 7 > 0) cover(s, {2, 0, 0});
    const int action = n.c % 3 == 0 ? 1 : 2;
    words << propose(s, {n.c % 2 == 0 ? 2 : 4, n.a, action}) << decide(s, {n.c % 4 == 1 ? 3 : n.c % 4 + 1, n.a, 1});
    return words.join(u' ');
}

/// Two people and a quarantine, with the channel stopped or not.
QString release(Script& s, Numbers n) {
    if (n.b % 3 > 0) s.world->setStopped(true);
    const auto open = dispatch::openQuarantine(s.c());
    if (!open) return open.error().code;
    if (!*open) return QStringLiteral("none open");
    const auto proposed = dispatch::proposeRelease(s.c(), s.world->actor(n.a % 3 == 0 ? n.c % 5 : 3), **open,
                                                   QStringLiteral("looked"), {});
    const auto shown = dispatch::openQuarantine(s.c());
    if (!shown || !*shown) return codeOf(proposed);
    const auto confirmed = dispatch::confirmRelease(s.c(), s.world->actor(n.c % 4 == 0 ? 3 : 1), **shown);
    s.world->setStopped(false);
    return codeOf(proposed) + u' ' + codeOf(confirmed) + u' ' + QString::number((*shown)->remembered);
}

/// What an egress remembers, taken over.
QString adopt(Script& s, Numbers n) {
    return countOf(dispatch::adoptRemembered(
        s.c(), leaseOf(s, n.a), [&s](ChannelId) -> Result<channel::ChannelProfile> { return s.channel.settings; },
        std::chrono::minutes(60)));
}

QString run(Script& s, int op, Numbers n) {
    switch (op % 27) {
    case 0: return addBatch(s, n);
    case 1: return passTime(s, n);
    case 2: return take(s, n);
    case 3:
        return codeOf(n.b % 3 == 0 ? dispatch::giveUpLease(s.c(), leaseOf(s, n.a))
                                   : dispatch::renewLease(s.c(), leaseOf(s, n.a), std::chrono::hours(2)));
    case 4: return countOf(dispatch::sweepOrphans(s.c(), leaseOf(s, n.a), std::chrono::minutes(60)));
    case 5:
    case 6: return claim(s, n);
    case 7:
    case 8: return send(s, n);
    case 9:
        return apply(s, recordOf(s.payout(n.a), n.b % 2 + 1,
                                 n.c % 2 == 0 ? rules::Operation::Send : rules::Operation::Query, n));
    case 10:
    case 11: return ask(s, n);
    case 12: return keep(s, n);
    case 13: return contact(s, n);
    case 14: return situation(s, n);
    case 15: return cover(s, n);
    case 16: return propose(s, n);
    case 17: return decide(s, n);
    case 18: return reject(s, n);
    case 19:
    case 20: return exceptionRoad(s, n);
    case 21: return watch(s, n);
    case 22: return release(s, n);
    case 23: return adopt(s, n);
    case 24: return limit(s, n);
    case 25: return close(s, n);
    default: return wholeRoad(s, n);
    }
}

void serve(QTextStream& in, QTextStream& out) {
    std::unique_ptr<Script> script;
    for (QString line = in.readLine(); !line.isNull(); line = in.readLine()) {
        const QStringList words = line.split(u' ');
        if (words[0] == u"reset") {
            script = std::make_unique<Script>();
            script->world = TwinWorld::create();
            startEgress(*script);
            out << "reset\n";
        } else if (words.size() == 4 && script) {
            const QString result =
                run(*script, words[0].toInt(), {words[1].toInt(), words[2].toInt(), words[3].toInt()});
            out << result << '\n' << script->world->print().join(u'\n') << '\n';
        }
        out << ".\n";
        out.flush();
    }
}

} // namespace

} // namespace payout::twin

int main() {
    QTextStream in(stdin);
    QTextStream out(stdout);
    payout::twin::serve(in, out);
}
