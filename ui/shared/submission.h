// SPDX-License-Identifier: GPL-3.0-or-later
// One write of one person: a token before it, one sending, and if the answer is lost the stored answer by the token,
// never a second sending (R25, design/desk "Duplicate submits"). No widget; buttons and dialogs show its state.
#pragma once

#include "core/desk/reply.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <optional>

namespace payout::ui {

/// How a submission gets its token and asks for a stored answer. Empty `issue`: the command has no token (stop, lift,
/// sign: repeating those is harmless), and a lost answer is shown as an error with what to look at.
struct Tokens {
    std::function<void(desk::Reply<QString>)> issue;
    std::function<void(const QString& token, desk::Reply<std::optional<QString>>)> ask;
};

class Submission : public QObject {
    Q_OBJECT
public:
    enum class State {
        Preparing, ///< the token is on its way
        Ready,     ///< may be sent
        Sending,   ///< sent, no answer yet
        Asking,    ///< the answer was lost; the token is being asked, every 2 s until the database says
        Done,      ///< happened, once
        Failed,    ///< error() says why; Ready again only through prepare()
    };

    explicit Submission(Tokens tokens, QObject* parent = nullptr);

    State state() const { return m_state; }
    bool isBusy() const { return m_state == State::Sending || m_state == State::Asking; }
    const std::optional<Error>& error() const { return m_error; }
    const QString& token() const { return m_token; }

    /// Gets a fresh token. Ignored while busy or done.
    void prepare();
    /// Sends once: false, and nothing is called, unless the state is Ready. `send` gets the token and must answer
    /// exactly once. `done` sees the value of a direct answer; after a lost one only the signal happened() comes, with
    /// the stored answer's text.
    template <class T>
    bool submit(std::function<void(const QString& token, desk::Reply<T>)> send,
                std::function<void(const T&)> done = {}) {
        if (!begin()) return false;
        send(m_token, desk::reply<T>(this, [this, done = std::move(done)](Result<T> answer) {
                 if (!answer) return fail(answer.error());
                 if (done) done(*answer);
                 finish({});
             }));
        return true;
    }
    static constexpr int askAgainMs = 2'000;

Q_SIGNALS:
    void stateChanged();
    void happened(const QString& storedAnswer); ///< once; storedAnswer is "" when the direct answer came
    void failed(const Error& error);            ///< refused, not done, or proven not to have happened

private:
    bool begin();
    void finish(const QString& storedAnswer);
    void fail(const Error& error);
    void askWhatBecameOfIt();
    void setState(State state);

    Tokens m_tokens;
    QString m_token;
    std::optional<Error> m_error;
    State m_state = State::Preparing;
    QTimer m_askAgain;
};

} // namespace payout::ui
