// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sign_in_page.h"

#include "ui/shared/banner.h"
#include "ui/shared/icons.h"
#include "ui/text/refusal_text.h"

#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace payout::ui {

namespace {
constexpr int cardWidth = 400;
constexpr int inputMax = 128;
} // namespace

SignInPage::SignInPage(SignIn signIn, DatabaseNow now, QWidget* parent)
    : QWidget(parent), m_signIn(std::move(signIn)), m_now(std::move(now)), m_title(new QLabel(this)),
      m_institution(new QLabel(this)), m_nameWord(new QLabel(this)), m_name(new QLineEdit(this)),
      m_passwordWord(new QLabel(this)), m_password(new QLineEdit(this)), m_answer(new Banner(this)),
      m_wait(new CountdownLabel(
          m_now, [](const QString& left) { return tr("The next try is possible in %1.", "a countdown").arg(left); },
          [] { return tr("You may try again now."); }, this)),
      m_enter(new ActionButton(ActionButton::Kind::Primary, this)) {
    build();
    retranslate();
}

void SignInPage::build() {
    auto* card = new QFrame(this);
    card->setObjectName(QStringLiteral("card"));
    card->setFixedWidth(cardWidth);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(32, 28, 32, 28);
    column->setSpacing(8);
    m_title->setProperty("role", QStringLiteral("title"));
    m_institution->setProperty("role", QStringLiteral("muted"));
    m_institution->setTextFormat(Qt::PlainText);
    m_institution->setWordWrap(true);
    m_nameWord->setBuddy(m_name);
    m_passwordWord->setBuddy(m_password);
    m_name->setObjectName(QStringLiteral("signIn.name"));
    m_password->setObjectName(QStringLiteral("signIn.password"));
    m_name->setMaxLength(inputMax);
    m_password->setMaxLength(inputMax);
    m_password->setEchoMode(QLineEdit::Password);
    for (QWidget* part : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_institution)})
        column->addWidget(part);
    column->addSpacing(14);
    for (QWidget* part : {static_cast<QWidget*>(m_nameWord), static_cast<QWidget*>(m_name),
                          static_cast<QWidget*>(m_passwordWord), static_cast<QWidget*>(m_password)})
        column->addWidget(part);
    column->addSpacing(8);
    for (QWidget* part :
         {static_cast<QWidget*>(m_answer), static_cast<QWidget*>(m_wait), static_cast<QWidget*>(m_enter)})
        column->addWidget(part);
    m_wait->hide();
    auto* page = new QVBoxLayout(this);
    page->addStretch(2);
    page->addWidget(card, 0, Qt::AlignHCenter);
    page->addStretch(3);
    m_enter->setRun([this] { submit(); });
    connect(m_name, &QLineEdit::returnPressed, m_password, qOverload<>(&QWidget::setFocus));
    connect(m_password, &QLineEdit::returnPressed, m_enter, &QPushButton::click);
    connect(m_wait, &CountdownLabel::reached, this, [this] { m_enter->setRefusal(std::nullopt); });
}

void SignInPage::submit() {
    m_answer->hide();
    m_signIn(m_name->text().trimmed(), m_password->text(), desk::reply<desk::SignedIn>(this, [this](auto answer) {
                 m_enter->finished();
                 take(std::move(answer));
             }));
}

void SignInPage::take(Result<desk::SignedIn> answer) {
    m_password->clear();
    if (answer) {
        m_error.reset();
        m_wait->hide();
        return Q_EMIT signedIn(*answer);
    }
    m_error = answer.error();
    m_answer->say(Tone::Warning, errorSentence(*m_error));
    m_password->setFocus();
    const bool mustWait = rules::refusalOf(*m_error) == rules::Refusal::SignInWait;
    m_wait->setVisible(mustWait);
    if (!mustWait) return;
    m_enter->setRefusal(m_error);
    m_wait->setUntil(UtcTime(m_error->detail.toLongLong()));
}

void SignInPage::setInstitution(const QString& institution) {
    m_institutionName = institution;
    m_institution->setText(institution);
}

void SignInPage::startOver() {
    m_name->clear();
    m_password->clear();
    m_answer->hide();
    m_name->setFocus();
}

void SignInPage::retranslate() {
    m_title->setText(tr("Payout Desk"));
    m_nameWord->setText(tr("&Name", "of the person who signs in"));
    m_passwordWord->setText(tr("&Password"));
    m_enter->setText(tr("Sign in"));
    if (m_error && m_answer->isVisible()) m_answer->say(Tone::Warning, errorSentence(*m_error));
}

void SignInPage::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

} // namespace payout::ui
