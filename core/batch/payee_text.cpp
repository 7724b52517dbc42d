// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/payee_text.h"

#include "core/base/text_encoding.h"

#include <QChar>
#include <QString>

#include <algorithm>
#include <string_view>

namespace payout::batch {

namespace {

// The greater part of all names; everything about these is known without looking further.
bool isPlainHan(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }
bool isPlainAscii(char32_t c) { return c >= 0x20 && c < 0x7F; }
bool isAsciiLetter(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool isNonCharacter(char32_t c) { return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFEU) == 0xFFFEU; }

bool isOneOf(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

// Marks that names do have: separators of transliterated names, initials, brackets of companies.
bool isNameMark(char32_t c, AccountKind kind) {
    if (isOneOf(c, U" .'-·•‧・．")) return true;
    return kind == AccountKind::Company && isOneOf(c, U"()（）&,/0123456789");
}

bool isOddForName(char32_t c, AccountKind kind) {
    if (isPlainHan(c) || isAsciiLetter(c) || isNameMark(c, kind)) return false;
    if (isPlainAscii(c)) return true;
    const bool compatibility = (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF) || // full-width forms
                               (c >= 0x2F800 && c <= 0x2FA1F);
    return compatibility || !(QChar::isLetter(c) || QChar::isMark(c));
}

// A person's name has one script; look-alike letters of another are how one name passes for a second.
struct Scripts {
    bool han = false;
    bool latin = false;
    bool cyrillic = false;
    bool greek = false;
    bool other = false;

    void see(char32_t c);
    bool isMixed(AccountKind kind) const;
};

void Scripts::see(char32_t c) {
    if (isPlainHan(c)) {
        han = true;
        return;
    }
    if (!QChar::isLetter(c)) return;
    const QChar::Script script = QChar::script(c);
    if (script == QChar::Script_Latin)
        latin = true;
    else if (script == QChar::Script_Han)
        han = true;
    else if (script == QChar::Script_Cyrillic)
        cyrillic = true;
    else if (script == QChar::Script_Greek)
        greek = true;
    else if (script != QChar::Script_Common && script != QChar::Script_Inherited)
        other = true;
}

bool Scripts::isMixed(AccountKind kind) const {
    const int seen = han + latin + cyrillic + greek + other;
    return seen > 1 && !(kind == AccountKind::Company && seen == 2 && han && latin);
}

bool isNormal(QByteArrayView utf8) {
    const QString text = QString::fromUtf8(utf8);
    return text == text.normalized(QString::NormalizationForm_C);
}

} // namespace

bool isForbidden(char32_t c) {
    if (isPlainAscii(c) || isPlainHan(c)) return false;
    if (isNonCharacter(c)) return true;
    const QChar::Category category = QChar::category(c);
    return category == QChar::Other_Control || category == QChar::Other_Format || category == QChar::Other_Surrogate ||
           category == QChar::Other_PrivateUse || category == QChar::Separator_Line ||
           category == QChar::Separator_Paragraph;
}

bool startsFormula(QByteArrayView utf8) {
    return isOneOf(codePointAt(utf8, 0).value, U"=+-@＝＋－＠") && !utf8.isEmpty();
}

TextFindings inspectName(QByteArrayView utf8, AccountKind kind) {
    TextFindings findings;
    Scripts scripts;
    bool plain = true;
    for (qsizetype at = 0; at < utf8.size();) {
        const CodePoint point = codePointAt(utf8, at);
        at += qMax(point.bytes, 1);
        ++findings.characters;
        findings.forbidden |= isForbidden(point.value);
        findings.oddCharacters |= isOddForName(point.value, kind);
        scripts.see(point.value);
        plain &= isPlainAscii(point.value) || isPlainHan(point.value);
    }
    findings.mixedScript = scripts.isMixed(kind);
    if (!plain && !findings.forbidden && !isNormal(utf8)) findings.oddCharacters = true;
    return findings;
}

TextFindings inspectPurpose(QByteArrayView utf8) {
    TextFindings findings;
    if (std::ranges::all_of(utf8, [](char c) { return c >= 0x20 && c < 0x7F; })) { // most of them
        findings.characters = utf8.size();
        return findings;
    }
    for (qsizetype at = 0; at < utf8.size();) {
        const CodePoint point = codePointAt(utf8, at);
        at += qMax(point.bytes, 1);
        ++findings.characters;
        findings.forbidden |= isForbidden(point.value);
    }
    return findings;
}

} // namespace payout::batch
