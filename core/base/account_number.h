// SPDX-License-Identifier: GPL-3.0-or-later
// Payee account numbers and the checks of spec 6.2 and 6.3. A number leaves this type unmasked only through digits().
#pragma once

#include "core/base/error.h"

#include <QString>

namespace payout {

enum class AccountKind { Card, Company };

class AccountNumber {
public:
    /// Cards: 15 to 19 digits once blanks and full-width forms are folded. Company accounts: 8 to 32 digits or `-`.
    /// Codes: "AccountEmpty", "AccountExcelDamage" (6.2E+18), "AccountNotDigits", "AccountLength".
    static Result<AccountNumber> parse(QStringView text, AccountKind kind);

    const QString& digits() const { return m_digits; }
    /// "6217********0017": at most the first four and the last four (PCI DSS 3.4.1 allows more; screens need less).
    QString masked() const;
    /// A warning only: some Chinese cards do not satisfy it (spec 6.2). Meaningless for company accounts.
    bool passesLuhn() const;
    bool operator==(const AccountNumber&) const = default;

private:
    explicit AccountNumber(QString digits) : m_digits(std::move(digits)) {}
    QString m_digits;
};

/// Masks any text that was meant to be an account number, valid or not; for error reports and logs.
[[nodiscard]] QString maskAccount(QStringView text);
/// The Luhn check over ASCII digits; for readers that hold no AccountNumber (the warning of passesLuhn()).
[[nodiscard]] bool passesLuhn(QStringView digits);
/// ISO 7064 MOD 11,10 over the twelve digits of a CNAPS code (spec 6.3; a warning only, the algorithm is unofficial).
[[nodiscard]] bool passesCnapsCheck(QStringView code);
/// NFKC, inner blanks removed, the separators ·•．・ made one: for comparing names, never for sending (spec 6.2).
[[nodiscard]] QString comparableName(QStringView name);

} // namespace payout
