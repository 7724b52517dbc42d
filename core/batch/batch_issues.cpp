// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/batch_issues.h"

#include "core/base/account_number.h"
#include "core/batch/payee_text.h"

#include <array>
#include <utility>

namespace payout::batch {

namespace {

constexpr qsizetype shownCharactersMax = 40;
constexpr qsizetype digitRunMasked = 13; // longer than a bank code, shorter than any card

constexpr std::array codeNames{
#define PAYOUT_ENUMERATE(name) std::pair{BatchIssueCode::name, #name},
    PAYOUT_BATCH_ERRORS(PAYOUT_ENUMERATE) PAYOUT_BATCH_WARNINGS(PAYOUT_ENUMERATE)
#undef PAYOUT_ENUMERATE
};

QString withDigitRunsMasked(const QString& text) {
    QString out;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at;
        while (end < text.size() && text[end].isDigit()) ++end;
        const QStringView run = QStringView(text).sliced(at, end - at);
        out += run.size() >= digitRunMasked ? maskAccount(run) : run.toString();
        at = end;
        if (at < text.size()) out += text[at++];
    }
    return out;
}

QString withInvisibleEscaped(QStringView text) {
    QString out;
    for (const QChar c : text)
        out += c.isSurrogate() || !isForbidden(c.unicode())
                   ? QString(c)
                   : QStringLiteral("\\u%1").arg(QString::number(c.unicode(), 16).toUpper(), 4, u'0');
    return out;
}

void add(QVector<BatchFileIssue>& list, qint64& count, BatchFileIssue issue, qint64 listedMax) {
    ++count;
    if (list.size() < listedMax) list.append(std::move(issue));
}

} // namespace

QString nameOf(BatchColumn column) {
    switch (column) {
    case BatchColumn::MerchantRowRef: return QStringLiteral("merchant_row_ref");
    case BatchColumn::PayeeName: return QStringLiteral("payee_name");
    case BatchColumn::PayeeAccount: return QStringLiteral("payee_account");
    case BatchColumn::AccountKind: return QStringLiteral("account_kind");
    case BatchColumn::BankCode: return QStringLiteral("bank_code");
    case BatchColumn::Amount: return QStringLiteral("amount");
    case BatchColumn::Purpose: return QStringLiteral("purpose");
    }
    return {};
}

QString nameOf(BatchIssueCode code) {
    return QString::fromLatin1(codeNames[static_cast<std::size_t>(std::to_underlying(code))].second);
}

std::optional<BatchIssueCode> batchIssueNamed(QStringView name) {
    for (const auto& [code, text] : codeNames)
        if (name == QLatin1String(text)) return code;
    return std::nullopt;
}

QString shownValue(std::optional<BatchColumn> column, QByteArrayView utf8) {
    // A record may hold 4,096 characters; masking before cutting keeps the tail of a long number out of sight.
    const QString text = QString::fromUtf8(utf8);
    const bool account = column == BatchColumn::PayeeAccount;
    const QString masked = account ? maskAccount(text) : withDigitRunsMasked(text);
    qsizetype shown = qMin(masked.size(), shownCharactersMax);
    if (shown > 0 && shown < masked.size() && masked[shown - 1].isHighSurrogate()) --shown;
    return withInvisibleEscaped(QStringView(masked).left(shown));
}

void BatchIssues::addError(BatchFileIssue issue, qint64 listedMax) {
    add(errors, errorsCount, std::move(issue), listedMax);
}

void BatchIssues::addWarning(BatchFileIssue issue, qint64 listedMax) {
    add(warnings, warningsCount, std::move(issue), listedMax);
}

} // namespace payout::batch
