// SPDX-License-Identifier: GPL-3.0-or-later
// The eight gates twice, for paying again and for returning, each with sign, word and reason.
#pragma once

#include "core/desk/exception_desk.h"

#include <QWidget>

class QLabel;

namespace payout::ui {

class GateTicksView : public QWidget {
    Q_OBJECT
public:
    explicit GateTicksView(QWidget* parent = nullptr);
    void setDetail(const desk::ExceptionDetail& detail, UtcTime now);

private:
    struct Side {
        QLabel* head;
        std::array<QLabel*, 8> reasons;
    };
    Side makeSide(int column);
    void renderSide(const Side& side, const std::array<rules::GateTick, 8>& ticks, rules::ExceptionAction action,
                    const desk::ExceptionDetail& detail, UtcTime now);

    std::array<QLabel*, 8> m_names{};
    Side m_repay{};
    Side m_return{};
};

} // namespace payout::ui
