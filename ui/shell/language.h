// SPDX-License-Identifier: GPL-3.0-or-later
// Which language the desk speaks. Switching sends LanguageChange to every widget; each sets its own texts again.
#pragma once

#include <QObject>
#include <QTranslator>

namespace payout::ui {

enum class Language { Chinese, English };

class LanguageSwitch : public QObject {
    Q_OBJECT
public:
    explicit LanguageSwitch(Language first, QObject* parent = nullptr);
    Language language() const { return m_language; }
    void use(Language language);

private:
    void install();
    Language m_language;
    QTranslator m_desk;
    QTranslator m_qt; ///< file dialogs and message boxes, if Qt's own translations are installed
};

} // namespace payout::ui
