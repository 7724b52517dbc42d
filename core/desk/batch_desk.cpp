// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/batch_desk.h"

#include "core/batch/import_batch.h"
#include "core/desk/batch_list_table.h"

#include <QFile>
#include <QFileInfo>

namespace payout::desk {

namespace {

constexpr std::size_t issuesShownMax = 1'000;

/// Refused before it is read if it is larger than any batch file may be.
Result<QByteArray> bytesOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return refused(QStringLiteral("FileUnreadable"), file.errorString());
    if (file.size() > batch::fileBytesMax) return refused(QStringLiteral("FileTooLarge"));
    QByteArray bytes = file.read(batch::fileBytesMax);
    if (file.error() != QFileDevice::NoError) return refused(QStringLiteral("FileUnreadable"), file.errorString());
    return bytes;
}

batch::BatchProgress watchedBy(ProgressPtr progress) {
    if (!progress) return {};
    return [progress = std::move(progress)](qint64 done, qint64 total) {
        progress->done = done;
        progress->total = total;
        return !progress->cancelled;
    };
}

void appendIssues(std::vector<BatchIssue>& out, const QVector<batch::BatchFileIssue>& issues, bool warning) {
    for (const batch::BatchFileIssue& issue : issues) {
        if (out.size() == issuesShownMax) return;
        out.push_back({issue.lineNo, issue.column ? batch::nameOf(*issue.column) : QString(), issue.value,
                       batch::nameOf(issue.code), warning});
    }
}

Result<Money> feeOf(std::int64_t rowsCount, Money perRow) {
    std::int64_t minor = 0;
    if (__builtin_mul_overflow(perRow.minor, rowsCount, &minor)) return refused(QStringLiteral("MoneyOverflow"));
    return Money{minor, perRow.currency};
}

Result<BatchPreview> previewOf(store::Connection& connection, const QString& path, MerchantId merchant,
                               const ProgressPtr& progress) {
    TRY(const QByteArray bytes, bytesOf(path));
    TRY(const batch::BatchFileSummary file, batch::readBatchFile(bytes, {}, {}, watchedBy(progress)));
    TRY(const Money perRow, feePerRow(connection, merchant));
    BatchPreview preview;
    preview.fileName = QFileInfo(path).fileName();
    preview.sha256 = file.sha256;
    preview.encoding = payout::nameOf(file.encoding);
    preview.rowsCount = file.rowsCount;
    preview.total = file.total;
    TRY(preview.fee, feeOf(file.rowsCount, perRow));
    appendIssues(preview.issues, file.errors, false);
    appendIssues(preview.issues, file.warnings, true);
    preview.moreIssues = file.errorsCount + file.warningsCount - static_cast<std::int64_t>(preview.issues.size());
    preview.acceptable = file.isGood();
    return preview;
}

Result<ImportedBatch> importOf(store::Connection& connection, const BatchRequest& request,
                               const ProgressPtr& progress) {
    TRY(const QByteArray bytes, bytesOf(request.path));
    const batch::ImportOutcome outcome = batch::importBatch(connection, {.actor = request.actor,
                                                                         .token = request.token,
                                                                         .bytes = bytes,
                                                                         .fileName = QFileInfo(request.path).fileName(),
                                                                         .merchant = request.merchant,
                                                                         .channel = request.channel,
                                                                         .merchantBatchNo = request.merchantBatchNo,
                                                                         .limits = {},
                                                                         .progress = watchedBy(progress)});
    TRY(const batch::ImportedBatch imported, outcome.batch);
    return ImportedBatch{imported.instruction, imported.rowsCount, imported.total};
}

} // namespace

void BatchDesk::choices(Reply<BatchChoices> answer) {
    m_store.ask(std::move(answer), [](store::Connection& connection) -> Result<BatchChoices> {
        BatchChoices choices;
        TRY(choices.merchants, merchantChoices(connection));
        TRY(choices.channels, channelChoices(connection));
        return choices;
    });
}

void BatchDesk::preview(const QString& path, MerchantId merchant, ProgressPtr progress, Reply<BatchPreview> answer) {
    m_store.ask(std::move(answer), [path, merchant, progress = std::move(progress)](store::Connection& connection) {
        return previewOf(connection, path, merchant, progress);
    });
}

void BatchDesk::import(const BatchRequest& request, ProgressPtr progress, Reply<ImportedBatch> answer) {
    m_store.ask(std::move(answer), [request, progress = std::move(progress)](store::Connection& connection) {
        return importOf(connection, request, progress);
    });
}

} // namespace payout::desk
