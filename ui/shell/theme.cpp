// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include <QApplication>
#include <QFile>
#include <QFont>
#include <QPalette>
#include <QStyleFactory>

namespace payout::ui {

namespace {

const ThemeColors light{QColor(0xf3f5f8), QColor(0xffffff), QColor(0xf0f3f7), QColor(0xd9dfe7),
                        QColor(0x8792a2), QColor(0x1c2430), QColor(0x566274), QColor(0x1f5fae),
                        QColor(0xffffff), QColor(0xd6e6fa), QColor(0xb3261e), QColor(0xffffff)};
const ThemeColors dark{QColor(0x14181f), QColor(0x1c222b), QColor(0x252c37), QColor(0x343d4a),
                       QColor(0x768396), QColor(0xe8edf4), QColor(0xabb6c5), QColor(0x6fadf5),
                       QColor(0x0b1a2c), QColor(0x24456d), QColor(0xf2857f), QColor(0x2b0605)};

QPalette paletteOf(const ThemeColors& colors) {
    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.surface);
    palette.setColor(QPalette::AlternateBase, colors.raised);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::Button, colors.surface);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.danger);
    palette.setColor(QPalette::Highlight, colors.selection);
    palette.setColor(QPalette::HighlightedText, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.muted);
    palette.setColor(QPalette::ToolTipBase, colors.text);
    palette.setColor(QPalette::ToolTipText, colors.surface);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::Mid, colors.line);
    palette.setColor(QPalette::Midlight, colors.raised);
    palette.setColor(QPalette::Light, colors.raised);
    palette.setColor(QPalette::Dark, colors.control);
    palette.setColor(QPalette::Shadow, colors.line);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colors.muted);
    return palette;
}

QFont deskFont() {
    // One family for both scripts, so that lines keep their height; its figures are all of one width.
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Noto Sans SC"),
                      QStringLiteral("Microsoft YaHei"), QStringLiteral("PingFang SC"), QStringLiteral("sans-serif")});
    font.setPointSizeF(10.5);
    return font;
}

QString styleSheet(const ThemeColors& colors, Theme theme) {
    QFile file(QStringLiteral(":/payoutdesk/style/desk.qss"));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QString sheet = QString::fromUtf8(file.readAll());
    sheet.replace(QStringLiteral("@chevron"),
                  theme == Theme::Dark ? QStringLiteral("chevron_dark") : QStringLiteral("chevron_light"));
    const std::pair<const char*, QColor> names[] = {
        {"@accentText", colors.accentText}, {"@accent", colors.accent},
        {"@window", colors.window},         {"@surface", colors.surface},
        {"@raised", colors.raised},         {"@line", colors.line},
        {"@control", colors.control},       {"@text", colors.text},
        {"@muted", colors.muted},           {"@selection", colors.selection},
        {"@dangerText", colors.dangerText}, {"@danger", colors.danger},
    };
    for (const auto& [name, color] : names) sheet.replace(QLatin1String(name), color.name());
    return sheet;
}

} // namespace

const ThemeColors& colorsOf(Theme theme) { return theme == Theme::Dark ? dark : light; }

void applyTheme(QApplication& app, Theme theme) {
    const ThemeColors& colors = colorsOf(theme);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(deskFont());
    QApplication::setPalette(paletteOf(colors));
    app.setStyleSheet(styleSheet(colors, theme));
}

} // namespace payout::ui
