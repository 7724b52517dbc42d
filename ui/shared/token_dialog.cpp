// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/token_dialog.h"

#include "ui/shared/banner.h"
#include "ui/text/refusal_text.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace payout::ui {

TokenDialog::TokenDialog(Tokens tokens, ActionButton::Kind kind, QWidget* parent)
    : QDialog(parent), m_submission(std::move(tokens)) {
    setAttribute(Qt::WA_DeleteOnClose);
    build(kind);
    connect(&m_submission, &Submission::stateChanged, this, &TokenDialog::showState);
    connect(&m_submission, &Submission::happened, this, [this] { Q_EMIT happened(); });
    m_action->follow(&m_submission, [this] {
        if (m_submit) m_submit();
    });
    connect(m_cancel, &QPushButton::clicked, this, &TokenDialog::reject);
    connect(m_again, &QPushButton::clicked, &m_submission, &Submission::prepare);
    // After the subclass's constructor: it may still set its command's words.
    QMetaObject::invokeMethod(this, [this] { retranslate(); }, Qt::QueuedConnection);
    m_submission.prepare();
}

void TokenDialog::build(ActionButton::Kind kind) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 18);
    column->setSpacing(14);
    m_sentence = new QLabel(this);
    m_sentence->setProperty("role", QStringLiteral("sentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    column->addWidget(m_sentence);
    m_body = new QVBoxLayout;
    m_body->setSpacing(10);
    column->addLayout(m_body, 1);
    m_answer = new Banner(this);
    column->addWidget(m_answer);
    auto* buttons = new QHBoxLayout;
    m_cancel = new QPushButton(tr("Cancel"), this);
    m_again = new QPushButton(tr("Prepare again"), this);
    m_action = new ActionButton(kind, this);
    m_again->hide();
    m_again->setAutoDefault(false);
    buttons->addStretch(1);
    for (QPushButton* button : {m_again, static_cast<QPushButton*>(m_action), m_cancel}) buttons->addWidget(button);
    column->addLayout(buttons);
    m_cancel->setAutoDefault(true);
    m_cancel->setDefault(true);
    m_cancel->setFocus();
    setMinimumWidth(520);
}

void TokenDialog::setSentence(const QString& sentence) {
    m_sentence->setText(sentence);
    setAccessibleDescription(sentence);
}

void TokenDialog::setActionText(const QString& text) { m_action->setText(text); }

void TokenDialog::setMissing(const QString& sentence) {
    m_missing = sentence;
    showRefusal();
}

void TokenDialog::setRefusal(std::optional<Error> refusal) {
    m_refusal = std::move(refusal);
    showRefusal();
}

void TokenDialog::setWritingLocked(bool locked) { m_action->setWritingLocked(locked); }

void TokenDialog::showRefusal() {
    const bool missing = !m_missing.isEmpty();
    m_action->setMissing(m_missing);
    m_action->setRefusal(missing ? std::nullopt : m_refusal);
}

void TokenDialog::showState() {
    const Submission::State state = m_submission.state();
    m_again->setVisible(state == Submission::State::Failed);
    m_action->setVisible(state != Submission::State::Done);
    m_cancel->setEnabled(!m_submission.isBusy());
    m_cancel->setText(state == Submission::State::Done ? tr("Close") : tr("Cancel"));
    switch (state) {
    case Submission::State::Preparing:
    case Submission::State::Ready: return m_answer->hide();
    case Submission::State::Sending: return m_answer->say(Tone::Info, tr("Sent. Waiting for the database's answer…"));
    case Submission::State::Asking:
        return m_answer->say(Tone::Unproven, tr("The answer was lost. The database is being asked what became of it."),
                             tr("Nothing is sent a second time. This window stays open until the answer is known."));
    case Submission::State::Done:
        return m_answer->say(Tone::Good, m_doneSentence.isEmpty() ? tr("Done. The database confirms it happened once.")
                                                                  : m_doneSentence);
    case Submission::State::Failed: {
        const Error error = m_submission.error().value_or(Error{});
        return m_answer->say(error.kind == ErrorKind::Broken ? Tone::Critical : Tone::Warning, errorTitle(error.kind),
                             errorSentence(error));
    }
    }
}

void TokenDialog::retranslate() {
    m_again->setText(tr("Prepare again"));
    showState();
}

void TokenDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

bool TokenDialog::event(QEvent* event) {
    const bool handled = QDialog::event(event);
    // Qt's layouts do not count wrapped lines into a window's minimum height; a sentence that is cut off is none.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show) {
        const int needed = layout()->totalHeightForWidth(width());
        if (height() < needed) resize(width(), needed);
    }
    return handled;
}

void TokenDialog::closeEvent(QCloseEvent* event) {
    if (m_submission.isBusy()) return event->ignore();
    QDialog::closeEvent(event);
}

void TokenDialog::reject() {
    if (!m_submission.isBusy()) QDialog::reject();
}

} // namespace payout::ui
