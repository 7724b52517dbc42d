// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/statement_trust.h"
#include "core/statement/balance_chain.h"
#include "core/statement/coverage.h"
#include "core/statement/load_statement.h"
#include "core/statement/repeat_lines.h"

#include <optional>
#include <vector>

namespace payout::statement {

struct ChannelAccount {
    QString account;
    QString profileJson;
    bool statesBalances = true; ///< ChannelProfile::statementsStateBalances, as the database's guards read it
};
Result<ChannelAccount> channelAccount(store::Connection& connection, ChannelId channel);

struct SeenFile {
    StatementFileId id;
    QString sha256;
    QString fileName;
    std::int64_t lines = 0;
    std::int64_t debitMinor = 0;
    std::int64_t creditMinor = 0;
    bool isQuarantined = false;
    bool isRejected = false;
};
Result<std::optional<SeenFile>> fileWithContent(store::Connection& connection, ChannelId channel,
                                                const QString& sha256);
Result<std::optional<SeenFile>> fileWithIdentity(store::Connection& connection, ChannelId channel,
                                                 const QString& identity);

struct PlannedPart;
struct NewFile {
    ChannelId channel;
    const PlannedPart* planned = nullptr;
    QString sha256;
    QString fileName;
    std::int64_t lines = 0;
    Loader loader;
    UtcTime now;
};
[[nodiscard]] QString storedState(const PlannedPart& part); ///< "LOADED" or "QUARANTINED"
/// Trusted files of the account that begin or end where this statement does.
Result<std::vector<ChainLink>> linksBeside(store::Connection& connection, ChannelId channel, const ChainLink& link);
Result<StatementFileId> insertFile(store::Connection& connection, const NewFile& file);

struct BookedDays {
    BusinessDate from;
    BusinessDate to;
};
/// Booked lines of loaded and accepted files that repeat no other one.
Result<std::vector<KnownLine>> knownLines(store::Connection& connection, ChannelId channel, BookedDays days);
/// Booked lines of one file, for when it is accepted; and the days that they are booked on.
Result<std::vector<KnownLine>> linesOfFile(store::Connection& connection, StatementFileId file);
Done writeRepeat(store::Connection& connection, BankLineId line, BankLineId repeatOf);
/// The order number of the attempt that has this number of the bank, if any (spec 0.5, second key).
Result<std::optional<QString>> orderNoOfFlow(store::Connection& connection, ChannelId channel, const QString& flowNo);
Done insertMention(store::Connection& connection, ChannelId channel, const QString& orderNo, BankLineId line);

/// A debit line of a file, with the payout whose order it names as it stands now.
struct EvidenceLine {
    BankLineId line;
    bool isReversal = false; ///< takes back a credit: money out, but no proof that the payee has it
    std::int64_t minor = 0;
    QString currency;
    QString payeeAccount;
    QString orderNo;
    bool isRepeat = false;          ///< of a line that a file brought before that confirms nothing (a notice)
    std::optional<PayoutId> payout; ///< none: no attempt has that number
    bool wasArmed = false;          ///< false: we never gave a permit for this order
    int attemptNo = 0;
    bool isGivenUp = false;     ///< two people burnt this attempt
    bool otherOrderOut = false; ///< another attempt of the payout is ARMED or UNKNOWN
    QString payoutState;
    std::int64_t payoutVersion = 0;
    std::int64_t payoutMinor = 0;
    QString payoutCurrency;
    QString payoutAccount;
    /// Booked debit lines of all its attempts without repeats: those of other files, and of this one up to this line.
    std::int64_t paidLinesOfPayout = 0;
};
/// The payouts that the file's lines may settle or doubt, to the end of the transaction where the engine locks rows.
Done lockOpenPayouts(store::Connection& connection, StatementFileId file);
Result<std::optional<UtcTime>> coverage(store::Connection& connection, ChannelId channel);
Result<rules::TrustedFile> trustedFile(store::Connection& connection, StatementFileId file);
/// Booked debits that repeat no other line, or only one of a file that confirms nothing.
Result<std::vector<EvidenceLine>> evidenceLines(store::Connection& connection, StatementFileId file);
Done settleByLine(store::Connection& connection, const EvidenceLine& line, UtcTime now, const QString& actor);
/// A booked credit that gives back a paid order and that no incident names yet, whichever file it came in: it may have
/// been loaded before the payout was proven paid.
struct ReturnLine {
    BankLineId line;
    PayoutId payout;
    std::int64_t minor = 0;
    QString currency;
    QString orderNo;
};
Result<std::vector<ReturnLine>> unnoticedReturns(store::Connection& connection, ChannelId channel);
Done insertBankReturn(store::Connection& connection, const ReturnLine& line, UtcTime now);
Result<std::int64_t> raiseIncident(store::Connection& connection, const QString& kind, ChannelId channel,
                                   const EvidenceLine& line, UtcTime now);
Result<std::int64_t> raiseReturnIncident(store::Connection& connection, ChannelId channel, const ReturnLine& line,
                                         UtcTime now);

Result<std::vector<CoveredPeriod>> coveredPeriods(store::Connection& connection, ChannelId channel);
Done writeCoverage(store::Connection& connection, ChannelId channel, UtcTime through);
struct QuarantinedFile {
    ChannelId channel;
    QString state;
    std::optional<PersonId> broughtBy;
};
Result<QuarantinedFile> fileForUpdate(store::Connection& connection, StatementFileId file);
Done markAccepted(store::Connection& connection, StatementFileId file, PersonId by, const QString& reason);
Done markRejected(store::Connection& connection, StatementFileId file, PersonId by, const QString& reason);

} // namespace payout::statement
