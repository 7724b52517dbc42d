// SPDX-License-Identifier: GPL-3.0-or-later
// The strip on top that never scrolls away: where one is (training or not, which database), what time the database has,
// when sending pauses, how the channels are, and who one is.
#pragma once

#include "core/desk/session_desk.h"
#include "ui/shared/countdown.h"

#include <QFrame>

#include <chrono>
#include <optional>

class QLabel;
class QMenu;
class QToolButton;

namespace payout::ui {

class Chip;
class FlowLayout;

class StatusStrip : public QFrame {
    Q_OBJECT
public:
    explicit StatusStrip(DatabaseNow now, QWidget* parent = nullptr);
    void setStatus(const desk::StripStatus& status);
    void setPerson(const std::optional<desk::SignedIn>& person);
    /// The database is lost: the clock and the health words are marked as old.
    void setConnected(bool connected);

Q_SIGNALS:
    void languageAsked();
    void themeAsked();
    void signOutAsked();
    void clockShiftAsked(std::chrono::milliseconds by); ///< training only
    void pauseEdgeReached();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    void build();
    void buildClock();
    void retranslate();
    void showChannels();
    void tick();

    DatabaseNow m_now;
    std::optional<desk::StripStatus> m_status;
    std::optional<desk::SignedIn> m_person;
    bool m_connected = true;
    bool m_edgeTold = false;
    FlowLayout* m_line = nullptr;
    Chip* m_environment = nullptr;
    QLabel* m_database = nullptr;
    QToolButton* m_clock = nullptr;
    QMenu* m_clockMenu = nullptr;
    Chip* m_pause = nullptr;
    QWidget* m_channels = nullptr;
    FlowLayout* m_channelLine = nullptr;
    QLabel* m_who = nullptr;
    QToolButton* m_language = nullptr;
    QToolButton* m_theme = nullptr;
    QToolButton* m_signOut = nullptr;
};

} // namespace payout::ui
