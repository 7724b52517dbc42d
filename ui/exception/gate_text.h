// SPDX-License-Identifier: GPL-3.0-or-later
// The eight gates with the facts: why each is open or shut (spec model 0.3).
#pragma once

#include "core/desk/exception_desk.h"

#include <QCoreApplication>

namespace payout::ui {

class GateText {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::GateText)

public:
    /// "The statement covers to 13:30, needed 14:05." for an open gate as for a shut one.
    static QString reason(const rules::GateTick& tick, rules::ExceptionAction action,
                          const desk::ExceptionDetail& detail, UtcTime now);

private:
    static QString openReason(rules::Gate gate, rules::ExceptionAction action, const desk::ExceptionDetail& detail,
                              UtcTime now);
    static QString shutReason(rules::Refusal refusal, const desk::ExceptionDetail& detail, UtcTime now);
    static QString coverage(const desk::ExceptionDetail& detail, UtcTime now);
    static QString query(const desk::ExceptionDetail& detail, UtcTime now);
};

/// How many of the eight are open.
[[nodiscard]] int openGates(const std::array<rules::GateTick, 8>& ticks);

} // namespace payout::ui
