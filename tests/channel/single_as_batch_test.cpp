// SPDX-License-Identifier: GPL-3.0-or-later
// Single payments as a batch (R9): a failure at row k leaves the rows before it alone, and rows after it go on only
// while the channel may be used.
#include "core/channel/channel.h"
#include "core/channel/single_as_batch.h"

#include <QTest>

#include <array>

using namespace payout;
using namespace payout::channel;

namespace {

/// A channel of five orders: 'k' answered, 'x' unknown; stops before the row given.
struct Run {
    QString answers;
    std::size_t stopBefore = 99;
    QString recorded{};
    std::size_t sent = 0;

    void play() {
        std::array<PaymentOrder, 5> orders;
        for (std::size_t i = 0; i < orders.size(); ++i) orders[i].orderNo = QString::number(i);
        BatchSteps<PaymentOrder, Answer> steps;
        steps.mayGoOn = [this](std::size_t row) { return row < stopBefore; };
        steps.sendOne = [this](const PaymentOrder& order) {
            Answer answer;
            const bool fine = answers[order.orderNo.toInt()] == u'k';
            answer.outcome = fine ? rules::Outcome::Accepted : rules::Outcome::Unknown;
            return answer;
        };
        steps.onRow = [this](std::size_t row, const Answer& answer) {
            recorded += QString::number(row) + (answer.outcome == rules::Outcome::Accepted ? u'k' : u'x');
        };
        sent = sendBatch(std::span<const PaymentOrder>(orders), steps);
    }
};

} // namespace

class SingleAsBatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRowIsSentOnceInOrder() {
        Run run{QStringLiteral("kkkkk")};
        run.play();
        QCOMPARE(run.recorded, QStringLiteral("0k1k2k3k4k"));
        QCOMPARE(run.sent, std::size_t{5});
    }

    void aFailureTouchesItsRowOnly() {
        Run run{QStringLiteral("kkxkk")};
        run.play();
        QCOMPARE(run.recorded, QStringLiteral("0k1k2x3k4k"));
    }

    void aStopLeavesTheRestUntouched() {
        Run run{QStringLiteral("kkxkk"), 3};
        run.play();
        QCOMPARE(run.recorded, QStringLiteral("0k1k2x"));
        QCOMPARE(run.sent, std::size_t{3});
    }

    void aStopBeforeTheFirstSendsNothing() {
        Run run{QStringLiteral("kkkkk"), 0};
        run.play();
        QCOMPARE(run.sent, std::size_t{0});
        QVERIFY(run.recorded.isEmpty());
    }
};

QTEST_GUILESS_MAIN(SingleAsBatchTest)
#include "single_as_batch_test.moc"
