// SPDX-License-Identifier: GPL-3.0-or-later
// The first page: what waits, what is locked, what is unproven, and the stop switches.
#pragma once

#include "ui/shell/page.h"

namespace payout::ui {

class Banner;
class TodayView;

class TodayPage : public Page {
    Q_OBJECT
public:
    explicit TodayPage(DeskContext& desk, QWidget* parent = nullptr);
    QString title() const override;
    void refresh() override;
    void retranslate() override;
    void setWritingLocked(bool locked) override;

private:
    void openStop(const desk::ChannelStrip& channel);
    void openLift(const desk::ChannelStrip& channel);
    void openProposeClosing(const desk::IncidentView& incident);
    void openConfirmClosing(const desk::IncidentView& incident);
    void showError(const Error& error);

    Banner* m_error;
    TodayView* m_view;
    std::optional<Error> m_shownError;
    bool m_figuresPending = false;
    bool m_channelsPending = false;
};

} // namespace payout::ui
