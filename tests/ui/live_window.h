// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window over a real desk and database, and a world for it to show.
#pragma once

#include "core/people/create_person.h"
#include "tests/flow/flow_world.h"
#include "ui/shell/main_window.h"
#include "ui/shell/navigation.h"
#include "ui/shell/sign_in_page.h"

#include <QLineEdit>
#include <QTest>

namespace payout::ui {

inline const QString livePassword = QStringLiteral("payout-demo-2026");

struct LiveWindow {
    desk::StoreThread thread;
    desk::SessionDesk session{thread};
    desk::BatchDesk batch{thread};
    desk::ApprovalDesk approval{thread};
    desk::ExceptionDesk exception{thread};
    desk::ComparisonDesk comparison{thread};
    desk::TodayDesk today{thread};
    desk::QuarantineDesk quarantine{thread};
    desk::DispatchDesk dispatch{thread};
    LanguageSwitch language{Language::English};
    MainWindow window;

    explicit LiveWindow(const store::DatabaseUrl& url)
        : thread(url), window({thread, session, batch, approval, exception, comparison, today, quarantine, dispatch},
                              language, Theme::Light) {
        window.resize(1440, 900);
        window.show();
    }
    void signIn(const QString& login, const QString& word) {
        const QList<QLineEdit*> fields = window.findChild<SignInPage*>()->findChildren<QLineEdit*>();
        fields.at(0)->setText(login);
        fields.at(1)->setText(word);
        fields.at(1)->setFocus();
        QTest::keyClick(fields.at(1), Qt::Key_Return);
    }
    bool isSignedIn() { return window.findChild<Navigation*>() != nullptr; }
};

/// A database with "maker" (clerk and supervisor) and "checker" (auditor), who can sign in.
struct LiveWorld {
    std::unique_ptr<support::TempStore> temp;
    support::FlowWorld flow;

    explicit LiveWorld(store::Engine engine = store::Engine::Sqlite)
        : temp(support::must(support::TempStore::create(engine))), flow(*temp) {
        add(QStringLiteral("maker"), QStringLiteral("Maker"), {rules::Role::Clerk, rules::Role::Supervisor}, 7);
        add(QStringLiteral("checker"), QStringLiteral("Checker"), {rules::Role::Auditor}, 8);
    }

private:
    void add(const QString& login, const QString& name, const QSet<rules::Role>& roles, quint64 seed) {
        constexpr people::PasswordCost quickCost{.memoryKib = 64, .iterations = 1, .lanes = 1};
        SeededIdSource ids(seed);
        support::must(people::createPerson(flow.connection(), ids, {login, name, livePassword, roles},
                                           QStringLiteral("test"), quickCost));
    }
};

} // namespace payout::ui
