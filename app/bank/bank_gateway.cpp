// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bank/bank_gateway.h"

#include "core/channel/acp/acp_message.h"

namespace payout::bank {

namespace {

using channel::acp::Fields;
using channel::acp::valueOf;

constexpr char bankCertId[] = "68759585097";

QString field(const Fields& fields, const char* key) { return valueOf(fields, QLatin1String(key)); }

bool isAlphanumeric(const QString& text, qsizetype least, qsizetype most) {
    const auto fine = [](QChar c) { return c.unicode() < 128 && c.isLetterOrNumber(); };
    return text.size() >= least && text.size() <= most && std::ranges::all_of(text, fine);
}

// The answer repeats what it answers, as the gateway does.
Fields answerTo(const Fields& request) {
    Fields out;
    for (const char* key : {"version", "encoding", "signMethod", "txnType", "txnSubType", "bizType", "accessType",
                            "merId", "orderId", "txnTime"})
        if (const QString value = field(request, key); !value.isEmpty()) out[QLatin1String(key)] = value;
    return out;
}

QString messageOf(const QString& code) {
    return code == QStringLiteral("00") ? QStringLiteral("成功[0000000]") : QStringLiteral("应答码 ") + code;
}

void setCode(Fields& fields, const QString& code) {
    fields[QStringLiteral("respCode")] = code;
    fields[QStringLiteral("respMsg")] = messageOf(code);
}

void setAmount(Fields& fields, qint64 minor) {
    fields[QStringLiteral("txnAmt")] = QString::number(minor);
    fields[QStringLiteral("currencyCode")] = QStringLiteral("156");
}

// 21 digits as queryId has: the wall clock and the place in the books.
QString queryIdOf(UtcTime now, std::size_t place) {
    return formatCompact(now) + QStringLiteral("%1").arg(place % 10'000'000, 7, 10, QLatin1Char('0'));
}

QString orderCodeAt(const BankOrder& order, UtcTime now) {
    if (order.isPaidAt(now)) return QStringLiteral("00");
    return order.executeAt ? QStringLiteral("05") : order.failCode;
}

} // namespace

BankGateway::BankGateway(BankBooks& books, BankKeys keys, Scenario scenario)
    : m_books(books), m_keys(std::move(keys)), m_scenario(std::move(scenario)) {}

// What is wrong with a request before its content is looked at; empty for nothing.
QString BankGateway::refusalOf(const Result<Fields>& fields) const {
    if (!fields) return QStringLiteral("10");
    if (!channel::acp::isSignedBy(*fields, m_keys.merchant)) return QStringLiteral("11");
    for (const char* key : {"merId", "orderId", "txnTime"})
        if (field(*fields, key).isEmpty()) return QStringLiteral("13");
    if (!isAlphanumeric(field(*fields, "orderId"), 8, 40)) return QStringLiteral("10");
    return {};
}

GatewayReply BankGateway::refusedWith(const Result<Fields>& request, const QString& code) const {
    Fields answer = request ? answerTo(*request) : Fields();
    setCode(answer, code);
    return shaped(std::move(answer), Shape::Acp);
}

Result<BankOrder> BankGateway::orderFrom(const Fields& fields, UtcTime now) const {
    bool amountFine = false;
    BankOrder out;
    out.orderId = field(fields, "orderId");
    out.txnTime = field(fields, "txnTime");
    out.merId = field(fields, "merId");
    out.amountMinor = field(fields, "txnAmt").toLongLong(&amountFine);
    TRY(out.account, channel::acp::decryptedAccount(field(fields, "accNo"), m_keys.own));
    TRY(out.name, channel::acp::payeeNameIn(field(fields, "customerInfo")));
    if (!amountFine || out.amountMinor <= 0 || field(fields, "currencyCode") != QStringLiteral("156") ||
        !isAlphanumeric(QString(out.account).remove(u'-'), 4, 34))
        return refused(QStringLiteral("BadOrder"));
    out.receivedAt = now;
    out.queryId = queryIdOf(now, m_books.orders().size() + 1);
    return out;
}

Behaviour BankGateway::behaviourOf(const BankOrder& order, qint64 ordinal) const {
    return m_scenario.behaviourFor({order.orderId, order.account, order.amountMinor, ordinal});
}

void BankGateway::decide(BankOrder& order, const Behaviour& behaviour) const {
    order.failCode = behaviour.answerCode == QStringLiteral("00") ? QStringLiteral("30") : behaviour.answerCode;
    if (behaviour.payment == Payment::Never) return;
    if (order.amountMinor > m_books.availableMinor()) {
        order.failCode = QStringLiteral("90");
        return;
    }
    order.executeAt = order.receivedAt + behaviour.payDelay;
    const UtcTime nextDay = startOf(plusDays(businessDateOf(*order.executeAt), 1));
    order.bookedAt = behaviour.bookNextDay ? nextDay : *order.executeAt;
}

GatewayReply BankGateway::shaped(Fields fields, Shape shape) const {
    GatewayReply out;
    if (shape == Shape::Html) {
        out.contentType = "text/html; charset=UTF-8";
        out.body = "<html><body><h1>System maintenance</h1></body></html>";
        return out;
    }
    if (shape == Shape::WrongAmount) setAmount(fields, field(fields, "txnAmt").toLongLong() + 1);
    if (shape == Shape::WrongOrder) fields[QStringLiteral("orderId")] = QStringLiteral("20000101000000000000000001");
    auto complete = channel::acp::signedFields(std::move(fields), QLatin1String(bankCertId), m_keys.own);
    if (!complete) {
        out.delivery = Delivery::DropAfter;
        return out;
    }
    if (shape == Shape::Unsigned) complete->erase(QStringLiteral("signature"));
    out.body = channel::acp::encodeForm(*complete);
    return out;
}

GatewayReply BankGateway::send(const QByteArray& body, UtcTime now) {
    const auto fields = channel::acp::decodeForm(body);
    if (const QString code = refusalOf(fields); !code.isEmpty()) return refusedWith(fields, code);
    auto order = orderFrom(*fields, now);
    if (!order) return refusedWith(fields, QStringLiteral("10"));
    const Behaviour behaviour = behaviourOf(*order, static_cast<qint64>(m_books.orders().size()) + m_dropped + 1);
    if (behaviour.sendDelivery == Delivery::DropBefore && !m_books.find(order->orderId)) {
        ++m_dropped;
        return {Delivery::DropBefore, {}, {}};
    }
    decide(*order, behaviour);
    const auto taken = m_books.take(*order);
    if (!taken) {
        if (taken.error().kind != ErrorKind::Refused) return {Delivery::DropAfter, {}, {}};
        return refusedWith(fields, QStringLiteral("12"));
    }
    Fields answer = answerTo(*fields);
    setCode(answer, order->failCode == QStringLiteral("90") ? order->failCode : behaviour.answerCode);
    setAmount(answer, order->amountMinor);
    answer[QStringLiteral("queryId")] = order->queryId;
    GatewayReply reply = shaped(std::move(answer), behaviour.sendShape);
    if (behaviour.sendDelivery != Delivery::Whole) reply.delivery = behaviour.sendDelivery;
    return reply;
}

Fields BankGateway::queryAnswer(const BankOrder& order, const Behaviour& behaviour, UtcTime now) const {
    Fields out;
    setCode(out, QStringLiteral("00"));
    setAmount(out, order.amountMinor);
    const QString code = behaviour.queryCode.isEmpty() ? orderCodeAt(order, now) : behaviour.queryCode;
    out[QStringLiteral("origRespCode")] = code;
    out[QStringLiteral("origRespMsg")] = messageOf(code);
    out[QStringLiteral("queryId")] = order.queryId;
    return out;
}

GatewayReply BankGateway::query(const QByteArray& body, UtcTime now) const {
    const auto fields = channel::acp::decodeForm(body);
    if (const QString code = refusalOf(fields); !code.isEmpty()) return refusedWith(fields, code);
    const BankOrder* order = m_books.find(field(*fields, "orderId"));
    if (!order || order->txnTime != field(*fields, "txnTime")) return refusedWith(fields, QStringLiteral("34"));
    const qint64 ordinal = order - m_books.orders().data() + 1;
    const Behaviour behaviour = behaviourOf(*order, ordinal);
    if (now - order->receivedAt < behaviour.notFoundFor) return refusedWith(fields, QStringLiteral("34"));
    Fields answer = answerTo(*fields);
    answer.merge(queryAnswer(*order, behaviour, now));
    GatewayReply reply = shaped(std::move(answer), behaviour.queryShape);
    if (behaviour.queryDelivery != Delivery::Whole) reply.delivery = behaviour.queryDelivery;
    return reply;
}

} // namespace payout::bank
