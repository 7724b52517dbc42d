// SPDX-License-Identifier: GPL-3.0-or-later
// What the desk should say, in the language it speaks now: a text of its translations, not a copy of one.
#pragma once

#include <QRegularExpression>
#include <QString>

namespace payout::tour {

/// A tr() text of ui: the class that says it, the source text, and its translator's comment.
struct Words {
    const char* place;
    const char* source;
    const char* comment = nullptr;
    bool counted = false; ///< has %n
};

/// The text as it stands on a button or a label, without mnemonics.
[[nodiscard]] QString said(const Words& words);
/// Matches the text with anything in the place of %1, %2 and %n.
[[nodiscard]] QRegularExpression pattern(const Words& words);

} // namespace payout::tour
