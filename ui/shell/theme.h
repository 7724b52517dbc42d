// SPDX-License-Identifier: GPL-3.0-or-later
// How the desk looks: one palette and one style sheet for light and one for dark, switched at once.
#pragma once

#include <QColor>

class QApplication;

namespace payout::ui {

enum class Theme { Light, Dark };

struct ThemeColors {
    QColor window;  ///< behind everything
    QColor surface; ///< cards, lists, fields
    QColor raised;  ///< headers, hovered rows
    QColor line;    ///< hairlines
    QColor control; ///< borders of fields and buttons: 3 to 1 on the surface
    QColor text;    ///< 7 to 1
    QColor muted;   ///< 4.5 to 1
    QColor accent;  ///< the one accent; white on it is 4.5 to 1 in light, black in dark
    QColor accentText;
    QColor selection; ///< rows; text stays `text`
    QColor danger;
    QColor dangerText;
};

[[nodiscard]] const ThemeColors& colorsOf(Theme theme);
/// Palette, font and style sheet of the whole application.
void applyTheme(QApplication& app, Theme theme);

} // namespace payout::ui
