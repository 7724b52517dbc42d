// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/today/today_view.h"

#include "ui/shared/action_button.h"
#include "ui/shared/chip.h"
#include "ui/shared/figure_card.h"
#include "ui/text/money_text.h"
#include "ui/text/state_text.h"
#include "ui/text/time_text.h"
#include "ui/today/channel_switches.h"
#include "ui/today/cut_board.h"
#include "ui/today/incident_panel.h"
#include "ui/today/outflow_chart.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace payout::ui {

namespace {
constexpr int wideFrom = 1'020;
constexpr int narrowBelow = 520;
int plural(std::int64_t count) { return int(std::min<std::int64_t>(count, 2'000'000'000)); }
} // namespace

TodayView::TodayView(const rules::Actor& actor, DatabaseNow now, QWidget* parent)
    : QScrollArea(parent), m_now(std::move(now)) {
    build(actor);
    retranslate();
    startTimer(1000);
}

void TodayView::build(const rules::Actor& actor) {
    setWidgetResizable(true);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(24, 18, 24, 24);
    column->setSpacing(16);
    m_title = new QLabel(content);
    m_title->setProperty("role", QStringLiteral("title"));
    m_stopAll = new ActionButton(ActionButton::Kind::Danger, content);
    m_stopAll->setObjectName(QStringLiteral("stop.all"));
    const Done mayStop = rules::mayDo(actor, rules::Task::StopChannel);
    if (!mayStop) m_stopAll->setRefusal(mayStop.error());
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_stopAll);
    m_incidents = new IncidentPanel(actor, content);
    m_cards = new QGridLayout;
    m_cards->setSpacing(12);
    m_panels = new QGridLayout;
    m_panels->setSpacing(12);
    column->addLayout(head);
    column->addWidget(m_incidents);
    column->addLayout(m_cards);
    column->addLayout(m_panels);
    column->addStretch(1);
    m_unproven = new FigureCard(FigureCard::Size::Large, content);
    for (FigureCard** small :
         {&m_waiting, &m_held, &m_locked, &m_unlocked, &m_proposed, &m_overdue, &m_paid, &m_returned})
        *small = new FigureCard(FigureCard::Size::Normal, content);
    setWidget(content);
    m_cuts = new CutBoard;
    m_switches = new ChannelSwitches(actor);
    m_chart = new OutflowChart;
    m_jobs = new QWidget;
    new QGridLayout(m_jobs);
    m_jobs->layout()->setContentsMargins(0, 0, 0, 0);
    card(m_cutsTitle, m_cuts);
    card(m_channelsTitle, m_switches);
    card(m_chartTitle, m_chart);
    QVBoxLayout* jobs = card(m_jobsTitle, m_jobs);
    m_newCodes = new QLabel;
    m_newCodes->setTextFormat(Qt::PlainText);
    m_newCodes->setWordWrap(true);
    jobs->insertWidget(2, m_newCodes);
    arrangeCards();
}

QVBoxLayout* TodayView::card(QLabel*& title, QWidget* content) {
    auto* frame = new QFrame(widget());
    frame->setObjectName(QStringLiteral("card"));
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(18, 14, 18, 16);
    column->setSpacing(12);
    title = new QLabel(frame);
    title->setProperty("role", QStringLiteral("heading"));
    column->addWidget(title);
    column->addWidget(content);
    column->addStretch(1);
    m_panelCards.push_back(frame);
    return column;
}

/// Four, two or one cards in a line, by the room there is.
void TodayView::arrangeCards() {
    const int columns = width() >= wideFrom ? 4 : width() >= narrowBelow ? 2 : 1;
    if (columns == m_columns) return;
    m_columns = columns;
    for (QGridLayout* grid : {m_cards, m_panels})
        while (QLayoutItem* item = grid->takeAt(0)) delete item;
    for (int column = 0; column < 4; ++column) {
        m_cards->setColumnStretch(column, column < columns ? 1 : 0);
        m_panels->setColumnStretch(column, column < (columns == 4 ? 2 : 1) ? 1 : 0);
    }
    // The unproven money is the big one: two by two, or a line of its own where there is less room.
    m_cards->addWidget(m_unproven, 0, 0, columns == 4 ? 2 : 1, std::min(2, columns));
    std::vector<std::pair<int, int>> places;
    for (int place = 0; place < 12; ++place)
        if (columns < 4 || place / 4 > 1 || place % 4 > 1)
            places.emplace_back(place / columns + (columns < 4 ? 1 : 0), place % columns);
    size_t next = 0;
    for (FigureCard* figure : {m_waiting, m_locked, m_unlocked, m_proposed, m_overdue, m_held, m_paid, m_returned}) {
        m_cards->addWidget(figure, places[next].first, places[next].second);
        ++next;
    }
    const int wide = columns == 4 ? 2 : 1;
    for (int panel = 0; panel < int(m_panelCards.size()); ++panel)
        m_panels->addWidget(m_panelCards[size_t(panel)], panel / wide, panel % wide);
}

void TodayView::setFigures(const desk::TodayFigures& figures) {
    m_figures = figures;
    showFigures();
}

void TodayView::setChannels(const std::vector<desk::ChannelStrip>& channels) {
    m_switches->setChannels(channels, m_now());
}

void TodayView::setAllStopped(bool stopped) {
    m_allStopped = stopped;
    m_stopAll->setMissing(stopped ? tr("All sending is stopped already; the line on top says by whom.") : QString());
}

/// A dash, not a zero and not an empty card: nothing is known yet.
void TodayView::showUnknown() {
    const std::pair<FigureCard*, QString> cards[] = {
        {m_unproven, tr("Money whose outcome is not proven")},
        {m_waiting, tr("Batches waiting for approval")},
        {m_held, tr("Rows held back")},
        {m_overdue, tr("Approved but not paid in time")},
        {m_locked, tr("Exceptions still locked")},
        {m_unlocked, tr("Exceptions that may be acted on")},
        {m_proposed, tr("Proposals waiting for a second person")},
        {m_paid, tr("Paid today, proven")},
        {m_returned, tr("Returned today")},
    };
    for (const auto& [card, title] : cards) card->set(title, QStringLiteral("—"), QString(), Tone::Neutral);
}

void TodayView::showFigures() {
    if (!m_figures) return showUnknown();
    m_incidents->setIncidents(m_figures->incidents, m_figures->now);
    showMoney();
    showWaiting();
    showLocks();
    showDone();
    m_cuts->setCuts(m_figures->cuts, m_figures->now);
    m_chart->setHours(m_figures->systemOutflowMinor, m_figures->bankOutflowMinor);
    showJobs();
}

void TodayView::showMoney() {
    const desk::TodayFigures& f = *m_figures;
    m_unproven->set(
        tr("Money whose outcome is not proven"), amountText(f.unprovenTotal),
        f.unprovenCount == 0
            ? tr("Every payout that left is proven.")
            : tr("%Ln payout(s) sent or in exception. Only an answer of the bank or a statement proves them.", nullptr,
                 plural(f.unprovenCount)),
        f.unprovenCount == 0 ? Tone::Good : Tone::Unproven);
}

void TodayView::showWaiting() {
    const desk::TodayFigures& f = *m_figures;
    QString waiting = tr("Nothing waits for a second person.");
    if (f.batchesWaiting > 0)
        waiting = f.oldestWaitingSince
                      ? tr("%1 in all, the oldest since %2")
                            .arg(amountText(f.batchesWaitingTotal), minuteText(*f.oldestWaitingSince, f.now))
                      : tr("%1 in all", "an amount").arg(amountText(f.batchesWaitingTotal));
    m_waiting->set(tr("Batches waiting for approval"), countText(f.batchesWaiting), waiting,
                   f.batchesWaiting > 0 ? Tone::Info : Tone::Neutral);
    m_held->set(tr("Rows held back"), countText(f.heldRows),
                f.heldRows > 0 ? tr("Suspected duplicates or blocked by screening; each needs a release with a reason.")
                               : tr("Nothing is held."),
                f.heldRows > 0 ? Tone::Warning : Tone::Neutral);
    m_overdue->set(tr("Approved but not paid in time"), countText(f.overdueCount),
                   f.overdueCount > 0 ? tr("Look at the channels and the jobs.") : tr("Nothing is late."),
                   f.overdueCount > 0 ? Tone::Warning : Tone::Neutral);
}

void TodayView::showLocks() {
    const desk::TodayFigures& f = *m_figures;
    QString locked = tr("No exception is locked.");
    if (f.exceptionsLocked > 0 && f.nextUnlockAt)
        locked = tr("the next one %1", "%1: 'unlocks in 41:07'").arg(unlockText(*f.nextUnlockAt, m_now()));
    else if (f.exceptionsLocked > 0)
        locked = tr("The bank is being asked meanwhile.");
    m_locked->set(tr("Exceptions still locked"), countText(f.exceptionsLocked), locked);
    m_unlocked->set(tr("Exceptions that may be acted on"), countText(f.exceptionsUnlocked),
                    f.exceptionsUnlocked > 0 ? tr("Their lock is over; the other gates show what is missing.")
                                             : tr("Nothing to do here."),
                    f.exceptionsUnlocked > 0 ? Tone::Info : Tone::Neutral);
    m_proposed->set(tr("Proposals waiting for a second person"), countText(f.proposalsOpen),
                    f.proposalsOpen > 0 ? tr("Somebody else has to confirm or refuse.") : tr("No proposal is open."),
                    f.proposalsOpen > 0 ? Tone::Info : Tone::Neutral);
}

void TodayView::showDone() {
    const desk::TodayFigures& f = *m_figures;
    m_paid->set(tr("Paid today, proven"), amountText(f.paidToday),
                tr("%Ln payout(s)", nullptr, plural(f.paidTodayCount)));
    m_returned->set(tr("Returned today"), amountText(f.returnedToday),
                    tr("%Ln payout(s)", nullptr, plural(f.returnedTodayCount)));
}

void TodayView::showJobs() {
    auto* grid = static_cast<QGridLayout*>(m_jobs->layout());
    while (QLayoutItem* item = grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const desk::JobHeartbeat& job : m_figures->jobs) {
        auto* chip = new Chip(m_jobs);
        chip->set(job.alive ? Tone::Good : Tone::Critical,
                  job.alive ? tr("alive", "a job") : tr("silent", "a job without heartbeat"));
        auto* fact = new QLabel(
            tr("%1, last heartbeat %2", "host, time").arg(job.host, timeText(job.heartbeatAt, m_figures->now)), m_jobs);
        fact->setProperty("role", QStringLiteral("muted"));
        grid->addWidget(new QLabel(jobWord(job.job), m_jobs), row, 0);
        grid->addWidget(chip, row, 1);
        grid->addWidget(fact, row++, 2);
    }
    if (m_figures->jobs.empty())
        grid->addWidget(new QLabel(tr("No job has ever run here. Nothing is sent or asked."), m_jobs), 0, 0);
    grid->setColumnStretch(2, 1);
    QStringList codes;
    for (const QString& code : m_figures->newCodes) codes << code;
    m_newCodes->setText(codes.isEmpty() ? QString()
                                        : tr("Codes of banks that are in no table, each taken as unknown: %1")
                                              .arg(codes.join(QStringLiteral(", "))));
    m_newCodes->setVisible(!codes.isEmpty());
}

void TodayView::retranslate() {
    m_title->setText(tr("Today", "title of the page"));
    setAccessibleName(m_title->text());
    m_stopAll->setText(tr("Stop all sending…"));
    m_stopAll->setAccessibleName(m_stopAll->text());
    setAllStopped(m_allStopped);
    m_cutsTitle->setText(tr("Comparisons of today"));
    m_channelsTitle->setText(tr("Channels"));
    m_chartTitle->setText(tr("Outflow by hour"));
    m_jobsTitle->setText(tr("Jobs"));
    showFigures();
}

void TodayView::changeEvent(QEvent* event) {
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void TodayView::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    arrangeCards();
}

void TodayView::timerEvent(QTimerEvent* event) {
    QScrollArea::timerEvent(event);
    if (m_figures && m_figures->nextUnlockAt && isVisible()) showLocks();
}

} // namespace payout::ui
