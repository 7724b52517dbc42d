// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/account_number.h"

#include <QRegularExpression>

#include <algorithm>

namespace payout {

namespace {

bool isAsciiDigit(QChar c) { return c >= u'0' && c <= u'9'; }

QString folded(QStringView text) {
    QString out;
    for (const QChar c : text) {
        if (c.isSpace() || c == u'\u3000') continue;
        const bool fullWidth = c >= u'\uFF10' && c <= u'\uFF19';
        out += fullWidth ? QChar(c.unicode() - 0xFF10 + u'0') : c;
    }
    return out;
}

// "6.217E+18" and "6.2e18": what a spreadsheet leaves of a 19-digit number.
bool looksLikeExcelDamage(const QString& text) {
    static const QRegularExpression scientific(QStringLiteral("^[0-9]+([.][0-9]+)?[eE][+]?[0-9]+$"));
    return scientific.match(text).hasMatch();
}

} // namespace

Result<AccountNumber> AccountNumber::parse(QStringView text, AccountKind kind) {
    const QString digits = folded(text);
    if (digits.isEmpty()) return refused(QStringLiteral("AccountEmpty"));
    if (looksLikeExcelDamage(digits)) return refused(QStringLiteral("AccountExcelDamage"));
    const auto allowed = [kind](QChar c) { return isAsciiDigit(c) || (kind == AccountKind::Company && c == u'-'); };
    if (!std::ranges::all_of(digits, allowed)) return refused(QStringLiteral("AccountNotDigits"));
    const auto [shortest, longest] =
        kind == AccountKind::Card ? std::pair<qsizetype, qsizetype>{15, 19} : std::pair<qsizetype, qsizetype>{8, 32};
    if (digits.size() < shortest || digits.size() > longest) return refused(QStringLiteral("AccountLength"));
    return AccountNumber(digits);
}

QString AccountNumber::masked() const { return maskAccount(m_digits); }

bool AccountNumber::passesLuhn() const { return payout::passesLuhn(m_digits); }

bool passesLuhn(QStringView digits) {
    int sum = 0;
    bool twice = false;
    for (auto it = digits.crbegin(); it != digits.crend(); ++it) {
        int digit = it->unicode() - u'0';
        if (twice) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
        twice = !twice;
    }
    return sum % 10 == 0;
}

QString maskAccount(QStringView text) {
    if (text.size() <= 8) return QString(text.size(), u'*');
    return text.left(4).toString() + QString(text.size() - 8, u'*') + text.right(4).toString();
}

bool passesCnapsCheck(QStringView code) {
    if (code.size() != 12 || !std::ranges::all_of(code, isAsciiDigit)) return false;
    int p = 10;
    for (const QChar c : code.left(11)) {
        p = (p + (c.unicode() - u'0')) % 10;
        if (p == 0) p = 10;
        p = p * 2 % 11;
    }
    return (11 - p) % 10 == code[11].unicode() - u'0';
}

QString comparableName(QStringView name) {
    const QString normal = name.toString().normalized(QString::NormalizationForm_KC);
    QString out;
    for (const QChar c : normal) {
        if (c.isSpace()) continue;
        const bool separator = c == u'·' || c == u'•' || c == u'.' || c == u'・' || c == u'‧';
        out += separator ? u'·' : c;
    }
    return out;
}

} // namespace payout
