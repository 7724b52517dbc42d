// SPDX-License-Identifier: GPL-3.0-or-later
// The meaning of a colour. A tone never stands alone: it comes with a word and a symbol (spec workday 8.3).
#pragma once

#include <QColor>
#include <QPalette>

namespace payout::ui {

enum class Tone { Neutral, Info, Good, Unproven, Warning, Critical };

struct ToneColors {
    QColor text;       ///< on `background`: at least 4.5 to 1
    QColor background; ///< of a chip or banner
    QColor line;       ///< border and symbol
};

/// For the palette's light or dark scheme.
[[nodiscard]] ToneColors toneColors(Tone tone, const QPalette& palette);
[[nodiscard]] bool isDark(const QPalette& palette);

} // namespace payout::ui
