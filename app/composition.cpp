// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"

#include "app/workspace.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>

namespace payout::app {

namespace {

Result<store::DatabaseUrl> databaseOf(const QCommandLineParser& parser) {
    const bool workspace = parser.isSet(QStringLiteral("workspace"));
    if (workspace == parser.isSet(QStringLiteral("database")))
        return refused(QStringLiteral("BadOption"), QStringLiteral("give either --workspace or --database"));
    if (!workspace) return store::DatabaseUrl::parse(parser.value(QStringLiteral("database")));
    TRY(const Workspace found, readWorkspace(parser.value(QStringLiteral("workspace"))));
    return found.database;
}

QString chosen(const QCommandLineParser& parser, const QString& option, const QString& otherwise) {
    return parser.isSet(option) ? parser.value(option) : QSettings().value(option, otherwise).toString();
}

Result<ui::Language> languageNamed(const QString& name) {
    if (name == u"zh_CN") return ui::Language::Chinese;
    if (name == u"en") return ui::Language::English;
    return refused(QStringLiteral("BadOption"), QStringLiteral("--language is zh_CN or en"));
}

Result<ui::Theme> themeNamed(const QString& name) {
    if (name == u"light") return ui::Theme::Light;
    if (name == u"dark") return ui::Theme::Dark;
    return refused(QStringLiteral("BadOption"), QStringLiteral("--theme is light or dark"));
}

} // namespace

Result<DeskOptions> deskOptions(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("workspace"), {}, QStringLiteral("folder")},
                       {QStringLiteral("database"), {}, QStringLiteral("url")},
                       {QStringLiteral("language"), {}, QStringLiteral("code")},
                       {QStringLiteral("theme"), {}, QStringLiteral("name")}});
    if (!parser.parse(arguments)) return refused(QStringLiteral("BadOption"), parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return refused(QStringLiteral("BadOption"), parser.positionalArguments().constFirst());
    DeskOptions options;
    TRY(options.database, databaseOf(parser));
    TRY(options.language, languageNamed(chosen(parser, QStringLiteral("language"), QStringLiteral("zh_CN"))));
    TRY(options.theme, themeNamed(chosen(parser, QStringLiteral("theme"), QStringLiteral("light"))));
    return options;
}

struct Desk::Parts {
    explicit Parts(const DeskOptions& options) : language(options.language), store(options.database) {}

    ui::LanguageSwitch language;
    desk::StoreThread store;
    desk::SessionDesk session{store};
    desk::BatchDesk batch{store};
    desk::ApprovalDesk approval{store};
    desk::ExceptionDesk exception{store};
    desk::ComparisonDesk comparison{store};
    desk::TodayDesk today{store};
    desk::QuarantineDesk quarantine{store};
    desk::DispatchDesk dispatch{store};
    std::unique_ptr<ui::MainWindow> window; ///< last: it goes first
};

Desk::Desk(const DeskOptions& options) : m_parts(std::make_unique<Parts>(options)) {
    ui::applyTheme(*qApp, options.theme);
    m_parts->window = std::make_unique<ui::MainWindow>(
        ui::Desks{m_parts->store, m_parts->session, m_parts->batch, m_parts->approval, m_parts->exception,
                  m_parts->comparison, m_parts->today, m_parts->quarantine, m_parts->dispatch},
        m_parts->language, options.theme);
    m_parts->window->show();
}

Desk::~Desk() = default;

} // namespace payout::app
