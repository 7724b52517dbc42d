// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/today/incident_panel.h"

#include "ui/shared/action_button.h"
#include "ui/shared/icons.h"
#include "ui/text/comparison_text.h"
#include "ui/text/time_text.h"
#include "ui/today/incident_dialogs.h"
#include "ui/today/today_text.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace payout::ui {

namespace {
constexpr int symbolSide = 30;
constexpr size_t shownMax = 6;
} // namespace

IncidentPanel::IncidentPanel(rules::Actor actor, QWidget* parent)
    : QFrame(parent), m_actor(std::move(actor)), m_lines(new QVBoxLayout(this)) {
    m_lines->setContentsMargins(64, 14, 18, 14);
    m_lines->setSpacing(3);
    hide();
}

void IncidentPanel::setIncidents(const std::vector<desk::IncidentView>& incidents, UtcTime now) {
    m_incidents = incidents;
    std::ranges::stable_partition(m_incidents, isCritical);
    m_now = now;
    render();
}

void IncidentPanel::setWritingLocked(bool locked) {
    m_locked = locked;
    for (ActionButton* button : findChildren<ActionButton*>()) button->setWritingLocked(locked);
}

void IncidentPanel::clear() {
    while (QLayoutItem* item = m_lines->takeAt(0)) {
        if (QWidget* old = item->widget(); old != nullptr) {
            old->hide();
            old->setParent(nullptr);
            old->deleteLater(); // its button may be the one whose click is being handled
        }
        delete item;
    }
}

void IncidentPanel::render() {
    // The button that has the focus keeps it over a refresh.
    const QWidget* focus = focusWidget();
    const QString focused = focus != nullptr && focus->hasFocus() ? focus->objectName() : QString();
    clear();
    setVisible(!m_incidents.empty());
    if (m_incidents.empty()) return;
    const auto critical = std::ranges::count_if(m_incidents, isCritical);
    m_critical = critical > 0;
    addLine(m_critical ? tr("%n critical incident(s): money may have left wrongly", nullptr, int(critical))
                       : tr("%n incident(s) to look after", nullptr, int(m_incidents.size())),
            QStringLiteral("heading"));
    QString advised; // the same advice once for a run of equal incidents
    for (size_t at = 0; at < std::min(shownMax, m_incidents.size()); ++at) {
        const desk::IncidentView& incident = m_incidents[at];
        if (const QString advice = incidentAdvice(incident.kind); advice != advised)
            addLine(advised = advice, QStringLiteral("strong"));
        addIncident(incident);
    }
    if (m_incidents.size() > shownMax) addLine(tr("and %n more", nullptr, int(m_incidents.size() - shownMax)), {});
    if (auto* button = focused.isEmpty() ? nullptr : findChild<ActionButton*>(focused)) button->setFocus();
    update();
}

void IncidentPanel::addIncident(const desk::IncidentView& incident) {
    addLine(tr("%1   %2   %3   %4", "time, kind, channel, detail of an incident")
                .arg(timeText(incident.at, m_now), incidentWord(incident.kind), incident.channel, incident.detail),
            {});
    if (incident.closing)
        addLine(tr("%1 proposed closing it %2: %3. Reason: %4", "person, time, what it was, the person's words")
                    .arg(incident.closing->byName, timeText(incident.closing->at, m_now),
                         closingCauseText(incident.closing->cause), incident.closing->reason),
                {});
    auto* strip = new QWidget(this);
    auto* buttons = new QHBoxLayout(strip);
    buttons->setContentsMargins(0, 0, 0, 6);
    buttons->addWidget(proposeButton(incident));
    if (incident.closing) buttons->addWidget(confirmButton(incident));
    buttons->addStretch(1);
    m_lines->addWidget(strip);
}

ActionButton* IncidentPanel::proposeButton(const desk::IncidentView& incident) {
    auto* button = new ActionButton(ActionButton::Kind::Plain, this);
    button->setObjectName(QStringLiteral("propose.%1").arg(incident.id));
    button->setText(incident.closing ? tr("Propose otherwise…", "takes the place of the open proposal to close it")
                                     : tr("Propose closing…", "an incident; the first person's part"));
    button->setAccessibleName(
        QStringLiteral("%1 %2 %3").arg(button->text(), incidentWord(incident.kind), incident.detail));
    if (const Done may = rules::mayDo(m_actor, rules::Task::ProposeIncidentClosure); !may)
        button->setRefusal(may.error());
    button->setWritingLocked(m_locked);
    button->setRun([this, button, incident] {
        button->finished(); // the dialog does the writing
        Q_EMIT closingAsked(incident);
    });
    return button;
}

ActionButton* IncidentPanel::confirmButton(const desk::IncidentView& incident) {
    auto* button = new ActionButton(ActionButton::Kind::Plain, this);
    button->setObjectName(QStringLiteral("confirm.%1").arg(incident.id));
    button->setText(tr("Confirm closing…", "an incident; the second person's part"));
    button->setAccessibleName(
        QStringLiteral("%1 %2 %3").arg(button->text(), incidentWord(incident.kind), incident.detail));
    if (const Done may = rules::mayDo(m_actor, rules::Task::ConfirmIncidentClosure); !may)
        button->setRefusal(may.error());
    else if (incident.closing->by == m_actor.person)
        button->setRefusal(rules::refuse(rules::Refusal::MakerIsChecker).error());
    button->setWritingLocked(m_locked);
    button->setRun([this, button, incident] {
        button->finished(); // the dialog does the writing
        Q_EMIT closeAsked(incident);
    });
    return button;
}

void IncidentPanel::addLine(const QString& text, const QString& role) {
    auto* label = new QLabel(text, this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (!role.isEmpty()) label->setProperty("role", role);
    QPalette colors = QApplication::palette();
    colors.setColor(QPalette::WindowText, toneColors(m_critical ? Tone::Critical : Tone::Warning, colors).text);
    label->setPalette(colors);
    m_lines->addWidget(label);
}

void IncidentPanel::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) render();
}

void IncidentPanel::paintEvent(QPaintEvent*) {
    const ToneColors colors = toneColors(m_critical ? Tone::Critical : Tone::Warning, palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.line, 2));
    painter.setBrush(colors.background);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
    paintSymbol(painter, m_critical ? Symbol::Stop : Symbol::Warning, QRectF(18, 14, symbolSide, symbolSide),
                colors.line);
}

} // namespace payout::ui
