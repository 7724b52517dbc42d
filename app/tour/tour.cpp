// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour/tour.h"

#include "app/admin/demo_workspace.h"
#include "ui/shared/token_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sign_in_page.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

namespace payout::tour {

namespace {
constexpr std::chrono::seconds wholeTour{240};

QWidget* deskWindow() {
    for (QWidget* window : QApplication::topLevelWidgets())
        if (qobject_cast<ui::MainWindow*>(window) != nullptr) return window;
    return nullptr;
}
} // namespace

Tour::Tour(House& house, ui::Language language, ui::Theme theme, Diary& diary)
    : m_house(house), m_diary(diary), m_chinese(language == ui::Language::Chinese),
      m_desk({house.workspace().database, language, theme}), m_screen(deskWindow(), wholeTour) {}

bool Tour::run() {
    if (!QDir::setCurrent(m_house.workspace().folder)) return false;
    struct Scene {
        const char* name;
        bool (Tour::*play)();
    };
    constexpr Scene scenes[] = {
        {"sign-in", &Tour::enter},       {"today", &Tour::today},       {"bad-file", &Tour::refuseBadFile},
        {"import", &Tour::import},       {"again", &Tour::refuseAgain}, {"clerk", &Tour::clerkMayNot},
        {"approve", &Tour::approve},     {"sent", &Tour::sent},         {"locked", &Tour::locked},
        {"statement", &Tour::statement}, {"propose", &Tour::propose},   {"confirm", &Tour::confirm},
        {"compare", &Tour::compare},     {"stop", &Tour::stopChannel},  {"other", &Tour::otherLanguageAndTheme},
    };
    for (const Scene& scene : scenes)
        if (!(this->*scene.play)()) stuck(scene.name);
    return m_diary.failed() == 0;
}

bool Tour::see(const char* name, const char* must, const Condition& condition, std::chrono::seconds atMost) {
    const bool shown = m_screen.wait(condition, atMost);
    m_diary.note(QLatin1String(name), QLatin1String(must), shown, m_screen.picture());
    return shown;
}

void Tour::stuck(const char* scene) {
    m_diary.note(QLatin1String(scene) + QStringLiteral("-stuck"), QStringLiteral("the scene goes on to its end"), false,
                 m_screen.picture());
    if (auto* dialog = qobject_cast<QDialog*>(m_screen.front())) dialog->close();
}

bool Tour::signIn(const char* login, const char* password) {
    const QString secret = password == nullptr ? admin::demoPassword : QLatin1String(password);
    return m_screen.wait([&] { return m_screen.find<QLineEdit>(QStringLiteral("signIn.name")) != nullptr; }) &&
           m_screen.type(m_screen.find<QLineEdit>(QStringLiteral("signIn.name")), QLatin1String(login)) &&
           m_screen.type(m_screen.find<QLineEdit>(QStringLiteral("signIn.password")), secret) &&
           m_screen.press({"SignInPage", "Sign in"}) &&
           (password != nullptr ||
            m_screen.wait([&] { return m_screen.button({"StatusStrip", "Sign out"}) != nullptr; }));
}

bool Tour::signOut() {
    return m_screen.press({"StatusStrip", "Sign out"}) &&
           m_screen.wait([&] { return m_screen.button({"SignInPage", "Sign in"}) != nullptr; });
}

bool Tour::open(const char* page) { return m_screen.press({"PageNames", page, "name of a page"}); }

bool Tour::moveClock(int entry, int times) {
    for (; times > 0; --times) {
        const UtcTime before = m_house.now();
        QToolButton* clock = qobject_cast<QToolButton*>(m_screen.button({"StatusStrip", "Clock of the database"}));
        if (!m_screen.chooseEntry(clock, entry)) return false;
        if (!m_screen.wait([&] { return m_house.now() - before > std::chrono::seconds(50); })) return false;
    }
    return true;
}

bool Tour::choosePath(const QString& path) {
    QLineEdit* field = m_screen.find<QLineEdit>(QStringLiteral("path"));
    // Relative to the house, which is a temporary folder of this machine and nobody's business in a picture.
    const QString shown = QDir(m_house.workspace().folder).relativeFilePath(path);
    if (field == nullptr || !m_screen.type(field, shown)) return false;
    QTest::keyClick(field->window()->windowHandle(), Qt::Key_Tab);
    return true;
}

bool Tour::act(std::optional<Reason> reason) {
    auto* dialog = qobject_cast<ui::TokenDialog*>(m_screen.front());
    if (dialog == nullptr) return false;
    if (reason) {
        QWidget* field = m_screen.find<QPlainTextEdit>();
        if (field == nullptr) field = m_screen.find<QLineEdit>();
        if (field == nullptr || !m_screen.type(field, QString::fromUtf8(m_chinese ? reason->chinese : reason->english)))
            return false;
    }
    return m_screen.wait([&] { return dialog->action()->isEnabled(); }) && m_screen.click(dialog->action()) &&
           m_screen.wait([&] {
               const auto state = dialog->submission()->state();
               return state == ui::Submission::State::Done || state == ui::Submission::State::Failed;
           });
}

bool Tour::close() {
    const QPointer<ui::TokenDialog> dialog = qobject_cast<ui::TokenDialog*>(m_screen.front());
    return dialog != nullptr && m_screen.wait([&] { return dialog->cancel()->isEnabled(); }) &&
           m_screen.click(dialog->cancel()) && m_screen.wait([&] { return dialog.isNull(); });
}

std::int64_t Tour::inState(const char* state) const {
    return m_house.number(
        QByteArrayLiteral("SELECT COUNT(*) FROM payout p JOIN instruction i ON i.id = p.instruction_id WHERE "
                          "i.merchant_batch_no = 'TOUR-24' AND p.state = '")
            .append(state)
            .append('\'')
            .constData());
}

} // namespace payout::tour
