// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/batch_row.h"

#include "core/base/check.h"
#include "core/batch/payee_text.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace payout::batch {

namespace {

constexpr qsizetype bankCodeDigits = 12;
constexpr qsizetype roundedFromDigits = 16;
constexpr qsizetype asciiCellMax = 32; // longer numbers are wrong and may take the slow way

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// A short ASCII cell as UTF-16 on the stack: the rules in `base` read QStringView, and an allocation a field would
// double the time of a file.
class AsciiCell {
public:
    explicit AsciiCell(QByteArrayView cell) : m_size(cell.size()) {
        CHECK(cell.size() <= asciiCellMax);
        std::ranges::copy(cell, m_characters.begin());
    }
    QStringView view() const { return {m_characters.data(), m_size}; }
    static bool fits(QByteArrayView cell) {
        return cell.size() <= asciiCellMax &&
               std::ranges::all_of(cell, [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
    }

private:
    std::array<char16_t, asciiCellMax> m_characters{};
    qsizetype m_size;
};

bool isOrdinaryAccount(QByteArrayView cell, AccountKind kind) {
    if (kind == AccountKind::Company)
        return cell.size() >= 8 && cell.size() <= 32 &&
               std::ranges::all_of(cell, [](char c) { return isDigit(c) || c == '-'; });
    return cell.size() >= 15 && cell.size() <= 19 && std::ranges::all_of(cell, isDigit);
}

quint32 accountWarnings(QByteArrayView digits, AccountKind kind) {
    quint32 warnings = 0;
    if (kind == AccountKind::Card && !passesLuhn(AsciiCell(digits).view())) warnings |= WarnAccountFailsLuhn;
    if (digits.size() >= roundedFromDigits && digits.endsWith("0000")) warnings |= WarnAccountMaybeRounded;
    return warnings;
}

BatchIssueCode issueOf(const Error& error) {
    const auto code = batchIssueNamed(error.code);
    CHECK(code.has_value()); // the codes of AccountNumber::parse and parseAmount are all listed; a test holds that
    return *code;
}

Result<Money> amountIn(QByteArrayView cell) {
    return AsciiCell::fits(cell) ? parseAmount(AsciiCell(cell).view()) : parseAmount(QString::fromUtf8(cell));
}

} // namespace

BatchRow BatchRowReader::read(const CsvRecord& record, std::vector<RowError>& errors) const {
    BatchRow row;
    row.lineNo = record.lineNo;
    if (!hasRightShape(record.cells, errors)) return row;
    readKind(record.cells, row, errors);
    readRef(record.cells, row, errors);
    readName(record.cells, row, errors);
    readAccount(record.cells, row, errors);
    readBankCode(record.cells, row, errors);
    readAmount(record.cells, row, errors);
    readPurpose(record.cells, row, errors);
    return row;
}

bool BatchRowReader::hasRightShape(const Cells& cells, std::vector<RowError>& errors) const {
    const auto isEmpty = [](QByteArrayView cell) { return trimmedCell(cell).isEmpty(); };
    const auto expected = static_cast<std::size_t>(m_header.cellsCount);
    if (cells.size() == expected && !isEmpty(cells.front())) return true;
    if (std::ranges::all_of(cells, isEmpty))
        errors.push_back({BatchIssueCode::EmptyRow, {}, {}});
    else if (cells.size() < expected)
        errors.push_back({BatchIssueCode::TooFewCells, {}, {}});
    else if (!std::all_of(cells.begin() + m_header.cellsCount, cells.end(), isEmpty))
        errors.push_back({BatchIssueCode::TooManyCells, {}, {}});
    else
        return true;
    return false;
}

void BatchRowReader::readRef(const Cells& cells, BatchRow& row, std::vector<RowError>& errors) const {
    const QByteArrayView cell = m_header.cell(cells, BatchColumn::MerchantRowRef);
    const auto isAllowed = [](char c) { return isDigit(c) || isLetter(c) || c == '_' || c == '-'; };
    if (cell.isEmpty())
        errors.push_back({BatchIssueCode::FieldMissing, BatchColumn::MerchantRowRef, cell});
    else if (!std::ranges::all_of(cell, isAllowed))
        errors.push_back({BatchIssueCode::RefFormat, BatchColumn::MerchantRowRef, cell});
    else if (cell.size() > rowRefCharactersMax)
        errors.push_back({BatchIssueCode::FieldTooLong, BatchColumn::MerchantRowRef, cell});
    else
        row.merchantRowRef = cell;
}

void BatchRowReader::readKind(const Cells& cells, BatchRow& row, std::vector<RowError>& errors) const {
    const QByteArrayView cell = m_header.cell(cells, BatchColumn::AccountKind);
    if (cell.isEmpty() || cell == "对私" || cell == "card")
        row.accountKind = AccountKind::Card;
    else if (cell == "对公" || cell == "company")
        row.accountKind = AccountKind::Company;
    else
        errors.push_back({BatchIssueCode::AccountKindUnknown, BatchColumn::AccountKind, cell});
}

void BatchRowReader::readName(const Cells& cells, BatchRow& row, std::vector<RowError>& errors) const {
    const QByteArrayView cell = m_header.cell(cells, BatchColumn::PayeeName);
    const TextFindings findings = inspectName(cell, row.accountKind);
    if (cell.isEmpty())
        errors.push_back({BatchIssueCode::FieldMissing, BatchColumn::PayeeName, cell});
    else if (findings.forbidden)
        errors.push_back({BatchIssueCode::ForbiddenCharacter, BatchColumn::PayeeName, cell});
    else if (startsFormula(cell))
        errors.push_back({BatchIssueCode::FormulaLeading, BatchColumn::PayeeName, cell});
    else if (findings.characters > payeeNameCharactersMax)
        errors.push_back({BatchIssueCode::FieldTooLong, BatchColumn::PayeeName, cell});
    else
        row.payeeName = cell;
    if (row.payeeName.isEmpty()) return; // refused; a warning on top would be noise
    if (findings.mixedScript) row.warnings |= WarnNameMixedScript;
    if (findings.oddCharacters) row.warnings |= WarnNameOddCharacters;
}

void BatchRowReader::readAccount(const Cells& cells, BatchRow& row, std::vector<RowError>& errors) const {
    const QByteArrayView cell = m_header.cell(cells, BatchColumn::PayeeAccount);
    if (isOrdinaryAccount(cell, row.accountKind)) {
        row.payeeAccount = cell;
    } else {
        const auto account = AccountNumber::parse(QString::fromUtf8(cell), row.accountKind);
        if (!account) return errors.push_back({issueOf(account.error()), BatchColumn::PayeeAccount, cell});
        row.payeeAccount = kept(account->digits().toLatin1());
    }
    row.warnings |= accountWarnings(row.payeeAccount, row.accountKind);
}

void BatchRowReader::readBankCode(const Cells& cells, BatchRow& row, std::vector<RowError>& errors) const {
    const QByteArrayView cell = m_header.cell(cells, BatchColumn::BankCode);
    if (cell.isEmpty()) return;
    if (cell.size() != bankCodeDigits || !std::ranges::all_of(cell, isDigit))
        return errors.push_back({BatchIssueCode::BankCodeFormat, BatchColumn::BankCode, cell});
    row.bankCode = cell;
    if (!passesCnapsCheck(AsciiCell(cell).view())) row.warnings |= WarnBankCodeCheckDigit;
}

void BatchRowReader::readAmount(const Cells& cells, BatchRow& row, std::vector<RowError>& errors) const {
    const QByteArrayView cell = m_header.cell(cells, BatchColumn::Amount);
    if (cell.isEmpty()) return errors.push_back({BatchIssueCode::FieldMissing, BatchColumn::Amount, cell});
    const Result<Money> amount = amountIn(cell);
    if (!amount) return errors.push_back({issueOf(amount.error()), BatchColumn::Amount, cell});
    if (amount->minor <= 0) return errors.push_back({BatchIssueCode::AmountNotPositive, BatchColumn::Amount, cell});
    if (amount->minor > m_rowCeiling.minor)
        return errors.push_back({BatchIssueCode::AmountOverRowCeiling, BatchColumn::Amount, cell});
    row.amountMinor = amount->minor;
}

void BatchRowReader::readPurpose(const Cells& cells, BatchRow& row, std::vector<RowError>& errors) const {
    const QByteArrayView cell = m_header.cell(cells, BatchColumn::Purpose);
    if (cell.isEmpty()) return;
    const TextFindings findings = inspectPurpose(cell);
    if (findings.forbidden)
        errors.push_back({BatchIssueCode::ForbiddenCharacter, BatchColumn::Purpose, cell});
    else if (startsFormula(cell))
        errors.push_back({BatchIssueCode::FormulaLeading, BatchColumn::Purpose, cell});
    else if (findings.characters > purposeCharactersMax)
        errors.push_back({BatchIssueCode::FieldTooLong, BatchColumn::Purpose, cell});
    else
        row.purpose = cell;
}

QByteArrayView BatchRowReader::kept(const QByteArray& text) const {
    auto* copy = static_cast<char*>(m_arena->allocate(static_cast<std::size_t>(text.size()), 1));
    std::memcpy(copy, text.constData(), static_cast<std::size_t>(text.size()));
    return {copy, text.size()};
}

} // namespace payout::batch
