// SPDX-License-Identifier: GPL-3.0-or-later
// UnionPay ACP 代付 (spec 4.1): one payment a request, queries by the stored orderId and txnTime.
#pragma once

#include "core/channel/acp/acp_form.h"
#include "core/channel/acp/acp_keys.h"
#include "core/channel/channel.h"
#include "core/channel/code_table.h"

#include <optional>

namespace payout::channel::acp {

struct AcpKeys {
    QString certId;                ///< of our certificate, digits
    std::optional<PrivateKey> own; ///< none where only answers are read: outside the egress
    PublicKey bank;
};

class AcpChannel final : public Channel {
public:
    /// Refused: "AdapterMismatch" (profile or table of another interface), "CodeTableVersion" (the table is not the
    /// version the profile was approved with), "AmountUnit" (ACP counts 分).
    static Result<std::unique_ptr<AcpChannel>> create(ChannelProfile profile, CodeTable table, AcpKeys keys);

    const ChannelProfile& profile() const override { return m_profile; }
    Done checkOrder(const PaymentOrder& order) const override;
    Result<WireRequest> buildSend(const PaymentOrder& order) const override;
    Result<WireRequest> buildQuery(const QueryOrder& order) const override;
    Answer classifySend(const PaymentOrder& order, const RawReply& reply) const override;
    Answer classifyQuery(const QueryOrder& order, const RawReply& reply) const override;

private:
    AcpChannel(ChannelProfile profile, CodeTable table, AcpKeys keys);

    Fields commonFields(const QString& txnType) const;
    Result<WireRequest> signedRequest(const char* path, Fields fields) const;
    struct Expected;
    struct Reading;
    Reading read(const Expected& expected, const RawReply& reply) const;

    ChannelProfile m_profile;
    CodeTable m_table;
    AcpKeys m_keys;
};

} // namespace payout::channel::acp
