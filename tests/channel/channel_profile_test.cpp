// SPDX-License-Identifier: GPL-3.0-or-later
// Channel profiles are strict, written back unchanged, and say how far statements must reach (spec 4.0, R29, R41).
#include "core/channel/channel_profile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace payout;
using namespace payout::channel;

namespace {

const QString practiceFile = QStringLiteral(PAYOUT_RESOURCES "/channels/practice.profile.json");

QJsonObject practiceJson() { return QJsonDocument::fromJson(toJson(*loadChannelProfile(practiceFile))).object(); }

Result<ChannelProfile> parsedWith(const QString& key, const QJsonValue& value) {
    QJsonObject object = practiceJson();
    object.insert(key, value);
    return parseChannelProfile(QJsonDocument(object).toJson(), QStringLiteral("x.json"));
}

UtcTime local(const char* text) { return *parseIso(QString::fromLatin1(text)); }

ChannelProfile daily() {
    ChannelProfile profile = *loadChannelProfile(practiceFile);
    profile.statementKind = StatementKind::Daily;
    return profile;
}

} // namespace

class ChannelProfileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theShippedProfilesLoad() {
        for (const char* name : {"practice", "unionpay"}) {
            const auto profile = loadChannelProfile(
                QStringLiteral(PAYOUT_RESOURCES "/channels/%1.profile.json").arg(QLatin1String(name)));
            QVERIFY2(profile, profile ? "" : qPrintable(describe(profile.error())));
            QVERIFY(!profile->notExistIsProof);
            QVERIFY(!profile->idempotentByOrderNo);
            QVERIFY(!profile->syncSuccessFinal);
        }
    }

    void whatIsLeftOutIsCautious() {
        const QByteArray least = R"({"code":"X1","name":"x","adapter":"acp","codeTableVersion":1,
            "endpoint":"https://bank.example","merId":"777290058110048"})";
        const auto profile = parseChannelProfile(least, QStringLiteral("x.json"));
        QVERIFY(profile);
        QCOMPARE(profile->querySchedule.size(), std::size_t{8}); // R22: 1, 3, 5, 10, 20, 30, 45, 60 minutes
        QCOMPARE(profile->querySchedule.front(), std::chrono::seconds(60));
        QCOMPARE(profile->querySchedule.back(), std::chrono::seconds(3600));
        QCOMPARE(profile->queryRepeat, std::chrono::seconds(3600));
        QCOMPARE(profile->lockMinutes, std::chrono::minutes(60));
        QCOMPARE(profile->sendTimeout, std::chrono::seconds(30));
        QCOMPARE(profile->processingMax, std::chrono::minutes(10));
        QCOMPARE(profile->stableMinutes, std::chrono::minutes(15));
        QCOMPARE(profile->subBatchRowsMax, 500);
        QCOMPARE(formatPlain(profile->subBatchAmountMax), QStringLiteral("5000000.00"));
        QVERIFY(profile->statementKind == StatementKind::Daily);
        QVERIFY(profile->statementsStateBalances); // T12
        QVERIFY(profile->pause.enabled);
        QVERIFY(!profile->notExistIsProof && !profile->idempotentByOrderNo && !profile->syncSuccessFinal);
    }

    void writtenBackItIsTheSame() {
        auto profile = loadChannelProfile(practiceFile);
        QVERIFY(profile);
        QVERIFY(profile->statementsStateBalances);
        profile->statementsStateBalances = false;
        const auto again = parseChannelProfile(toJson(*profile), QStringLiteral("again"));
        QVERIFY(again);
        QVERIFY(!again->statementsStateBalances);
        QCOMPARE(toJson(*again), toJson(*profile));
    }

    void everyKeyRefusesAnotherType() {
        const QJsonObject object = practiceJson();
        for (const QString& key : object.keys()) {
            const QJsonValue wrong = object.value(key).isString() ? QJsonValue(7) : QJsonValue(QStringLiteral("seven"));
            const auto profile = parsedWith(key, wrong);
            QVERIFY2(!profile, qPrintable(key));
            QCOMPARE(profile.error().kind, ErrorKind::Refused);
            QVERIFY2(profile.error().detail.startsWith(QStringLiteral("x.json: ") + key), qPrintable(key));
        }
    }

    void refusals_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* key, const QJsonValue& value, const char* code) {
            QTest::newRow(key) << QString::fromLatin1(key) << value << QString::fromLatin1(code);
        };
        row("lockMinuts", 60, "ConfigUnknownKey");
        row("lockMinutes", 59, "ConfigOutOfRange"); // R23
        row("lockMinutes ", 90, "ConfigUnknownKey");
        row("sendTimeoutSeconds", 0, "ConfigOutOfRange");
        row("sendTimeoutSeconds", 30.5, "ConfigWrongType");
        row("codeTableVersion", 0, "ConfigOutOfRange");
        row("endpoint", QStringLiteral("http://bank.example"), "ConfigOutOfRange");
        row("endpoint", QStringLiteral("https://u:p@bank.example"), "ConfigOutOfRange");
        row("endpoint", QStringLiteral("ftp://127.0.0.1"), "ConfigOutOfRange");
        row("merId", QStringLiteral("77729005811004"), "ConfigOutOfRange");
        row("statementKind", QStringLiteral("intraday"), "ConfigOutOfRange");
        row("statementsStateBalances", QStringLiteral("no"), "ConfigWrongType");
        row("amountUnit", QStringLiteral("CENT"), "ConfigOutOfRange");
        row("signing", QStringLiteral("NONE"), "ConfigOutOfRange");
        row("orderNoPattern", QStringLiteral("[0-9]+"), "ConfigOutOfRange");
        row("orderNoPattern", QStringLiteral("^[0-9$"), "ConfigOutOfRange");
        row("querySchedule", QJsonArray{60, 60}, "ConfigOutOfRange");
        row("querySchedule", QJsonArray{}, "ConfigOutOfRange");
        row("querySchedule", QJsonArray{QStringLiteral("60")}, "ConfigOutOfRange");
        row("cutoff", QStringLiteral("24:01"), "ConfigOutOfRange");
        row("cutoff", QStringLiteral("23:5"), "ConfigOutOfRange");
        row("cutoff", QStringLiteral("00:00"), "ConfigOutOfRange");
        row("pause", QJsonObject{{QStringLiteral("from"), QStringLiteral("23:50")}}, "ConfigOutOfRange");
        row("subBatchAmountMax", QStringLiteral("5,000,000"), "ConfigOutOfRange");
        row("subBatchAmountMax", QStringLiteral("0"), "ConfigOutOfRange");
        row("reserveAccounts", QJsonArray{1001}, "ConfigOutOfRange"); // leading zeros matter: text only
        row("idempotentByOrderNo", true, "ConfigOutOfRange"); // of a number that is not certified for any time (A2)
        row("code", QStringLiteral("unionpay"), "ConfigOutOfRange");
    }

    void refusals() {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QFETCH(QString, code);
        const auto profile = parsedWith(key, value);
        QVERIFY(!profile);
        QCOMPARE(profile.error().code, code);
        QVERIFY(profile.error().detail.contains(key));
    }

    // C12, A2: half of what the bank certifies, and nothing without a certificate.
    void theWindowIsHalfOfTheCertifiedTime() {
        QCOMPARE(resendWindow(*loadChannelProfile(practiceFile)).count(), 0);
        QJsonObject object = practiceJson();
        object.insert(QStringLiteral("orderNoLifetimeDays"), 3);
        const auto unpromised = parseChannelProfile(QJsonDocument(object).toJson(), QStringLiteral("x"));
        QVERIFY(unpromised);
        QCOMPARE(resendWindow(*unpromised).count(), 0);
        object.insert(QStringLiteral("idempotentByOrderNo"), true);
        const auto promised = parseChannelProfile(QJsonDocument(object).toJson(), QStringLiteral("x"));
        QVERIFY(promised);
        QCOMPARE(resendWindow(*promised), std::chrono::milliseconds(std::chrono::hours(36)));
        object.insert(QStringLiteral("orderNoLifetimeDays"), 0);
        const auto without = parseChannelProfile(QJsonDocument(object).toJson(), QStringLiteral("x"));
        QVERIFY(!without);
        QVERIFY(without.error().detail.contains(QStringLiteral("orderNoLifetimeDays")));
    }

    void brokenJsonIsRefused() {
        for (const char* text : {"", "[]", "{", "{\"code\":\"X\",}", "null"})
            QCOMPARE(parseChannelProfile(text, QStringLiteral("x")).error().code, QStringLiteral("ConfigNotJson"));
        QCOMPARE(loadChannelProfile(QStringLiteral("/nowhere/x.json")).error().code,
                 QStringLiteral("ConfigUnreadable"));
    }

    void withoutQueryByNumberThePauseStays() { // A44, R41
        QJsonObject object = practiceJson();
        object.insert(QStringLiteral("queryByFlowNo"), false);
        QVERIFY(parseChannelProfile(QJsonDocument(object).toJson(), QStringLiteral("x")));
        object.insert(QStringLiteral("pause"), QJsonObject{{QStringLiteral("enabled"), false}});
        QVERIFY(!parseChannelProfile(QJsonDocument(object).toJson(), QStringLiteral("x")));
    }

    void intradayNeedsTheMargin() {
        const ChannelProfile profile = *loadChannelProfile(practiceFile);
        QCOMPARE(neededThrough(profile, local("2026-11-22T14:00:00+08:00")), local("2026-11-22T15:00:00+08:00"));
    }

    void dailyNeedsTheDayAndNearTheCutoffTheNext_data() {
        QTest::addColumn<QString>("sentAt");
        QTest::addColumn<QString>("needed");
        const auto row = [](const char* name, const char* sentAt, const char* needed) {
            QTest::newRow(name) << QString::fromLatin1(sentAt) << QString::fromLatin1(needed);
        };
        row("noon", "2026-11-22T12:00:00+08:00", "2026-11-23T00:00:00+08:00");
        row("just outside the band", "2026-11-22T23:29:59.999+08:00", "2026-11-23T00:00:00+08:00");
        row("edge of the band", "2026-11-22T23:30:00+08:00", "2026-11-24T00:00:00+08:00");
        row("A7", "2026-11-22T23:49:10+08:00", "2026-11-24T00:00:00+08:00");
        row("last millisecond", "2026-11-22T23:59:59.999+08:00", "2026-11-24T00:00:00+08:00");
        row("after midnight, in the band", "2026-11-23T00:10:00+08:00", "2026-11-25T00:00:00+08:00");
        row("after the band", "2026-11-23T00:30:00.001+08:00", "2026-11-24T00:00:00+08:00");
        row("year's end", "2026-12-31T23:45:00+08:00", "2027-01-02T00:00:00+08:00");
    }

    void dailyNeedsTheDayAndNearTheCutoffTheNext() {
        QFETCH(QString, sentAt);
        QFETCH(QString, needed);
        QCOMPARE(formatIso(neededThrough(daily(), *parseIso(sentAt))), formatIso(*parseIso(needed)));
    }

    void anEarlierCutoffMovesTheBankDate() {
        ChannelProfile profile = daily();
        profile.cutoff = std::chrono::hours(20);
        QCOMPARE(neededThrough(profile, local("2026-11-22T19:00:00+08:00")), local("2026-11-23T00:00:00+08:00"));
        QCOMPARE(neededThrough(profile, local("2026-11-22T19:45:00+08:00")), local("2026-11-24T00:00:00+08:00"));
        QCOMPARE(neededThrough(profile, local("2026-11-22T21:00:00+08:00")), local("2026-11-24T00:00:00+08:00"));
    }

    void withoutQueryByNumberTwoBankDays() { // R41
        ChannelProfile profile = daily();
        profile.queryByFlowNo = false;
        QCOMPARE(neededThrough(profile, local("2026-11-22T12:00:00+08:00")), local("2026-11-24T00:00:00+08:00"));
        profile.statementKind = StatementKind::Intraday;
        QCOMPARE(neededThrough(profile, local("2026-11-22T12:00:00+08:00")), local("2026-11-24T00:00:00+08:00"));
    }
};

QTEST_GUILESS_MAIN(ChannelProfileTest)
#include "channel_profile_test.moc"
