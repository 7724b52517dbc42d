// SPDX-License-Identifier: GPL-3.0-or-later
// The base of every dialog that writes: it takes its token when it opens, says in one sentence what will happen, has
// Cancel as its default button, and shows the answer or the refusal in place. Use open(); never exec().
#pragma once

#include "ui/shared/action_button.h"
#include "ui/shared/submission.h"

#include <QDialog>
#include <QVBoxLayout>

class QLabel;

namespace payout::ui {

class Banner;

class TokenDialog : public QDialog {
    Q_OBJECT
public:
    /// `tokens` from tokensOf() in ui/shell/desk_context.h, or empty functions for a command without a token.
    /// The token is asked for at once. The dialog deletes itself when closed.
    TokenDialog(Tokens tokens, ActionButton::Kind kind, QWidget* parent);

    QVBoxLayout* body() { return m_body; } ///< between the sentence and the answer
    ActionButton* action() { return m_action; }
    QPushButton* cancel() { return m_cancel; }
    Submission* submission() { return &m_submission; }

    void setSentence(const QString& sentence); ///< what will happen, to whom, how much, from where; plain text
    void setActionText(const QString& text);   ///< says the effect: "Approve and release 412 payouts"
    /// What is still missing before the action may be pressed, as a sentence; "" alive. For rules use setRefusal.
    void setMissing(const QString& sentence);
    void setRefusal(std::optional<Error> refusal);
    void setWritingLocked(bool locked);

    /// What the action sends, and the sentence that is shown when it is done. A direct answer is turned into words by
    /// `doneSentence`; after a lost answer the stored one proves it, and `lostAnswerSentence` (or a general one) is
    /// shown.
    template <class T>
    void setCommand(std::function<void(const QString& token, desk::Reply<T>)> send,
                    std::function<QString(const T&)> doneSentence) {
        m_submit = [this, send = std::move(send), doneSentence = std::move(doneSentence)] {
            m_submission.submit<T>(send,
                                   [this, doneSentence](const T& answer) { m_doneSentence = doneSentence(answer); });
        };
    }

Q_SIGNALS:
    void happened(); ///< the command happened (directly or proven by its token); pages refresh on it

protected:
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void reject() override;     ///< refused while a command is in flight: its answer is still to come
    virtual void retranslate(); ///< call the base

private:
    void build(ActionButton::Kind kind);
    void showState();
    void showRefusal();

    Submission m_submission;
    std::function<void()> m_submit;
    QString m_doneSentence;
    QString m_missing;
    std::optional<Error> m_refusal;
    QLabel* m_sentence = nullptr;
    QVBoxLayout* m_body = nullptr;
    Banner* m_answer = nullptr;
    ActionButton* m_action = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_again = nullptr; ///< a new token after a refusal
};

} // namespace payout::ui
