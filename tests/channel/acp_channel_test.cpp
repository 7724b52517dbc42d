// SPDX-License-Identifier: GPL-3.0-or-later
// What UnionPay's answers mean, from bytes (spec 4.1, R20, R47, S20, traps 1-10 and 18; A9-A11, A43).
#include "core/channel/acp/acp_channel.h"
#include "core/channel/acp/acp_message.h"

#include <QTest>

using namespace payout;
using namespace payout::channel;
using namespace payout::channel::acp;
using rules::Outcome;

namespace {

const QString orderNo = QStringLiteral("20261122000000000000000101");
const QString txnTime = QStringLiteral("20261122140327");
const QString account = QStringLiteral("6217000010000000017");

PaymentOrder order() {
    return {orderNo, txnTime, Money{1050}, QStringLiteral("王小明"), account, AccountKind::Card, {}, {}};
}
QueryOrder question() { return {orderNo, txnTime, {}, Money{1050}}; }

RawReply answered(const QByteArray& body, int status = 200) { return {WireResult::Answered, status, body, 100, {}}; }

using Change = void (*)(Fields&);
void unchanged(Fields&) {}

} // namespace

class AcpChannelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        const auto own = generateKeyPair();
        const auto bank = generateKeyPair();
        m_bankKey = std::make_unique<PrivateKey>(*PrivateKey::fromPem(bank->privatePem));
        m_ownOpen = std::make_unique<PublicKey>(*PublicKey::fromPem(own->publicPem));
        m_keys = std::make_unique<AcpKeys>(AcpKeys{QStringLiteral("68759663125"), *PrivateKey::fromPem(own->privatePem),
                                                   *PublicKey::fromPem(bank->publicPem)});
        m_channel = *AcpChannel::create(profile(), table(), *m_keys);
    }

    void theTableMustBeTheApprovedOne() {
        ChannelProfile other = profile();
        other.codeTableVersion = 2;
        QCOMPARE(AcpChannel::create(other, table(), *m_keys).error().code, QStringLiteral("CodeTableVersion"));
        other = profile();
        other.adapter = QStringLiteral("epcc");
        QCOMPARE(AcpChannel::create(other, table(), *m_keys).error().code, QStringLiteral("AdapterMismatch"));
        other = profile();
        other.amountUnit = AmountUnit::Yuan; // trap 17
        QCOMPARE(AcpChannel::create(other, table(), *m_keys).error().code, QStringLiteral("AmountUnit"));
    }

    void aSendSaysWhatTheSpecSays() {
        const auto request = m_channel->buildSend(order());
        QVERIFY(request);
        QCOMPARE(request->path, QByteArray("/gateway/api/backTransReq.do"));
        const Fields fields = *decodeForm(request->body);
        QVERIFY(isSignedBy(fields, *m_ownOpen));
        const std::map<const char*, QString> expected{{"txnType", QStringLiteral("12")},
                                                      {"txnSubType", QStringLiteral("00")},
                                                      {"bizType", QStringLiteral("000401")},
                                                      {"accessType", QStringLiteral("0")},
                                                      {"orderId", orderNo},
                                                      {"txnTime", txnTime},
                                                      {"txnAmt", QStringLiteral("1050")},
                                                      {"currencyCode", QStringLiteral("156")},
                                                      {"accType", QStringLiteral("01")},
                                                      {"merId", QStringLiteral("777290058110048")}};
        for (const auto& [key, value] : expected) QCOMPARE(valueOf(fields, QLatin1String(key)), value);
        QCOMPARE(decryptedAccount(valueOf(fields, QStringLiteral("accNo")), *m_bankKey).value(), account);
        QCOMPARE(payeeNameIn(valueOf(fields, QStringLiteral("customerInfo"))).value(), QStringLiteral("王小明"));
        QVERIFY(!request->body.contains(account.toLatin1())); // never in the clear
    }

    void aCompanyAccountIsMarked() {
        PaymentOrder company = order();
        company.payeeKind = AccountKind::Company;
        const Fields fields = *decodeForm(m_channel->buildSend(company)->body);
        QCOMPARE(valueOf(fields, QStringLiteral("accType")), QStringLiteral("04"));
    }

    void ordersThatTheChannelCannotCarryAreRefused() {
        const auto codeOf = [&](auto change) {
            PaymentOrder bad = order();
            change(bad);
            const auto request = m_channel->buildSend(bad);
            return request ? QString() : request.error().code;
        };
        QCOMPARE(codeOf([](PaymentOrder& o) { o.orderNo = QStringLiteral("2026-1122"); }),
                 QStringLiteral("OrderNoPattern"));
        QCOMPARE(codeOf([](PaymentOrder& o) { o.orderNo = QStringLiteral("short"); }),
                 QStringLiteral("OrderNoPattern"));
        QCOMPARE(codeOf([](PaymentOrder& o) { o.orderNo += u'\n'; }), QStringLiteral("OrderNoPattern"));
        QCOMPARE(codeOf([](PaymentOrder& o) { o.txnTime = QStringLiteral("now"); }), QStringLiteral("BadTxnTime"));
        QCOMPARE(codeOf([](PaymentOrder& o) { o.amount.minor = 0; }), QStringLiteral("AmountNotPayable"));
        QCOMPARE(codeOf([](PaymentOrder& o) { o.amount.minor = -1; }), QStringLiteral("AmountNotPayable"));
        QCOMPARE(codeOf([](PaymentOrder& o) { o.amount.currency = *Currency::parse(u"USD"); }),
                 QStringLiteral("AmountNotPayable"));
        QCOMPARE(codeOf([](PaymentOrder& o) { o.payeeName.clear(); }), QStringLiteral("PayeeMissing"));
        QCOMPARE(codeOf([](PaymentOrder& o) { o.payeeAccount.clear(); }), QStringLiteral("PayeeMissing"));
    }

    void aQueryUsesTheStoredOriginals() { // R41
        const auto request = m_channel->buildQuery(question());
        QVERIFY(request);
        QCOMPARE(request->path, QByteArray("/gateway/api/queryTrans.do"));
        const Fields fields = *decodeForm(request->body);
        QCOMPARE(valueOf(fields, QStringLiteral("txnType")), QStringLiteral("00"));
        QCOMPARE(valueOf(fields, QStringLiteral("orderId")), orderNo);
        QCOMPARE(valueOf(fields, QStringLiteral("txnTime")), txnTime);
        QVERIFY(isSignedBy(fields, *m_ownOpen));
    }

    void theDigestIsOfTheContent() {
        QCOMPARE(canonicalDigest(order()), canonicalDigest(order()));
        QVERIFY(m_channel->buildSend(order())->body != m_channel->buildSend(order())->body); // padding differs
        QStringList digests{canonicalDigest(order())};
        const auto changed = [&](auto change) {
            PaymentOrder other = order();
            change(other);
            digests.append(canonicalDigest(other));
        };
        changed([](PaymentOrder& o) { o.orderNo += u'1'; });
        changed([](PaymentOrder& o) { o.txnTime = QStringLiteral("20261122140328"); });
        changed([](PaymentOrder& o) { o.amount.minor = 1051; });
        changed([](PaymentOrder& o) { o.amount.currency = *Currency::parse(u"USD"); });
        changed([](PaymentOrder& o) { o.payeeName += u'明'; });
        changed([](PaymentOrder& o) { o.payeeAccount.chop(1); });
        changed([](PaymentOrder& o) { o.payeeKind = AccountKind::Company; });
        changed([](PaymentOrder& o) { o.payeeBankCode = QStringLiteral("1"); });
        changed([](PaymentOrder& o) { o.remark = QStringLiteral("1"); });
        changed([](PaymentOrder& o) { o.payeeName += QStringLiteral("6"), o.payeeAccount.remove(0, 1); });
        digests.removeDuplicates();
        QCOMPARE(digests.size(), 11);
    }

    void acceptedIsNotSuccess() {
        const Answer answer = sent("00");
        QVERIFY(answer.outcome == Outcome::Accepted);
        QVERIFY(answer.signatureValid && answer.amountAndOrderEqual && answer.codeListed);
        QCOMPARE(answer.flowNo, QStringLiteral("202611221403270000001"));
        QCOMPARE(answer.tableVersion, 1);
    }

    void codesOfASend_data() {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<bool>("listed");
        const auto row = [](const char* code, const char* outcome, bool listed) {
            QTest::addRow("'%s'", code) << QString::fromLatin1(code) << QString::fromLatin1(outcome) << listed;
        };
        row("01", "UNKNOWN", true);
        row("03", "UNKNOWN", true);
        row("12", "DUPLICATE_ORDER", true); // trap 10
        row("33", "FAILED_FINAL", true);
        row("34", "UNKNOWN", true);
        row("61", "FAILED_FINAL", true); // 4.6: only a query makes it a payee error
        row("A6", "UNKNOWN", true);
        row("0Z", "UNKNOWN", false); // A9
        row("00 ", "UNKNOWN", false);
        row(" 00", "UNKNOWN", false);
        row("0O", "UNKNOWN", false);
        row("a6", "UNKNOWN", false);
    }

    void codesOfASend() {
        QFETCH(QString, code);
        QFETCH(QString, outcome);
        QFETCH(bool, listed);
        const Answer answer = sent(code.toLatin1().constData());
        QCOMPARE(rules::storedName(answer.outcome), outcome);
        QCOMPARE(answer.codeListed, listed);
        QCOMPARE(answer.code, code); // nothing trimmed
    }

    void aSendThatNamesSomethingElseIsUnknown() { // S20, trap 6
        const auto outcomeWith = [&](Change change) { return sent("00", change).outcome; };
        QVERIFY(outcomeWith([](Fields& f) { f[QStringLiteral("txnAmt")] = QStringLiteral("1051"); }) ==
                Outcome::Unknown);
        QVERIFY(outcomeWith([](Fields& f) { f[QStringLiteral("txnAmt")] = QStringLiteral("10.50"); }) ==
                Outcome::Unknown);
        QVERIFY(outcomeWith([](Fields& f) { f[QStringLiteral("currencyCode")] = QStringLiteral("840"); }) ==
                Outcome::Unknown);
        QVERIFY(outcomeWith([](Fields& f) { f[QStringLiteral("orderId")] += u'1'; }) == Outcome::Unknown);
        QVERIFY(outcomeWith([](Fields& f) { f[QStringLiteral("txnTime")] = QStringLiteral("20261122140328"); }) ==
                Outcome::Unknown);
        QVERIFY(outcomeWith([](Fields& f) { f[QStringLiteral("merId")] = QStringLiteral("777290058110049"); }) ==
                Outcome::Unknown);
        QVERIFY(outcomeWith([](Fields& f) { f[QStringLiteral("txnType")] = QStringLiteral("00"); }) ==
                Outcome::Unknown);
        QVERIFY(outcomeWith([](Fields& f) { f.erase(QStringLiteral("orderId")); }) == Outcome::Unknown);
    }

    /// What raises an incident (S20, A10): named and another. What is left out, or what is no message, is neither.
    void whatContradictsAndWhatIsUnsigned() {
        const auto flags = [](const Answer& answer) {
            return QStringLiteral("%1 %2").arg(answer.contradicts).arg(answer.unsignedMessage);
        };
        const auto bothWays = [&](const char* code, Change change) {
            const QString onSend = flags(sent(code, change));
            const QString onQuery = flags(queried(QLatin1String(code), QStringLiteral("00"), change));
            return onSend == onQuery ? onSend : onSend + u'/' + onQuery;
        };
        QCOMPARE(bothWays("00", unchanged), QStringLiteral("0 0"));
        for (const auto& [key, value] :
             {std::pair{"txnAmt", "1051"}, {"currencyCode", "840"}, {"orderId", "X"}, {"txnTime", "20261122140328"}}) {
            static QString name, other;
            name = QString::fromLatin1(key);
            other = QString::fromLatin1(value);
            QCOMPARE(bothWays("00", [](Fields& f) { f[name] = other; }), QStringLiteral("1 0"));
        }
        QCOMPARE(
            bothWays("00",
                     [](Fields& f) { f.erase(QStringLiteral("txnAmt")), f.erase(QStringLiteral("currencyCode")); }),
            QStringLiteral("0 0"));
        QCOMPARE(bothWays("00", [](Fields& f) { f.erase(QStringLiteral("orderId")); }), QStringLiteral("0 0"));
        // The bank's words about it carry no account number.
        const Answer other = sent("00", [](Fields& f) { f[QStringLiteral("orderId")] = account; });
        QVERIFY(other.contradicts);
        QVERIFY2(!other.message.contains(account), qPrintable(other.message));
        QVERIFY(sent("00", [](Fields& f) {
                    f[QStringLiteral("txnAmt")] = QStringLiteral("1051");
                }).message.contains(QStringLiteral("1051")));

        const QByteArray body =
            encodeForm({{QStringLiteral("orderId"), orderNo}, {QStringLiteral("respCode"), QStringLiteral("00")}});
        QCOMPARE(flags(m_channel->classifySend(order(), answered(body))), QStringLiteral("0 1"));
        QCOMPARE(flags(m_channel->classifyQuery(question(), answered(body))), QStringLiteral("0 1"));
        QCOMPARE(flags(m_channel->classifyQuery(question(), answered("<html>busy</html>"))), QStringLiteral("0 0"));
        QCOMPARE(flags(m_channel->classifyQuery(question(), answered("a=b"))), QStringLiteral("0 0"));
        QCOMPARE(flags(m_channel->classifyQuery(question(), answered(body, 502))), QStringLiteral("0 0"));
    }

    void anAcceptedAnswerMayLeaveTheAmountOut() {
        const Answer answer = sent("00", [](Fields& f) {
            f.erase(QStringLiteral("txnAmt"));
            f.erase(QStringLiteral("currencyCode"));
        });
        QVERIFY(answer.outcome == Outcome::Accepted);
        QVERIFY(!answer.amountAndOrderEqual);
    }

    void theQueryMatrix_data() {
        QTest::addColumn<QString>("outer");
        QTest::addColumn<QString>("inner");
        QTest::addColumn<QString>("outcome");
        const auto row = [](const char* outer, const char* inner, const char* outcome) {
            QTest::addRow("%s/%s", outer, inner)
                << QString::fromLatin1(outer) << QString::fromLatin1(inner) << QString::fromLatin1(outcome);
        };
        row("00", "00", "SUCCESS");
        row("00", "A6", "SUCCESS");
        row("00", "a6", "UNKNOWN");
        row("00", "00 ", "UNKNOWN");
        row("00", "0Z", "UNKNOWN");
        row("00", "", "UNKNOWN");
        row("00", "08", "UNKNOWN"); // A43
        row("00", "09", "UNKNOWN");
        row("00", "05", "PROCESSING");
        row("00", "03", "UNKNOWN");
        row("00", "34", "UNKNOWN"); // not the outer 34
        row("00", "60", "UNKNOWN");
        row("00", "61", "PAYEE_ERROR");
        row("00", "66", "PAYEE_ERROR");
        row("00", "30", "FAILED_FINAL");
        row("34", "", "NOT_EXIST_EXPLICIT");
        row("34", "00", "NOT_EXIST_EXPLICIT"); // the inner code counts only under an outer 00
        row("10", "00", "QUERY_FAILED");
        row("11", "", "QUERY_FAILED");
        row("37", "", "QUERY_FAILED");
        row("0Z", "00", "QUERY_FAILED");
        row("00 ", "00", "QUERY_FAILED");
        row("", "00", "QUERY_FAILED");
    }

    void theQueryMatrix() {
        QFETCH(QString, outer);
        QFETCH(QString, inner);
        QFETCH(QString, outcome);
        QCOMPARE(rules::storedName(queried(outer, inner).outcome), outcome);
    }

    void newCodesOfAQueryAreTold() {
        QVERIFY(!queried(QStringLiteral("00"), QStringLiteral("0Z")).codeListed);
        QVERIFY(!queried(QStringLiteral("0Z"), {}).codeListed);
        QVERIFY(queried(QStringLiteral("34"), {}).codeListed);
    }

    void aQuerySuccessMustNameTheAmount() { // A10
        const auto with = [&](Change change) { return queried(QStringLiteral("00"), QStringLiteral("00"), change); };
        Answer answer = with([](Fields& f) { f[QStringLiteral("txnAmt")] = QStringLiteral("1051"); });
        QVERIFY(answer.outcome == Outcome::Unknown);
        QVERIFY(!answer.amountAndOrderEqual);
        answer = with([](Fields& f) { f.erase(QStringLiteral("txnAmt")); });
        QVERIFY(answer.outcome == Outcome::Unknown);
        answer = with([](Fields& f) { f[QStringLiteral("orderId")] += u'1'; });
        QVERIFY(answer.outcome == Outcome::QueryFailed);
        answer = with([](Fields& f) { f[QStringLiteral("txnType")] = QStringLiteral("12"); });
        QVERIFY(answer.outcome == Outcome::QueryFailed);
    }

    void whatIsNoAnswer_data() {
        QTest::addColumn<int>("result");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char* name, WireResult result, int status, const QByteArray& body) {
            QTest::newRow(name) << static_cast<int>(result) << status << body;
        };
        row("no connection", WireResult::ConnectFailed, 0, {});
        row("died", WireResult::DiedBeforeFirstByte, 0, {});
        row("silence", WireResult::SentNoAnswer, 0, {});
        row("html 200", WireResult::Answered, 200, "<html>error</html>"); // A11, trap 18
        row("empty", WireResult::Answered, 200, {});
        row("binary", WireResult::Answered, 200, QByteArray("\x00\xff=\x01", 4));
        row("unsigned", WireResult::Answered, 200,
            "orderId=20261122000000000000000101&txnTime=20261122140327&respCode=00&origRespCode=00&txnAmt=1050&"
            "currencyCode=156"); // trap 4
        row("json", WireResult::Answered, 200, R"({"respCode":"00"})");
    }

    void whatIsNoAnswer() {
        QFETCH(int, result);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        const RawReply reply{static_cast<WireResult>(result), status, body, 0, {}};
        const Answer send = m_channel->classifySend(order(), reply);
        QVERIFY(send.outcome == Outcome::Unknown);
        QVERIFY(!send.signatureValid && !send.amountAndOrderEqual && send.code.isEmpty());
        QVERIFY(!send.message.isEmpty());
        QVERIFY(m_channel->classifyQuery(question(), reply).outcome == Outcome::QueryFailed);
    }

    void aWholeAnswerCountsOnlyWithStatus200AndAWholeWire() {
        const QByteArray body = signedBody("00", "00");
        QVERIFY(m_channel->classifyQuery(question(), answered(body)).outcome == Outcome::Success);
        for (const int status : {201, 302, 404, 500, 502})
            QVERIFY(m_channel->classifyQuery(question(), answered(body, status)).outcome == Outcome::QueryFailed);
        const RawReply cut{WireResult::SentNoAnswer, 0, body, 10, {}};
        QVERIFY(m_channel->classifyQuery(question(), cut).outcome == Outcome::QueryFailed);
    }

    void everyCutOfASignedAnswerIsNoAnswer() {
        const QByteArray body = signedBody("00", "00");
        for (qsizetype size = 0; size < body.size(); ++size)
            QVERIFY2(m_channel->classifyQuery(question(), answered(body.first(size))).outcome == Outcome::QueryFailed,
                     QByteArray::number(size).constData());
    }

    void anotherKeysSignatureIsNone() {
        const auto stranger = generateKeyPair();
        const Fields fields =
            *signedFields(fieldsOf("00", "00"), QStringLiteral("1"), *PrivateKey::fromPem(stranger->privatePem));
        const Answer answer = m_channel->classifyQuery(question(), answered(encodeForm(fields)));
        QVERIFY(answer.outcome == Outcome::QueryFailed);
        QVERIFY(!answer.signatureValid);
    }

    void rawTextMasksAccounts() { // I27
        const QByteArray body = "<html>card 6217000010000000017 order 20261122000000000000000101</html>";
        const Answer answer = m_channel->classifySend(order(), answered(body));
        QVERIFY(!answer.raw.contains(account));
        QVERIFY(answer.raw.contains(orderNo));
        // A NUL is no text that both engines store; its picture is, and nothing after it is lost.
        const QString withNul = m_channel->classifySend(order(), answered(QByteArray("a\0b", 3))).raw;
        QCOMPARE(withNul, QString(QStringLiteral("a") + QChar(0x2400) + u'b'));
        QVERIFY(m_channel->classifySend(order(), answered(QByteArray(100'000, 'x'))).raw.size() <= 16'384);
    }

private:
    static ChannelProfile profile() {
        return *loadChannelProfile(QStringLiteral(PAYOUT_RESOURCES "/channels/practice.profile.json"));
    }
    static CodeTable table() { return *loadCodeTable(QStringLiteral(PAYOUT_RESOURCES "/channels/acp.codes.json")); }

    static Fields fieldsOf(const char* outer, const char* inner) {
        Fields out{{QStringLiteral("orderId"), orderNo},
                   {QStringLiteral("txnTime"), txnTime},
                   {QStringLiteral("merId"), QStringLiteral("777290058110048")},
                   {QStringLiteral("respCode"), QLatin1String(outer)},
                   {QStringLiteral("respMsg"), QStringLiteral("应答")},
                   {QStringLiteral("queryId"), QStringLiteral("202611221403270000001")},
                   {QStringLiteral("txnAmt"), QStringLiteral("1050")},
                   {QStringLiteral("currencyCode"), QStringLiteral("156")}};
        if (inner) out[QStringLiteral("origRespCode")] = QLatin1String(inner);
        return out;
    }

    QByteArray signedBody(const char* outer, const char* inner, Change change = unchanged) const {
        Fields fields = fieldsOf(outer, inner);
        fields[QStringLiteral("txnType")] = inner ? QStringLiteral("00") : QStringLiteral("12");
        change(fields);
        return encodeForm(*signedFields(std::move(fields), QStringLiteral("1"), *m_bankKey));
    }
    Answer sent(const char* code, Change change = unchanged) const {
        return m_channel->classifySend(order(), answered(signedBody(code, nullptr, change)));
    }
    Answer queried(const QString& outer, const QString& inner, Change change = unchanged) const {
        const QByteArray body = signedBody(outer.toLatin1().constData(), inner.toLatin1().constData(), change);
        return m_channel->classifyQuery(question(), answered(body));
    }

    std::unique_ptr<PrivateKey> m_bankKey;
    std::unique_ptr<PublicKey> m_ownOpen;
    std::unique_ptr<AcpKeys> m_keys;
    std::unique_ptr<AcpChannel> m_channel;
};

QTEST_GUILESS_MAIN(AcpChannelTest)
#include "acp_channel_test.moc"
