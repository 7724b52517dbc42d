// SPDX-License-Identifier: GPL-3.0-or-later
// What may stand in a payee's name or a purpose, and what in a name deserves a second look (threat T13).
#pragma once

#include "core/base/account_number.h"

#include <QByteArrayView>

namespace payout::batch {

/// True for characters that no text field may hold: control (NUL, line breaks, tabs), format (bidirectional marks,
/// zero-width), private use, surrogates, non-characters, line and paragraph separators.
[[nodiscard]] bool isForbidden(char32_t character);

/// True if a spreadsheet would take the cell for a formula: `= + - @` in front, also in full-width form (T14).
[[nodiscard]] bool startsFormula(QByteArrayView utf8);

struct TextFindings {
    qsizetype characters = 0;
    bool forbidden = false;
    bool mixedScript = false;   ///< letters of scripts that do not go together in one name: Latin with Cyrillic
    bool oddCharacters = false; ///< not NFC, compatibility or unassigned characters, symbols no name has
};
/// Looks once over valid UTF-8. A company's name may mix Chinese and Latin and hold digits and brackets, a person's
/// may not.
[[nodiscard]] TextFindings inspectName(QByteArrayView utf8, AccountKind kind);
/// The same for a purpose, of which only the count and `forbidden` are looked at.
[[nodiscard]] TextFindings inspectPurpose(QByteArrayView utf8);

} // namespace payout::batch
