// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/import_batch.h"

#include "core/base/business_date.h"
#include "core/batch/batch_table.h"
#include "core/ledger/debit_first.h"
#include "core/ledger/read_balances.h"
#include "core/rules/refusal.h"
#include "core/store/transaction.h"

#include <algorithm>
#include <optional>

namespace payout::batch {

using rules::Refusal;
using rules::refuse;

namespace {

constexpr int triesMax = 3;
constexpr qsizetype referencesPerQuestion = 5'000;

bool isBatchNo(const QString& text) {
    const auto allowed = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || c == u'_' ||
               c == u'-';
    };
    return !text.isEmpty() && text.size() <= merchantBatchNoMax && std::ranges::all_of(text, allowed);
}

/// "M001 20261122-1, 2026-11-22 14:03:27, clerk"
QString nameOf(const InstructionRow& batch) {
    return QStringLiteral("%1 %2, %3, %4")
        .arg(batch.merchantCode, batch.merchantBatchNo, formatLocal(batch.createdAt), batch.makerLogin);
}

QString sizeOf(std::int64_t rowsCount, Money total) {
    return QStringLiteral("%1 rows %2").arg(QString::number(rowsCount), formatPlain(total));
}

Error invalid(const BatchFileSummary& file) {
    const bool tooMany = std::ranges::any_of(
        file.errors, [](const BatchFileIssue& issue) { return issue.code == BatchIssueCode::TooManyRows; });
    return refuse(tooMany ? Refusal::TooManyRows : Refusal::BatchFileInvalid,
                  QStringLiteral("%1 errors").arg(file.errorsCount))
        .error();
}

// One try. On SQLite the transaction begins once the file is known to be good, because it locks out every other writer.
// On PostgreSQL it locks nobody, so it begins with the control line, and the server stores rows while the rest is still
// being read; a file that turns out bad takes all of it back.
class Intake {
public:
    Intake(store::Connection& connection, const ImportRequest& request)
        : m_connection(connection), m_request(request) {}

    /// Everything that can be refused before a row is written, then the instruction.
    Done begin(const BatchFileSummary& file);
    /// The same before the file is known: what is refused then waits until the file is found good.
    bool beginEarly(const BatchFileSummary& stated) {
        m_early = begin(stated);
        return m_early->has_value();
    }
    Done takeGood(const BatchFileSummary& summary) {
        if (!m_early) return begin(summary);
        file = summary;
        return *m_early;
    }
    Done addRow(const BatchRow& row) { return m_firstAnswer ? Done() : writeRow(*m_writer, m_owner, row); }
    /// The debit, the token's answer, the commit: the merchant's account is locked from here on only.
    Result<ImportedBatch> finish();

    std::optional<BatchFileSummary> file; ///< once it is known to be good, or as its control line states it

private:
    Result<bool> isReplay();
    Done findFee();
    Done refuseShortBalance() const;
    Done insert();

