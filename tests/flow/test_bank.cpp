// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flow/test_bank.h"

namespace payout::support {

namespace {

using channel::RawReply;
using channel::WireResult;

RawReply answered(const QString& text) { return RawReply{WireResult::Answered, 200, text.toUtf8(), 100, QString()}; }

QString answerText(rules::Outcome outcome, const QString& code, const QString& orderNo, std::int64_t minor) {
    return QStringLiteral("%1|%2|%3|%4").arg(storedName(outcome), code, orderNo).arg(minor);
}

channel::Answer answerOf(const RawReply& reply, const QString& orderNo, Money amount, rules::Outcome otherwise) {
    channel::Answer answer;
    answer.outcome = otherwise;
    answer.raw = channel::maskedRaw(reply.body, {orderNo});
    const QStringList parts = answer.raw.split(u'|');
    answer.unsignedMessage = parts.size() == 5;
    if (reply.result != WireResult::Answered || parts.size() != 4) return answer;
    const auto outcome = rules::outcomeNamed(parts[0]);
    if (!outcome) return answer;
    answer.outcome = *outcome;
    answer.code = parts[1];
    answer.codeListed = parts[1] != u"0Z";
    answer.flowNo = QStringLiteral("F") + parts[2];
    answer.amountAndOrderEqual = parts[2] == orderNo && parts[3] == QString::number(amount.minor);
    answer.signatureValid = true;
    answer.contradicts = !answer.amountAndOrderEqual;
    if (answer.contradicts) {
        answer.outcome = otherwise;
        answer.message = QStringLiteral("the answer names %1").arg(parts[3]);
    }
    answer.tableVersion = 1;
    return answer;
}

class TestWire final : public channel::Wire {
public:
    explicit TestWire(TestBank& bank) : m_bank(bank) {}
    Done dial() override { return m_bank.connectTo(); }
    RawReply exchange(const channel::WireRequest& request) override {
        m_bytes = request.body.size();
        return m_bank.handle(request);
    }
    qint64 bytesWritten() const override { return m_bytes; }

private:
    TestBank& m_bank;
    qint64 m_bytes = 0;
};

} // namespace

int TestBank::totalExecutions() const {
    int total = 0;
    for (const int count : m_book) total += count;
    return total;
}

Done TestBank::connectTo() {
    ++m_connections;
    if (act == BankAct::RefuseConnection) return unavailable(QStringLiteral("ConnectFailed"));
    return {};
}

RawReply TestBank::handle(const channel::WireRequest& request) {
    const QStringList parts = QString::fromUtf8(request.body).split(u'|');
    const std::int64_t minor = parts[2].toLongLong();
    RawReply reply = parts[0] == u"SEND" ? handleSend(parts[1], minor) : handleQuery(parts[1], minor);
    if (unsignedAnswers && reply.result == WireResult::Answered) reply.body += "|unsigned";
    return reply;
}

RawReply TestBank::handleSend(const QString& orderNo, std::int64_t minor) {
    using rules::Outcome;
    ++m_sends;
    if (onSend) onSend(orderNo);
    if (refusesKnownNumbers && m_book.contains(orderNo))
        return answered(answerText(Outcome::DuplicateOrder, QStringLiteral("94"), orderNo, minor));
    const BankAct what = actFor(orderNo);
    const bool pays =
        what == BankAct::PayAndAccept || what == BankAct::PayAndSayError || what == BankAct::PayAndStaySilent;
    if (pays) ++m_book[orderNo];
    if (beforeAnswer) beforeAnswer();
    switch (what) {
    case BankAct::AcceptOnly:
    case BankAct::PayAndAccept:
        return answered(answerText(Outcome::Accepted, QStringLiteral("00"), orderNo, minor + wrongMinorInSend));
    case BankAct::PayAndSayError:
        return answered(answerText(Outcome::FailedFinal, QStringLiteral("30"), orderNo, minor));
    case BankAct::AnswerUnlistedCode:
        return answered(answerText(Outcome::Unknown, QStringLiteral("0Z"), orderNo, minor));
    case BankAct::AnswerPayeeError:
        m_payeeError[orderNo] = true;
        return answered(answerText(Outcome::Accepted, QStringLiteral("00"), orderNo, minor));
    case BankAct::PayAndStaySilent:
    case BankAct::IgnoreSilently:
    case BankAct::RefuseConnection: break;
    }
    return RawReply{WireResult::SentNoAnswer, 0, {}, 100, QString()};
}

RawReply TestBank::handleQuery(const QString& orderNo, std::int64_t minor) {
    using rules::Outcome;
    if (!nextQueries.empty()) {
        const Outcome scripted = nextQueries.front();
        nextQueries.pop_front();
        if (scripted == Outcome::QueryFailed)
            return answered(QStringLiteral("<html>\x1busy</html>").replace(QChar(1), QChar(0)));
        return answered(answerText(scripted, QStringLiteral("34"), orderNo, minor));
    }
    if (m_payeeError.value(orderNo))
        return answered(answerText(Outcome::PayeeError, QStringLiteral("61"), orderNo, minor));
    if (m_book.value(orderNo) > 0)
        return answered(answerText(Outcome::Success, QStringLiteral("00"), orderNo, minor + wrongMinorInAnswer));
    return answered(answerText(Outcome::NotExistExplicit, QStringLiteral("34"), orderNo, minor));
}

TestChannel::TestChannel() {
    settings.code = QStringLiteral("TEST");
    settings.name = QStringLiteral("test bank");
    settings.adapter = QStringLiteral("test");
    settings.querySchedule = {std::chrono::seconds(60), std::chrono::seconds(180), std::chrono::seconds(3600)};
    settings.statementKind = channel::StatementKind::Intraday;
    settings.pause.enabled = true;
}

Done TestChannel::checkOrder(const channel::PaymentOrder& order) const {
    if (order.payeeName.contains(u'{')) return refused(QStringLiteral("BadPayeeName")); // as ACP's customerInfo
    return {};
}

Result<channel::WireRequest> TestChannel::buildSend(const channel::PaymentOrder& order) const {
    TRY_DONE(checkOrder(order));
    return channel::WireRequest{"/send",
                                QStringLiteral("SEND|%1|%2").arg(order.orderNo).arg(order.amount.minor).toUtf8()};
}

Result<channel::WireRequest> TestChannel::buildQuery(const channel::QueryOrder& order) const {
    return channel::WireRequest{"/query",
                                QStringLiteral("QUERY|%1|%2").arg(order.orderNo).arg(order.amount.minor).toUtf8()};
}

channel::Answer TestChannel::classifySend(const channel::PaymentOrder& order, const channel::RawReply& reply) const {
    return answerOf(reply, order.orderNo, order.amount, rules::Outcome::Unknown);
}

channel::Answer TestChannel::classifyQuery(const channel::QueryOrder& order, const channel::RawReply& reply) const {
    return answerOf(reply, order.orderNo, order.amount, rules::Outcome::QueryFailed);
}

channel::WireFactory wiresTo(TestBank& bank) {
    return [&bank](const channel::ChannelProfile&) { return std::make_unique<TestWire>(bank); };
}

} // namespace payout::support
