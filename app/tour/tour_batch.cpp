// SPDX-License-Identifier: GPL-3.0-or-later
// From the sign-in to the money that has left: clerk, auditor, worker.
#include "app/tour/tour.h"

#include "ui/shared/action_button.h"

#include <QComboBox>
#include <QLineEdit>

namespace payout::tour {

namespace {
constexpr char goodFile[] = "24-rows-bank-misbehaves.csv";
constexpr int goodRows = 24;
constexpr Words approveButton{"ApprovalPage", "&Approve…"};
constexpr Words unproven{"TodayView",
                         "%Ln payout(s) sent or in exception. Only an answer of the bank or a statement proves them.",
                         nullptr, true};
} // namespace

bool Tour::enter() {
    const bool shown = see("sign-in", "the sign-in page with the institution's name",
                           [this] { return m_screen.reads(QStringLiteral("演示支付机构")); });
    if (!shown || !signIn("clerk", "not-the-password")) return false;
    return see("sign-in-refused", "a wrong password is refused, and nothing is told about the account",
               [this] {
                   return m_screen.reads(
                       {"RefusalText", "The name or the password is not right. Check both and try again."});
               }) &&
           signIn("clerk");
}

bool Tour::today() {
    return see("today", "the day's figures, channels, comparisons and jobs; the training band", [this] {
        return m_screen.reads({"TodayView", "Money whose outcome is not proven"}) &&
               m_screen.reads({"StatusStrip", "TRAINING · no real money"}) &&
               m_screen.reads({"TodayView", "alive", "a job"});
    });
}

bool Tour::refuseBadFile() {
    if (!m_screen.press({"MainWindow", "Import batch…"}) || !choosePath(m_house.batchFile("with-mistakes.csv")) ||
        !m_screen.chooseFirst(m_screen.find<QComboBox>(QStringLiteral("batch.merchant"))) ||
        !m_screen.type(m_screen.find<QLineEdit>(QStringLiteral("batch.number")), QStringLiteral("TOUR-BAD")))
        return false;
    return see("import-with-mistakes", "every bad row and why; the import is dead",
               [this] {
                   return m_screen.reads(
                              {"ImportBatchDialog",
                               "This file cannot be imported; the rows below have to be corrected by the merchant."}) &&
                          m_screen.reads(QStringLiteral("E+18")) && m_screen.reads(QStringLiteral("99.999")) &&
                          m_screen.reads(QStringLiteral("HYPERLINK")) &&
                          !m_screen.isAlive({"ImportBatchDialog", "Import and debit"});
               }) &&
           close();
}

bool Tour::import() {
    if (!m_screen.press({"MainWindow", "Import batch…"}) || !choosePath(m_house.batchFile(goodFile)) ||
        !m_screen.chooseFirst(m_screen.find<QComboBox>(QStringLiteral("batch.merchant"))) ||
        !m_screen.type(m_screen.find<QLineEdit>(QStringLiteral("batch.number")), QStringLiteral("TOUR-24")))
        return false;
    return see("import-preview", "what the import will debit, before it happens",
               [this] {
                   return m_screen.reads(QStringLiteral("12,491.08")) &&
                          m_screen.reads({"ImportBatchDialog",
                                          "%1 is debited from %2 at once; after a second person's approval %3 leaves "
                                          "through %4 in %Ln payout(s).",
                                          nullptr, true});
               }) &&
           act() &&
           see("imported", "the batch is imported, debited and waits",
               [this] {
                   return m_screen.reads(
                              {"ImportBatchDialog",
                               "%Ln row(s) with %1 are imported and debited. The batch now waits for a second "
                               "person.",
                               nullptr, true}) &&
                          m_house.number("SELECT rows_count FROM instruction WHERE merchant_batch_no = 'TOUR-24'") ==
                              goodRows;
               }) &&
           close();
}

bool Tour::refuseAgain() {
    if (!m_screen.press({"MainWindow", "Import batch…"}) || !choosePath(m_house.batchFile(goodFile)) ||
        !m_screen.chooseFirst(m_screen.find<QComboBox>(QStringLiteral("batch.merchant"))) ||
        !m_screen.type(m_screen.find<QLineEdit>(QStringLiteral("batch.number")), QStringLiteral("TOUR-24")))
        return false;
    act(); // the preview may have refused it already
    return see("import-again", "the same file a second time is refused and the first is named",
               [this] {
                   return m_screen.reads({"RefusalText",
                                          "This very file was imported before. Look for its batch in the "
                                          "list; do not import it a second time."}) &&
                          m_house.number("SELECT COUNT(*) FROM instruction WHERE merchant_batch_no = 'TOUR-24'") == 1;
               }) &&
           close();
}

bool Tour::clerkMayNot() {
    return open("Approve") &&
           see("clerk-may-not-approve", "the clerk sees the batch; approving is dead, with the reason", [this] {
               return m_screen.reads(QStringLiteral("TOUR-24")) && m_screen.button(approveButton) != nullptr &&
                      !m_screen.isAlive(approveButton) &&
                      m_screen.reads(
                          {"RefusalText", "Your role does not allow this. Ask a colleague whose role does."});
           });
}

bool Tour::approve() {
    if (!changeTo("auditor") || !open("Approve")) return false;
    if (!see("approve", "the evidence: one sentence, the total in capitals, look-alikes, digest",
             [this] {
                 return m_screen.reads(QStringLiteral("壹万贰仟肆佰玖拾壹元零捌分")) &&
                        m_screen.reads({"ApprovalText", "%1 leaves account %2 at %3 to %n payee(s); it leaves at once.",
                                        nullptr, true}) &&
                        m_screen.isAlive(approveButton);
             }) ||
        !m_screen.press(approveButton))
        return false;
    if (!see("approve-dialog", "what leaves, from where, at once; Cancel is the default",
             [this] { return m_screen.reads({"ApproveDialog", "Approve batch %1"}); }))
        return false;
    QLineEdit* total = m_screen.find<QLineEdit>();
    if (total != nullptr && !m_screen.type(total, QStringLiteral("12491.08"))) return false;
    return act() &&
           see("approved", "approved, by whom and when",
               [this] { return m_screen.reads({"ApprovalText", "Approved by %1 at %2."}); }) &&
           close();
}

bool Tour::sent() {
    if (!open("Today") ||
        !see("money-on-its-way", "money whose outcome is not proven yet", [this] { return m_screen.reads(unproven); }))
        return false;
    // One row gets no answer at all: the wire waits its thirty seconds.
    const auto allSent = [this] {
        return m_house.number(
                   "SELECT COUNT(*) FROM payout p JOIN instruction i ON i.id = p.instruction_id JOIN attempt a "
                   "ON a.payout_id = p.id WHERE i.merchant_batch_no = 'TOUR-24' AND a.armed_ms IS NOT NULL") ==
                   goodRows &&
               inState("EXCEPTION") > 0 &&
               m_house.number("SELECT COUNT(*) FROM payout WHERE amount_minor = 73102 AND "
                              "state = 'EXCEPTION'") == 1;
    };
    if (!m_screen.wait(allSent, std::chrono::seconds(70)) || !moveClock(0, 3)) return false;
    return see(
        "mostly-proven", "the bank was asked; most payouts are proven paid, the rest is not",
        [this] { return inState("SUCCESS") >= goodRows - 7 && m_screen.reads(unproven); }, std::chrono::seconds(40));
}

} // namespace payout::tour
