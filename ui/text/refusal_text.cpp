// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/refusal_text.h"

#include <QCoreApplication>

namespace payout::ui {

namespace {

using rules::Refusal;

class RefusalText {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::RefusalText)
public:
    static QString of(Refusal refusal);
    static QString ofKind(ErrorKind kind);
    static QString titleOf(ErrorKind kind);
    static QString ofCode(const QString& code);
    static QString withFact(const QString& sentence, const QString& fact) {
        return tr("%1 (%2)", "a sentence and a fact such as a name or a number").arg(sentence, fact);
    }
    static QString withCode(const QString& sentence, const QString& code) {
        return tr("%1 Report this code: %2.").arg(sentence, code);
    }
};

QString RefusalText::of(Refusal refusal) {
    switch (refusal) {
    case Refusal::SignInFailed: return tr("The name or the password is not right. Check both and try again.");
    case Refusal::SignInWait: return tr("Five wrong tries. Wait until the countdown is over, then try again.");
    case Refusal::PersonInactive: return tr("This account is switched off. Ask an administrator to switch it on.");
    case Refusal::RoleMissing: return tr("Your role does not allow this. Ask a colleague whose role does.");
    case Refusal::TokenUnknown: return tr("This form is not known to the database. Close it and open it again.");
    case Refusal::TokenExpired: return tr("This form was open for more than 30 minutes. Close it and open it again.");
    case Refusal::TokenOtherUse: return tr("This form was made for something else. Close it and open it again.");

    case Refusal::BatchFileInvalid:
        return tr("The file has rows with errors. Correct the rows that are listed and choose the file again.");
    case Refusal::BatchFileSeen:
        return tr(
            "This very file was imported before. Look for its batch in the list; do not import it a second time.");
    case Refusal::BatchNumberSeen:
        return tr("This merchant batch number was imported before. Look for that batch in the list first.");
    case Refusal::BatchNumberOtherContent:
        return tr("This merchant batch number was imported before with other content. Ask the merchant which of the "
                  "two counts.");
    case Refusal::RowReferenceSeen:
        return tr("A row has a merchant order number that was imported before. Ask the merchant; the row may already "
                  "be paid.");
    case Refusal::MerchantUnknown:
        return tr("This merchant is not known or not active. Choose another merchant or have it set up.");
    case Refusal::BalanceTooSmall:
        return tr("The merchant's available balance does not cover total and fees. Wait for a deposit or import a "
                  "smaller batch.");
    case Refusal::TooManyRows:
        return tr("The file has more rows than one batch may have. Ask the merchant to split it.");

    case Refusal::MakerIsChecker: return tr("You prepared this yourself. Another person has to check it.");
    case Refusal::NotPendingApproval:
        return tr("This batch is no longer waiting for approval. Refresh to see what became of it.");
    case Refusal::ShownChanged: return tr("What you were shown has changed since. Read it again before you decide.");
    case Refusal::AlreadyApproved: return tr("This batch is already approved. Nothing more is to be done.");
    case Refusal::AlreadyRejected: return tr("This batch is already rejected. The merchant has to hand in a new one.");
    case Refusal::ReasonMissing: return tr("A reason is needed. Write one that a colleague understands tomorrow.");
    case Refusal::RowsNotDistinct:
        return tr("Held rows without a merchant order number of their own cannot be released together. Ask the "
                  "merchant for distinct numbers.");
    case Refusal::RowNotHeld: return tr("This row is not held any more. Refresh to see its state.");
    case Refusal::TotalNotAgain:
        return tr("The total you typed is not the batch's total. Type it again from the merchant's order.");

    case Refusal::NotApproved: return tr("The batch is not approved. A second person has to approve it first.");
    case Refusal::DebitMissing:
        return tr("The merchant has not been debited. Nothing is sent without a debit; report this.");
    case Refusal::RowHeld: return tr("The row is held. It has to be released with a reason first.");
    case Refusal::AlreadyClaimed: return tr("Another job is already working on this. Wait for its result.");
    case Refusal::NotLeaseHolder:
        return tr("Another host holds this job. Take it over by hand only when that host is stopped.");
    case Refusal::StaleEpoch:
        return tr("The job was taken over by another host. This one stops; look at the other one.");
    case Refusal::ClockGuard:
        return tr(
            "The clocks of this host and the database differ too much. Set the host's clock before anything is sent.");
    case Refusal::Quarantined:
        return tr("Sending is in quarantine. Two people have to release it after the bank's statements were compared.");
    case Refusal::SentBeforeRestore:
        return tr("This order was sent before the database was restored. It is not sent again; the bank's statement "
                  "decides.");
    case Refusal::NotCompared:
        return tr("A channel is not compared up to the moment when the quarantine began. Load its statement and run "
                  "the comparison, or stop the channel.");
    case Refusal::EgressMissing:
        return tr("An egress has not said yet what it has sent. Start it, or name it as lost for good.");
    case Refusal::OtherProtocol:
        return tr("This program is of another version than the database. Stop it and start the new one.");
    case Refusal::StoppedHere:
        return tr("Sending is stopped at the egress itself, by a file named stop in its folder.");
    case Refusal::PermitUnknown:
        return tr("The egress does not find this permit in the database. Nothing was sent; report this.");
    case Refusal::PermitUsed: return tr("The egress has used this permit already. Nothing is sent a second time.");
    case Refusal::PermitOld:
        return tr("The permit was too old when its turn came. Nothing was sent; the payout waits as an exception.");
    case Refusal::NumberNotDerived:
        return tr("The order number is not the one that belongs to this payout. Nothing was sent; report this.");
    case Refusal::NumberOtherBytes:
        return tr("This order number was sent with other content before. Nothing was sent; report this.");
    case Refusal::PaidElsewhere:
        return tr("A later order of this payout was sent already. Nothing was sent; ask the bank about that one.");
    case Refusal::NumberExpired:
        return tr("The bank no longer vouches for this order number, so it does not go out under it. Decide anew.");
    case Refusal::EgressLimit:
        return tr("This is above what the egress lets out. Nothing was sent; the payout waits as an exception.");
    case Refusal::PauseWindow:
        return tr("Nothing is sent during the nightly pause. It goes on by itself when the pause is over.");
    case Refusal::AllStopped: return tr("All sending is stopped. Two people have to lift the stop first.");
    case Refusal::MerchantStopped:
        return tr("Payouts of this merchant are stopped. Two people have to lift the stop first.");
    case Refusal::LimitExceeded:
        return tr("This would exceed a limit of sending. Wait until there is room, set the row aside, or let two "
                  "supervisors change the limit.");
    case Refusal::DayClosed:
        return tr("This business day is closed. Nothing of it is sent or imported; two people may reopen it.");
    case Refusal::DayNotFinished:
        return tr("Something of this day is not approved or not sent yet, or the day lies ahead. Finish it first.");
    case Refusal::ChannelStopped: return tr("The channel is stopped. Two people have to lift the stop first.");
    case Refusal::ChannelNotUp: return tr("The channel is not up. Wait until it answers again.");
    case Refusal::BreakerOpen:
        return tr("The channel gave too many errors and is resting. It is tried again by itself.");
    case Refusal::AttemptNotPrepared:
        return tr("The attempt is not in its first state any more. Refresh to see what became of it.");
    case Refusal::PayloadChanged:
        return tr("The message to the bank is not the one that was approved. Nothing is sent; report this.");
    case Refusal::ContentFrozen: return tr("Approved content never changes. Reject the batch and import a new one.");
    case Refusal::TransitionForbidden:
        return tr("This step does not exist from the present state. Refresh to see the state.");
    case Refusal::EvidenceMissing:
        return tr(
            "There is no evidence for this. Only an answer of the bank or a statement line proves it; a notification "
            "does once a statement repeats it.");

    case Refusal::NotException: return tr("This payout is no longer an exception. Refresh to see what was proven.");
    case Refusal::StillLocked:
        return tr("The lock of one hour is still running. Wait for the countdown; the bank is being asked meanwhile.");
    case Refusal::NoHealthyQuery:
        return tr(
            "The bank has not given a usable answer to a question since the lock ended. Ask the bank again and wait.");
    case Refusal::ChannelNotStable:
        return tr("The channel has not been up long enough to trust its answers. Wait until it is stable.");
    case Refusal::StatementNotCovering:
        return tr("The loaded statements do not reach far enough. Import the bank's statement for this time.");
    case Refusal::StatementShowsPaid:
        return tr("The statement shows this payout as paid. It must be neither paid again nor returned.");
    case Refusal::AnswerShowsPaid:
        return tr("The bank says that it paid an earlier order of this payout. It must be neither paid again nor "
                  "returned.");
    case Refusal::LiveAttempt: return tr("Another attempt of this payout is not proven yet. Wait until it is.");
    case Refusal::CheckerIsCreator:
        return tr("You made this batch or this proposal. Another person has to confirm it.");
    case Refusal::NotScreened:
        return tr("The screening of the payee is missing or too old. Wait for a fresh screening.");
    case Refusal::AlreadyHandled: return tr("Somebody else has handled this already. Refresh to see who and how.");
    case Refusal::PayeeErrorNeedsReturn:
        return tr("The bank says the payee's data are wrong. This can only be returned, not paid again.");
    case Refusal::ReCreditMissing:
        return tr("The return cannot be booked to the merchant. Nothing was changed; report this.");
    case Refusal::ImporterIsResolver:
        return tr("You imported, accepted or rejected a statement that this decision rests on. Another person has to "
                  "decide.");
    case Refusal::NotProposed: return tr("There is no open proposal. A first person has to propose it.");

    case Refusal::StatementInvalid:
        return tr("The file is not a statement that can be read. Fetch it from the bank again, unchanged.");
    case Refusal::StatementSeen: return tr("This statement was loaded before. Nothing was changed.");
    case Refusal::StatementConflict:
        return tr("The statement contradicts one that is already loaded. Ask the bank which of the two counts.");
    case Refusal::StatementQuarantined:
        return tr("The statement is in quarantine until a supervisor has looked at it and accepts or rejects it with a "
                  "reason.");
    case Refusal::AccountNotOurs:
        return tr("The statement is for an account that is not this channel's. Choose the right channel or file.");
    case Refusal::CutNotCovered:
        return tr("The statements do not reach this cut yet. Import the bank's statement first.");
    case Refusal::SheetSigned:
        return tr("This sheet is signed and never changes. Run the comparison again for a new version.");
    case Refusal::ReturnAmountDiffers:
        return tr("The bank returned another amount than was paid. Ask the bank; only a whole return is credited.");
    case Refusal::IdentityBroken: return tr("The sums of the sheet do not add up. It cannot be signed; report this.");

    case Refusal::AppendOnly: return tr("Records are never changed or deleted. Add a correcting one.");
    case Refusal::TrainingOnly: return tr("This exists in training only.");
    }
    return {};
}

QString RefusalText::ofKind(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::Refused: return tr("A rule does not allow this.");
    case ErrorKind::Unavailable:
        return tr("The database could not be reached and nothing happened. Try again in a moment.");
    case ErrorKind::Unknown:
        return tr("It is not known yet whether this happened. Do not repeat it; refresh and look.");
    case ErrorKind::Broken: return tr("Something is damaged, and the work was stopped. Do not go on; call support.");
    }
    return {};
}

