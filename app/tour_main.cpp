// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour/tour.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>

#include <cstdio>

namespace {

int refuse(const QString& why) {
    std::fprintf(stderr, "payout-tour: %s\npayout-tour DIR [--language zh_CN|en] [--theme light|dark]\n",
                 qPrintable(why));
    return 2;
}

// The offscreen platform says at every window that it knows no size hints; nobody can do anything about that.
void onlyWhatMatters(QtMsgType, const QMessageLogContext&, const QString& text) {
    if (!text.startsWith(u"This plugin does not support")) std::fprintf(stderr, "%s\n", qPrintable(text));
}

int tour(const QString& folder, payout::ui::Language language, payout::ui::Theme theme) {
    const auto house = payout::tour::House::open();
    if (!house) return refuse(payout::describe(house.error()));
    payout::tour::Diary diary(QDir(folder).absolutePath());
    const bool shown = payout::tour::Tour(**house, language, theme, diary).run();
    // What the programs behind the desk had to say, for whoever looks why.
    const QString logs = QDir(folder).absoluteFilePath(QStringLiteral("logs.txt"));
    QFile::remove(logs);
    if (!shown) QFile::copy((*house)->logs(), logs);
    return diary.write() && shown ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    qInstallMessageHandler(onlyWhatMatters);
    QApplication application(argc, argv);
    // The tour's choices of language, theme and columns are nobody's: they must not reach a person's own settings.
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QCoreApplication::setOrganizationName(QStringLiteral("payout-tour"));
    QCoreApplication::setApplicationName(QStringLiteral("payout-tour"));
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("language"), {}, QStringLiteral("code"), QStringLiteral("zh_CN")},
                       {QStringLiteral("theme"), {}, QStringLiteral("name"), QStringLiteral("light")}});
    if (!parser.parse(application.arguments())) return refuse(parser.errorText());
    const QString language = parser.value(QStringLiteral("language"));
    const QString theme = parser.value(QStringLiteral("theme"));
    const bool known = QStringList{QStringLiteral("zh_CN"), QStringLiteral("en")}.contains(language) &&
                       QStringList{QStringLiteral("light"), QStringLiteral("dark")}.contains(theme);
    if (!known || parser.positionalArguments().size() != 1) return refuse(QStringLiteral("BadOption"));
    const QString folder = parser.positionalArguments().constFirst();
    if (!QDir().mkpath(folder)) return refuse(QStringLiteral("FolderUnwritable: ") + folder);
    return tour(folder, language == u"en" ? payout::ui::Language::English : payout::ui::Language::Chinese,
                theme == u"dark" ? payout::ui::Theme::Dark : payout::ui::Theme::Light);
}
