// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/demo_files.h"

#include "core/base/account_number.h"
#include "core/base/money.h"

#include <array>

namespace payout::admin {

namespace {

constexpr int largeRows = 5'000;
constexpr std::array familyNames{u"王", u"李", u"张", u"刘", u"陈", u"杨", u"赵", u"黄", u"周", u"吴", u"徐"};
constexpr std::array givenNames{u"伟",   u"秀英", u"建国", u"敏",   u"静",   u"志强", u"丽娟",
                                u"海燕", u"洋",   u"晓东", u"桂兰", u"文博", u"雨桐"};

// 11 and 13 have no common divisor, so 143 different names come before one repeats.
QString nameOf(int payee) {
    const auto n = static_cast<std::size_t>(payee);
    return QString::fromUtf16(familyNames[n % familyNames.size()]) +
           QString::fromUtf16(givenNames[n % givenNames.size()]);
}

QString cardOf(int payee) {
    const QString body =
        QStringLiteral("621700%1").arg(qlonglong{10'000'000'000 + payee * 7'919LL}, 12, 10, QLatin1Char('0'));
    for (const char16_t digit : std::u16string_view(u"0123456789")) {
        QString card = body + QChar(digit);
        if (passesLuhn(card)) return card;
    }
    return body;
}

QByteArray lineOf(const DemoRow& row) {
    return QStringLiteral("%1,%2,%3,%4,劳务费\n")
        .arg(row.ref, nameOf(row.payee), cardOf(row.payee), formatPlain(Money{row.amountMinor}))
        .toUtf8();
}

const QByteArray header = QByteArrayLiteral("商户订单号,收款人姓名,收款账号,金额,附言\n");

QByteArray controlLine(std::size_t rowsCount, std::int64_t totalMinor) {
    return "#控制," + QByteArray::number(qulonglong{rowsCount}) + ',' + formatPlain(Money{totalMinor}).toUtf8() + '\n';
}

QString prefixOf(const char* kind, BusinessDate date) {
    return QStringLiteral("%1%2-").arg(QLatin1String(kind)).arg(date.yyyymmdd);
}

} // namespace

QByteArray demoBatchFile(const std::vector<DemoRow>& rows) {
    std::int64_t total = 0;
    QByteArray lines;
    for (const DemoRow& row : rows) {
        total += row.amountMinor;
        lines += lineOf(row);
    }
    return controlLine(rows.size(), total) + header + lines;
}

std::vector<DemoRow> ordinaryRows(const QString& prefix, int firstPayee, int count) {
    std::vector<DemoRow> rows;
    for (int i = 0; i < count; ++i) {
        const int payee = firstPayee + i;
        const std::int64_t tenths = 500 + (std::int64_t{payee} * 3'719) % 9'500; // 50.00 to 999.90
        rows.push_back({prefix + QString::number(i + 1).rightJustified(4, u'0'), payee, tenths * 10});
    }
    return rows;
}

QByteArray misbehavingBatchFile(BusinessDate today) {
    std::vector<DemoRow> rows = ordinaryRows(prefixOf("T", today), 5'000, 24);
    for (std::size_t ending = 1; ending <= 7; ++ending) {
        DemoRow& row = rows[ending * 3];
        row.amountMinor = row.amountMinor / 100 * 100 + static_cast<std::int64_t>(ending);
    }
    return demoBatchFile(rows);
}

QByteArray mistakenBatchFile(BusinessDate today) {
    const QString prefix = prefixOf("E", today);
    const std::vector<DemoRow> good = ordinaryRows(prefix, 6'000, 4);
    QByteArray lines;
    for (const DemoRow& row : good) lines += lineOf(row);
    const auto add = [&lines](const QString& line) { lines += line.toUtf8() + '\n'; };
    add(prefix + QStringLiteral("0005,孙悦,6.217E+18,120.00,劳务费"));
    add(prefix + QStringLiteral("0006,钱进,%1,99.999,劳务费").arg(cardOf(6'005)));
    add(good.front().ref + QStringLiteral(",郑和,%1,80.00,劳务费").arg(cardOf(6'006)));
    add(prefix + QStringLiteral("0008,冯远,62170012,60.00,劳务费"));
    add(prefix + QStringLiteral("0009,=HYPERLINK(1),%1,40.00,劳务费").arg(cardOf(6'008)));
    return controlLine(8, 100'000) + header + lines;
}

QByteArray largeBatchFile(BusinessDate today) {
    return demoBatchFile(ordinaryRows(prefixOf("L", today), 10'000, largeRows));
}

} // namespace payout::admin
