// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace payout::ui {

namespace {
QString codeOf(Language language) {
    switch (language) {
    case Language::Chinese: return QStringLiteral("zh_CN");
    case Language::English: return QStringLiteral("en");
    }
    return {};
}
} // namespace

LanguageSwitch::LanguageSwitch(Language first, QObject* parent) : QObject(parent), m_language(first) { install(); }

void LanguageSwitch::use(Language language) {
    if (language == m_language) return;
    m_language = language;
    QCoreApplication::removeTranslator(&m_desk);
    QCoreApplication::removeTranslator(&m_qt);
    install();
}

void LanguageSwitch::install() {
    const QString code = codeOf(m_language);
    QLocale::setDefault(QLocale(code));
    if (m_language == Language::Chinese &&
        m_qt.load(QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (m_desk.load(QStringLiteral(":/payoutdesk/translations/payoutdesk_%1.qm").arg(code)))
        QCoreApplication::installTranslator(&m_desk);
}

} // namespace payout::ui
