// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of an unconfirmed payout, in calm words: since when, last answer, next question (workday 8.3).
#pragma once

#include "core/desk/exception_desk.h"

#include <QCoreApplication>

namespace payout::ui {

class ExceptionText {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::ExceptionText)

public:
    /// "¥88.00 to Wang Fang, 6217********0017, by UnionPay ACP for merchant M": whose money it is.
    static QString subject(const desk::ExceptionView& view);
    /// Four sentences: not known since when, the last answer, the next question, who may decide.
    /// Why it is an exception; a payout that was let out more than once says so first, wherever it is shown or
    /// exported.
    static QString reason(const desk::ExceptionView& view);
    /// "" for a payout that was let out once at most.
    static QString possibleDuplicate(const desk::ExceptionView& view);
    static QString known(const desk::ExceptionDetail& detail, UtcTime now);
    static QString lastAnswer(const desk::ExceptionView& view);
    /// Who proposed what; "" without a proposal.
    static QString proposal(const desk::ExceptionDetail& detail, UtcTime now);
    static QString evidenceHolds(const desk::ExceptionDetail& detail);
    static QString timelineDetail(const desk::TimelineEntry& entry);
    /// "312 payouts with CNY 1,000.00: 300 may be paid again, 310 may be returned, 2 are proposed."
    static QString group(const desk::OutageGroup& group);
    /// What an action does to the money, before it is proposed or confirmed.
    static QString effect(rules::ExceptionAction action, std::int64_t payouts, Money total);
    static QString results(const std::vector<desk::ActionResult>& results, bool proposing);

private:
    static QString decides(const desk::ExceptionDetail& detail, UtcTime now);
    static QString since(const desk::ExceptionDetail& detail, UtcTime now);
    static QString next(const desk::ExceptionDetail& detail, UtcTime now);
    static QString change(const desk::TimelineEntry& entry);
};

} // namespace payout::ui
