// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/statement/coverage.h"
#include "core/statement/load_statement.h"

#include <optional>
#include <vector>

namespace payout::statement {

struct ChannelAccount {
    QString account;
    QString profileJson;
};
Result<ChannelAccount> channelAccount(store::Connection& connection, ChannelId channel);

struct SeenFile {
    StatementFileId id;
    QString sha256;
    QString fileName;
};
Result<std::optional<SeenFile>> fileWithContent(store::Connection& connection, ChannelId channel,
                                                const QString& sha256);
Result<std::optional<SeenFile>> fileWithIdentity(store::Connection& connection, ChannelId channel,
                                                 const QString& identity);

struct NewFile {
    ChannelId channel;
    const StatementPart* part = nullptr;
    QString identity;
    QString sha256;
    QString fileName;
    QString state;
    std::int64_t lines = 0;
    std::optional<CoveredPeriod> period;
    QString actor;
    UtcTime now;
};
Result<StatementFileId> insertFile(store::Connection& connection, const NewFile& file);

/// What makes a line the same booking in another file.
struct KnownLine {
    BankLineId id;
    QString key;
};
[[nodiscard]] QString repeatKey(const QString& flowNo, const QString& orderNo, bool debit, std::int64_t minor,
                                BusinessDate booked);
Result<std::vector<KnownLine>> knownLines(store::Connection& connection, ChannelId channel, BusinessDate from,
                                          BusinessDate to);

/// A new debit or return line that names one of our orders, with the payout as it stands now.
struct EvidenceLine {
    BankLineId line;
    bool debit = false;
    bool isReturn = false;
    std::int64_t minor = 0;
    QString currency;
    QString payeeAccount;
    QString orderNo;
    std::optional<PayoutId> payout; ///< none: no attempt has that number
    int attemptNo = 0;
    QString payoutState;
    std::int64_t payoutVersion = 0;
    std::int64_t payoutMinor = 0;
    QString payoutCurrency;
    QString payoutAccount;
    std::int64_t paidLinesOfPayout = 0; ///< booked debit lines of all its attempts, this one too, without repeats
};
Result<std::vector<EvidenceLine>> evidenceLines(store::Connection& connection, StatementFileId file);
Done settleByLine(store::Connection& connection, const EvidenceLine& line, UtcTime now, const QString& actor);
Done insertBankReturn(store::Connection& connection, const EvidenceLine& line, UtcTime now);
Result<std::int64_t> raiseIncident(store::Connection& connection, const QString& kind, ChannelId channel,
                                   const EvidenceLine& line, UtcTime now);

Result<std::vector<CoveredPeriod>> coveredPeriods(store::Connection& connection, ChannelId channel);
Done writeCoverage(store::Connection& connection, ChannelId channel, UtcTime through);
struct QuarantinedFile {
    ChannelId channel;
    QString state;
};
Result<QuarantinedFile> fileForUpdate(store::Connection& connection, StatementFileId file);
Done markAccepted(store::Connection& connection, StatementFileId file, PersonId by, const QString& reason);

} // namespace payout::statement
