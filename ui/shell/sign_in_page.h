// SPDX-License-Identifier: GPL-3.0-or-later
// Name and password. After five wrong tries the database makes one wait; the countdown shows how long.
#pragma once

#include "core/desk/session_desk.h"
#include "ui/shared/action_button.h"
#include "ui/shared/countdown.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace payout::ui {

class Banner;

class SignInPage : public QWidget {
    Q_OBJECT
public:
    using SignIn = std::function<void(const QString& login, const QString& password, desk::Reply<desk::SignedIn>)>;
    SignInPage(SignIn signIn, DatabaseNow now, QWidget* parent = nullptr);
    void setInstitution(const QString& institution);
    /// Empties the fields and puts the cursor into the name.
    void startOver();
    void setWritingLocked(bool locked) { m_enter->setWritingLocked(locked); }

Q_SIGNALS:
    void signedIn(const desk::SignedIn& person);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void submit();
    void take(Result<desk::SignedIn> answer);
    void retranslate();

    SignIn m_signIn;
    DatabaseNow m_now;
    QString m_institutionName;
    std::optional<Error> m_error;
    QLabel* m_title;
    QLabel* m_institution;
    QLabel* m_nameWord;
    QLineEdit* m_name;
    QLabel* m_passwordWord;
    QLineEdit* m_password;
    Banner* m_answer;
    CountdownLabel* m_wait;
    ActionButton* m_enter;
};

} // namespace payout::ui
