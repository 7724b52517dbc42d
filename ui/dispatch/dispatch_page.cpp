// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dispatch/dispatch_page.h"

#include "ui/dispatch/dispatch_view.h"
#include "ui/dispatch/limit_dialogs.h"
#include "ui/dispatch/limit_list.h"
#include "ui/dispatch/stop_list.h"
#include "ui/dispatch/stop_sending_dialogs.h"
#include "ui/shared/banner.h"
#include "ui/text/refusal_text.h"
#include "ui/today/stop_dialog.h"

#include <QVBoxLayout>

namespace payout::ui {

namespace {

desk::ChannelStrip stripOf(const desk::ChannelTraffic& channel) {
    desk::ChannelStrip strip;
    strip.id = channel.id;
    strip.code = channel.code;
    strip.name = channel.name;
    strip.health = channel.health;
    strip.stopped = channel.stopped;
    strip.stopReason = channel.stopReason;
    strip.liftProposed = channel.liftProposedBy.has_value();
    return strip;
}

} // namespace

DispatchPage::DispatchPage(DeskContext& context, QWidget* parent)
    : Page(context, parent), m_error(new Banner(this)), m_view(new DispatchView(context.person.actor, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_error);
    column->addWidget(m_view);
    connectStops();
    connectLimits();
}

QString DispatchPage::title() const { return tr("Dispatch", "title of the page: sending payouts"); }

void DispatchPage::connectStops() {
    const rules::Actor& actor = desk().person.actor;
    StopList* stops = m_view->stops();
    connect(stops, &StopList::stopAllAsked, this,
            [this, actor] { openDialog(new StopAllDialog(desk().dispatch, actor, this)); });
    connect(stops, &StopList::stopMerchantAsked, this,
            [this, actor] { openDialog(new StopMerchantDialog(desk().dispatch, desk().batch, actor, this)); });
    connect(stops, &StopList::liftAsked, this, [this, actor](const dispatch::StopView& stop) {
        openDialog(new LiftSendingDialog(desk().dispatch, actor, stop, desk().databaseNow(), this));
    });
    connect(stops, &StopList::stopChannelAsked, this, [this, actor](const desk::ChannelTraffic& channel) {
        openDialog(new StopDialog(
            stripOf(channel),
            [this, actor, id = channel.id](const QString& reason, desk::Reply<QString> answer) {
                desk().session.stopChannel(actor, id, reason, std::move(answer));
            },
            this));
    });
    connect(stops, &StopList::liftChannelAsked, this, [this, actor](const desk::ChannelTraffic& channel) {
        openDialog(new LiftDialog(
            stripOf(channel),
            [this, actor, id = channel.id](desk::Reply<QString> answer) {
                desk().session.liftStop(actor, id, std::move(answer));
            },
            this));
    });
}

void DispatchPage::connectLimits() {
    const rules::Actor& actor = desk().person.actor;
    LimitList* limits = m_view->limits();
    connect(limits, &LimitList::changeAsked, this, [this, actor](const dispatch::LimitView& limit) {
        openDialog(new ChangeLimitDialog(desk().dispatch, actor, limit, this));
    });
    connect(limits, &LimitList::confirmAsked, this, [this, actor](const dispatch::LimitView& limit) {
        openDialog(new ConfirmLimitDialog(desk().dispatch, actor, limit, this));
    });
}

void DispatchPage::refresh() {
    if (std::exchange(m_pending, true)) return;
    desk().dispatch.overview(desk::reply<desk::DispatchOverview>(this, [this](Result<desk::DispatchOverview> overview) {
        m_pending = false;
        take(overview);
        if (std::exchange(m_again, false)) refresh();
    }));
}

void DispatchPage::take(const Result<desk::DispatchOverview>& overview) {
    if (!overview) return showError(overview.error());
    m_shownError.reset();
    m_error->hide();
    m_view->setOverview(*overview);
}

void DispatchPage::openDialog(TokenDialog* dialog) {
    connect(dialog, &TokenDialog::happened, this, [this] {
        m_again = m_pending; // the answer that is on its way is older than what was done now
        refresh();
    });
    dialog->open();
}

void DispatchPage::showError(const Error& error) {
    m_shownError = error;
    m_error->say(Tone::Warning,
                 m_view->hasOverview() ? tr("The page cannot be read; what is shown is old.")
                                       : tr("The page cannot be read; nothing is known yet."),
                 errorSentence(error));
}

void DispatchPage::retranslate() {
    if (m_shownError) showError(*m_shownError);
}

void DispatchPage::setWritingLocked(bool locked) {
    Page::setWritingLocked(locked);
    m_view->stops()->setWritingLocked(locked);
    m_view->limits()->setWritingLocked(locked);
}

} // namespace payout::ui
