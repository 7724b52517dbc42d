// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/state_text.h"

#include <QCoreApplication>

namespace payout::ui {

using rules::ExceptionAction;
using rules::Gate;
using rules::InstructionState;
using rules::Outcome;
using rules::PayoutState;

namespace {

class StateText {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::StateText)
public:
    static QString of(PayoutState state) {
        switch (state) {
        case PayoutState::Unclaimed: return tr("Waiting to be sent", "state of a payout");
        case PayoutState::Processing: return tr("Processing", "state of a payout");
        case PayoutState::Success: return tr("Paid", "state of a payout, proven");
        case PayoutState::Returned: return tr("Returned", "state of a payout");
        case PayoutState::Exception: return tr("Exception (unconfirmed)", "state of a payout; never 'failed'");
        }
        return {};
    }
    static QString of(InstructionState state) {
        switch (state) {
        case InstructionState::PendingApproval: return tr("Waiting for approval", "state of a batch");
        case InstructionState::ApprovedProcessing: return tr("Approved, being paid", "state of a batch");
        case InstructionState::Closed: return tr("Closed", "state of a batch");
        case InstructionState::Rejected: return tr("Rejected", "state of a batch");
        }
        return {};
    }
    static QString of(Outcome outcome) {
        switch (outcome) {
        case Outcome::Success: return tr("paid", "the bank's answer");
        case Outcome::Accepted: return tr("accepted", "the bank's answer");
        case Outcome::Processing: return tr("being processed", "the bank's answer");
        case Outcome::Unknown: return tr("unknown", "the bank's answer");
        case Outcome::PayeeError: return tr("payee data wrong", "the bank's answer");
        case Outcome::FailedFinal: return tr("not paid, final", "the bank's answer");
        case Outcome::DuplicateOrder: return tr("order number known already", "the bank's answer");
        case Outcome::NotExistExplicit: return tr("no such order", "the bank's answer");
        case Outcome::QueryFailed: return tr("question not answered", "the bank's answer");
        }
        return {};
    }
    static QString subReason(const QString& name) {
        if (name == u"SENT_NO_ANSWER") return tr("sent, no answer", "why a payout is an exception");
        if (name == u"CONNECT_FAILED") return tr("no connection", "why a payout is an exception");
        if (name == u"NOT_SENT_LOCALLY") return tr("provably not sent", "why a payout is an exception");
        if (name == u"SENT_BEFORE_RESTORE")
            return tr("sent before the database was restored", "why a payout is an exception");
        if (name == u"NUMBER_EXPIRED")
            return tr("waited longer than its order number holds", "why a payout is an exception");
        if (name == u"OVERDUE") return tr("no final answer in time", "why a payout is an exception");
        if (name == u"EARLIER_ORDER_PAID") return tr("an earlier order was paid", "why a payout is an exception");
        if (name == u"AMOUNT_DIFF") return tr("answer names another amount or order", "why a payout is an exception");
        if (name == u"ANSWERED") return tr("answered unclearly", "why a payout is an exception");
        if (const auto outcome = rules::outcomeNamed(name)) return of(*outcome);
        return name;
    }
    static QString word(Gate gate) {
        switch (gate) {
        case Gate::G1Lock: return tr("Lock", "gate 1: one hour");
        case Gate::G2Query: return tr("Bank asked", "gate 2: healthy query");
        case Gate::G3Statement: return tr("Statement", "gate 3: statement covers");
        case Gate::G4NoLiveAttempt: return tr("No other attempt", "gate 4");
        case Gate::G5Pause: return tr("No pause", "gate 5: not in the nightly pause");
        case Gate::G6FourEyes: return tr("Four eyes", "gate 6: two people");
        case Gate::G7Screening: return tr("Screening", "gate 7");
        case Gate::G8Once: return tr("Only once", "gate 8: nobody was earlier");
        }
        return {};
    }
    static QString question(Gate gate) {
        switch (gate) {
        case Gate::G1Lock: return tr("Is the lock of one hour over?");
        case Gate::G2Query: return tr("Did the bank answer a question properly after the lock?");
        case Gate::G3Statement: return tr("Do the statements reach far enough, and do they not show it as paid?");
        case Gate::G4NoLiveAttempt: return tr("Is no other attempt of this payout unproven?");
        case Gate::G5Pause: return tr("Is the nightly pause not running?");
        case Gate::G6FourEyes: return tr("Are two different people at work, neither of them the maker of the batch?");
        case Gate::G7Screening: return tr("Is the payee screened, clear and recent?");
        case Gate::G8Once: return tr("Has nobody handled this payout meanwhile?");
        }
        return {};
    }
    static QString of(ExceptionAction action) {
        switch (action) {
        case ExceptionAction::Repay: return tr("pay again", "what is proposed for an exception");
        case ExceptionAction::Return: return tr("return to the merchant", "what is proposed for an exception");
        }
        return {};
    }
    static QString timeline(const QString& what) {
        if (what == u"DEBITED") return tr("Merchant debited", "entry of a payout's timeline");
        if (what == u"APPROVED") return tr("Approved", "entry of a payout's timeline");
        if (what == u"CLAIMED") return tr("Taken for sending", "entry of a payout's timeline");
        if (what == u"SENT") return tr("Sent to the bank", "entry of a payout's timeline");
        if (what == u"ANSWERED") return tr("Bank answered", "entry of a payout's timeline");
        if (what == u"ASKED") return tr("Bank was asked", "entry of a payout's timeline");
        if (what == u"STATEMENT_LINE") return tr("Statement line", "entry of a payout's timeline");
        if (what == u"PROPOSED") return tr("Proposed", "entry of a payout's timeline");
        if (what == u"CONFIRMED") return tr("Confirmed", "entry of a payout's timeline");
        if (what == u"REFUSED") return tr("Proposal refused", "entry of a payout's timeline");
        if (what == u"STATE") return tr("State changed", "entry of a payout's timeline");
        if (what == u"HOLD_RELEASED") return tr("Hold released", "entry of a payout's timeline");
        if (what == u"SET_ASIDE") return tr("Set aside", "entry of a payout's timeline");
        return what;
    }
    static QString hold(const QString& name) {
        if (name == u"SUSPECT_DUPLICATE") return tr("Suspected duplicate", "why a row is held");
        if (name == u"SCREEN_BLOCKED") return tr("Blocked by screening", "why a row is held");
        return name;
    }
    static QString job(const QString& name) {
        if (name == u"send") return tr("sending", "name of a job");
        if (name == u"ask") return tr("asking the banks", "name of a job");
        if (name == u"import") return tr("loading statements", "name of a job");
        if (name == u"compare") return tr("comparing", "name of a job");
        if (name == u"keep") return tr("housekeeping", "name of a job");
        return name;
    }
    static QString health(const QString& name) {
        if (name == u"UP") return tr("up", "health of a channel");
        if (name == u"DEGRADED") return tr("degraded", "health of a channel");
        if (name == u"DOWN") return tr("down", "health of a channel");
        return name;
    }
};

} // namespace

