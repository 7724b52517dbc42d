// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/action_button.h"

#include "ui/text/refusal_text.h"

#include <QEvent>

namespace payout::ui {

namespace {
QString nameOf(ActionButton::Kind kind) {
    switch (kind) {
    case ActionButton::Kind::Plain: return QStringLiteral("plain");
    case ActionButton::Kind::Primary: return QStringLiteral("primary");
    case ActionButton::Kind::Danger: return QStringLiteral("danger");
    }
    return {};
}
} // namespace

ActionButton::ActionButton(Kind kind, QWidget* parent) : QPushButton(parent) {
    setProperty("kind", nameOf(kind));
    setAutoDefault(false);
    setDefault(false);
    connect(this, &QPushButton::clicked, this, &ActionButton::onClicked);
}

void ActionButton::setHint(const QString& hint) {
    m_hint = hint;
    showState();
}

void ActionButton::setRefusal(std::optional<Error> refusal) {
    m_refusal = std::move(refusal);
    showState();
}

void ActionButton::setMissing(const QString& sentence) {
    m_missing = sentence;
    showState();
}

void ActionButton::setWritingLocked(bool locked) {
    m_locked = locked;
    showState();
}

void ActionButton::setRun(std::function<void()> run) { m_run = std::move(run); }

void ActionButton::finished() {
    m_running = false;
    showState();
}

void ActionButton::follow(Submission* submission, std::function<void()> submitNow) {
    m_submission = submission;
    m_run = std::move(submitNow);
    connect(submission, &Submission::stateChanged, this, &ActionButton::showState);
    showState();
}

void ActionButton::onClicked() {
    // A second click may already be in the event queue when the first disables the button.
    if (m_running || isWaiting() || m_refusal || !m_missing.isEmpty() || m_locked || !m_run) return;
    m_running = m_submission == nullptr;
    showState();
    m_run();
}

bool ActionButton::isWaiting() const {
    return m_submission != nullptr && m_submission->state() != Submission::State::Ready;
}

void ActionButton::showState() {
    setEnabled(!m_running && !m_locked && !m_refusal && m_missing.isEmpty() && !isWaiting());
    const QString reason = m_locked ? tr("The database is not reachable. Writing is locked until it is back.")
                           : !m_missing.isEmpty() ? m_missing
                           : m_refusal            ? errorSentence(*m_refusal)
                                                  : m_hint;
    setToolTip(reason);
    setAccessibleDescription(reason);
}

void ActionButton::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) showState();
    QPushButton::changeEvent(event);
}

} // namespace payout::ui
