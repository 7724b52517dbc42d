// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/digest.h"
#include "core/base/error.h"
#include "core/base/ids.h"

#include <QTest>

using namespace payout;

namespace {

QString hashOf(std::initializer_list<const char*> fields) {
    Sha256 hash;
    for (const char* field : fields) hash.addField(QByteArrayView(field));
    return hash.hex();
}

Result<int> half(int number) {
    if (number % 2 != 0) return refused(QStringLiteral("Odd"), QString::number(number));
    return number / 2;
}
Result<int> quarter(int number) {
    TRY(const int first, half(number));
    TRY(const int second, half(first));
    return second;
}
Done isQuarterable(int number) {
    TRY_DONE(quarter(number));
    return {};
}

} // namespace

class DigestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void known_answers();
    void pieces_are_one_stream();
    void fields_keep_their_borders();
    void numbers_and_text_are_fields();
    void errors_go_up_and_say_what_to_do();
    void payout_ids_hold_instruction_and_row();
};

void DigestTest::known_answers() { // FIPS 180-4
    QCOMPARE(sha256Hex(""), QStringLiteral("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    QCOMPARE(sha256Hex("abc"), QStringLiteral("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(sha256Hex(QByteArray(1'000'000, 'a')),
             QStringLiteral("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
}

void DigestTest::pieces_are_one_stream() {
    Sha256 hash;
    hash.addBytes("a");
    hash.addBytes("");
    hash.addBytes("bc");
    QCOMPARE(hash.hex(), sha256Hex("abc"));
}

void DigestTest::fields_keep_their_borders() {
    QVERIFY(hashOf({"ab", "c"}) != hashOf({"a", "bc"}));
    QVERIFY(hashOf({"ab", ""}) != hashOf({"", "ab"}));
    QVERIFY(hashOf({"1:a"}) != hashOf({"a"}));
    QCOMPARE(hashOf({"ab", "c"}), sha256Hex("2:ab1:c"));
}

void DigestTest::numbers_and_text_are_fields() {
    Sha256 hash;
    hash.addField(qint64{-12});
    hash.addField(QStringLiteral("张"));
    QCOMPARE(hash.hex(), sha256Hex("3:-123:张"));
}

void DigestTest::errors_go_up_and_say_what_to_do() {
    QCOMPARE(*quarter(12), 3);
    QCOMPARE(quarter(6).error(), (Error{ErrorKind::Refused, QStringLiteral("Odd"), QStringLiteral("3")}));
    QVERIFY(isQuarterable(8));
    QCOMPARE(isQuarterable(7).error().detail, QStringLiteral("7"));
    QCOMPARE(describe(quarter(6).error()), QStringLiteral("refused: Odd: 3"));
    QCOMPARE(describe({ErrorKind::Unknown, QStringLiteral("CommitLost"), {}}),
             QStringLiteral("outcome unknown: CommitLost"));
    QCOMPARE(unavailable(QStringLiteral("x")).error().kind, ErrorKind::Unavailable);
    QCOMPARE(unknownOutcome(QStringLiteral("x")).error().kind, ErrorKind::Unknown);
    QCOMPARE(broken(QStringLiteral("x")).error().kind, ErrorKind::Broken);
}

void DigestTest::payout_ids_hold_instruction_and_row() {
    const PayoutId payout = payoutIdOf(InstructionId(7), rowsMaxPerInstruction);
    QCOMPARE(instructionOf(payout), InstructionId(7));
    QCOMPARE(rowNoOf(payout), rowsMaxPerInstruction);
    QVERIFY(payoutIdOf(InstructionId(7), rowsMaxPerInstruction) < payoutIdOf(InstructionId(8), 1));
    QCOMPARE(bankLineIdOf(StatementFileId(3), linesMaxPerStatement).value, (std::int64_t{4} << 24) - 1);
    QVERIFY(PayoutId().isNone() && !payout.isNone());
}

QTEST_GUILESS_MAIN(DigestTest)
#include "digest_test.moc"
