// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a screen as a person would: every visible text, in either language; and a picture of it on request.
#pragma once

#include <QString>
#include <QStringList>
#include <QTranslator>
#include <QWidget>

namespace payout::ui {

/// The theme before the first screen is made, as in the program.
void beginScreens();

/// Installed while it lives.
class Speaking {
public:
    explicit Speaking(const QString& language); ///< "zh_CN" or "en"
    ~Speaking();
    bool isLoaded() const { return m_loaded; }

private:
    QTranslator m_translator;
    bool m_loaded = false;
};

/// Texts of all visible labels, buttons, tabs, choices, headers and cells below `root`, and their tooltips.
[[nodiscard]] QStringList visibleTexts(QWidget* root);
/// The texts that hold a run of twelve or more digits: an account number that nobody masked.
[[nodiscard]] QStringList unmasked(const QStringList& texts);
/// The texts with a Latin word in them that is neither a name of the samples nor one of `allowed`.
[[nodiscard]] QStringList latinLeft(const QStringList& texts, const QStringList& allowed = {});
/// Lays the widget out at `size` and shows it.
void display(QWidget* widget, QSize size);
/// Saves a PNG into $PAYOUT_PICTURES if that is set; otherwise does nothing.
void picture(QWidget* widget, const QString& name);

} // namespace payout::ui
