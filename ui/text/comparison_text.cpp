// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/comparison_text.h"

#include "ui/text/money_text.h"

#include <QCoreApplication>

namespace payout::ui {

using desk::CutStatus;

namespace {

class ComparisonText {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::ComparisonText)
public:
    static QString name(const QString& key) {
        if (key == u"MATCHED") return tr("Matched", "comparison class");
        if (key == u"IN_TRANSIT") return tr("In transit", "comparison class");
        if (key == u"SYSTEM_ONLY") return tr("System only", "comparison class");
        if (key == u"STATUS_DIFF_PAID") return tr("Bank paid, system unproven", "comparison class");
        if (key == u"BANK_ONLY") return tr("Bank only", "comparison class");
        if (key == u"DOUBLE_PAID") return tr("Paid twice", "comparison class");
        if (key == u"PAID_AFTER_RETURNED") return tr("Paid after return", "comparison class");
        if (key == u"AMOUNT_DIFF") return tr("Amount differs", "comparison class");
        if (key == u"PAYEE_DIFF") return tr("Payee differs", "comparison class");
        if (key == u"RETURN_LINE") return tr("Bank return", "comparison class: money came back after success");
        if (key == u"SUSPENSE_CUTOFF") return tr("Suspense at the cut-off", "comparison class");
        return key;
    }
    static QString explanation(const QString& key) {
        if (key == u"MATCHED") return tr("Both sides show the same payout with the same amount. Nothing to do.");
        if (key == u"IN_TRANSIT")
            return tr("Sent a short time ago; the bank has not booked it yet. Wait for the next cut.");
        if (key == u"SYSTEM_ONLY")
            return tr(
                "We have proof of payment, but the statement does not show it. Ask the bank; we may hold too much.");
        if (key == u"STATUS_DIFF_PAID")
            return tr("The bank has paid; the payout was still unproven. The statement line now proves it.");
        if (key == u"BANK_ONLY")
            return tr("The bank shows an outflow that we never ordered. Stop the channel and find out at once.");
        if (key == u"DOUBLE_PAID")
            return tr("The bank shows this payout more than once. Stop the channel and start the recall.");
        if (key == u"PAID_AFTER_RETURNED")
            return tr("The money was given back to the merchant, and the bank has paid as well. Start the recovery.");
        if (key == u"AMOUNT_DIFF")
            return tr("The bank paid another amount than ordered. Stop the channel and ask the bank.");
        if (key == u"PAYEE_DIFF")
            return tr("The bank paid to another account than ordered. Stop the channel and ask the bank.");
        if (key == u"RETURN_LINE")
            return tr(
                "The bank sent the money back after it had reported success. Credit the merchant once, with approval.");
        if (key == u"SUSPENSE_CUTOFF")
            return tr(
                "Sent around the day's cut-off; the next day's statement will show it. It stays here until then.");
        return {};
    }
    static QString incident(const QString& kind) {
        if (kind == u"PAID_AFTER_RETURNED") return tr("Paid after return", "incident");
        if (kind == u"BANK_RETURN_AFTER_SUCCESS") return tr("Bank return after success", "incident");
        if (kind == u"BANK_ONLY") return tr("Outflow we never ordered", "incident");
        if (kind == u"DOUBLE_PAID") return tr("Paid twice", "incident");
        if (kind == u"AMOUNT_DIFF") return tr("Bank paid another amount", "incident");
        if (kind == u"PAYEE_DIFF") return tr("Bank paid another account", "incident");
        if (kind == u"UNSIGNED_ANSWER") return tr("Answer without a valid signature", "incident");
        return kind;
    }
    static QString advice(const QString& kind) {
        if (kind == u"BANK_RETURN_AFTER_SUCCESS") return explanation(QStringLiteral("RETURN_LINE"));
        if (kind == u"UNSIGNED_ANSWER")
            return tr(
                "An answer could not be trusted and was not used. Check the channel's keys and the line to the bank.");
        return explanation(kind);
    }
    static QString status(CutStatus status) {
        switch (status) {
        case CutStatus::NotYet: return tr("not yet", "a comparison cut later today");
        case CutStatus::Due: return tr("due", "a comparison cut");
        case CutStatus::Overdue: return tr("overdue", "a comparison cut");
        case CutStatus::Open: return tr("to be signed", "a comparison cut");
        case CutStatus::OpenCritical: return tr("critical differences", "a comparison cut");
        case CutStatus::Prepared: return tr("signed once", "a comparison cut; the second signature is missing");
        case CutStatus::Signed: return tr("signed", "a comparison cut");
        }
        return {};
    }
    static QString sheet(const QString& state) {
        if (state == u"OPEN") return tr("Not signed", "state of a comparison sheet");
        if (state == u"PREPARED") return tr("Signed by the first person", "state of a comparison sheet");
        if (state == u"SIGNED") return tr("Signed by both", "state of a comparison sheet");
        return state;
    }
    static QString statement(const QString& state) {
        if (state == u"LOADED") return tr("Loaded", "state of a statement");
        if (state == u"QUARANTINED") return tr("In quarantine", "state of a statement");
        if (state == u"ACCEPTED") return tr("Accepted with a reason", "state of a statement");
        if (state == u"REJECTED") return tr("Rejected", "state of a statement");
        return state;
    }
    static QString proof(const QString& name) {
        if (name == u"HOLDS") return tr("Balances add up.");
        if (name == u"HOLDS_WITHOUT_FORWARD") return tr("Balances add up; the available balance is not stated.");
        if (name == u"FAILS") return tr("Balances do not add up.");
        if (name == u"NOT_POSSIBLE") return tr("The file states no balances; they cannot be proven.");
        return name;
    }
    static QString doubt(const desk::StatementView& file) {
        if (file.doubt == u"PROOF_FAILS")
            return tr("The balances do not prove the file %1; the difference is %2.")
                .arg(file.fileName, amountText(file.differenceMinor));
        if (file.doubt == u"CHAIN_BROKEN")
            return tr("The file %1 states another balance than the file %2 for the same moment; the difference is %3.")
                .arg(file.fileName, file.contradictedFile, amountText(file.differenceMinor));
        if (file.doubt == u"NO_BALANCES")
            return tr("The file %1 states no balances that could be checked, so nothing proves it.").arg(file.fileName);
        return {};
    }
    static QString differs(const QString& field) {
        if (field == u"amount") return tr("amount", "the field that differs");
        if (field == u"currency") return tr("currency", "the field that differs");
        if (field == u"payee") return tr("payee", "the field that differs");
        if (field == u"state") return tr("state", "the field that differs");
        if (field == u"date") return tr("date", "the field that differs");
        return field;
    }
};

} // namespace

