// SPDX-License-Identifier: GPL-3.0-or-later
// Everything a page may use: the asynchronous calls of core/desk, who is signed in, and the database's clock for
// countdowns. Values only; nothing here blocks.
#pragma once

#include "core/desk/approval_desk.h"
#include "core/desk/batch_desk.h"
#include "core/desk/comparison_desk.h"
#include "core/desk/dispatch_desk.h"
#include "core/desk/exception_desk.h"
#include "core/desk/session_desk.h"
#include "core/desk/store_thread.h"
#include "core/desk/today_desk.h"
#include "ui/shared/submission.h"

#include <functional>

namespace payout::ui {

struct DeskContext {
    desk::StoreThread& store;
    desk::SessionDesk& session;
    desk::BatchDesk& batch;
    desk::ApprovalDesk& approval;
    desk::ExceptionDesk& exception;
    desk::ComparisonDesk& comparison;
    desk::TodayDesk& today;
    desk::DispatchDesk& dispatch;
    desk::SignedIn person;
    /// The database's clock, carried on from the last status. For display only.
    std::function<UtcTime()> databaseNow;
    /// Puts a long work into the status line with its progress and a Cancel button; it leaves when the returned
    /// function is called.
    std::function<std::function<void()>(const QString& title, desk::ProgressPtr progress)> showWork;
};

/// Tokens of one command on one object for the signed-in person; hand it to TokenDialog.
[[nodiscard]] inline Tokens tokensOf(DeskContext& context, const QString& command, const QString& objectKey) {
    return {[&context, command, objectKey](desk::Reply<QString> answer) {
                context.session.issueToken(context.person.actor.person, command, objectKey, std::move(answer));
            },
            [&context](const QString& token, desk::Reply<std::optional<QString>> answer) {
                context.session.tokenAnswer(token, std::move(answer));
            }};
}

} // namespace payout::ui
