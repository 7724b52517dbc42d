// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channel/acp/acp_channel.h"

#include "core/channel/acp/acp_message.h"

#include <QRegularExpression>

#include <array>

namespace payout::channel::acp {

namespace {

using rules::Outcome;

constexpr char sendPath[] = "/gateway/api/backTransReq.do";
constexpr char queryPath[] = "/gateway/api/queryTrans.do";

bool matches(const QString& text, const QString& pattern) {
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

bool isTxnTime(const QString& text) { return matches(text, QStringLiteral("20[0-9]{12}")); }

QString describeWire(const RawReply& reply) {
    switch (reply.result) {
    case WireResult::ConnectFailed: return QStringLiteral("no connection: ") + reply.detail;
    case WireResult::DiedBeforeFirstByte: return QStringLiteral("nothing was sent: ") + reply.detail;
    case WireResult::SentNoAnswer: return QStringLiteral("no whole answer: ") + reply.detail;
    case WireResult::Answered: return QStringLiteral("HTTP status ") + QString::number(reply.httpStatus);
    }
    return {};
}

} // namespace

/// What an answer must name before it says anything about our order (S20).
struct AcpChannel::Expected {
    QString txnType;
    QString orderNo;
    QString txnTime;
    QString flowNo;
    Money amount;
};

/// An answer read as far as it can be believed: `usable` only if whole, signed and about this order.
struct AcpChannel::Reading {
    bool usable = false;
    bool amountNamed = false; ///< the answer carries an amount at all
    Fields fields;
    Answer answer;
};

namespace {

// Fields that an answer may leave out must be right where they stand.
bool absentOr(const Fields& fields, const QString& key, const QString& expected) {
    const auto found = fields.find(key);
    return found == fields.end() || found->second == expected;
}

// A page of a proxy is no message of the bank's, signed or not (A11).
bool isMessage(const Fields& fields) {
    return fields.contains(QStringLiteral("orderId")) || fields.contains(QStringLiteral("respCode"));
}

// What the incident says: the two amounts as the bank's fields name them, cut, because they are the bank's text.
QString amountDifference(const Fields& fields, Money expected) {
    return QStringLiteral("the answer names %1 of currency %2, ours is %3")
        .arg(valueOf(fields, QStringLiteral("txnAmt")).left(12),
             valueOf(fields, QStringLiteral("currencyCode")).left(3), QString::number(expected.minor));
}

} // namespace

Result<std::unique_ptr<AcpChannel>> AcpChannel::create(ChannelProfile profile, CodeTable table, AcpKeys keys) {
    if (profile.adapter != QStringLiteral("acp") || table.interfaceName() != profile.adapter)
        return refused(QStringLiteral("AdapterMismatch"), profile.adapter + u' ' + table.interfaceName());
    if (table.version() != profile.codeTableVersion)
        return refused(
            QStringLiteral("CodeTableVersion"),
            QStringLiteral("profile wants %1, table is %2").arg(profile.codeTableVersion).arg(table.version()));
    if (profile.amountUnit != AmountUnit::Fen) return refused(QStringLiteral("AmountUnit"), profile.code);
    return std::unique_ptr<AcpChannel>(new AcpChannel(std::move(profile), std::move(table), std::move(keys)));
}

AcpChannel::AcpChannel(ChannelProfile profile, CodeTable table, AcpKeys keys)
    : m_profile(std::move(profile)), m_table(std::move(table)), m_keys(std::move(keys)) {}

Fields AcpChannel::commonFields(const QString& txnType) const {
    return {{QStringLiteral("version"), QStringLiteral("5.1.0")},
            {QStringLiteral("encoding"), QStringLiteral("UTF-8")},
            {QStringLiteral("signMethod"), QStringLiteral("01")},
            {QStringLiteral("txnType"), txnType},
            {QStringLiteral("txnSubType"), QStringLiteral("00")},
            {QStringLiteral("bizType"), QStringLiteral("000401")},
            {QStringLiteral("accessType"), QStringLiteral("0")},
            {QStringLiteral("channelType"), QStringLiteral("07")},
            {QStringLiteral("merId"), m_profile.merId}};
}

Done AcpChannel::checkOrder(const PaymentOrder& order) const {
    const bool numberFine =
        matches(order.orderNo, m_profile.orderNoPattern) && matches(order.orderNo, QStringLiteral("[0-9A-Za-z]{8,40}"));
    if (!numberFine) return refused(QStringLiteral("OrderNoPattern"), order.orderNo.left(40));
    if (!isTxnTime(order.txnTime)) return refused(QStringLiteral("BadTxnTime"), order.txnTime.left(20));
    if (order.amount.minor <= 0 || order.amount.minor > moneyCeilingMinor || order.amount.currency != Currency::cny())
        return refused(QStringLiteral("AmountNotPayable"), order.orderNo);
    if (order.payeeAccount.isEmpty() || order.payeeName.isEmpty())
        return refused(QStringLiteral("PayeeMissing"), order.orderNo);
    TRY_DONE(customerInfo(order.payeeName)); // whether it can be written at all
    return {};
}

Result<WireRequest> AcpChannel::signedRequest(const char* path, Fields fields) const {
    if (!m_keys.own) return refused(QStringLiteral("NoPrivateKey"), m_profile.code);
    TRY(const Fields complete, signedFields(std::move(fields), m_keys.certId, *m_keys.own));
    return WireRequest{path, encodeForm(complete)};
}

Result<WireRequest> AcpChannel::buildSend(const PaymentOrder& order) const {
    TRY_DONE(checkOrder(order));
    Fields fields = commonFields(QStringLiteral("12"));
    fields[QStringLiteral("orderId")] = order.orderNo;
    fields[QStringLiteral("txnTime")] = order.txnTime;
    fields[QStringLiteral("accType")] =
        order.payeeKind == AccountKind::Card ? QStringLiteral("01") : QStringLiteral("04");
    TRY(fields[QStringLiteral("accNo")], encryptedAccount(order.payeeAccount, m_keys.bank));
    TRY(fields[QStringLiteral("customerInfo")], customerInfo(order.payeeName));
    fields[QStringLiteral("txnAmt")] = QString::number(order.amount.minor);
    fields[QStringLiteral("currencyCode")] = QStringLiteral("156");
    fields[QStringLiteral("reqReserved")] = order.remark.left(256);
    return signedRequest(sendPath, std::move(fields));
}

Result<WireRequest> AcpChannel::buildQuery(const QueryOrder& order) const {
    if (!matches(order.orderNo, QStringLiteral("[0-9A-Za-z]{8,40}")))
        return refused(QStringLiteral("OrderNoPattern"), order.orderNo.left(40));
    if (!isTxnTime(order.txnTime)) return refused(QStringLiteral("BadTxnTime"), order.txnTime.left(20));
    Fields fields = commonFields(QStringLiteral("00"));
    fields[QStringLiteral("orderId")] = order.orderNo;
    fields[QStringLiteral("txnTime")] = order.txnTime;
    return signedRequest(queryPath, std::move(fields));
}

AcpChannel::Reading AcpChannel::read(const Expected& expected, const RawReply& reply) const {
    Reading out;
    out.answer.tableVersion = m_table.version();
    out.answer.raw = maskedRaw(reply.body, {expected.orderNo, expected.flowNo, expected.txnTime});
    out.answer.message = describeWire(reply);
    if (reply.result != WireResult::Answered || reply.httpStatus != 200) return out;
    const auto fields = decodeForm(reply.body);
    out.answer.message = QStringLiteral("the answer is no ACP message");
    if (!fields) return out;
    out.answer.signatureValid = isSignedBy(*fields, m_keys.bank);
    out.answer.message = QStringLiteral("the answer is not signed by the bank");
    if (!out.answer.signatureValid) {
        out.answer.unsignedMessage = isMessage(*fields);
        return out;
    }
    const bool sameOrder = valueOf(*fields, QStringLiteral("orderId")) == expected.orderNo &&
                           valueOf(*fields, QStringLiteral("txnTime")) == expected.txnTime &&
                           absentOr(*fields, QStringLiteral("merId"), m_profile.merId) &&
                           absentOr(*fields, QStringLiteral("txnType"), expected.txnType);
    if (!sameOrder) {
        // Named and another, not merely left out.
        out.answer.contradicts = !absentOr(*fields, QStringLiteral("orderId"), expected.orderNo) ||
                                 !absentOr(*fields, QStringLiteral("txnTime"), expected.txnTime) ||
                                 !absentOr(*fields, QStringLiteral("merId"), m_profile.merId) ||
                                 !absentOr(*fields, QStringLiteral("txnType"), expected.txnType);
        out.answer.message = maskedRaw(QStringLiteral("the answer names order %1 of %2")
                                           .arg(valueOf(*fields, QStringLiteral("orderId")).left(40),
                                                valueOf(*fields, QStringLiteral("txnTime")).left(20))
                                           .toUtf8(),
                                       {expected.orderNo, expected.txnTime});
        return out;
    }
    const QString amount = valueOf(*fields, QStringLiteral("txnAmt"));
    const QString currency = valueOf(*fields, QStringLiteral("currencyCode"));
    out.usable = true;
    out.fields = *fields;
    out.amountNamed = !amount.isEmpty() || !currency.isEmpty();
    out.answer.amountAndOrderEqual =
        amount == QString::number(expected.amount.minor) && currency == QStringLiteral("156");
    out.answer.contradicts = out.amountNamed && !out.answer.amountAndOrderEqual;
    out.answer.flowNo = valueOf(*fields, QStringLiteral("queryId"));
    return out;
}

Answer AcpChannel::classifySend(const PaymentOrder& order, const RawReply& reply) const {
    Reading reading = read({QStringLiteral("12"), order.orderNo, order.txnTime, {}, order.amount}, reply);
    Answer& answer = reading.answer;
    if (!reading.usable) return answer; // Outcome::Unknown
    answer.code = valueOf(reading.fields, QStringLiteral("respCode"));
    answer.message = valueOf(reading.fields, QStringLiteral("respMsg"));
    const CodeMeaning found = m_table.lookup(CodePlace::Send, answer.code);
    answer.codeListed = found.listed;
    // An accepted answer may leave the amount out; one that names another amount is about something else (trap 6).
    answer.outcome = answer.contradicts ? Outcome::Unknown : found.outcome;
    if (answer.contradicts) answer.message = amountDifference(reading.fields, order.amount);
    if (answer.outcome == Outcome::Success && !answer.amountAndOrderEqual) answer.outcome = Outcome::Unknown;
    return answer;
}

Answer AcpChannel::classifyQuery(const QueryOrder& order, const RawReply& reply) const {
    Reading reading = read({QStringLiteral("00"), order.orderNo, order.txnTime, order.flowNo, order.amount}, reply);
    Answer& answer = reading.answer;
    answer.outcome = Outcome::QueryFailed;
    if (!reading.usable) return answer;
    answer.code = valueOf(reading.fields, QStringLiteral("respCode"));
    answer.message = valueOf(reading.fields, QStringLiteral("respMsg"));
    if (!m_table.looksInside(answer.code)) {
        const CodeMeaning outer = m_table.lookup(CodePlace::Query, answer.code);
        answer.codeListed = outer.listed;
        answer.outcome = outer.listed ? outer.outcome : Outcome::QueryFailed;
        answer.contradicts = false; // it says nothing about the order itself
        return answer;
    }
    answer.code = valueOf(reading.fields, QStringLiteral("origRespCode"));
    answer.message = valueOf(reading.fields, QStringLiteral("origRespMsg"));
    const CodeMeaning inner = m_table.lookup(CodePlace::QueryOriginal, answer.code);
    answer.codeListed = inner.listed;
    const bool unprovenSuccess = inner.outcome == Outcome::Success && !answer.amountAndOrderEqual;
    answer.outcome = answer.contradicts || unprovenSuccess ? Outcome::Unknown : inner.outcome;
    if (answer.contradicts) answer.message = amountDifference(reading.fields, order.amount);
    return answer;
}

} // namespace payout::channel::acp
