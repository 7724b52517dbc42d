// SPDX-License-Identifier: GPL-3.0-or-later
// The first page: what waits, what is locked, what is unproven, and the stop switches.
#pragma once

#include "core/desk/today_desk.h"
#include "ui/shell/page.h"

namespace payout::ui {

class Banner;
class TokenDialog;
class TodayView;
enum class IncidentStep;

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
    void openStep(IncidentStep step, const desk::IncidentView& incident);
    void openProposeClosing(const desk::IncidentView& incident);
    void openConfirmClosing(const desk::IncidentView& incident);
    void openProposeCredit(const desk::ReturnCredit& credit);
    void openConfirmCredit(const desk::ReturnCredit& credit);
    void openRefuseCredit(const desk::ReturnCredit& credit);
    void openDialog(TokenDialog* dialog);
    void takeStatus(const desk::StripStatus& status);
    void takeFigures(const Result<desk::TodayFigures>& figures);
    void showError(const Error& error);

    Banner* m_error;
    TodayView* m_view;
    std::optional<Error> m_shownError;
    bool m_figuresPending = false;
    bool m_figuresAgain = false;
    bool m_channelsPending = false;
};

} // namespace payout::ui
