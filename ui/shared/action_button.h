// SPDX-License-Identifier: GPL-3.0-or-later
// The one kind of button for everything that writes: dead from the click until the answer, dead with the reason as
// tooltip while a rule says no, dead while writing is locked. It never decides: whoever owns it hands it the refusal.
#pragma once

#include "core/base/error.h"
#include "ui/shared/submission.h"

#include <QPushButton>

#include <functional>
#include <optional>

namespace payout::ui {

class ActionButton : public QPushButton {
    Q_OBJECT
public:
    /// Plain opens a dialog; Primary is a page's main safe action; Danger moves or stops money and is never a default.
    enum class Kind { Plain, Primary, Danger };
    explicit ActionButton(Kind kind, QWidget* parent = nullptr);

    /// Shown while nothing is in the way; kept when the reason to be dead goes away again.
    void setHint(const QString& hint);
    /// A rule's no: dead, and the sentence is tooltip and accessible description. None: alive.
    void setRefusal(std::optional<Error> refusal);
    const std::optional<Error>& refusal() const { return m_refusal; }
    /// What the person still has to fill in, as a sentence: dead until "".
    void setMissing(const QString& sentence);
    /// The database is lost: dead until unlocked.
    void setWritingLocked(bool locked);

    /// What a click does. It runs at most once at a time: the button is dead from the click until finished().
    void setRun(std::function<void()> run);
    void finished();
    bool isRunning() const { return m_running; }
    /// Bound to a submission, a click calls `submitNow` and the button follows the submission's state: dead while the
    /// token is on its way, while sending and while a lost answer is being asked for; finished() is not needed.
    void follow(Submission* submission, std::function<void()> submitNow);

protected:
    void changeEvent(QEvent* event) override;

private:
    void onClicked();
    void showState();
    bool isWaiting() const;

    std::function<void()> m_run;
    Submission* m_submission = nullptr;
    std::optional<Error> m_refusal;
    QString m_hint;
    QString m_missing;
    bool m_running = false;
    bool m_locked = false;
};

} // namespace payout::ui
