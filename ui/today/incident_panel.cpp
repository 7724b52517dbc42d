// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/today/incident_panel.h"

#include "ui/shared/action_button.h"
#include "ui/shared/icons.h"
#include "ui/text/comparison_text.h"
#include "ui/text/money_text.h"
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

std::vector<IncidentStep> stepsOf(const desk::IncidentView& incident) {
    std::vector<IncidentStep> steps;
    if (incident.credit && incident.credit->state == u"OPEN") steps.push_back(IncidentStep::ProposeCredit);
    if (incident.credit && incident.credit->state == u"PROPOSED")
        steps.insert(steps.end(), {IncidentStep::ConfirmCredit, IncidentStep::RefuseCredit});
    steps.push_back(IncidentStep::ProposeClosing);
    if (incident.closing) steps.push_back(IncidentStep::ConfirmClosing);
    return steps;
}

QString stepWord(IncidentStep step, const desk::IncidentView& incident) {
    switch (step) {
    case IncidentStep::ProposeClosing:
        return incident.closing
                   ? IncidentPanel::tr("Propose otherwise…", "takes the place of the open proposal to close it")
                   : IncidentPanel::tr("Propose closing…", "an incident; the first person's part");
    case IncidentStep::ConfirmClosing:
        return IncidentPanel::tr("Confirm closing…", "an incident; the second person's part");
    case IncidentStep::ProposeCredit:
        return IncidentPanel::tr("Propose crediting…", "a bank return; the first person's part");
    case IncidentStep::ConfirmCredit:
        return IncidentPanel::tr("Confirm crediting…", "a bank return; the second person's part");
    case IncidentStep::RefuseCredit:
        return IncidentPanel::tr("Refuse crediting…", "a bank return; the second person's part");
    }
    return {};
}
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
    if (const QString proposals = proposalsOf(incident); !proposals.isEmpty()) addLine(proposals, {});
    auto* strip = new QWidget(this);
    auto* buttons = new QHBoxLayout(strip);
    buttons->setContentsMargins(0, 0, 0, 6);
    for (const IncidentStep step : stepsOf(incident)) buttons->addWidget(stepButton(step, incident));
    buttons->addStretch(1);
    m_lines->addWidget(strip);
}

QString IncidentPanel::proposalsOf(const desk::IncidentView& incident) const {
    QStringList lines;
    if (incident.credit && incident.credit->state == u"PROPOSED")
        lines << tr("%1 proposed crediting the merchant with %2. Reason: %3")
                     .arg(incident.credit->byName, yuanText(incident.credit->amount), incident.credit->reason);
    if (incident.credit && !incident.credit->refusalReason.isEmpty())
        lines << tr("%1 refused the last proposal to credit the merchant. Reason: %2")
                     .arg(incident.credit->refusedByName, incident.credit->refusalReason);
    if (incident.credit && incident.credit->state == u"ELSEWHERE")
        lines << tr("Crediting the merchant rests on another line of the bank about the same payout.");
    if (incident.credit && incident.credit->state == u"APPROVED")
        lines << tr("The merchant is credited with %1 and its fee.").arg(yuanText(incident.credit->amount));
    if (incident.closing)
        lines << tr("%1 proposed closing it %2: %3. Reason: %4", "person, time, what it was, the person's words")
                     .arg(incident.closing->byName, timeText(incident.closing->at, m_now),
                          closingCauseText(incident.closing->cause), incident.closing->reason);
    return lines.join(u'\n');
}

Done IncidentPanel::mayStep(IncidentStep step, const desk::IncidentView& incident) const {
    const auto another = [this](PersonId proposer) -> Done {
        if (proposer == m_actor.person) return rules::refuse(rules::Refusal::MakerIsChecker);
        return {};
    };
    switch (step) {
    case IncidentStep::ProposeClosing: return rules::mayDo(m_actor, rules::Task::ProposeIncidentClosure);
    case IncidentStep::ConfirmClosing:
        TRY_DONE(rules::mayDo(m_actor, rules::Task::ConfirmIncidentClosure));
        return another(incident.closing->by);
    case IncidentStep::ProposeCredit:
        TRY_DONE(rules::mayDo(m_actor, rules::Task::ProposeException));
        if (incident.credit->returned != incident.credit->amount)
            return rules::refuse(rules::Refusal::ReturnAmountDiffers);
        return {};
    case IncidentStep::ConfirmCredit:
        TRY_DONE(rules::mayDo(m_actor, rules::Task::ConfirmException));
        return another(incident.credit->by);
    case IncidentStep::RefuseCredit: return rules::mayDo(m_actor, rules::Task::ConfirmException);
    }
    return {};
}

ActionButton* IncidentPanel::stepButton(IncidentStep step, const desk::IncidentView& incident) {
    auto* button = new ActionButton(ActionButton::Kind::Plain, this);
    button->setObjectName(QStringLiteral("incident.%1.%2").arg(incident.id).arg(int(step)));
    button->setText(stepWord(step, incident));
    button->setAccessibleName(
        QStringLiteral("%1 %2 %3").arg(button->text(), incidentWord(incident.kind), incident.detail));
    if (const Done may = mayStep(step, incident); !may) button->setRefusal(may.error());
    button->setWritingLocked(m_locked);
    button->setRun([this, button, step, incident] {
        button->finished(); // the dialog does the writing
        Q_EMIT stepAsked(step, incident);
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
