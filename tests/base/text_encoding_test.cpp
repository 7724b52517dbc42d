// SPDX-License-Identifier: GPL-3.0-or-later
// Threat T13: strict decoding; malformed bytes are refused, never repaired.
#include "core/base/text_encoding.h"

#include <QTest>

using namespace payout;

class TextEncodingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valid_utf8_data();
    void valid_utf8();
    void malformed_utf8_data();
    void malformed_utf8();
    void agrees_with_qt_on_every_short_sequence();
    void code_points();
    void gb18030_to_utf8();
    void gb18030_longer_than_one_block();
    void malformed_gb18030();
    void detection();
};

void TextEncodingTest::valid_utf8_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("characters");
    QTest::newRow("empty") << QByteArray() << 0;
    QTest::newRow("ASCII") << QByteArray("0123456789abcdef") << 16;
    QTest::newRow("NUL is a character") << QByteArray(3, '\0') << 3;
    QTest::newRow("Chinese") << QByteArray("出款台") << 3;
    QTest::newRow("four bytes") << QByteArray("𠮷") << 1;
    QTest::newRow("last") << QByteArray("\xF4\x8F\xBF\xBF") << 1;
    QTest::newRow("around the surrogates") << QByteArray("\xED\x9F\xBF\xEE\x80\x80") << 2;
}

void TextEncodingTest::valid_utf8() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, characters);
    QCOMPARE(firstBadUtf8(bytes), -1);
    QCOMPARE(countCodePoints(bytes), characters);
}

void TextEncodingTest::malformed_utf8_data() {
    QTest::addColumn<QByteArray>("bytes");
    const auto add = [](const char* name, const char* bytes) { QTest::newRow(name) << QByteArray(bytes); };
    add("continuation alone", "\x80");
    add("overlong slash", "\xC0\xAF");
    add("overlong in three", "\xE0\x80\xAF");
    add("overlong in four", "\xF0\x80\x80\xAF");
    add("high surrogate", "\xED\xA0\x80");
    add("low surrogate", "\xED\xBF\xBF");
    add("above the last", "\xF4\x90\x80\x80");
    add("five bytes", "\xF8\x88\x80\x80\x80");
    add("FF", "\xFF");
    add("cut in two", "\xE5\x87");
    add("cut by ASCII", "\xE5\x87"
                        "a");
}

void TextEncodingTest::malformed_utf8() {
    QFETCH(QByteArray, bytes);
    QCOMPARE(firstBadUtf8(bytes), 0);
    QCOMPARE(codePointAt(bytes, 0).bytes, 0);
    const QByteArray before("eight+ bytes of ASCII, 出");
    QCOMPARE(firstBadUtf8(before + bytes), before.size());
}

// Another implementation as the judge: all sequences of two bytes, and a sample of longer ones.
void TextEncodingTest::agrees_with_qt_on_every_short_sequence() {
    for (unsigned a = 0x80; a < 0x100; ++a)
        for (unsigned b = 0; b < 0x100; ++b)
            for (const char* tail : {"", "\x80", "\xBF\x80",
                                     "\x80\xBF"
                                     "a"}) {
                const QByteArray bytes =
                    QByteArray(1, static_cast<char>(a)) + QByteArray(1, static_cast<char>(b)) + tail;
                QVERIFY2(bytes.isValidUtf8() == (firstBadUtf8(bytes) < 0), bytes.toHex().constData());
            }
}

void TextEncodingTest::code_points() {
    const QByteArray text("a¥出𠮷");
    QCOMPARE(codePointAt(text, 0).value, U'a');
    QCOMPARE(codePointAt(text, 1).value, U'¥');
    QCOMPARE(codePointAt(text, 3).value, U'出');
    QCOMPARE(codePointAt(text, 6).value, U'𠮷');
    QCOMPARE(codePointAt(text, 6).bytes, 4);
    QCOMPARE(codePointAt(text, text.size()).bytes, 0);
}

void TextEncodingTest::gb18030_to_utf8() {
    QCOMPARE(*utf8FromGb18030("\xD5\xC5\xC8\xFD,1.00"), QByteArray("张三,1.00"));
    QCOMPARE(*utf8FromGb18030("\x95\x32\x82\x36"), QByteArray("\xF0\xA0\x80\x80")); // U+20000, four bytes
    QCOMPARE(*utf8FromGb18030("\x81\x30\x84\x36"), QByteArray("¥"));
    QCOMPARE(*utf8FromGb18030(""), QByteArray());
}

void TextEncodingTest::gb18030_longer_than_one_block() {
    // One byte in front, so that a character lies across the border of every block.
    const QByteArray long_ = "a" + QByteArray("\xD5\xC5").repeated(100'000);
    QCOMPARE(*utf8FromGb18030(long_), "a" + QByteArray("张").repeated(100'000));
}

void TextEncodingTest::malformed_gb18030() {
    for (const QByteArray& bytes : {QByteArray("abc\xFF"), QByteArray("abc\x80"), QByteArray("abc\xD5"),
                                    QByteArray("abc\x81\x30\x81"), QByteArray("abc\xD5\x20")}) {
        const auto converted = utf8FromGb18030(bytes);
        QVERIFY2(!converted, bytes.toHex().constData());
        QCOMPARE(converted.error().code, QStringLiteral("BadGb18030"));
        QCOMPARE(converted.error().detail, QStringLiteral("byte 3"));
    }
}

void TextEncodingTest::detection() {
    const QByteArray plain("张三");
    const auto utf8 = decodeText(plain);
    QCOMPARE(utf8->encoding, TextEncoding::Utf8);
    QCOMPARE(utf8->utf8.data(), plain.constData()); // not copied
    QCOMPARE(decodeText("\xEF\xBB\xBF"
                        "a")
                 ->utf8,
             QByteArrayView("a"));
    const auto gb = decodeText("\xD5\xC5\xC8\xFD");
    QCOMPARE(gb->encoding, TextEncoding::Gb18030);
    QCOMPARE(gb->utf8, QByteArrayView("张三"));
    QCOMPARE(decodeText("\xEF\xBB\xBF\xD5\xC5").error().code, QStringLiteral("BadUtf8"));
    QCOMPARE(decodeText("a\xFF").error().code, QStringLiteral("EncodingUnknown"));
    QCOMPARE(decodeText(QByteArray("\xFF\xFE"
                                   "a\0",
                                   4))
                 .error()
                 .code,
             QStringLiteral("EncodingUnknown"));
    QCOMPARE(nameOf(TextEncoding::Gb18030), QStringLiteral("GB18030"));
    QCOMPARE(nameOf(TextEncoding::Utf8), QStringLiteral("UTF-8"));
}

QTEST_GUILESS_MAIN(TextEncodingTest)
#include "text_encoding_test.moc"
