// SPDX-License-Identifier: GPL-3.0-or-later
// Every stop switch in one list: everything, each channel, and the merchants that are stopped.
#pragma once

#include "core/desk/dispatch_desk.h"

#include <QWidget>

class QGridLayout;

namespace payout::ui {

class ActionButton;
enum class Symbol;
enum class Tone;

class StopList : public QWidget {
    Q_OBJECT
public:
    explicit StopList(rules::Actor actor, QWidget* parent = nullptr);
    void setOverview(const desk::DispatchOverview& overview);
    void setWritingLocked(bool locked);

Q_SIGNALS:
    void stopAllAsked();
    void stopMerchantAsked();
    void stopChannelAsked(const desk::ChannelTraffic& channel);
    void liftAsked(const dispatch::StopView& stop); ///< everything or a merchant
    void liftChannelAsked(const desk::ChannelTraffic& channel);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Line {
        QString key; ///< "all", "channel.ACP", "merchant.M001": names its button
        QString name;
        QString fact;
        bool stopped = false;
        bool liftProposed = false;
        std::optional<PersonId> proposer;
        std::function<void()> run;
    };
    std::vector<Line> linesNow();
    Line lineOf(const dispatch::StopView& stop);
    Line lineOf(const desk::ChannelTraffic& channel);
    void render();
    void addLine(const Line& line, int row);
    ActionButton* buttonOf(const Line& line);

    rules::Actor m_actor;
    std::optional<desk::DispatchOverview> m_overview;
    QGridLayout* m_grid;
    ActionButton* m_merchant;
    bool m_locked = false;
};

} // namespace payout::ui
