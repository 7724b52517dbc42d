// SPDX-License-Identifier: GPL-3.0-or-later
// Incidents: critical ones as a red panel that cannot be overlooked, each with what to do now and how two people close
// it.
#pragma once

#include "core/desk/today_desk.h"

#include <QFrame>

class QVBoxLayout;

namespace payout::ui {

class ActionButton;

/// What a person can do about an incident.
enum class IncidentStep { ProposeClosing, ConfirmClosing, ProposeCredit, ConfirmCredit, RefuseCredit };

class IncidentPanel : public QFrame {
    Q_OBJECT
public:
    explicit IncidentPanel(rules::Actor actor, QWidget* parent = nullptr); ///< hidden while there is nothing
    void setIncidents(const std::vector<desk::IncidentView>& incidents, UtcTime now);
    void setWritingLocked(bool locked);

Q_SIGNALS:
    void stepAsked(payout::ui::IncidentStep step, const payout::desk::IncidentView& incident);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void render();
    void clear();
    void addLine(const QString& text, const QString& role);
    void addIncident(const desk::IncidentView& incident);
    ActionButton* stepButton(IncidentStep step, const desk::IncidentView& incident);
    Done mayStep(IncidentStep step, const desk::IncidentView& incident) const;
    QString proposalsOf(const desk::IncidentView& incident) const;
    rules::Actor m_actor;
    std::vector<desk::IncidentView> m_incidents;
    UtcTime m_now;
    QVBoxLayout* m_lines;
    bool m_critical = false;
    bool m_locked = false;
};

} // namespace payout::ui
