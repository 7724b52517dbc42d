// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/batch_text.h"

#include "core/base/money.h"

namespace payout::bench {

namespace {

class Numbers {
public:
    std::uint64_t below(std::uint64_t bound) {
        m_state ^= m_state << 13U;
        m_state ^= m_state >> 7U;
        m_state ^= m_state << 17U;
        return m_state % bound;
    }

private:
    std::uint64_t m_state = 0x9e3779b97f4a7c15ULL;
};

QByteArray cardOf(Numbers& numbers) {
    QByteArray card =
        "622202" + QByteArray::number(qulonglong{numbers.below(1'000'000'000'000)}).rightJustified(12, '0');
    int sum = 0;
    for (qsizetype i = 0; i < card.size(); ++i) {
        const int digit = (card[card.size() - 1 - i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return card + static_cast<char>('0' + (10 - sum % 10) % 10);
}

} // namespace

BatchText batchOf(int rows) {
    static const QByteArray family[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄"};
    static const QByteArray given[] = {"伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "洋", "艳"};
    Numbers numbers;
    BatchText text;
    std::int64_t total = 0;
    for (int i = 1; i <= rows; ++i) {
        const auto minor = static_cast<std::int64_t>(100 + numbers.below(5'000'000));
        total += minor;
        text.lines += "B" + QByteArray::number(i).rightJustified(10, '0') + ',' + family[numbers.below(8)] +
                      given[numbers.below(10)] + given[numbers.below(10)] + ',' + cardOf(numbers) + ",102100099996," +
                      formatPlain(Money{minor}).toLatin1() + ",salary 2026-11 " + QByteArray::number(i) + '\n';
    }
    text.file = "#控制," + QByteArray::number(rows) + ',' + formatPlain(Money{total}).toLatin1() +
                "\n商户订单号,收款人姓名,收款账号,联行号,金额,附言\n" + text.lines;
    return text;
}

} // namespace payout::bench
