// SPDX-License-Identifier: GPL-3.0-or-later
// Code tables: exact, strict, and closed by default (R20, traps 8 and 9, spec 4.1 and 4.6).
#include "core/channel/code_table.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <random>

using namespace payout;
using namespace payout::channel;
using rules::Outcome;

namespace {

constexpr CodePlace places[] = {CodePlace::Send, CodePlace::Query, CodePlace::QueryOriginal};

QJsonObject tableJson() {
    QFile file(QStringLiteral(PAYOUT_RESOURCES "/channels/acp.codes.json"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

CodeTable acp() { return *loadCodeTable(QStringLiteral(PAYOUT_RESOURCES "/channels/acp.codes.json")); }

QSet<QString> listedCodes() {
    QSet<QString> out;
    for (const QJsonValue& row : tableJson().value(QStringLiteral("queryOriginal")).toArray())
        out.insert(row.toObject().value(QStringLiteral("code")).toString());
    return out;
}

QString errorOf(const QJsonObject& object) {
    const auto table = parseCodeTable(QJsonDocument(object).toJson(), QStringLiteral("t.json"));
    return table ? QString() : table.error().code;
}

QJsonObject row(const char* code, const char* outcome) {
    return {{QStringLiteral("code"), QLatin1String(code)},
            {QStringLiteral("outcome"), QLatin1String(outcome)},
            {QStringLiteral("meaning"), QStringLiteral("x")}};
}

QJsonObject withRow(const char* column, const QJsonObject& added) {
    QJsonObject object = tableJson();
    QJsonArray rows = object.value(QLatin1String(column)).toArray();
    rows.append(added);
    object.insert(QLatin1String(column), rows);
    return object;
}

} // namespace

class CodeTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendFollowsTheSpec() { // 4.1: 00 is accepted, not success
        const CodeTable table = acp();
        QCOMPARE(table.version(), 1);
        QVERIFY(table.lookup(CodePlace::Send, QStringLiteral("00")).outcome == Outcome::Accepted);
        for (const char* code : {"01", "03", "04", "05", "34", "60"})
            QVERIFY2(table.lookup(CodePlace::Send, QLatin1String(code)).outcome == Outcome::Unknown, code);
        QVERIFY(table.lookup(CodePlace::Send, QStringLiteral("12")).outcome == Outcome::DuplicateOrder); // trap 10
        for (const char* code : {"10", "11", "13", "30", "33"})
            QVERIFY2(table.lookup(CodePlace::Send, QLatin1String(code)).outcome == Outcome::FailedFinal, code);
    }

    void nothingOnSendIsASuccess() {
        for (const QString& code : listedCodes())
            QVERIFY(acp().lookup(CodePlace::Send, code).outcome != Outcome::Success);
    }

    void onlyTwoCodesOfAQueryAreSuccess() {
        const CodeTable table = acp();
        QSet<QString> successes;
        for (const QString& code : listedCodes())
            if (table.lookup(CodePlace::QueryOriginal, code).outcome == Outcome::Success) successes.insert(code);
        QCOMPARE(successes, (QSet<QString>{QStringLiteral("00"), QStringLiteral("A6")}));
    }

    void presumedIsNotFinal() { // A43
        for (const char* code : {"08", "09", "42", "60", "04"})
            QVERIFY2(acp().lookup(CodePlace::QueryOriginal, QLatin1String(code)).outcome == Outcome::Unknown, code);
    }

    void payeeErrorsAreTheWhitelist() { // 4.6
        const CodeTable table = acp();
        for (const QString& code : listedCodes()) {
            const bool payee = QStringList({QStringLiteral("61"), QStringLiteral("63"), QStringLiteral("66"),
                                            QStringLiteral("73"), QStringLiteral("93")})
                                   .contains(code);
            QCOMPARE(table.isPayeeError(code), payee);
            QCOMPARE(table.lookup(CodePlace::QueryOriginal, code).outcome == Outcome::PayeeError, payee);
            QVERIFY(table.lookup(CodePlace::Send, code).outcome != Outcome::PayeeError);
        }
    }

    void outerCodesOfAQuery() {
        const CodeTable table = acp();
        QVERIFY(table.looksInside(QStringLiteral("00")));
        for (const QString& code : listedCodes()) {
            if (code == QStringLiteral("00")) continue;
            QVERIFY(!table.looksInside(code));
            const Outcome expected = code == QStringLiteral("34") ? Outcome::NotExistExplicit : Outcome::QueryFailed;
            QVERIFY2(table.lookup(CodePlace::Query, code).outcome == expected, qPrintable(code));
        }
    }

    void everyPairOfSignsThatIsNotListedIsUnknown() { // R20, 00-99 and A0-ZZ
        const CodeTable table = acp();
        const QSet<QString> listed = listedCodes();
        const QString signs = QStringLiteral("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
        int unlisted = 0;
        for (const QChar a : signs)
            for (const QChar b : signs) {
                const QString code = QString(a) + b;
                const CodeMeaning found = table.lookup(CodePlace::QueryOriginal, code);
                QCOMPARE(found.listed, listed.contains(code));
                if (!found.listed) QVERIFY2(found.outcome == Outcome::Unknown, qPrintable(code));
                unlisted += !found.listed;
            }
        QCOMPARE(unlisted, 62 * 62 - static_cast<int>(listed.size()));
    }

    void thousandsOfRandomStringsAreUnknown() {
        const CodeTable table = acp();
        const QSet<QString> listed = listedCodes();
        std::mt19937 random(20261122);
        for (int i = 0; i < 5000; ++i) {
            QString code;
            for (auto size = random() % 6; size > 0; --size) code += QChar(static_cast<char16_t>(random() % 0x3000));
            if (listed.contains(code)) continue;
            for (const CodePlace place : places) {
                QVERIFY(table.lookup(place, code).outcome == Outcome::Unknown);
                QVERIFY(!table.lookup(place, code).listed);
            }
            QVERIFY(!table.looksInside(code));
        }
    }

    void nothingIsTrimmedOrFolded_data() { // trap 9
        QTest::addColumn<QString>("code");
        for (const char16_t* code :
             {u"00 ", u" 00", u"00\n", u"0O", u"a6", u"A6 ", u"００", u"0", u"000", u"", u"00\u200B"})
            QTest::newRow(qPrintable(QString::fromUtf16(code).toUtf8().toHex())) << QString::fromUtf16(code);
    }

    void nothingIsTrimmedOrFolded() {
        QFETCH(QString, code);
        for (const CodePlace place : places) {
            QVERIFY(acp().lookup(place, code).outcome == Outcome::Unknown);
            QVERIFY(!acp().lookup(place, code).listed);
        }
        QVERIFY(!acp().looksInside(code));
    }

    void aTableIsStrict() {
        QCOMPARE(errorOf(tableJson()), QString());
        QJsonObject object = tableJson();
        object.insert(QStringLiteral("extra"), 1);
        QCOMPARE(errorOf(object), QStringLiteral("ConfigUnknownKey"));
        object = tableJson();
        object.remove(QStringLiteral("version"));
        QCOMPARE(errorOf(object), QStringLiteral("ConfigMissingKey"));
        QCOMPARE(errorOf(withRow("send", row("00", "ACCEPTED"))), QStringLiteral("ConfigOutOfRange")); // twice
        QCOMPARE(errorOf(withRow("send", row("ZZ", "GREAT"))), QStringLiteral("ConfigOutOfRange"));
        QCOMPARE(errorOf(withRow("send", row("ZZ ", "UNKNOWN"))), QStringLiteral("ConfigOutOfRange"));
        QJsonObject extraKey = row("ZZ", "UNKNOWN");
        extraKey.insert(QStringLiteral("note"), QStringLiteral("x"));
        QCOMPARE(errorOf(withRow("send", extraKey)), QStringLiteral("ConfigOutOfRange"));
    }

    void anOutcomeHasItsColumn_data() {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("outcome");
        const auto bad = [](const char* column, const char* outcome) {
            QTest::addRow("%s %s", column, outcome) << QString::fromLatin1(column) << QString::fromLatin1(outcome);
        };
        bad("query", "SUCCESS"); // an outer code never proves a payment
        bad("query", "FAILED_FINAL");
        bad("query", "UNKNOWN");
        bad("send", "NOT_EXIST_EXPLICIT");
        bad("send", "QUERY_FAILED");
        bad("send", "PAYEE_ERROR");
        bad("queryOriginal", "NOT_EXIST_EXPLICIT");
        bad("queryOriginal", "ACCEPTED");
        bad("queryOriginal", "PAYEE_ERROR"); // without the whitelist
    }

    void anOutcomeHasItsColumn() {
        QFETCH(QString, column);
        QFETCH(QString, outcome);
        QCOMPARE(errorOf(withRow(column.toLatin1().constData(), row("ZZ", outcome.toLatin1().constData()))),
                 QStringLiteral("ConfigOutOfRange"));
    }

    void theWhitelistNamesListedCodesOnly() {
        QJsonObject object = tableJson();
        object.insert(QStringLiteral("payeeErrors"), QJsonArray{QStringLiteral("61")});
        QCOMPARE(errorOf(object), QStringLiteral("ConfigOutOfRange"));
        object.insert(QStringLiteral("queryLooksInside"), QJsonArray{QStringLiteral("34")});
        QCOMPARE(errorOf(object), QStringLiteral("ConfigOutOfRange"));
    }
};

QTEST_GUILESS_MAIN(CodeTableTest)
#include "code_table_test.moc"
