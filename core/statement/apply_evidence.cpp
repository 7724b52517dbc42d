// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/apply_evidence.h"

#include "core/base/account_number.h"
#include "core/outcome/earlier_order.h"
#include "core/statement/statement_table.h"

#include <QSet>

#include <algorithm>

namespace payout::statement {

namespace {

bool isOpen(const EvidenceLine& line) { return line.payoutState == u"PROCESSING" || line.payoutState == u"EXCEPTION"; }

// The kind of incident that a debit line raises by itself, or none.
QString incidentOf(const EvidenceLine& line) {
    // An order that we never armed and the bank paid: somebody else sent it.
    if (!line.payout || !line.wasArmed) return QStringLiteral("BANK_ONLY");
    if (line.minor != line.payoutMinor || line.currency != line.payoutCurrency) return QStringLiteral("AMOUNT_DIFF");
    if (line.paidLinesOfPayout > 1) return QStringLiteral("DOUBLE_PAID");
    // The order was given up, and the one that followed it is out.
    if (line.otherOrderOut && isOpen(line)) return QStringLiteral("DOUBLE_PAID");
    if (line.payoutState == u"RETURNED") return QStringLiteral("PAID_AFTER_RETURNED");
    if (!line.payeeAccount.isEmpty() && comparableName(line.payeeAccount) != comparableName(line.payoutAccount))
        return QStringLiteral("PAYEE_DIFF");
    return {};
}

bool showsPaid(const EvidenceLine& line) {
    return line.payout && isOpen(line) && !line.isReversal && line.minor == line.payoutMinor &&
           line.currency == line.payoutCurrency;
}

struct Applying {
    ChannelId channel;
    bool mayConfirm = false;
    QString actor;
};

Done raiseDebitIncident(store::Connection& c, const Applying& how, const EvidenceLine& line, UtcTime now,
                        EvidenceEffect& effect) {
    const QString kind = incidentOf(line);
    if (kind.isEmpty() || line.isRepeat) return {};
    TRY(const std::int64_t raised, raiseIncident(c, kind, how.channel, line, now));
    effect.incidents += raised;
    return {};
}

Done applyDebit(store::Connection& c, const Applying& how, const EvidenceLine& line, UtcTime now,
                EvidenceEffect& effect) {
    TRY_DONE(raiseDebitIncident(c, how, line, now, effect));
    if (!showsPaid(line)) return {};
    const outcome::EarlierOrderPaid doubt{*line.payout, now, how.actor, QStringLiteral("line %1").arg(line.line.value)};
    if (line.otherOrderOut) return outcome::doubtForEarlierOrder(c, doubt);
    if (!how.mayConfirm) {
        // It does not settle the payout, but nothing more leaves for one whose order was given up and seems paid.
        if (!line.isGivenUp) return {};
        TRY_DONE(outcome::burnPrepared(c, *line.payout, now));
        return outcome::doubtForEarlierOrder(c, doubt);
    }
    ++effect.confirmedPaid;
    TRY_DONE(outcome::burnPrepared(c, *line.payout, now));
    return settleByLine(c, line, now, how.actor);
}

// C9: SUCCESS stays; the bank's return is its own record, once a payout. Asked of the whole channel after the debits,
// because a return may come in an earlier file, or higher up in the same one, than the debit that it takes back.
Done applyReturns(store::Connection& c, ChannelId channel, UtcTime now, EvidenceEffect& effect) {
    TRY(const auto returns, unnoticedReturns(c, channel));
    for (const ReturnLine& line : returns) {
        TRY_DONE(insertBankReturn(c, line, now));
        TRY(const std::int64_t raised, raiseReturnIncident(c, channel, line, now));
        effect.incidents += raised;
    }
    return {};
}

} // namespace

Result<EvidenceEffect> applyEvidence(store::Connection& connection, ChannelId channel, StatementFileId file,
                                     const QString& actor) {
    // Before they are looked at, and in the order in which answers take them: payout first, then attempt. From here on
    // no order of theirs is armed and no answer changes them until this file is in.
    TRY_DONE(lockOpenPayouts(connection, file));
    TRY(auto lines, evidenceLines(connection, file));
    TRY(const rules::TrustedFile trusted, trustedFile(connection, file));
    const Applying how{channel, rules::mayConfirm(trusted), actor};
    EvidenceEffect effect;
    QSet<std::int64_t> settled; // a second line of the same file sees the payout as the first one left it
    for (EvidenceLine& line : lines) {
        if (line.payout && settled.contains(line.payout->value)) line.payoutState = QStringLiteral("SUCCESS");
        if (how.mayConfirm && showsPaid(line) && !line.otherOrderOut) settled.insert(line.payout->value);
        TRY(const UtcTime now, connection.now()); // a long file outlasts the time a doubt may be dated back
        TRY_DONE(applyDebit(connection, how, line, now, effect));
    }
    TRY(const UtcTime now, connection.now());
    TRY_DONE(applyReturns(connection, channel, now, effect));
    return effect;
}

Done extendCoverage(store::Connection& connection, ChannelId channel) {
    TRY(auto periods, coveredPeriods(connection, channel));
    TRY(const auto before, coverage(connection, channel));
    TRY(const UtcTime now, connection.now());
    const auto through = coveredThrough(std::move(periods), before, now);
    if (!through || through == before) return {};
    return writeCoverage(connection, channel, *through);
}

} // namespace payout::statement