QString RefusalText::titleOf(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::Refused: return tr("Not allowed", "title above the reason of a refusal");
    case ErrorKind::Unavailable: return tr("Not done", "title: nothing happened");
    case ErrorKind::Unknown: return tr("Outcome not known yet", "title: it may have happened");
    case ErrorKind::Broken: return tr("Stopped", "title: damaged, call support");
    }
    return {};
}

/// Codes besides the rules' names that people meet.
QString RefusalText::ofCode(const QString& code) {
    if (code == u"ProvenNotDone")
        return tr("The database proves that it did not happen. You may do it again with a new form.");
    if (code == u"Cancelled") return tr("Cancelled. Nothing was stored.");
    if (code == u"FileEmpty") return tr("The file is empty. Choose another file.");
    if (code == u"FileTooLarge") return tr("The file is too large. Ask the sender to split it.");
    if (code == u"FileUnreadable") return tr("The file cannot be opened. Check the path and your rights to it.");
    if (code == u"BadUtf8" || code == u"EncodingUnknown")
        return tr("The file is neither UTF-8 nor GB18030 text. Export it again as CSV in UTF-8.");
    if (code == u"DatabaseUnreachable")
        return tr("The database cannot be reached. Nothing happened; try again when it is back.");
    if (code == u"DatabaseNewer")
        return tr("The database was upgraded for a newer version of this program. Install that version; this one does "
                  "not work on it.");
    if (code == u"DatabaseOlder")
        return tr(
            "The database is not set up for this version. An administrator runs \"payout-admin init\" on it first.");
    return {};
}

} // namespace

QString refusalSentence(rules::Refusal refusal) { return RefusalText::of(refusal); }

QString errorTitle(ErrorKind kind) { return RefusalText::titleOf(kind); }

QString errorSentence(const Error& error) {
    if (const QString known = RefusalText::ofCode(error.code); !known.isEmpty()) return known;
    const std::optional<rules::Refusal> refusal = rules::refusalOf(error);
    if (!refusal) {
        const QString sentence = RefusalText::ofKind(error.kind);
        return error.kind == ErrorKind::Unavailable ? sentence : RefusalText::withCode(sentence, error.code);
    }
    // A wait's detail is an instant in ms for the countdown, not a fact to read.
    if (error.detail.isEmpty() || *refusal == rules::Refusal::SignInWait) return refusalSentence(*refusal);
    return RefusalText::withFact(refusalSentence(*refusal), error.detail);
}

} // namespace payout::ui