QString className(const QString& storedName) { return ComparisonText::name(storedName); }
QString classExplanation(const QString& storedName) { return ComparisonText::explanation(storedName); }

Tone classTone(const QString& storedName) {
    if (storedName == u"MATCHED") return Tone::Good;
    if (storedName == u"IN_TRANSIT" || storedName == u"SUSPENSE_CUTOFF") return Tone::Info;
    if (storedName == u"SYSTEM_ONLY" || storedName == u"STATUS_DIFF_PAID" || storedName == u"RETURN_LINE")
        return Tone::Warning;
    return Tone::Critical;
}

QString cutStatusWord(CutStatus status) { return ComparisonText::status(status); }

Tone cutStatusTone(CutStatus status) {
    switch (status) {
    case CutStatus::NotYet: return Tone::Neutral;
    case CutStatus::Due: return Tone::Info;
    case CutStatus::Overdue: return Tone::Warning;
    case CutStatus::Open: return Tone::Warning;
    case CutStatus::OpenCritical: return Tone::Critical;
    case CutStatus::Prepared: return Tone::Info;
    case CutStatus::Signed: return Tone::Good;
    }
    return Tone::Neutral;
}

QString sheetStateWord(const QString& storedName) { return ComparisonText::sheet(storedName); }
QString statementStateWord(const QString& storedName) { return ComparisonText::statement(storedName); }
QString proofWord(const QString& storedName) { return ComparisonText::proof(storedName); }
QString doubtSentence(const desk::StatementView& file) { return ComparisonText::doubt(file); }
QString differsWord(const QString& field) { return ComparisonText::differs(field); }
QString incidentWord(const QString& kind) { return ComparisonText::incident(kind); }
QString incidentAdvice(const QString& kind) { return ComparisonText::advice(kind); }

} // namespace payout::ui
