// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/batch/import_batch_dialog.h"
#include "ui/dispatch/stop_sending_dialogs.h"
#include "ui/dispatch/stop_text.h"
#include "ui/quarantine/quarantine_dialog.h"
#include "ui/quarantine/quarantine_text.h"
#include "ui/shared/banner.h"
#include "ui/shell/navigation.h"
#include "ui/shell/sign_in_page.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/work_line.h"
#include "ui/statement/import_statement_dialog.h"
#include "ui/text/refusal_text.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>

namespace payout::ui {

namespace {
constexpr int refreshAfterMs = 300;
constexpr int pollMs = 5'000;
constexpr int goodNewsMs = 8'000;
} // namespace

MainWindow::MainWindow(const Desks& desks, LanguageSwitch& language, Theme theme)
    : m_desks(desks), m_language(language), m_theme(theme), m_entries(deskPages()) {
    build();
    connectStore();
    connectStrip();
    addShortcuts();
    retranslate();
    resize(1440, 900);
    if (const QByteArray geometry = QSettings().value(QStringLiteral("window/geometry")).toByteArray();
        !geometry.isEmpty())
        restoreGeometry(geometry);
    askStatus();
}

// Pages and dialogs refer to the context: they go before it.
MainWindow::~MainWindow() { delete m_workspace; }

void MainWindow::build() {
    const auto now = [this] { return m_clock.now(); };
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_strip = new StatusStrip(now, this);
    m_banner = new Banner(this);
    m_quarantineBanner = new Banner(this);
    m_quarantineBanner->setObjectName(QStringLiteral("quarantine"));
    connect(m_quarantineBanner->button(), &QPushButton::clicked, this, &MainWindow::openQuarantine);
    m_stopBanner = new Banner(this);
    m_stopBanner->setObjectName(QStringLiteral("stop.banner"));
    connect(m_stopBanner->button(), &QPushButton::clicked, this, &MainWindow::openLift);
    m_front = new QStackedWidget(this);
    m_signIn = new SignInPage(
        [this](const QString& login, const QString& password, desk::Reply<desk::SignedIn> answer) {
            m_desks.session.signIn(login, password, std::move(answer));
        },
        now, this);
    m_front->addWidget(m_signIn);
    m_workLine = new WorkLine(this);
    column->addWidget(m_strip);
    column->addWidget(m_stopBanner);
    column->addWidget(m_quarantineBanner);
    column->addWidget(m_banner);
    column->addWidget(m_front, 1);
    column->addWidget(m_workLine);
    connect(m_signIn, &SignInPage::signedIn, this, &MainWindow::enter);
    m_signIn->startOver(); // typing begins in the name, without a click
}

void MainWindow::buildWorkspace() {
    m_workspace = new QWidget(this);
    auto* row = new QHBoxLayout(m_workspace);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    std::vector<Navigation::Entry> pages;
    for (const PageEntry& entry : m_entries) pages.push_back({entry.symbol, entry.title});
    m_navigation = new Navigation(std::move(pages),
                                  {{Symbol::Upload, [] { return tr("Import batch…"); }},
                                   {Symbol::Statement, [] { return tr("Import statement…"); }}},
                                  m_workspace);
    m_stack = new QStackedWidget(m_workspace);
    row->addWidget(m_navigation);
    row->addWidget(m_stack, 1);
    connect(m_navigation, &Navigation::chosen, this, &MainWindow::showPage);
    connect(m_navigation->command(0), &QPushButton::clicked, this, &MainWindow::openImportBatch);
    connect(m_navigation->command(1), &QPushButton::clicked, this, &MainWindow::openImportStatement);
    m_front->addWidget(m_workspace);
    m_front->setCurrentWidget(m_workspace);
}

void MainWindow::connectStore() {
    m_changed.setSingleShot(true);
    m_changed.setInterval(refreshAfterMs);
    m_poll.setInterval(pollMs);
    connect(&m_changed, &QTimer::timeout, this, &MainWindow::refreshNow);
    connect(&m_poll, &QTimer::timeout, this, &MainWindow::askStatus);
    connect(&m_desks.store, &desk::StoreThread::changed, this, [this] {
        if (!m_changed.isActive()) m_changed.start();
    });
    connect(&m_desks.store, &desk::StoreThread::connectionLost, this, [this] { setConnected(false); });
    connect(&m_desks.store, &desk::StoreThread::connectionBack, this, [this] { setConnected(true); });
    m_poll.start();
}

void MainWindow::connectStrip() {
    connect(m_strip, &StatusStrip::languageAsked, this, [this] {
        const bool chinese = m_language.language() == Language::Chinese;
        m_language.use(chinese ? Language::English : Language::Chinese);
        QSettings().setValue(QStringLiteral("language"), chinese ? QStringLiteral("en") : QStringLiteral("zh_CN"));
    });
    connect(m_strip, &StatusStrip::themeAsked, this, [this] {
        m_theme = m_theme == Theme::Light ? Theme::Dark : Theme::Light;
        applyTheme(*qApp, m_theme);
        QSettings().setValue(QStringLiteral("theme"),
                             m_theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
    });
    connect(m_strip, &StatusStrip::signOutAsked, this, &MainWindow::leave);
    connect(m_strip, &StatusStrip::clockShiftAsked, this, &MainWindow::shiftClock);
    connect(m_strip, &StatusStrip::pauseEdgeReached, this, &MainWindow::refreshNow);
}

void MainWindow::addShortcuts() {
    for (int page = 0; page < int(m_entries.size()); ++page)
        connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key(int(Qt::Key_1) + page)), this), &QShortcut::activated,
                this, [this, page] { showPage(page); });
    connect(new QShortcut(QKeySequence(QKeySequence::Refresh), this), &QShortcut::activated, this,
            &MainWindow::refreshNow);
}

