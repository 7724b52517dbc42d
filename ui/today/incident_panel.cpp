// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/today/incident_panel.h"

#include "ui/shared/icons.h"
#include "ui/text/comparison_text.h"
#include "ui/text/time_text.h"
#include "ui/today/today_text.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace payout::ui {

namespace {
constexpr int symbolSide = 30;
constexpr size_t shownMax = 6;
} // namespace

IncidentPanel::IncidentPanel(QWidget* parent) : QFrame(parent), m_lines(new QVBoxLayout(this)) {
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

void IncidentPanel::render() {
    while (QLayoutItem* item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
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
        addLine(tr("%1   %2   %3   %4", "time, kind, channel, detail of an incident")
                    .arg(timeText(incident.at, m_now), incidentWord(incident.kind), incident.channel, incident.detail),
                {});
    }
    if (m_incidents.size() > shownMax) addLine(tr("and %n more", nullptr, int(m_incidents.size() - shownMax)), {});
    update();
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
