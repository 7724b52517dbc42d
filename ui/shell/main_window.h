// SPDX-License-Identifier: GPL-3.0-or-later
// The window: sign-in, then strip, navigation, pages and the line for long works. It asks for the status, passes on
// changes of the database to the page in sight, and locks writing while the database is lost. It decides nothing.
#pragma once

#include "core/desk/dispatch_desk.h"
#include "core/desk/quarantine_desk.h"
#include "ui/shell/database_clock.h"
#include "ui/shell/desk_context.h"
#include "ui/shell/language.h"
#include "ui/shell/page_list.h"
#include "ui/shell/theme.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QStackedWidget;

namespace payout::ui {

class Banner;
class Navigation;
class SignInPage;
class StatusStrip;
class WorkLine;

/// The asynchronous calls of core/desk that a window uses; they outlive it.
struct Desks {
    desk::StoreThread& store;
    desk::SessionDesk& session;
    desk::BatchDesk& batch;
    desk::ApprovalDesk& approval;
    desk::ExceptionDesk& exception;
    desk::ComparisonDesk& comparison;
    desk::TodayDesk& today;
    desk::QuarantineDesk& quarantine;
    desk::DispatchDesk& dispatch;
};

class MainWindow : public QWidget {
    Q_OBJECT
public:
    MainWindow(const Desks& desks, LanguageSwitch& language, Theme theme);
    ~MainWindow() override;

    void showPage(int page); ///< made on its first visit; needs a signed-in person
    int pageCount() const { return int(m_entries.size()); }
    void openImportBatch();
    void openImportStatement();

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void build();
    void buildWorkspace();
    void connectStore();
    void connectStrip();
    void addShortcuts();
    void enter(const desk::SignedIn& person);
    void leave();
    void askStatus();
    void showStatus(const desk::StripStatus& status);
    void showQuarantine();
    void openQuarantine();
    void showStop();
    void openLift();
    void refreshNow();
    void setConnected(bool connected);
    void shiftClock(std::chrono::milliseconds by);
    void showRefusals();
    void retranslate();

    Desks m_desks;
    LanguageSwitch& m_language;
    Theme m_theme;
    DatabaseClock m_clock;
    std::unique_ptr<DeskContext> m_context; ///< while somebody is signed in; pages refer to it
    std::vector<PageEntry> m_entries;
    std::vector<Page*> m_pages; ///< null until visited
    int m_current = 0;
    bool m_connected = true;
    bool m_statusPending = false;
    QTimer m_changed; ///< many changes, one refresh
    QTimer m_poll;
    StatusStrip* m_strip = nullptr;
    Banner* m_banner = nullptr;
    Banner* m_quarantineBanner = nullptr; ///< full width on every page, while nothing may be sent
    std::optional<dispatch::QuarantineView> m_quarantine;
    Banner* m_stopBanner = nullptr; ///< full width on every page, while everything is stopped
    std::optional<dispatch::StopView> m_stop;
    QStackedWidget* m_front = nullptr; ///< sign-in or workspace
    SignInPage* m_signIn = nullptr;
    QWidget* m_workspace = nullptr;
    Navigation* m_navigation = nullptr;
    QStackedWidget* m_stack = nullptr;
    WorkLine* m_workLine = nullptr;
};

} // namespace payout::ui