void MainWindow::enter(const desk::SignedIn& person) {
    m_context = std::make_unique<DeskContext>(
        DeskContext{m_desks.store, m_desks.session, m_desks.batch, m_desks.approval, m_desks.exception,
                    m_desks.comparison, m_desks.today, m_desks.dispatch, person, [this] { return m_clock.now(); },
                    [this](const QString& title, desk::ProgressPtr progress) {
                        return m_workLine->begin(title, std::move(progress));
                    }});
    m_pages.assign(m_entries.size(), nullptr);
    m_strip->setPerson(person);
    buildWorkspace();
    showRefusals();
    showPage(0);
    askStatus();
}

void MainWindow::leave() {
    if (!m_context) return;
    m_strip->setPerson(std::nullopt);
    m_front->setCurrentWidget(m_signIn);
    m_pages.clear();
    delete m_workspace; // pages and their dialogs refer to the context: they go first
    m_workspace = nullptr;
    m_navigation = nullptr;
    m_stack = nullptr;
    m_context.reset();
    showQuarantine();
    showStop();
    m_signIn->startOver();
}

void MainWindow::showPage(int page) {
    if (!m_context || page < 0 || page >= int(m_entries.size())) return;
    Page*& widget = m_pages[size_t(page)];
    if (widget == nullptr) {
        widget = m_entries[size_t(page)].make(*m_context, m_stack);
        widget->setWritingLocked(!m_connected);
        m_stack->addWidget(widget);
    }
    m_current = page;
    m_navigation->setCurrent(page);
    m_stack->setCurrentWidget(widget);
    retranslate();
}

void MainWindow::askStatus() {
    if (std::exchange(m_statusPending, true)) return;
    const auto answer = desk::reply<desk::StripStatus>(this, [this, front = m_navigation == nullptr](auto status) {
        m_statusPending = false;
        if (status) showStatus(*status);
        if (front && m_navigation != nullptr) askStatus(); // somebody signed in meanwhile
    });
    m_navigation == nullptr ? m_desks.session.front(answer) : m_desks.session.status(answer);
}

void MainWindow::showStatus(const desk::StripStatus& status) {
    m_clock.set(status.databaseNow);
    m_strip->setStatus(status);
    m_quarantine = status.quarantine;
    showQuarantine();
    m_stop.reset();
    if (!status.stops.empty() && status.stops.front().merchant.isNone()) m_stop = status.stops.front();
    showStop();
    m_signIn->setInstitution(status.institution);
    if (m_navigation == nullptr) return;
    for (size_t page = 0; page < m_entries.size(); ++page)
        m_navigation->setWaiting(int(page), m_entries[page].waiting(status));
}

// With the exact reason and the next step out, on every page and before anybody signs in.
void MainWindow::showQuarantine() {
    if (!m_quarantine) return m_quarantineBanner->hide();
    const QStringList steps = quarantineSteps(*m_quarantine);
    const QString next =
        !steps.isEmpty() ? steps.constFirst()
        : m_quarantine->proposedBy
            ? tr("%1 has proposed the release; a second person has to agree.").arg(m_quarantine->proposedByName)
            : tr("A supervisor may propose the release.");
    m_quarantineBanner->setButton(m_context ? tr("What is known, and the way out…") : QString());
    const QString title = tr("Quarantine: nothing is sent.") + u' ' + quarantineReasonText(m_quarantine->reason);
    // Said once: a status comes every few seconds, and who listens has heard it.
    if (!m_quarantineBanner->isHidden() && m_quarantineBanner->text() == title + u' ' + next) return;
    m_quarantineBanner->say(Tone::Critical, title, next);
}

