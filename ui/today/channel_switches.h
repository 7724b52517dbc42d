// SPDX-License-Identifier: GPL-3.0-or-later
// One line a channel: its health, how far its statements reach, and the stop switch (one person stops, two lift).
#pragma once

#include "core/desk/session_desk.h"

#include <QWidget>

class QGridLayout;

namespace payout::ui {

class ActionButton;

class ChannelSwitches : public QWidget {
    Q_OBJECT
public:
    explicit ChannelSwitches(rules::Actor actor, QWidget* parent = nullptr);
    void setChannels(const std::vector<desk::ChannelStrip>& channels, UtcTime now);
    void setWritingLocked(bool locked);

Q_SIGNALS:
    void stopAsked(const desk::ChannelStrip& channel);
    void liftAsked(const desk::ChannelStrip& channel);

protected:
    void changeEvent(QEvent* event) override;

private:
    void render();
    void addChannel(const desk::ChannelStrip& channel, int row);
    ActionButton* makeSwitch(const desk::ChannelStrip& channel);
    rules::Actor m_actor;
    std::vector<desk::ChannelStrip> m_channels;
    UtcTime m_now;
    QGridLayout* m_grid;
    bool m_locked = false;
};

} // namespace payout::ui
