// SPDX-License-Identifier: GPL-3.0-or-later
// The day at a glance, from values alone.
#pragma once

#include "core/desk/session_desk.h"
#include "core/desk/today_desk.h"
#include "ui/shared/countdown.h"

#include <QScrollArea>

#include <optional>

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace payout::ui {

class ActionButton;
class ChannelSwitches;
class CutBoard;
class FigureCard;
class IncidentPanel;
class OutflowChart;

class TodayView : public QScrollArea {
    Q_OBJECT
public:
    TodayView(const rules::Actor& actor, DatabaseNow now, QWidget* parent = nullptr);
    void setFigures(const desk::TodayFigures& figures);
    bool hasFigures() const { return m_figures.has_value(); }
    void setChannels(const std::vector<desk::ChannelStrip>& channels);
    ChannelSwitches* switches() { return m_switches; }
    ActionButton* stopAll() { return m_stopAll; } ///< the red switch of everything
    void setAllStopped(bool stopped);
    IncidentPanel* incidents() { return m_incidents; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    void build(const rules::Actor& actor);
    QVBoxLayout* card(QLabel*& title, QWidget* content);
    void arrangeCards();
    void retranslate();
    void showFigures();
    void showUnknown();
    void showMoney();
    void showWaiting();
    void showLocks();
    void showDone();
    void showJobs();

    DatabaseNow m_now;
    std::optional<desk::TodayFigures> m_figures;
    QLabel* m_title;
    ActionButton* m_stopAll;
    bool m_allStopped = false;
    IncidentPanel* m_incidents;
    QGridLayout* m_cards;
    QGridLayout* m_panels;
    FigureCard* m_unproven;
    FigureCard* m_waiting;
    FigureCard* m_held;
    FigureCard* m_locked;
    FigureCard* m_unlocked;
    FigureCard* m_proposed;
    FigureCard* m_overdue;
    FigureCard* m_paid;
    FigureCard* m_returned;
    std::vector<QWidget*> m_panelCards;
    QLabel* m_cutsTitle = nullptr;
    CutBoard* m_cuts;
    QLabel* m_channelsTitle = nullptr;
    ChannelSwitches* m_switches;
    QLabel* m_chartTitle = nullptr;
    OutflowChart* m_chart;
    QLabel* m_jobsTitle = nullptr;
    QWidget* m_jobs;
    QLabel* m_newCodes;
    int m_columns = 0;
};

} // namespace payout::ui
