// SPDX-License-Identifier: GPL-3.0-or-later
// The adapter contract (spec 4.0): build bytes, read bytes. Pure; no socket, no clock, no database. An adapter never
// decides what happens to a payout, it only says what an answer means (core/rules/outcome.h decides).
#pragma once

#include "core/base/account_number.h"
#include "core/base/money.h"
#include "core/channel/channel_profile.h"
#include "core/channel/wire.h"
#include "core/rules/outcome.h"

#include <functional>
#include <memory>

namespace payout::channel {

/// One transmission's content, frozen with the attempt; a re-send uses exactly these values again.
struct PaymentOrder {
    QString orderNo;
    QString txnTime; ///< 14 digits on the institution's wall clock (formatCompact), stored with the attempt
    Money amount;
    QString payeeName;
    QString payeeAccount;
    AccountKind payeeKind = AccountKind::Card;
    QString payeeBankCode; ///< CNAPS, may be empty
    QString remark;        ///< may be empty
};

/// What is asked about, with the stored original values (R41), and what the answer must name to count (S20).
struct QueryOrder {
    QString orderNo;
    QString txnTime;
    QString flowNo; ///< the channel's own number if a send answer gave one
    Money amount;
};

struct Answer {
    rules::Outcome outcome = rules::Outcome::Unknown;
    QString
        code; ///< as received, nothing trimmed; "" without a readable answer. Of a query that worked: the inner code
    QString message;                  ///< the channel's words, or why the answer could not be read
    bool codeListed = true;           ///< false: raise the task "new code" (R20)
    QString flowNo;                   ///< UnionPay queryId
    bool amountAndOrderEqual = false; ///< the answer names our order number, time, amount and currency
    int tableVersion = 0;
    bool signatureValid = false;
    bool unsignedMessage = false; ///< it reads as the channel's message and carries no valid signature of the bank
    bool contradicts = false; ///< signed, and it names another order, amount or currency than ours; `message` says what
    QString raw;              ///< the answer as text with account numbers masked, at most 16,384 characters
};

class Channel {
public:
    virtual ~Channel() = default;

    [[nodiscard]] virtual const ChannelProfile& profile() const = 0;
    /// Refused if the order does not satisfy the profile or the channel's formats: "OrderNoPattern",
    /// "AmountNotPayable", "BadTxnTime", "PayeeMissing". Needs no key: whoever arms asks this first.
    [[nodiscard]] virtual Done checkOrder(const PaymentOrder& order) const = 0;
    /// Refused as above, and "NoPrivateKey" where only answers are read. Encryption padding makes the bytes differ from
    /// call to call; canonicalDigest does not.
    [[nodiscard]] virtual Result<WireRequest> buildSend(const PaymentOrder& order) const = 0;
    [[nodiscard]] virtual Result<WireRequest> buildQuery(const QueryOrder& order) const = 0;
    /// Anything that is no whole, signed, readable answer about this order is Unknown (R20, S20).
    [[nodiscard]] virtual Answer classifySend(const PaymentOrder& order, const RawReply& reply) const = 0;
    /// Anything that is no whole, signed, readable answer about this order is QueryFailed (R47, A11).
    [[nodiscard]] virtual Answer classifyQuery(const QueryOrder& order, const RawReply& reply) const = 0;
};

/// SHA-256 over the content with lengths before the fields: the payload hash of an attempt, equal for equal content
/// whatever the padding of an encryption was.
[[nodiscard]] QString canonicalDigest(const PaymentOrder& order);
/// Text with every run of 12 to 19 digits masked that is not one of `known` (order and flow numbers), cut at 16,384.
[[nodiscard]] QString maskedRaw(const QByteArray& body, const QStringList& known);

/// Makes the wire of one connection to a channel's bank; not dialled yet.
using WireFactory = std::function<std::unique_ptr<Wire>(const ChannelProfile&)>;

} // namespace payout::channel