QString stateWord(PayoutState state) { return StateText::of(state); }
QString stateWord(InstructionState state) { return StateText::of(state); }

Tone stateTone(PayoutState state) {
    switch (state) {
    case PayoutState::Unclaimed: return Tone::Neutral;
    case PayoutState::Processing: return Tone::Info;
    case PayoutState::Success: return Tone::Good;
    case PayoutState::Returned: return Tone::Neutral;
    case PayoutState::Exception: return Tone::Unproven;
    }
    return Tone::Neutral;
}

Tone stateTone(InstructionState state) {
    switch (state) {
    case InstructionState::PendingApproval: return Tone::Warning;
    case InstructionState::ApprovedProcessing: return Tone::Info;
    case InstructionState::Closed: return Tone::Good;
    case InstructionState::Rejected: return Tone::Neutral;
    }
    return Tone::Neutral;
}

QString outcomeWord(Outcome outcome) { return StateText::of(outcome); }

QString outcomeWordStored(const QString& storedName) {
    const auto outcome = rules::outcomeNamed(storedName);
    return outcome ? StateText::of(*outcome) : storedName;
}

QString subReasonWord(const QString& storedName) { return StateText::subReason(storedName); }
QString gateWord(Gate gate) { return StateText::word(gate); }
QString gateQuestion(Gate gate) { return StateText::question(gate); }
QString actionWord(ExceptionAction action) { return StateText::of(action); }

QString actionWordStored(const QString& storedName) {
    const auto action = rules::exceptionActionNamed(storedName);
    return action ? StateText::of(*action) : storedName;
}

QString timelineWord(const QString& what) { return StateText::timeline(what); }

QString stateWordStored(const QString& storedName) {
    if (storedName.isEmpty()) return {};
    if (const auto state = rules::payoutStateNamed(storedName)) return StateText::of(*state);
    if (const auto state = rules::instructionStateNamed(storedName)) return StateText::of(*state);
    return storedName;
}

QString holdWord(const QString& storedName) { return StateText::hold(storedName); }
QString jobWord(const QString& name) { return StateText::job(name); }
QString healthWord(const QString& storedName) { return StateText::health(storedName); }

Tone healthTone(const QString& storedName) {
    if (storedName == u"UP") return Tone::Good;
    return storedName == u"DEGRADED" ? Tone::Warning : Tone::Critical;
}

} // namespace payout::ui
