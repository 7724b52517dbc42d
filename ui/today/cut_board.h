// SPDX-License-Identifier: GPL-3.0-or-later
// The grid channel x cut of the day: what is signed, due, overdue, or shows differences.
#pragma once

#include "core/desk/comparison_desk.h"

#include <QWidget>

class QGridLayout;

namespace payout::ui {

class CutBoard : public QWidget {
    Q_OBJECT
public:
    explicit CutBoard(QWidget* parent = nullptr);
    void setCuts(const std::vector<desk::CutCell>& cuts, UtcTime now);

protected:
    void changeEvent(QEvent* event) override;

private:
    void render();
    void addCell(const desk::CutCell& cell, int row, int column);
    std::vector<desk::CutCell> m_cuts;
    UtcTime m_now;
    QGridLayout* m_grid;
};

} // namespace payout::ui
