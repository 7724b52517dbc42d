// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dispatch/limit_text.h"

#include "ui/text/money_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace payout::ui {

namespace {

using rules::LimitKind;

struct LimitText {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::LimitText)
public:
    static QString word(LimitKind kind) {
        switch (kind) {
        case LimitKind::Payout: return tr("One payout", "a limit");
        case LimitKind::PayeeDay: return tr("One payee a day", "a limit");
        case LimitKind::Hour: return tr("The last 60 minutes", "a limit");
        case LimitKind::Day: return tr("The day", "a limit");
        }
        return {};
    }
    static QString effect(LimitKind kind) {
        if (rules::passesWithTime(kind)) return tr("What would be over it waits until there is room again.");
        return tr("What would be over it waits. It can be set aside, or two supervisors change the limit.");
    }
    static QString none() { return tr("no limit"); }
    static QString wait(qint64 count, const QString& total, const QString& since) {
        return tr("%Ln payout(s) of %1 in all wait because of it, the first since %2.", "%1: an amount, %2: a time",
                  int(count))
            .arg(total, since);
    }
    static QString proposal(const QString& name, const QString& amount, const QString& reason) {
        return tr("%1 proposes %2: %3", "%1: a person, %2: an amount or 'no limit', %3: the reason")
            .arg(name, amount, reason);
    }
};

} // namespace

QString limitWord(LimitKind kind) { return LimitText::word(kind); }

QString limitEffect(LimitKind kind) { return LimitText::effect(kind); }

QString limitAmount(const std::optional<std::int64_t>& minor, Currency currency) {
    return minor ? amountText(Money{*minor, currency}) : LimitText::none();
}

QString limitWaitSentence(const desk::LimitWait& wait, UtcTime now) {
    return LimitText::wait(wait.count, amountText(wait.total), timeText(wait.since, now));
}

QString limitProposalSentence(const dispatch::LimitView& limit) {
    if (!limit.proposal) return {};
    return LimitText::proposal(limit.proposal->byName, limitAmount(limit.proposal->minor, limit.currency),
                               limit.proposal->reason);
}

} // namespace payout::ui
