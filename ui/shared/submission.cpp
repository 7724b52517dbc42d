// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/submission.h"

namespace payout::ui {

Submission::Submission(Tokens tokens, QObject* parent) : QObject(parent), m_tokens(std::move(tokens)) {
    m_askAgain.setSingleShot(true);
    m_askAgain.setInterval(askAgainMs);
    connect(&m_askAgain, &QTimer::timeout, this, &Submission::askWhatBecameOfIt);
}

void Submission::prepare() {
    if (isBusy() || m_state == State::Done) return;
    m_error.reset();
    m_token.clear();
    if (!m_tokens.issue) return setState(State::Ready);
    setState(State::Preparing);
    m_tokens.issue(desk::reply<QString>(this, [this](Result<QString> token) {
        if (m_state != State::Preparing) return;
        if (!token) return fail(token.error());
        m_token = *token;
        setState(State::Ready);
    }));
}

bool Submission::begin() {
    if (m_state != State::Ready) return false;
    m_error.reset();
    setState(State::Sending);
    return true;
}

void Submission::finish(const QString& storedAnswer) {
    if (m_state == State::Done) return;
    setState(State::Done);
    Q_EMIT happened(storedAnswer);
}

void Submission::fail(const Error& error) {
    // It may have happened: with a token that can be found out, and sending again is never the way to.
    if (error.kind == ErrorKind::Unknown && !m_token.isEmpty() && m_tokens.ask && isBusy()) {
        setState(State::Asking);
        return askWhatBecameOfIt();
    }
    m_error = error;
    setState(State::Failed);
    Q_EMIT failed(error);
}

void Submission::askWhatBecameOfIt() {
    m_tokens.ask(m_token, desk::reply<std::optional<QString>>(this, [this](Result<std::optional<QString>> answer) {
                     if (m_state != State::Asking) return;
                     if (!answer) return m_askAgain.start();
                     if (*answer) return finish(**answer);
                     fail(Error{ErrorKind::Unavailable, QStringLiteral("ProvenNotDone"), {}});
                 }));
}

void Submission::setState(State state) {
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace payout::ui
