// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/today/today_page.h"

#include "ui/dispatch/stop_sending_dialogs.h"
#include "ui/shared/banner.h"
#include "ui/text/refusal_text.h"
#include "ui/today/channel_switches.h"
#include "ui/today/credit_dialogs.h"
#include "ui/today/incident_dialogs.h"
#include "ui/today/incident_panel.h"
#include "ui/today/stop_dialog.h"
#include "ui/today/today_view.h"

#include <QVBoxLayout>

namespace payout::ui {

TodayPage::TodayPage(DeskContext& context, QWidget* parent)
    : Page(context, parent), m_error(new Banner(this)),
      m_view(new TodayView(context.person.actor, context.databaseNow, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_error);
    column->addWidget(m_view);
    connect(m_view->switches(), &ChannelSwitches::stopAsked, this, &TodayPage::openStop);
    connect(m_view->switches(), &ChannelSwitches::liftAsked, this, &TodayPage::openLift);
    m_view->stopAll()->setRun([this] {
        m_view->stopAll()->finished(); // the dialog does the writing
        openDialog(new StopAllDialog(desk().dispatch, desk().person.actor, this));
    });
    connect(m_view->incidents(), &IncidentPanel::stepAsked, this, &TodayPage::openStep);
}

QString TodayPage::title() const { return tr("Today", "title of the page"); }

void TodayPage::refresh() {
    if (!std::exchange(m_figuresPending, true))
        desk().today.figures(desk::reply<desk::TodayFigures>(this, [this](Result<desk::TodayFigures> figures) {
            m_figuresPending = false;
            takeFigures(figures);
            if (std::exchange(m_figuresAgain, false)) refresh();
        }));
    if (!std::exchange(m_channelsPending, true))
        desk().session.status(desk::reply<desk::StripStatus>(this, [this](Result<desk::StripStatus> status) {
            m_channelsPending = false;
            if (status) takeStatus(*status);
        }));
}

void TodayPage::takeFigures(const Result<desk::TodayFigures>& figures) {
    if (!figures) return showError(figures.error());
    m_shownError.reset();
    m_error->hide();
    m_view->setFigures(*figures);
}

void TodayPage::takeStatus(const desk::StripStatus& status) {
    m_view->setChannels(status.channels);
    m_view->setAllStopped(!status.stops.empty() && status.stops.front().merchant.isNone());
}

void TodayPage::openStop(const desk::ChannelStrip& channel) {
    auto* dialog = new StopDialog(
        channel,
        [this, id = channel.id](const QString& reason, desk::Reply<QString> answer) {
            desk().session.stopChannel(desk().person.actor, id, reason, std::move(answer));
        },
        this);
    openDialog(dialog);
}

void TodayPage::openLift(const desk::ChannelStrip& channel) {
    auto* dialog = new LiftDialog(
        channel,
        [this, id = channel.id](desk::Reply<QString> answer) {
            desk().session.liftStop(desk().person.actor, id, std::move(answer));
        },
        this);
    openDialog(dialog);
}

void TodayPage::openStep(IncidentStep step, const desk::IncidentView& incident) {
    switch (step) {
    case IncidentStep::ProposeClosing: return openProposeClosing(incident);
    case IncidentStep::ConfirmClosing: return openConfirmClosing(incident);
    case IncidentStep::ProposeCredit: return openProposeCredit(*incident.credit);
    case IncidentStep::ConfirmCredit: return openConfirmCredit(*incident.credit);
    case IncidentStep::RefuseCredit: return openRefuseCredit(*incident.credit);
    }
}

void TodayPage::openProposeCredit(const desk::ReturnCredit& credit) {
    openDialog(new ProposeCreditDialog(
        credit,
        [this, credit](const QString& reason, desk::Reply<QString> answer) {
            desk().today.proposeCredit(desk().person.actor, credit, reason, std::move(answer));
        },
        this));
}

void TodayPage::openConfirmCredit(const desk::ReturnCredit& credit) {
    openDialog(new ConfirmCreditDialog(
        credit,
        [this, credit](desk::Reply<QString> answer) {
            desk().today.confirmCredit(desk().person.actor, credit, std::move(answer));
        },
        this));
}

void TodayPage::openRefuseCredit(const desk::ReturnCredit& credit) {
    openDialog(new RefuseCreditDialog(
        credit,
        [this, credit](const QString& reason, desk::Reply<QString> answer) {
            desk().today.refuseCredit(desk().person.actor, credit, reason, std::move(answer));
        },
        this));
}

void TodayPage::openDialog(TokenDialog* dialog) {
    connect(dialog, &TokenDialog::happened, this, [this] {
        m_figuresAgain = m_figuresPending; // the answer that is on its way is older than what was done now
        refresh();
    });
    dialog->open();
}

void TodayPage::openProposeClosing(const desk::IncidentView& incident) {
    auto* dialog = new ProposeClosingDialog(
        incident,
        [this, id = incident.id](desk::ClosingCause cause, const QString& reason, const QString& token,
                                 desk::Reply<std::int64_t> answer) {
            desk().today.proposeClosing({desk().person.actor, token, id, cause, reason}, std::move(answer));
        },
        tokensOf(desk(), desk::TodayDesk::proposeClosingCommand(), desk::TodayDesk::proposeClosingKey(incident.id)),
        this);
    openDialog(dialog);
}

void TodayPage::openConfirmClosing(const desk::IncidentView& incident) {
    const std::int64_t proposal = incident.closing ? incident.closing->id : 0;
    auto* dialog = new ConfirmClosingDialog(
        incident,
        [this, id = incident.id, proposal](const QString& token, desk::Reply<QString> answer) {
            desk().today.close({desk().person.actor, token, id, proposal}, std::move(answer));
        },
        tokensOf(desk(), desk::TodayDesk::closeCommand(), desk::TodayDesk::closeKey(incident.id, proposal)), this);
    openDialog(dialog);
}

void TodayPage::showError(const Error& error) {
    m_shownError = error;
    m_error->say(Tone::Warning,
                 m_view->hasFigures() ? tr("The figures cannot be read; what is shown is old.")
                                      : tr("The figures cannot be read; nothing is known yet."),
                 errorSentence(error));
}

void TodayPage::retranslate() {
    if (m_shownError) showError(*m_shownError);
}

void TodayPage::setWritingLocked(bool locked) {
    Page::setWritingLocked(locked);
    m_view->switches()->setWritingLocked(locked);
    m_view->stopAll()->setWritingLocked(locked);
    m_view->incidents()->setWritingLocked(locked);
}

} // namespace payout::ui