void MainWindow::openQuarantine() {
    if (!m_context || !m_quarantine) return;
    auto* dialog =
        new QuarantineDialog(m_desks.quarantine, m_context->person.actor, *m_quarantine, m_clock.now(), m_workspace);
    connect(dialog, &TokenDialog::happened, this, &MainWindow::refreshNow);
    dialog->open();
}

// Who stopped everything, when and why, on every page and before anybody signs in.
void MainWindow::showStop() {
    if (!m_stop) return m_stopBanner->hide();
    const PersonId reader = m_context ? m_context->person.actor.person : PersonId();
    const bool may = m_context && rules::mayDo(m_context->person.actor, rules::Task::LiftStop).has_value() &&
                     m_stop->liftProposedBy != reader;
    m_stopBanner->setButton(may ? liftWord(m_stop->liftProposedBy.has_value()) : QString());
    const QString title = tr("All sending is stopped.") + u' ' +
                          stopSentence(m_stop->stoppedByName, m_stop->stoppedAt, m_stop->reason, m_clock.now());
    const QString lift = liftSentence(m_stop->liftProposedBy, m_stop->liftProposedByName, reader);
    // Said once: a status comes every few seconds, and who listens has heard it.
    if (!m_stopBanner->isHidden() && m_stopBanner->text() == title + u' ' + lift) return;
    m_stopBanner->say(Tone::Critical, title, lift);
}

void MainWindow::openLift() {
    if (!m_context || !m_stop) return;
    auto* dialog =
        new LiftSendingDialog(m_desks.dispatch, m_context->person.actor, *m_stop, m_clock.now(), m_workspace);
    connect(dialog, &TokenDialog::happened, this, &MainWindow::refreshNow);
    dialog->open();
}

void MainWindow::refreshNow() {
    askStatus();
    for (Page* page : m_pages)
        if (page != nullptr) page->markChanged();
}

void MainWindow::setConnected(bool connected) {
    if (m_connected == connected) return;
    m_connected = connected;
    m_strip->setConnected(connected);
    m_workLine->setConnected(connected);
    for (ActionButton* button : findChildren<ActionButton*>()) button->setWritingLocked(!connected); // dialogs too
    for (Page* page : m_pages)
        if (page != nullptr) page->setWritingLocked(!connected);
    showRefusals();
    retranslate();
    if (!connected) return;
    QTimer::singleShot(goodNewsMs, this, [this] {
        if (m_connected) m_banner->hide();
    });
    refreshNow();
}

/// The import commands are no page's own: they get their dead state here.
void MainWindow::showRefusals() {
    if (!m_context) return;
    const std::pair<int, rules::Task> commands[] = {{0, rules::Task::ImportBatch}, {1, rules::Task::ImportStatement}};
    for (const auto& [command, task] : commands) {
        const Done may = rules::mayDo(m_context->person.actor, task);
        QPushButton* button = m_navigation->command(command);
        button->setEnabled(m_connected && may.has_value());
        button->setToolTip(may ? QString() : errorSentence(may.error()));
    }
}

void MainWindow::shiftClock(std::chrono::milliseconds by) {
    m_desks.session.shiftTrainingClock(by, desk::reply<QString>(this, [this](Result<QString> answer) {
                                           if (answer) return refreshNow();
                                           m_banner->say(Tone::Warning, errorTitle(answer.error().kind),
                                                         errorSentence(answer.error()));
                                       }));
}

void MainWindow::openImportBatch() {
    if (!m_context) return;
    auto* dialog = new ImportBatchDialog(*m_context, m_workspace);
    dialog->show();
}

void MainWindow::openImportStatement() {
    if (!m_context) return;
    auto* dialog = new ImportStatementDialog(*m_context, m_workspace);
    dialog->show();
}

void MainWindow::retranslate() {
    showQuarantine();
    showStop();
    const QString page = m_context ? m_entries[size_t(m_current)].title() : tr("Sign in");
    setWindowTitle(tr("%1 · Payout Desk", "%1: name of the page").arg(page));
    if (!m_connected)
        m_banner->say(
            Tone::Critical, tr("The database is lost."),
            tr("What was saved is safe. Writing is locked; the desk reconnects by itself and finds out what became "
               "of a command in flight."));
    else if (m_banner->isVisible())
        m_banner->say(Tone::Good, tr("The database is back."),
                      tr("Everything shown is read again. Writing is unlocked."));
}

void MainWindow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange) return;
    retranslate();
    showRefusals();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    QSettings().setValue(QStringLiteral("window/geometry"), saveGeometry());
    QWidget::closeEvent(event);
}

} // namespace payout::ui
