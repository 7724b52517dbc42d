// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_strip.h"

#include "ui/shared/chip.h"
#include "ui/shared/flow_layout.h"
#include "ui/text/people_text.h"
#include "ui/text/state_text.h"
#include "ui/text/time_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QTimerEvent>
#include <QToolButton>

namespace payout::ui {

namespace {
constexpr int trainingBand = 7;
/// A file's name is enough to tell two databases apart; the whole path is the tooltip.
QString shortName(const QString& database) {
    return database.startsWith(QStringLiteral("sqlite:")) ? database.section(QLatin1Char('/'), -1) : database;
}
constexpr std::chrono::minutes shifts[] = {std::chrono::minutes(1), std::chrono::minutes(10), std::chrono::minutes(61)};
} // namespace

StatusStrip::StatusStrip(DatabaseNow now, QWidget* parent) : QFrame(parent), m_now(std::move(now)) {
    setObjectName(QStringLiteral("strip"));
    build();
    retranslate();
    startTimer(1000);
}

void StatusStrip::build() {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8 + trainingBand, 12, 8);
    row->setSpacing(16);
    auto* left = new QWidget(this);
    m_line = new FlowLayout(left, 18, 6);
    m_environment = new Chip(left);
    m_database = new QLabel(left);
    m_database->setTextFormat(Qt::PlainText);
    m_database->setProperty("role", QStringLiteral("muted"));
    buildClock();
    m_pause = new Chip(left);
    m_channels = new QWidget(this);
    m_channelLine = new FlowLayout(m_channels, 8, 6);
    for (QWidget* part : {static_cast<QWidget*>(m_environment), static_cast<QWidget*>(m_clock),
                          static_cast<QWidget*>(m_pause), static_cast<QWidget*>(m_database)})
        m_line->addWidget(part);
    auto* column = new QVBoxLayout;
    column->setSpacing(6);
    column->addWidget(left);
    column->addWidget(m_channels);
    row->addLayout(column, 1);

    m_who = new QLabel(this);
    m_who->setTextFormat(Qt::PlainText);
    m_who->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_who);
    m_language = new QToolButton(this);
    m_theme = new QToolButton(this);
    m_signOut = new QToolButton(this);
    m_language->setIcon(symbolIcon(Symbol::Language));
    m_language->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_theme->setIcon(symbolIcon(Symbol::Moon));
    m_signOut->setIcon(symbolIcon(Symbol::SignOut));
    for (QToolButton* button : {m_language, m_theme, m_signOut}) {
        button->setFocusPolicy(Qt::StrongFocus);
        row->addWidget(button, 0, Qt::AlignVCenter);
    }
    connect(m_language, &QToolButton::clicked, this, &StatusStrip::languageAsked);
    connect(m_theme, &QToolButton::clicked, this, &StatusStrip::themeAsked);
    connect(m_signOut, &QToolButton::clicked, this, &StatusStrip::signOutAsked);
    setPerson(std::nullopt);
}

void StatusStrip::buildClock() {
    m_clock = new QToolButton(this);
    m_clock->setProperty("flat", true);
    m_clock->setFocusPolicy(Qt::StrongFocus);
    m_clock->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_clock->setIcon(symbolIcon(Symbol::Clock));
    m_clock->setPopupMode(QToolButton::InstantPopup);
    m_clockMenu = new QMenu(m_clock);
    for (const std::chrono::minutes shift : shifts) {
        QAction* action = m_clockMenu->addAction(QString());
        connect(action, &QAction::triggered, this, [this, shift] { Q_EMIT clockShiftAsked(shift); });
    }
}

void StatusStrip::setStatus(const desk::StripStatus& status) {
    if (!m_status || m_status->nextPauseEdge != status.nextPauseEdge) m_edgeTold = false;
    m_status = status;
    m_clock->setMenu(status.training && m_person ? m_clockMenu : nullptr);
    retranslate();
}

void StatusStrip::setPerson(const std::optional<desk::SignedIn>& person) {
    m_person = person;
    m_who->setVisible(person.has_value());
    m_signOut->setVisible(person.has_value());
    if (person) m_who->setText(QStringLiteral("%1\n%2").arg(person->displayName, roleWords(person->actor.roles)));
    m_clock->setMenu(person && m_status && m_status->training ? m_clockMenu : nullptr);
}

