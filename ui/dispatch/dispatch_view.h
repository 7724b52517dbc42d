// SPDX-License-Identifier: GPL-3.0-or-later
// What is being sent now and every brake on it, from values alone.
#pragma once

#include "core/desk/dispatch_desk.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace payout::ui {

class LimitList;
class StopList;
class ValueTable;

class DispatchView : public QScrollArea {
    Q_OBJECT
public:
    explicit DispatchView(const rules::Actor& actor, QWidget* parent = nullptr);
    void setOverview(const desk::DispatchOverview& overview);
    bool hasOverview() const { return m_overview.has_value(); }
    StopList* stops() { return m_stops; }
    LimitList* limits() { return m_limits; }

protected:
    void changeEvent(QEvent* event) override;

private:
    QLabel* addCard(QVBoxLayout* column, QWidget* content);
    void retranslate();
    void showTraffic();
    void showLeases();
    void showOverLimit();

    std::optional<desk::DispatchOverview> m_overview;
    QLabel* m_title;
    QLabel* m_stopsTitle = nullptr;
    QLabel* m_limitsTitle = nullptr;
    QLabel* m_overLimitTitle = nullptr;
    QLabel* m_trafficTitle = nullptr;
    QLabel* m_leasesTitle = nullptr;
    StopList* m_stops;
    LimitList* m_limits;
    ValueTable* m_overLimit;
    ValueTable* m_traffic;
    ValueTable* m_leases;
};

} // namespace payout::ui
