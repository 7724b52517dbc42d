// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/today/channel_switches.h"

#include "ui/shared/action_button.h"
#include "ui/shared/chip.h"
#include "ui/text/state_text.h"
#include "ui/text/time_text.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace payout::ui {

ChannelSwitches::ChannelSwitches(rules::Actor actor, QWidget* parent)
    : QWidget(parent), m_actor(std::move(actor)), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(2, 1);
}

void ChannelSwitches::setChannels(const std::vector<desk::ChannelStrip>& channels, UtcTime now) {
    m_channels = channels;
    m_now = now;
    render();
}

void ChannelSwitches::setWritingLocked(bool locked) {
    m_locked = locked;
    for (ActionButton* button : findChildren<ActionButton*>()) button->setWritingLocked(locked);
}

void ChannelSwitches::render() {
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
    if (m_channels.empty()) m_grid->addWidget(new QLabel(tr("No channel is set up."), this), 0, 0, 1, 4);
    int row = 0;
    for (const desk::ChannelStrip& channel : m_channels) addChannel(channel, row++);
    if (auto* button = focused.isEmpty() ? nullptr : findChild<ActionButton*>(focused)) button->setFocus();
}

void ChannelSwitches::addChannel(const desk::ChannelStrip& channel, int row) {
    auto* name = new QLabel(channel.name, this);
    name->setTextFormat(Qt::PlainText);
    auto* health = new Chip(this);
    if (channel.stopped)
        health->set(Tone::Critical, Symbol::Stop, tr("stopped", "a channel"));
    else
        health->set(healthTone(channel.health), healthWord(channel.health));
    auto* fact = new QLabel(this);
    fact->setTextFormat(Qt::PlainText);
    fact->setWordWrap(true);
    fact->setProperty("role", QStringLiteral("muted"));
    if (channel.stopped)
        fact->setText(channel.liftProposed
                          ? tr("%1 Lifting is proposed; another person has to agree.", "%1: why it was stopped")
                                .arg(channel.stopReason)
                          : channel.stopReason);
    else
        fact->setText(channel.coveredThrough ? tr("Statements to %1").arg(minuteText(*channel.coveredThrough, m_now))
                                             : tr("No statement yet"));
    m_grid->addWidget(name, row, 0);
    m_grid->addWidget(health, row, 1);
    m_grid->addWidget(fact, row, 2);
    m_grid->addWidget(makeSwitch(channel), row, 3);
}

ActionButton* ChannelSwitches::makeSwitch(const desk::ChannelStrip& channel) {
    auto* button = new ActionButton(channel.stopped ? ActionButton::Kind::Plain : ActionButton::Kind::Danger, this);
    button->setObjectName(QStringLiteral("switch.%1").arg(channel.code));
    button->setText(!channel.stopped       ? tr("Stop…", "a channel: nothing is sent any more")
                    : channel.liftProposed ? tr("Agree to lifting…", "the second person's part of lifting a stop")
                                           : tr("Propose lifting…", "the first person's part of lifting a stop"));
    button->setAccessibleName(QStringLiteral("%1 %2").arg(button->text(), channel.name));
    const Done may = rules::mayDo(m_actor, channel.stopped ? rules::Task::LiftStop : rules::Task::StopChannel);
    if (!may) button->setRefusal(may.error());
    button->setWritingLocked(m_locked);
    button->setRun([this, button, channel] {
        button->finished(); // the dialog does the writing
        if (channel.stopped)
            Q_EMIT liftAsked(channel);
        else
            Q_EMIT stopAsked(channel);
    });
    return button;
}

void ChannelSwitches::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) render();
}

} // namespace payout::ui
