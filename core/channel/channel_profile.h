// SPDX-License-Identifier: GPL-3.0-or-later
// What one channel can do and how it wants to be treated (spec channels 4.0), as data that two people change. The
// defaults are the cautious ones: nothing is proof, nothing is idempotent, unless the channel's certificate says so.
#pragma once

#include "core/base/money.h"
#include "core/base/utc_time.h"
#include "core/rules/pause.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <vector>

namespace payout::channel {

enum class StatementKind { Intraday, Daily };
enum class AmountUnit { Fen, Yuan };       ///< how the channel writes amounts (trap 17)
enum class SigningAlgorithm { RsaSha256 }; ///< UnionPay signMethod 01 with a SHA-256 digest

struct ChannelProfile {
    QString code;    ///< ^[A-Z0-9_]{2,20}$, unique
    QString name;    ///< for people
    QString adapter; ///< "acp"
    int codeTableVersion = 0;

    bool syncSuccessFinal = false;      ///< a success on send needs no query (S2)
    bool queryByFlowNo = true;          ///< R41; if false the pause cannot be switched off and two bank days are needed
    bool queryNeedsOriginalTime = true; ///< UnionPay: orderId and the stored original txnTime
    std::vector<std::chrono::seconds> querySchedule; ///< after the send, ascending (R22)
    std::chrono::seconds queryRepeat{3600};          ///< gap after the last entry of querySchedule (R22)
    int queryMax = 0;                                ///< queries per attempt that the channel allows; 0: no limit
    bool notExistIsProof = false;                    ///< no known channel deserves true (4.1)
    /// The bank refuses a number that it has seen, for orderNoLifetimeDays: what is paid again may go out under the
    /// same number (C12, protocol P11). Only from a bank's written certificate: where it is untrue, money leaves twice.
    bool idempotentByOrderNo = false;
    QString orderNoPattern;      ///< anchored regular expression that every order number satisfies
    int orderNoLifetimeDays = 0; ///< how long the channel remembers a number (W); 0: not certified

    StatementKind statementKind = StatementKind::Daily;
    /// False: this bank's statements state no balances, so a file from the inbox cannot prove itself and is believed
    /// without (threats T12, rules/statement_trust). Declared only where the bank has nothing better.
    bool statementsStateBalances = true;
    std::chrono::minutes statementMargin{60}; ///< R29, intraday statements
    std::chrono::minutes cutoff{24 * 60};     ///< the bank's cut-off on the institution's wall clock, 1 to 1440
    std::chrono::minutes cutoffBand{30};      ///< R42
    rules::PauseWindow pause;                 ///< R33

    AmountUnit amountUnit = AmountUnit::Fen;
    SigningAlgorithm signing = SigningAlgorithm::RsaSha256;
    std::chrono::seconds sendTimeout{30};
    std::chrono::minutes processingMax{10}; ///< accepted longer than this is an exception (C5)
    std::chrono::minutes lockMinutes{60};   ///< R23; never below 60
    std::chrono::minutes stableMinutes{15}; ///< R46
    int subBatchRowsMax = 500;              ///< R10
    Money subBatchAmountMax{500'000'000};   ///< R10; 5,000,000.00

    QString endpoint;            ///< "https://host[:port]"; plain http only to a loopback address
    QString merId;               ///< 15 letters and digits
    QJsonObject csvStatement;    ///< column mapping, read by the statement room
    QStringList reserveAccounts; ///< our accounts at this channel; text, leading zeros matter (trap 16)
};

/// Refuses an unknown key, a wrong type or a value out of range (codes of StrictObject). Also refused: lockMinutes
/// below 60 (R23), pause switched off without queryByFlowNo (R41, A44), idempotentByOrderNo without a certified
/// orderNoLifetimeDays (A2).
[[nodiscard]] Result<ChannelProfile> parseChannelProfile(const QByteArray& json, const QString& file);
[[nodiscard]] Result<ChannelProfile> loadChannelProfile(const QString& path);
/// Every field written out; parseChannelProfile reads it back to the same profile.
[[nodiscard]] QByteArray toJson(const ChannelProfile& profile);

/// How long after its first permit a number may be sent again: half of what the bank certifies, because clocks and
/// connections need the other half (protocol P4, A7). 0: never.
[[nodiscard]] std::chrono::milliseconds resendWindow(const ChannelProfile& profile);

/// The instant through which statements must reach before the absence of a send says anything (R29, G3):
/// intraday `sentAt + margin`; daily the end (24:00) of sentAt's bank date; within cutoffBand of the cut-off, and
/// always where the channel cannot be asked by number (R41), the end of the next bank date.
[[nodiscard]] UtcTime neededThrough(const ChannelProfile& profile, UtcTime sentAt);

} // namespace payout::channel
