// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dispatch/dispatch_view.h"

#include "ui/dispatch/limit_list.h"
#include "ui/dispatch/limit_text.h"
#include "ui/dispatch/stop_list.h"
#include "ui/shared/value_table.h"
#include "ui/text/money_text.h"
#include "ui/text/state_text.h"
#include "ui/text/time_text.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace payout::ui {

DispatchView::DispatchView(const rules::Actor& actor, QWidget* parent)
    : QScrollArea(parent), m_title(new QLabel), m_stops(new StopList(actor)), m_limits(new LimitList(actor)),
      m_overLimit(new ValueTable), m_traffic(new ValueTable), m_leases(new ValueTable) {
    setWidgetResizable(true);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(24, 18, 24, 24);
    column->setSpacing(16);
    m_title->setProperty("role", QStringLiteral("title"));
    column->addWidget(m_title);
    m_stopsTitle = addCard(column, m_stops);
    m_limitsTitle = addCard(column, m_limits);
    m_overLimitTitle = addCard(column, m_overLimit);
    m_trafficTitle = addCard(column, m_traffic);
    m_leasesTitle = addCard(column, m_leases);
    column->addStretch(1);
    setWidget(content);
    m_overLimit->setObjectName(QStringLiteral("dispatch.over"));
    m_traffic->setObjectName(QStringLiteral("dispatch.traffic"));
    m_leases->setObjectName(QStringLiteral("dispatch.leases"));
    retranslate();
}

QLabel* DispatchView::addCard(QVBoxLayout* column, QWidget* content) {
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("card"));
    auto* inner = new QVBoxLayout(frame);
    inner->setContentsMargins(18, 14, 18, 16);
    inner->setSpacing(12);
    auto* title = new QLabel(frame);
    title->setProperty("role", QStringLiteral("heading"));
    inner->addWidget(title);
    inner->addWidget(content);
    column->addWidget(frame);
    return title;
}

void DispatchView::setOverview(const desk::DispatchOverview& overview) {
    m_overview = overview;
    m_stops->setOverview(overview);
    m_limits->setOverview(overview);
    showOverLimit();
    showTraffic();
    showLeases();
}

void DispatchView::showTraffic() {
    m_traffic->setHeads({tr("Channel"), tr("Now"), tr("Prepared"), tr("Amount"), tr("Waiting for the answer"),
                         tr("Amount"), tr("Not known"), tr("Amount"), tr("Held")});
    if (!m_overview) return;
    std::vector<ValueRow> rows;
    for (const desk::ChannelTraffic& channel : m_overview->channels) {
        ValueCell now{healthWord(channel.health)};
        if (channel.pausedUntil)
            now.text = tr("paused until %1", "a channel").arg(minuteText(*channel.pausedUntil, m_overview->now));
        if (channel.stopped) now = {tr("stopped", "a channel"), false, true, QStringLiteral("■"), channel.stopReason};
        QStringList held;
        if (channel.heldBack > 0) held << tr("%Ln payout(s) by a stop", nullptr, int(channel.heldBack));
        if (channel.breakerHeld > 0)
            held << tr("%Ln batch(es): too many rows are not proven", nullptr, int(channel.breakerHeld));
        const QString heldText = held.isEmpty() ? QStringLiteral("–") : held.join(QStringLiteral("; "));
        rows.push_back({{channel.name, false, true},
                        now,
                        {countText(channel.prepared), true},
                        {amountText(channel.preparedTotal), true},
                        {countText(channel.armed), true},
                        {amountText(channel.armedTotal), true},
                        {countText(channel.inDoubt), true},
                        {amountText(channel.inDoubtTotal), true, channel.inDoubt > 0},
                        {heldText, false, !held.isEmpty()}});
    }
    m_traffic->setRows(rows);
}

void DispatchView::showOverLimit() {
    m_overLimit->setHeads({tr("Merchant"), tr("Row"), tr("Payee"), tr("Amount"), tr("Limit"), tr("Waits since"),
                           tr("What helps", "heading: what a person can do about a payout over a limit")});
    const bool none = !m_overview || m_overview->overLimit.empty();
    m_overLimit->parentWidget()->setVisible(!none);
    if (none) return;
    std::vector<ValueRow> rows;
    for (const desk::OverLimit& row : m_overview->overLimit) {
        const QString limit = limitWord(row.kind) + u' ' + amountText(row.limit);
        const QString helps = row.claimed ? tr("two supervisors change the limit")
                                          : tr("set it aside on page Approve, or two supervisors change the limit");
        rows.push_back({{row.merchant, false, true},
                        {row.rowRef},
                        {row.payeeName},
                        {amountText(row.amount), true, true},
                        {limit},
                        {timeText(row.since, m_overview->now)},
                        {helps}});
    }
    m_overLimit->setRows(rows);
}

void DispatchView::showLeases() {
    m_leases->setHeads({tr("Job"), tr("State"), tr("Host"), tr("Epoch"), tr("Started by"), tr("Last heartbeat")});
    if (!m_overview) return;
    std::vector<ValueRow> rows;
    for (const desk::JobLease& lease : m_overview->leases) {
        const QString age = durationText(m_overview->now - lease.heartbeatAt);
        rows.push_back(
            {{jobWord(lease.job), false, true},
             lease.alive ? ValueCell{tr("alive", "a job")}
                         : ValueCell{tr("silent", "a job without heartbeat"), false, true, QStringLiteral("!"),
                                     tr("Its lease is over; it may be started anew.")},
             {lease.host},
             {QString::number(lease.epoch), true},
             {lease.startedBy},
             {tr("%1, %2 ago", "a time, and how long ago").arg(timeText(lease.heartbeatAt, m_overview->now), age)}});
    }
    m_leases->setRows(rows);
}

void DispatchView::retranslate() {
    m_title->setText(tr("Dispatch", "title of the page: sending payouts"));
    setAccessibleName(m_title->text());
    m_stopsTitle->setText(tr("Stop switches: one person stops, two lift"));
    m_limitsTitle->setText(tr("Limits: one supervisor proposes, another confirms"));
    m_overLimitTitle->setText(tr("Over a limit, and waiting does not help"));
    m_overLimit->setAccessibleName(m_overLimitTitle->text());
    m_trafficTitle->setText(tr("What is being sent now"));
    m_leasesTitle->setText(tr("Jobs: one holder each, taken over by hand"));
    m_traffic->setAccessibleName(m_trafficTitle->text());
    m_leases->setAccessibleName(m_leasesTitle->text());
    showOverLimit();
    showTraffic();
    showLeases();
}

void DispatchView::changeEvent(QEvent* event) {
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

} // namespace payout::ui
