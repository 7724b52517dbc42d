// SPDX-License-Identifier: GPL-3.0-or-later
// The practice bank's side of the ACP interface: bytes in, bytes out, books in between. No socket and no clock here.
#pragma once

#include "app/bank/bank_books.h"
#include "app/bank/bank_scenario.h"
#include "core/channel/acp/acp_form.h"
#include "core/channel/acp/acp_keys.h"

namespace payout::bank {

struct GatewayReply {
    Delivery delivery = Delivery::Whole;
    QByteArray contentType = "application/x-www-form-urlencoded; charset=UTF-8";
    QByteArray body;
};

struct BankKeys {
    channel::acp::PrivateKey own;
    channel::acp::PublicKey merchant;
};

class BankGateway {
public:
    BankGateway(BankBooks& books, BankKeys keys, Scenario scenario);

    /// backTransReq.do: pays each order number once; the second request with it is answered 12 and pays nothing.
    GatewayReply send(const QByteArray& body, UtcTime now);
    /// queryTrans.do: by orderId and the original txnTime; either one wrong is 34.
    GatewayReply query(const QByteArray& body, UtcTime now) const;

private:
    using Fields = channel::acp::Fields;

    QString refusalOf(const Result<Fields>& fields) const;
    Result<BankOrder> orderFrom(const Fields& fields, UtcTime now) const;
    void decide(BankOrder& order, const Behaviour& behaviour) const;
    Behaviour behaviourOf(const BankOrder& order, qint64 ordinal) const;
    GatewayReply shaped(Fields fields, Shape shape) const;
    GatewayReply refusedWith(const Result<Fields>& request, const QString& code) const;
    Fields queryAnswer(const BankOrder& order, const Behaviour& behaviour, UtcTime now) const;

    BankBooks& m_books;
    BankKeys m_keys;
    Scenario m_scenario;
    qint64 m_dropped = 0; ///< orders that never reached the books still count for everyNth
};

} // namespace payout::bank
