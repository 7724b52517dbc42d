// SPDX-License-Identifier: GPL-3.0-or-later
// This batch and those of the last seven days that look like it, side by side, most alike first (R7, R17).
#pragma once

#include "core/desk/approval_desk.h"

#include <QWidget>

namespace payout::ui {

class AlertBar;
class ValueTable;

class LookAlikesView : public QWidget {
    Q_OBJECT
public:
    explicit LookAlikesView(QWidget* parent = nullptr);
    void setEvidence(const desk::ApprovalEvidence& evidence);
    bool alarms() const;

private:
    AlertBar* m_alert;
    ValueTable* m_table;
};

} // namespace payout::ui