    store::Connection& m_connection;
    const ImportRequest& m_request;
    std::optional<store::Transaction> m_transaction;
    std::optional<store::BulkWriter> m_writer; ///< gone before the transaction
    std::optional<Done> m_early;               ///< what the early beginning came to
    std::optional<ImportedBatch> m_firstAnswer;
    RowsOwner m_owner;
    Money m_fee;
};

Result<QString> contentDigestOf(const ImportRequest& request) {
    Sha256 digest;
    TRY_DONE(readBatchFile(request.bytes, request.limits, [&digest](const BatchRow& row) {
        addContent(digest, row);
        return Done();
    }));
    return digest.hex();
}

Result<bool> isSameContent(store::Connection& connection, const ImportRequest& request, const BatchFileSummary& file,
                           const InstructionRow& first) {
    if (first.rowsCount != file.rowsCount || first.total != file.total) return false;
    TRY(const QString now, contentDigestOf(request));
    TRY(const QString then, storedContentDigest(connection, first.id));
    return now == then;
}

/// A17: the same file, or the same batch number, with the first one by name.
Done refuseSeen(store::Connection& connection, const ImportRequest& request, const BatchFileSummary& file) {
    TRY(const auto sameFile, findByFile(connection, file.sha256));
    if (sameFile) return refuse(Refusal::BatchFileSeen, nameOf(*sameFile));
    TRY(const auto first, findByNumber(connection, request.merchant, request.merchantBatchNo));
    if (!first) return {};
    TRY(const bool same, isSameContent(connection, request, file, *first));
    if (same) return refuse(Refusal::BatchNumberSeen, nameOf(*first));
    return refuse(Refusal::BatchNumberOtherContent,
                  QStringLiteral("%1; then %2, now %3")
                      .arg(nameOf(*first), sizeOf(first->rowsCount, first->total), sizeOf(file.rowsCount, file.total)));
}

Done refuseSeenReferences(store::Connection& connection, MerchantId merchant, const QStringList& references) {
    if (references.isEmpty()) return {};
    TRY(const auto seen, firstSeenReference(connection, merchant, references));
    if (!seen) return {};
    TRY(const auto first, findInstruction(connection, seen->instruction));
    return refuse(Refusal::RowReferenceSeen,
                  QStringLiteral("%1 in %2").arg(seen->reference, first ? nameOf(*first) : QString()));
}

/// A unique index said no: says which of the three keys it was. Only then every reference is looked up.
Error explainCollision(store::Connection& connection, const ImportRequest& request, const BatchFileSummary& file,
                       const Error& collision) {
    if (const Done seen = refuseSeen(connection, request, file); !seen) return seen.error();
    QStringList references;
    const auto ask = [&] {
        const Done answer = refuseSeenReferences(connection, request.merchant, references);
        references.clear();
        return answer;
    };
    const auto read = readBatchFile(request.bytes, request.limits, [&](const BatchRow& row) {
        references.append(QString::fromLatin1(row.merchantRowRef));
        return references.size() < referencesPerQuestion ? Done() : ask();
    });
    if (!read) return read.error();
    if (const Done last = ask(); !last) return last.error();
    return collision;
}

Result<bool> Intake::isReplay() {
    const people::TokenUse use = importTokenUse(m_request.actor.person);
    TRY(const auto answer, people::takeToken(m_connection, m_request.token, use));
    if (!answer) return false;
    TRY(const auto first, findInstruction(m_connection, InstructionId(answer->toLongLong())));
    if (!first) return broken(QStringLiteral("BadStoredAnswer"), *answer);
    const bool same = first->merchant == m_request.merchant && first->merchantBatchNo == m_request.merchantBatchNo &&
                      first->fileSha256 == file->sha256;
    if (!same) return refuse(Refusal::TokenOtherUse, nameOf(*first));
    m_firstAnswer =
        ImportedBatch{first->id, first->rowsCount, first->total, Money{first->feeMinor, first->total.currency}, false};
    return true;
}

Done Intake::findFee() {
    TRY(const auto merchant, findMerchant(m_connection, m_request.merchant));
    if (!merchant || !merchant->active) return refuse(Refusal::MerchantUnknown);
    TRY(const bool known, hasChannel(m_connection, m_request.channel));
    if (!known) return broken(QStringLiteral("NoChannel"));
    std::int64_t fee = 0;
    if (__builtin_mul_overflow(merchant->feeMinor, file->rowsCount, &fee))
        return refused(QStringLiteral("MoneyOverflow"), QStringLiteral("fee"));
    m_owner = RowsOwner{{}, m_request.merchant, merchant->feeMinor, file->total.currency};
    m_fee = Money{fee, file->total.currency};
    return {};
}

/// Without a lock, so that a batch beyond the balance costs nobody anything; the debit decides for good (A23).
Done Intake::refuseShortBalance() const {
    TRY(const Money available, ledger::availableOf(m_connection, m_request.merchant, m_fee.currency));
    TRY(const Money needed, add(file->total, m_fee));
    const std::int64_t shortfall = needed.minor - available.minor;
    if (shortfall > 0) return refuse(Refusal::BalanceTooSmall, QString::number(shortfall));
    return {};
}

Done Intake::insert() {
    InstructionRow row;
    row.merchant = m_request.merchant;
    row.channel = m_request.channel;
    row.merchantBatchNo = m_request.merchantBatchNo;
    row.fileName = m_request.fileName;
    row.fileSha256 = file->sha256;
    row.rowsCount = file->rowsCount;
    row.total = file->total;
    row.feeMinor = m_fee.minor;
    row.maker = m_request.actor.person;
    row.makerLogin = m_request.actor.login;
    TRY(row.createdAt, m_connection.now());
    TRY(m_owner.instruction, insertInstruction(m_connection, row));
    return {};
}

Done Intake::begin(const BatchFileSummary& summary) {
    file = summary;
    TRY(auto transaction, store::Transaction::begin(m_connection, store::Isolation::Write));
    m_transaction.emplace(std::move(transaction));
    TRY(const bool replay, isReplay());
    if (replay) return {};
    TRY_DONE(findFee());
    TRY_DONE(refuseSeen(m_connection, m_request, *file));
    TRY_DONE(refuseShortBalance());
    TRY_DONE(insert());
    TRY(auto writer, startRows(m_connection));
    m_writer.emplace(std::move(writer));
    return {};
}

Result<ImportedBatch> Intake::finish() {
    if (m_firstAnswer) return *m_firstAnswer;
    TRY_DONE(m_writer->finish());
    TRY_DONE(ledger::debitFirst(m_connection, {m_owner.instruction, m_request.merchant, m_request.channel, file->total,
                                               m_fee, m_request.actor.login}));
    TRY_DONE(people::answerToken(m_connection, m_request.token, QString::number(m_owner.instruction.value)));
    TRY_DONE(m_transaction->commit());
    return ImportedBatch{m_owner.instruction, file->rowsCount, file->total, m_fee, true};
}

ImportOutcome tryOnce(store::Connection& connection, const ImportRequest& request) {
    Intake intake(connection, request);
    const BatchRowSink onRow = [&intake](const BatchRow& row) { return intake.addRow(row); };
    const BatchGoodSink onGood = [&intake](const BatchFileSummary& file) { return intake.takeGood(file); };
    const BatchEarlySink onEarly = [&intake](const BatchFileSummary& stated) { return intake.beginEarly(stated); };
    auto read = connection.engine() == store::Engine::Postgres
                    ? readBatchFileEarly(request.bytes, request.limits, onEarly, onRow, request.progress, onGood)
                    : readBatchFile(request.bytes, request.limits, onRow, request.progress, onGood);
    if (!read) return {intake.file.value_or(BatchFileSummary{}), std::unexpected(read.error())};
    if (!read->isGood()) return {*read, std::unexpected(invalid(*read))};
    auto batch = intake.finish();
    return {*std::move(read), std::move(batch)};
}

} // namespace

people::TokenUse importTokenUse(PersonId person) { return {person, QStringLiteral("IMPORT_BATCH"), QString()}; }

ImportOutcome importBatch(store::Connection& connection, const ImportRequest& request) {
    if (const Done may = rules::mayDo(request.actor, rules::Task::ImportBatch); !may)
        return {{}, std::unexpected(may.error())};
    if (!isBatchNo(request.merchantBatchNo))
        return {{}, refused(QStringLiteral("BatchNumberFormat"), request.merchantBatchNo.left(merchantBatchNoMax))};
    for (int tries = 1;; ++tries) {
        ImportOutcome outcome = tryOnce(connection, request);
        if (outcome.batch) return outcome;
        const Error error = outcome.batch.error();
        if (error.code == QStringLiteral("UniqueViolation"))
            outcome.batch = std::unexpected(explainCollision(connection, request, outcome.file, error));
        if (error.code != QStringLiteral("Serialization") || tries == triesMax) return outcome;
    }
}

} // namespace payout::batch
