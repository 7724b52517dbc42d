// SPDX-License-Identifier: GPL-3.0-or-later
// Incidents: critical ones as a red panel that cannot be overlooked, each with what to do now.
#pragma once

#include "core/desk/today_desk.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace payout::ui {

class IncidentPanel : public QFrame {
    Q_OBJECT
public:
    explicit IncidentPanel(QWidget* parent = nullptr); ///< hidden while there is nothing
    void setIncidents(const std::vector<desk::IncidentView>& incidents, UtcTime now);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void render();
    void addLine(const QString& text, const QString& role);
    std::vector<desk::IncidentView> m_incidents;
    UtcTime m_now;
    QVBoxLayout* m_lines;
    bool m_critical = false;
};

} // namespace payout::ui
