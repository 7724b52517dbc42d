// SPDX-License-Identifier: GPL-3.0-or-later
// Stopping a channel (one person, with a reason) and lifting a stop (two people).
#pragma once

#include "core/desk/session_desk.h"
#include "ui/shared/token_dialog.h"

class QLabel;
class QLineEdit;

namespace payout::ui {

struct DeskContext;

class StopDialog : public TokenDialog {
    Q_OBJECT
public:
    using Stop = std::function<void(const QString& reason, desk::Reply<QString>)>;
    StopDialog(desk::ChannelStrip channel, Stop stop, QWidget* parent);

protected:
    void retranslate() override;

private:
    void showMissing();
    desk::ChannelStrip m_channel;
    QLabel* m_explanation;
    QLabel* m_reasonWord;
    QLineEdit* m_reason;
};

class LiftDialog : public TokenDialog {
    Q_OBJECT
public:
    using Lift = std::function<void(desk::Reply<QString>)>;
    LiftDialog(desk::ChannelStrip channel, Lift lift, QWidget* parent);

protected:
    void retranslate() override;

private:
    desk::ChannelStrip m_channel;
    QLabel* m_explanation;
};

} // namespace payout::ui
