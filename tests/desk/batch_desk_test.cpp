// SPDX-License-Identifier: GPL-3.0-or-later
// The import dialog's three calls: what may be chosen, what a file would do, and the intake with its progress.
#include "core/base/business_date.h"
#include "core/batch/import_batch.h"
#include "core/desk/batch_desk.h"
#include "core/store/statement.h"
#include "tests/support/payout_fixture.h"
#include "tests/support/temp_store.h"

#include <QFile>

#include <optional>

using namespace payout;

namespace {

const QByteArray goodFile = "#控制,2,1334.50\n商户订单号,收款人姓名,收款账号,金额\n"
                            "A-1,张三,6217000000000000017,1234.50\nA-2,李四,6222021234567890123,100\n";
const QByteArray badFile = "#控制,2,1334.50\n商户订单号,收款人姓名,收款账号,金额\n"
                           "A-1,张三,6217000000000000017,1234.505\nA-1,李四,62220212,100\n";

struct Screen {
    explicit Screen(support::TempStore& tempStore)
        : store(tempStore), fixture(tempStore.connection()),
          merchant(fixture.addMerchant(QStringLiteral("M1"), 1'000'000, 50)), thread(tempStore.url()), desk(thread) {}

    /// Waits for the one answer of a call.
    template <class T, class Call> Result<T> answerOf(Call call) {
        std::optional<Result<T>> answer;
        call(desk::reply<T>(&context, [&answer](Result<T> result) { answer = std::move(result); }));
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000))
            return broken(QStringLiteral("NoAnswer"));
        return *std::move(answer);
    }
    QString fileWith(const QByteArray& bytes) {
        QFile file(folder.filePath(QStringLiteral("batch.csv")));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) return {};
        return file.fileName();
    }
    Result<desk::BatchPreview> preview(const QString& path, const desk::ProgressPtr& progress = {}) {
        return answerOf<desk::BatchPreview>(
            [&](auto reply) { desk.preview(path, merchant, progress, std::move(reply)); });
    }
    Result<desk::ImportedBatch> import(const QString& path, const desk::ProgressPtr& progress = {}) {
        desk::BatchRequest request;
        request.actor = fixture.actor(fixture.clerk());
        request.token = *people::issueToken(store.connection(), ids, batch::importTokenUse(request.actor.person));
        request.path = path;
        request.merchant = merchant;
        request.channel = fixture.channel();
        request.merchantBatchNo = QStringLiteral("B1");
        return answerOf<desk::ImportedBatch>([&](auto reply) { desk.import(request, progress, std::move(reply)); });
    }

    support::TempStore& store;
    support::PayoutFixture fixture;
    SeededIdSource ids{11};
    MerchantId merchant;
    QTemporaryDir folder;
    QObject context;
    desk::StoreThread thread;
    desk::BatchDesk desk;
};

} // namespace

class BatchDeskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void choices_data() { support::addEngineRows(); }
    void choices();
    void previewOfAGoodFile_data() { support::addEngineRows(); }
    void previewOfAGoodFile();
    void previewListsEveryError_data() { support::addEngineRows(); }
    void previewListsEveryError();
    void importWithProgress_data() { support::addEngineRows(); }
    void importWithProgress();
    void cancelled_data() { support::addEngineRows(); }
    void cancelled();
    void missingFile_data() { support::addEngineRows(); }
    void missingFile();
};

void BatchDeskTest::choices() {
    PAYOUT_TEMP_STORE(store);
    Screen screen(store);
    const MerchantId asleep = screen.fixture.addMerchant(QStringLiteral("M0"), 5);
    VERIFY_DONE(store::execute(store.connection(), "UPDATE merchant SET active = 0 WHERE id = ?", asleep));
    const auto choices =
        screen.answerOf<desk::BatchChoices>([&](auto reply) { screen.desk.choices(std::move(reply)); });
    VERIFY_DONE(choices);
    QCOMPARE(choices->merchants.size(), std::size_t{1});
    QCOMPARE(choices->merchants[0].code, QStringLiteral("M1"));
    QCOMPARE(choices->merchants[0].available, Money{1'000'000});
    QCOMPARE(choices->merchants[0].feePerRow, Money{50});
    QCOMPARE(choices->channels.size(), std::size_t{1});
    QCOMPARE(choices->channels[0].code, QStringLiteral("ACP"));
}

