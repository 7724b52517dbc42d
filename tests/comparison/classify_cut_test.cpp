// SPDX-License-Identifier: GPL-3.0-or-later
// The classes of spec 0.5 as text tables. One system side, any number of bank lines, and what becomes of them.
#include "core/base/business_date.h"
#include "core/comparison/classify_cut.h"
#include "core/comparison/figures.h"

#include <QTest>

#include <random>

using namespace payout;
using namespace payout::comparison;

namespace {

// "SUCCESS new covered": a payout of 100 in that state; "-": none. "open": in transit at the last cut; "band": sent in
// the cut-off band; "burnt"; "listed": its line is in an earlier sheet.
std::vector<SystemItem> systemOf(const QString& text) {
    if (text == u"-") return {};
    SystemItem item;
    item.payout = PayoutId(1);
    item.attemptNo = 1;
    item.orderNo = QStringLiteral("A");
    item.minor = 100;
    item.currency = QStringLiteral("CNY");
    item.payeeAccount = QStringLiteral("6217");
    const QStringList words = text.split(u' ');
    const auto state = rules::payoutStateNamed(words.front());
    if (!state) qFatal("no state: %s", qPrintable(text));
    item.state = *state;
    for (const QString& word : words.mid(1)) {
        bool& flag = word == u"new"       ? item.isNew
                     : word == u"open"    ? item.wasOpen
                     : word == u"covered" ? item.covered
                     : word == u"band"    ? item.inCutoffBand
                     : word == u"burnt"   ? item.burnt
                                          : item.hasEarlierLine;
        flag = true;
    }
    return {item};
}

// "D100": a debit of 100 with our number. "D99": another amount. "D100USD". "D100@1": another payee. "D100?": a number
// that no attempt has. "R100": a return. "C100": a credit. "V100": a debit that takes back a credit.
BankItem lineOf(const QString& text, std::int64_t id, const SystemItem* system, bool listedBefore) {
    BankItem item;
    item.line = BankLineId(id);
    item.debit = text.startsWith(u'D') || text.startsWith(u'V');
    item.isReturn = text.startsWith(u'R') || text.startsWith(u'V');
    QString digits;
    for (const QChar c : text.mid(1)) {
        if (!c.isDigit()) break;
        digits += c;
    }
    item.minor = digits.toLongLong();
    item.currency = text.contains(u"USD") ? QStringLiteral("USD") : QStringLiteral("CNY");
    if (text.contains(u'@')) item.payeeAccount = text.section(u'@', 1);
    item.orderNo = text.contains(u'?') ? QStringLiteral("X") : QStringLiteral("A");
    if (system == nullptr || text.contains(u'?')) return item;
    item.payout = system->payout;
    item.attemptNo = 1;
    item.payoutMinor = system->minor;
    item.payoutCurrency = system->currency;
    item.payoutAccount = system->payeeAccount;
    item.payoutState = system->state;
    item.payoutHasEarlierLine = listedBefore;
    return item;
}

std::int64_t debitsOf(const std::vector<BankItem>& bank) {
    std::int64_t minor = 0;
    for (const BankItem& item : bank)
        if (item.debit) minor += item.minor;
    return minor;
}

struct Row {
    const char* system;
    const char* bank; ///< separated by blanks
    const char* classes;
    std::int64_t unexplained;
    std::int64_t critical;
};

const Row rows[] = {
    // nothing at the bank
    {"PROCESSING new", "", "IN_TRANSIT", 0, 0},
    {"EXCEPTION new", "", "IN_TRANSIT", 0, 0},
    {"EXCEPTION new covered", "", "IN_TRANSIT", 0, 0},
    {"SUCCESS new", "", "IN_TRANSIT", 0, 0},
    {"SUCCESS new covered", "", "SYSTEM_ONLY", 100, 0},
    {"SUCCESS new band", "", "SUSPENSE_CUTOFF", 0, 0},
    {"PROCESSING new band", "", "SUSPENSE_CUTOFF", 0, 0},
    {"SUCCESS covered", "", "SYSTEM_ONLY", 100, 0}, // ended before the last cut: still without a line
    {"RETURNED new covered", "", "", 0, 0},
    {"EXCEPTION new burnt", "", "", 0, 0},
    {"SUCCESS open listed", "", "", 0, 0},
    // one line
    {"SUCCESS new covered", "D100", "MATCHED", 0, 0},
    {"SUCCESS new covered", "D100@6217", "MATCHED", 0, 0},
    {"SUCCESS new band", "D100", "MATCHED", 0, 0},
    {"PROCESSING new", "D100", "STATUS_DIFF_PAID", 0, 0},
    {"EXCEPTION new", "D100", "STATUS_DIFF_PAID", 0, 0},
    {"RETURNED open", "D100", "PAID_AFTER_RETURNED", 100, 1},
    {"SUCCESS new", "D99", "AMOUNT_DIFF", 1, 1},
    {"EXCEPTION new", "D101", "AMOUNT_DIFF", 1, 1},
    {"SUCCESS new", "D100USD", "AMOUNT_DIFF", 100, 1}, // another currency explains nothing
    {"SUCCESS new", "D100@6222", "PAYEE_DIFF", 100, 1},
    {"PROCESSING new", "D100@6222", "PAYEE_DIFF", 100, 1},
    {"-", "D100?", "BANK_ONLY", 100, 1},
    {"SUCCESS new covered", "D100 D7?", "BANK_ONLY MATCHED", 7, 1},
    // several lines of one payout (anchor defect k)
    {"SUCCESS new", "D100 D100", "DOUBLE_PAID MATCHED", 100, 1},
    {"SUCCESS new", "D100 D100 D100", "DOUBLE_PAID DOUBLE_PAID MATCHED", 200, 2},
    {"SUCCESS listed", "D100", "DOUBLE_PAID", 100, 1},
    {"RETURNED open", "D100 D100", "DOUBLE_PAID PAID_AFTER_RETURNED", 200, 2},
    // precedence: amount, double, returned, payee, status
    {"RETURNED open", "D99", "AMOUNT_DIFF", 1, 1},
    {"SUCCESS new", "D100 D99", "AMOUNT_DIFF MATCHED", 1, 1},
    {"SUCCESS new", "D99 D100", "DOUBLE_PAID AMOUNT_DIFF", 101, 2},
    {"RETURNED open", "D100@6222", "PAID_AFTER_RETURNED", 100, 1},
    {"SUCCESS new", "D100 D100@6222", "DOUBLE_PAID MATCHED", 100, 1},
    // credits are no outflow; a return is listed, a debit that takes one back is outflow again
    {"SUCCESS new covered", "D100 R100", "MATCHED RETURN_LINE", 0, 0},
    {"SUCCESS new covered", "D100 C100", "MATCHED", 0, 0},
    {"SUCCESS new covered", "D100 R100 V100", "DOUBLE_PAID MATCHED RETURN_LINE", 100, 1},
    {"-", "R100?", "", 0, 0},
    {"-", "C100?", "", 0, 0},
};

} // namespace

class ClassifyCutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void classes_data() {
        QTest::addColumn<int>("row");
        for (int i = 0; i < static_cast<int>(std::size(rows)); ++i)
            QTest::addRow("%s | %s", rows[i].system, rows[i].bank) << i;
    }
    void classes() {
        QFETCH(const int, row);
        const Row& expected = rows[row];
        const auto system = systemOf(QString::fromLatin1(expected.system));
        std::vector<BankItem> bank;
        const QString lines = QString::fromLatin1(expected.bank);
        for (const QString& line : lines.split(u' ', Qt::SkipEmptyParts))
            bank.push_back(lineOf(line, static_cast<std::int64_t>(bank.size()) + 1,
                                  system.empty() ? nullptr : &system.front(),
                                  !system.empty() && system.front().hasEarlierLine));
        const GivenTotals given{!system.empty() && system.front().wasOpen ? 1 : 0,
                                !system.empty() && system.front().wasOpen ? 100 : 0, debitsOf(bank)};
        const ClassedCut cut = classifyCut(system, bank, given);
        QStringList classes;
        for (const ClassedLine& line : cut.lines) classes << storedName(line.cutClass);
        QStringList wanted = QString::fromLatin1(expected.classes).split(u' ', Qt::SkipEmptyParts);
        classes.sort();
        wanted.sort();
        QCOMPARE(classes, wanted);
        QCOMPARE(cut.figures.unexplainedMinor, expected.unexplained);
        QCOMPARE(cut.figures.criticalCount, expected.critical);
        QVERIFY(cut.figures.transitExact());
        QVERIFY(cut.figures.bankExact());
    }

    void criticalLinesComeFirst() {
        const auto system = systemOf(QStringLiteral("SUCCESS new"));
        std::vector<BankItem> bank;
        for (const auto line : {"D100", "D7?", "R100", "D100"})
            bank.push_back(
                lineOf(QString::fromLatin1(line), static_cast<std::int64_t>(bank.size()) + 1, &system.front(), false));
        const ClassedCut cut = classifyCut(system, bank, {0, 0, debitsOf(bank)});
        QStringList classes;
        for (const ClassedLine& line : cut.lines) classes << storedName(line.cutClass);
        QCOMPARE(classes, QStringList({QStringLiteral("BANK_ONLY"), QStringLiteral("DOUBLE_PAID"),
                                       QStringLiteral("MATCHED"), QStringLiteral("RETURN_LINE")}));
    }

    // open + sent - paid - failed = close, from sheet to sheet, whatever happens to a payout in between.
    void theTransitIdentityOverManyCuts() {
        std::mt19937 chance(20'261'118);
        std::vector<SystemItem> all;
        GivenTotals open;
        for (int cutNo = 0; cutNo < 50; ++cutNo) {
            std::vector<SystemItem> seen;
            for (SystemItem& item : all) {
                item.isNew = false;
                const bool ended = item.burnt || item.state == rules::PayoutState::Success ||
                                   item.state == rules::PayoutState::Returned;
                item.wasOpen = !ended;
                if (!ended) happen(item, chance());
                seen.push_back(item);
            }
            for (int i = 0; i < 20; ++i) {
                SystemItem item = systemOf(QStringLiteral("PROCESSING new")).front();
                item.payout = PayoutId(static_cast<std::int64_t>(all.size()) + 1);
                item.orderNo = QStringLiteral("N%1").arg(all.size());
                item.minor = static_cast<std::int64_t>(chance() % 1'000) + 1;
                happen(item, chance());
                all.push_back(item);
                seen.push_back(item);
            }
            const ClassedCut cut = classifyCut(seen, {}, open);
            QVERIFY2(cut.figures.transitExact(), qPrintable(storedFigures(cut.figures)));
            open = {cut.figures.closeCount, cut.figures.closeMinor, 0};
        }
        QVERIFY(open.openCount > 0);
    }

    // The bank's own sum is not made from these lines: whatever goes wrong with one of them on the way shows.
    void aLineThatGetsLostIsUnexplained() {
        const auto system = systemOf(QStringLiteral("SUCCESS new"));
        const std::vector<BankItem> bank{lineOf(QStringLiteral("D100"), 1, &system.front(), false),
                                         lineOf(QStringLiteral("D7?"), 2, &system.front(), false)};
        const GivenTotals given{0, 0, debitsOf(bank)};
        const ClassedCut whole = classifyCut(system, bank, given);
        QVERIFY(whole.figures.bankExact());
        QCOMPARE(whole.figures.unexplainedMinor, 7); // BANK_ONLY
        const ClassedCut lost = classifyCut(system, {bank.back()}, given);
        QVERIFY(!lost.figures.bankExact());
        QCOMPARE(lost.figures.unexplainedMinor, 7 + 100);
        const ClassedCut twice = classifyCut(system, {bank.front(), bank.back(), bank.back()}, given);
        QVERIFY(!twice.figures.bankExact());
        std::vector<BankItem> asCredit = bank; // taken for a return: no outflow
        asCredit.front().debit = false;
        asCredit.front().isReturn = true;
        const ClassedCut misread = classifyCut(system, asCredit, given);
        QVERIFY(!misread.figures.bankExact());
        QVERIFY(misread.figures.unexplainedMinor >= 100);
    }

    void figuresAreReadBackExactly() {
        CutFigures figures;
        figures.bankPaidMinor = (std::int64_t{1} << 53) + 1; // beyond what a double holds
        figures.closeMinor = 7;
        const auto read = figuresOf(storedFigures(figures));
        QVERIFY(read);
        QCOMPARE(read->bankPaidMinor, figures.bankPaidMinor);
        QCOMPARE(read->closeMinor, 7);
        QVERIFY(!figuresOf(QStringLiteral("{}")));
        QVERIFY(!figuresOf(QStringLiteral("no json")));
    }

    void theHashSeesEveryField() {
        const auto system = systemOf(QStringLiteral("SUCCESS new"));
        ClassedCut cut = classifyCut(system, {lineOf(QStringLiteral("D100"), 1, &system.front(), false)}, {});
        const QString before = sheetHash(ChannelId(1), UtcTime(5), cut);
        QCOMPARE(sheetHash(ChannelId(1), UtcTime(5), cut), before);
        QVERIFY(sheetHash(ChannelId(2), UtcTime(5), cut) != before);
        QVERIFY(sheetHash(ChannelId(1), UtcTime(6), cut) != before);
        cut.lines.front().bankMinor = 101;
        QVERIFY(sheetHash(ChannelId(1), UtcTime(5), cut) != before);
        cut.lines.front().bankMinor = 100;
        cut.lines.front().differs = QStringLiteral("payee");
        QVERIFY(sheetHash(ChannelId(1), UtcTime(5), cut) != before);
    }

private:
    static void happen(SystemItem& item, std::uint_fast32_t die) {
        switch (die % 5) {
        case 0: item.state = rules::PayoutState::Success; break;
        case 1: item.state = rules::PayoutState::Exception; break;
        case 2: item.state = rules::PayoutState::Returned; break;
        case 3: item.burnt = true; break;
        default: break;
        }
    }
};

QTEST_GUILESS_MAIN(ClassifyCutTest)
#include "classify_cut_test.moc"
