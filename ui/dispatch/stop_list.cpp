// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dispatch/stop_list.h"

#include "ui/dispatch/stop_text.h"
#include "ui/shared/action_button.h"
#include "ui/shared/chip.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace payout::ui {

StopList::StopList(rules::Actor actor, QWidget* parent)
    : QWidget(parent), m_actor(std::move(actor)), m_grid(new QGridLayout),
      m_merchant(new ActionButton(ActionButton::Kind::Danger, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(2, 1);
    column->addLayout(m_grid);
    column->addWidget(m_merchant, 0, Qt::AlignLeft);
    m_merchant->setObjectName(QStringLiteral("stop.merchant"));
    const Done may = rules::mayDo(m_actor, rules::Task::StopChannel);
    if (!may) m_merchant->setRefusal(may.error());
    m_merchant->setRun([this] {
        m_merchant->finished();
        Q_EMIT stopMerchantAsked();
    });
    render();
}

void StopList::setOverview(const desk::DispatchOverview& overview) {
    m_overview = overview;
    render();
}

void StopList::setWritingLocked(bool locked) {
    m_locked = locked;
    for (ActionButton* button : findChildren<ActionButton*>()) button->setWritingLocked(locked);
}

StopList::Line StopList::lineOf(const dispatch::StopView& stop) {
    const bool all = stop.merchant.isNone();
    Line line;
    line.key = all ? QStringLiteral("all") : QStringLiteral("merchant.") + stop.merchantCode;
    line.name = all ? tr("Everything") : stop.merchantCode + u' ' + stop.merchantName;
    line.fact = stopSentence(stop.stoppedByName, stop.stoppedAt, stop.reason, m_overview->now) + u'\n' +
                liftSentence(stop.liftProposedBy, stop.liftProposedByName, m_actor.person);
    line.stopped = true;
    line.liftProposed = stop.liftProposedBy.has_value();
    line.proposer = stop.liftProposedBy;
    line.run = [this, stop] { Q_EMIT liftAsked(stop); };
    return line;
}

StopList::Line StopList::lineOf(const desk::ChannelTraffic& channel) {
    Line line;
    line.key = QStringLiteral("channel.") + channel.code;
    line.name = tr("Channel %1").arg(channel.name);
    line.stopped = channel.stopped;
    if (channel.stopped) {
        line.fact = stopSentence(channel.stoppedByName, channel.stoppedAt, channel.stopReason, m_overview->now) +
                    u'\n' + liftSentence(channel.liftProposedBy, channel.liftProposedByName, m_actor.person);
        line.liftProposed = channel.liftProposedBy.has_value();
        line.proposer = channel.liftProposedBy;
        line.run = [this, channel] { Q_EMIT liftChannelAsked(channel); };
    } else {
        line.run = [this, channel] { Q_EMIT stopChannelAsked(channel); };
    }
    return line;
}

std::vector<StopList::Line> StopList::linesNow() {
    std::vector<Line> lines;
    const auto& stops = m_overview->stops;
    if (!stops.empty() && stops.front().merchant.isNone()) {
        lines.push_back(lineOf(stops.front()));
    } else {
        Line all;
        all.key = QStringLiteral("all");
        all.name = tr("Everything");
        all.run = [this] { Q_EMIT stopAllAsked(); };
        lines.push_back(all);
    }
    for (const desk::ChannelTraffic& channel : m_overview->channels) lines.push_back(lineOf(channel));
    for (const dispatch::StopView& stop : stops)
        if (!stop.merchant.isNone()) lines.push_back(lineOf(stop));
    return lines;
}

void StopList::render() {
    // The switch that has the focus keeps it over a refresh.
    const QWidget* focus = focusWidget();
    const QString focused = focus != nullptr && focus->hasFocus() ? focus->objectName() : QString();
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        if (QWidget* old = item->widget(); old != nullptr) {
            old->hide();
            old->setObjectName({});
            old->deleteLater(); // it may be the one whose click is being handled
        }
        delete item;
    }
    m_merchant->setText(tr("Stop a merchant…"));
    m_merchant->setAccessibleName(m_merchant->text());
    if (!m_overview) return;
    int row = 0;
    QWidget* before = nullptr;
    for (const Line& line : linesNow()) {
        addLine(line, row);
        QWidget* button = m_grid->itemAtPosition(row++, 3)->widget();
        if (before != nullptr) setTabOrder(before, button);
        before = button;
    }
    if (before != nullptr) setTabOrder(before, m_merchant);
    if (auto* button = focused.isEmpty() ? nullptr : findChild<ActionButton*>(focused)) button->setFocus();
}

void StopList::addLine(const Line& line, int row) {
    auto* name = new QLabel(line.name, this);
    name->setTextFormat(Qt::PlainText);
    auto* state = new Chip(this);
    if (line.stopped)
        state->set(Tone::Critical, Symbol::Stop, tr("stopped", "a switch"));
    else
        state->set(Tone::Good, tr("not stopped", "a switch"));
    auto* fact = new QLabel(line.fact, this);
    fact->setTextFormat(Qt::PlainText);
    fact->setWordWrap(true);
    fact->setProperty("role", QStringLiteral("muted"));
    m_grid->addWidget(name, row, 0, Qt::AlignTop);
    m_grid->addWidget(state, row, 1, Qt::AlignTop);
    m_grid->addWidget(fact, row, 2);
    m_grid->addWidget(buttonOf(line), row, 3, Qt::AlignTop);
}

ActionButton* StopList::buttonOf(const Line& line) {
    auto* button = new ActionButton(line.stopped ? ActionButton::Kind::Plain : ActionButton::Kind::Danger, this);
    button->setObjectName(QStringLiteral("stop.") + line.key);
    button->setText(line.stopped ? liftWord(line.liftProposed) : tr("Stop…", "a switch: nothing is sent any more"));
    button->setAccessibleName(button->text() + u' ' + line.name);
    Done may = rules::mayDo(m_actor, line.stopped ? rules::Task::LiftStop : rules::Task::StopChannel);
    if (may && line.proposer == m_actor.person) may = rules::refuse(rules::Refusal::MakerIsChecker);
    if (!may) button->setRefusal(may.error());
    button->setWritingLocked(m_locked);
    button->setRun([button, run = line.run] {
        button->finished(); // the dialog does the writing
        run();
    });
    return button;
}

void StopList::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) render();
}

} // namespace payout::ui