void BatchDeskTest::previewOfAGoodFile() {
    PAYOUT_TEMP_STORE(store);
    Screen screen(store);
    const auto preview = screen.preview(screen.fileWith(goodFile));
    VERIFY_DONE(preview);
    QVERIFY(preview->acceptable);
    QCOMPARE(preview->fileName, QStringLiteral("batch.csv"));
    QCOMPARE(preview->encoding, QStringLiteral("UTF-8"));
    QCOMPARE(preview->rowsCount, std::int64_t{2});
    QCOMPARE(preview->total, Money{133'450});
    QCOMPARE(preview->fee, Money{100});
    QCOMPARE(preview->moreIssues, std::int64_t{0});
    QCOMPARE(screen.fixture.number("SELECT COUNT(*) FROM instruction"), std::int64_t{0});
}

void BatchDeskTest::previewListsEveryError() {
    PAYOUT_TEMP_STORE(store);
    Screen screen(store);
    const auto preview = screen.preview(screen.fileWith(badFile));
    VERIFY_DONE(preview);
    QVERIFY(!preview->acceptable);
    QStringList reasons;
    for (const desk::BatchIssue& issue : preview->issues)
        if (!issue.warning) reasons.append(issue.reason);
    QCOMPARE(reasons, (QStringList{QStringLiteral("AmountTooManyDecimals"), QStringLiteral("AccountLength"),
                                   QStringLiteral("RefRepeated")}));
    QCOMPARE(preview->issues[0].field, QStringLiteral("amount"));
    QCOMPARE(preview->issues[0].lineNo, std::int64_t{3});
    VERIFY_ERROR(screen.import(screen.fileWith(badFile)), ErrorKind::Refused, "BatchFileInvalid");
}

void BatchDeskTest::importWithProgress() {
    PAYOUT_TEMP_STORE(store);
    Screen screen(store);
    const auto progress = std::make_shared<desk::Progress>();
    const auto imported = screen.import(screen.fileWith(goodFile), progress);
    VERIFY_DONE(imported);
    QCOMPARE(imported->rowsCount, std::int64_t{2});
    QCOMPARE(imported->total, Money{133'450});
    QCOMPARE(progress->done.load(), progress->total.load());
    QVERIFY(progress->total.load() > 0);
    QCOMPARE(screen.fixture.availableMinor(screen.merchant), std::int64_t{1'000'000 - 133'450 - 100});
    VERIFY_ERROR(screen.import(screen.fileWith(goodFile)), ErrorKind::Refused, "BatchFileSeen");
}

void BatchDeskTest::cancelled() {
    PAYOUT_TEMP_STORE(store);
    Screen screen(store);
    const auto progress = std::make_shared<desk::Progress>();
    progress->cancelled = true;
    VERIFY_ERROR(screen.preview(screen.fileWith(goodFile), progress), ErrorKind::Refused, "Cancelled");
    VERIFY_ERROR(screen.import(screen.fileWith(goodFile), progress), ErrorKind::Refused, "Cancelled");
    QCOMPARE(screen.fixture.number("SELECT COUNT(*) FROM instruction"), std::int64_t{0});
    QCOMPARE(screen.fixture.number("SELECT COUNT(*) FROM payout"), std::int64_t{0});
}

void BatchDeskTest::missingFile() {
    PAYOUT_TEMP_STORE(store);
    Screen screen(store);
    const QString path = screen.folder.filePath(QStringLiteral("gone.csv"));
    VERIFY_ERROR(screen.preview(path), ErrorKind::Refused, "FileUnreadable");
    VERIFY_ERROR(screen.import(path), ErrorKind::Refused, "FileUnreadable");
}

QTEST_GUILESS_MAIN(BatchDeskTest)
#include "batch_desk_test.moc"
