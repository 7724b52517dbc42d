// SPDX-License-Identifier: GPL-3.0-or-later
// WCAG 2.1 contrast of every pair of colours that meet, computed, in light and dark.
#include "ui/shared/tone.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QTest>

#include <cmath>

using namespace payout::ui;

namespace {

double luminance(const QColor& color) {
    const auto linear = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}
double contrast(const QColor& a, const QColor& b) {
    const double light = std::max(luminance(a), luminance(b));
    const double dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}
void atLeast(double wanted, const QColor& a, const QColor& b, const char* what) {
    QVERIFY2(
        contrast(a, b) >= wanted,
        qPrintable(
            QStringLiteral("%1: %2 on %3 is %4").arg(QLatin1String(what), a.name(), b.name()).arg(contrast(a, b))));
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textCanBeRead_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void textCanBeRead() {
        QFETCH(bool, dark);
        const ThemeColors& colors = colorsOf(dark ? Theme::Dark : Theme::Light);
        for (const QColor& ground : {colors.window, colors.surface, colors.raised, colors.selection}) {
            atLeast(7, colors.text, ground, "text");
            atLeast(4.5, colors.muted, ground, "muted text");
        }
        atLeast(4.5, colors.accentText, colors.accent, "text on the accent");
        atLeast(4.5, colors.dangerText, colors.danger, "text on danger");
        atLeast(4.5, colors.danger, colors.surface, "danger button");
        atLeast(3, colors.accent, colors.surface, "focus");
        atLeast(3, colors.accent, colors.window, "focus");
        atLeast(3, colors.control, colors.surface, "border of a field");
        QPalette palette;
        palette.setColor(QPalette::Window, colors.window);
        QCOMPARE(isDark(palette), dark);
        for (const Tone tone : {Tone::Neutral, Tone::Info, Tone::Good, Tone::Unproven, Tone::Warning, Tone::Critical}) {
            const ToneColors chip = toneColors(tone, palette);
            atLeast(4.5, chip.text, chip.background, "chip");
            atLeast(4.5, chip.text, colors.surface, "coloured text in a list");
            atLeast(4.5, chip.text, colors.selection, "coloured text in a selected row");
            atLeast(3, chip.line, chip.background, "symbol");
        }
    }
    void theStyleSheetHasNoNameLeft() {
        auto* app = qobject_cast<QApplication*>(QCoreApplication::instance());
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            applyTheme(*app, theme);
            QVERIFY(app->styleSheet().size() > 1'000);
            QVERIFY(!app->styleSheet().contains(QLatin1Char('@')));
        }
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
