// SPDX-License-Identifier: GPL-3.0-or-later
// A TokenDialog that cannot act without a reason: rejecting, releasing, proposing, stopping, accepting.
#pragma once

#include "ui/shared/token_dialog.h"

class QPlainTextEdit;

namespace payout::ui {

class ReasonDialog : public TokenDialog {
    Q_OBJECT
public:
    ReasonDialog(Tokens tokens, ActionButton::Kind kind, QWidget* parent);

    static constexpr int reasonMax = 500; ///< characters
    QString reason() const;               ///< without blanks around it

    /// As setCommand(), with the reason handed over.
    template <class T>
    void setReasonCommand(std::function<void(const QString& token, const QString& reason, desk::Reply<T>)> send,
                          std::function<QString(const T&)> doneSentence) {
        setCommand<T>([this, send = std::move(send)](const QString& token,
                                                     desk::Reply<T> answer) { send(token, reason(), answer); },
                      std::move(doneSentence));
    }

protected:
    void retranslate() override;
    /// What else the person still has to fill in, as a sentence; "" if nothing. Asked by showMissing().
    virtual QString otherMissing() const { return {}; }
    void showMissing(); ///< call it when the answer of otherMissing() changes

private:
    QLabel* m_label;
    QPlainTextEdit* m_reason;
};

} // namespace payout::ui