void StatusStrip::setConnected(bool connected) {
    m_connected = connected;
    retranslate();
}

void StatusStrip::retranslate() {
    m_language->setText(tr("中文", "button that switches to the other language, named in that language"));
    m_language->setToolTip(tr("Switch the language"));
    m_theme->setToolTip(tr("Switch between light and dark"));
    m_signOut->setToolTip(tr("Sign out"));
    m_theme->setAccessibleName(m_theme->toolTip());
    m_signOut->setAccessibleName(m_signOut->toolTip());
    m_clock->setAccessibleName(tr("Clock of the database"));
    for (int at = 0; at < m_clockMenu->actions().size(); ++at)
        m_clockMenu->actions().at(at)->setText(
            tr("Training only: move the clock forward by %n minute(s)", nullptr, int(shifts[at].count())));
    if (m_person) setPerson(m_person);
    m_environment->setVisible(m_status.has_value());
    m_pause->setVisible(m_status.has_value());
    if (m_status) {
        if (m_status->training)
            m_environment->set(Tone::Warning, Symbol::Warning, tr("TRAINING · no real money"));
        else
            m_environment->set(Tone::Neutral, Symbol::Money, m_status->institution);
        m_database->setText(
            tr("%1 · %2", "database engine and name").arg(m_status->engine, shortName(m_status->database)));
        m_database->setToolTip(m_status->database);
    }
    showChannels();
    tick();
    update();
}

void StatusStrip::showChannels() {
    while (QLayoutItem* item = m_channelLine->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_channels->setVisible(m_status && !m_status->channels.empty());
    if (!m_status) return;
    for (const desk::ChannelStrip& channel : m_status->channels) {
        auto* chip = new Chip(m_channels);
        const QString word = m_connected ? healthWord(channel.health)
                                         : tr("not known", "health of a channel while the database is lost");
        if (channel.stopped) {
            chip->set(Tone::Critical, Symbol::Stop,
                      tr("%1: STOPPED", "a channel that a person has stopped").arg(channel.name));
            chip->setToolTip(channel.stopReason);
        } else {
            chip->set(m_connected ? healthTone(channel.health) : Tone::Neutral,
                      tr("%1: %2", "a channel and its health").arg(channel.name, word));
        }
        if (channel.coveredThrough && !channel.stopped)
            chip->setToolTip(tr("Statements reach to %1.").arg(minuteText(*channel.coveredThrough, m_now())));
        m_channelLine->addWidget(chip);
        chip->show();
    }
    m_channelLine->invalidate();
    m_channels->updateGeometry();
}

void StatusStrip::tick() {
    m_clock->setFocusPolicy(m_clock->menu() != nullptr ? Qt::StrongFocus : Qt::NoFocus);
    if (!m_status) return m_clock->hide();
    const UtcTime now = m_now();
    const QString date = formatDate(businessDateOf(now)).mid(5);
    m_clock->show();
    m_clock->setText(m_connected
                         ? tr("%1   business date %2").arg(formatLocal(now), date)
                         : tr("%1 (not current)", "the clock while the database is lost").arg(formatLocal(now)));
    if (m_status->paused)
        m_pause->set(Tone::Warning, Symbol::Pause, tr("paused until %1").arg(minuteText(m_status->nextPauseEdge, now)));
    else
        m_pause->set(Tone::Neutral, Symbol::Clock, tr("pause in %1").arg(durationText(m_status->nextPauseEdge - now)));
    if (now < m_status->nextPauseEdge || m_edgeTold) return;
    m_edgeTold = true;
    Q_EMIT pauseEdgeReached();
}

void StatusStrip::timerEvent(QTimerEvent*) { tick(); }

void StatusStrip::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
    if (event->type() == QEvent::PaletteChange)
        m_theme->setIcon(symbolIcon(isDark(palette()) ? Symbol::Sun : Symbol::Moon));
}

void StatusStrip::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    if (!m_status || !m_status->training) return;
    // Nobody shall take training for the real thing, nor the other way round: a striped band across the window.
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), trainingBand), QColor(0xf2a900));
    painter.setClipRect(QRect(0, 0, width(), trainingBand));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0x1c1c1c), 7));
    for (int x = -trainingBand; x < width() + trainingBand; x += 26) painter.drawLine(x, trainingBand + 4, x + 15, -4);
}

} // namespace payout::ui
