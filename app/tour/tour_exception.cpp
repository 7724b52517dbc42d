// SPDX-License-Identifier: GPL-3.0-or-later
// The payouts whose outcome nobody knows: locked, asked about, compared with the bank's report, decided by two.
#include "app/tour/tour.h"

#include "ui/shared/token_dialog.h"

namespace payout::tour {

namespace {
constexpr Words askAgain{"ExceptionPage", "As&k the bank again"};
constexpr Words proposeReturn{"ExceptionPage", "Propose &returning…"};
constexpr Words proposeRepay{"ExceptionPage", "Propose paying a&gain…"};
constexpr Words confirmButton{"ExceptionPage", "&Confirm…"};
constexpr char toReturn[] = "112.04";
constexpr char toRepay[] = "609.07";
constexpr char evidenceHolds[] = "What the first person saw still holds.";
} // namespace

bool Tour::chooseException(const char* amount) {
    return open("Exceptions") &&
           m_screen.chooseRow(m_screen.find<QAbstractItemView>(QStringLiteral("exception.queue")),
                              QLatin1String(amount)) &&
           m_screen.wait([&] {
               return m_screen.reads({"ExceptionDetailView", "The eight gates"}) &&
                      m_screen.reads(QLatin1String(amount) + QLatin1Char(' '));
           });
}

bool Tour::locked() {
    return changeTo("operator") && chooseException(toRepay) &&
           see("exception-locked", "a locked payout: running countdown, eight gates with reasons, both actions dead",
               [this] {
                   return m_screen.reads({"GateText", "Locked until %1."}) && m_screen.isAlive(askAgain) &&
                          !m_screen.isAlive(proposeRepay) && !m_screen.isAlive(proposeReturn);
               });
}

bool Tour::statement() {
    // The report has to reach past the lock, so it must be one that the bank writes after the clock has moved.
    const QString before = m_house.newestReport();
    if (!moveClock(2) || !m_screen.press(askAgain)) return false;
    if (!see("asked-again", "the bank is asked again; asking never moves money", [this] {
            return m_screen.reads({"ExceptionPage", "The bank is asked again at %1. Asking never moves money."});
        }))
        return false;
    if (!m_screen.wait([&] { return m_house.newestReport() != before; }, std::chrono::seconds(60))) return false;
    // Who brings the file does not act on it.
    return changeTo("operator2") && m_screen.press({"MainWindow", "Import statement…"}) &&
           choosePath(m_house.newestReport()) && act() &&
           see("statement-imported", "what the statement covers, and how many payouts it proves as paid",
               [this] {
                   return m_screen.reads({"ImportStatementDialog",
                                          "The statement is loaded. It confirmed %Ln payout(s) as paid.", nullptr,
                                          true});
               }) &&
           close() && changeTo("operator");
}

bool Tour::propose() {
    if (!chooseException(toReturn) || !see(
                                          "gates-open", "the gates are open for what the bank did not pay",
                                          [this] { return m_screen.isAlive(proposeReturn); }, std::chrono::seconds(30)))
        return false;
    if (!m_screen.press(proposeReturn) ||
        !act(Reason{"银行查询和流水都显示未付，退回商户", "not paid by answer and statement; back to the merchant"}) ||
        !see("return-proposed", "returning is proposed; nothing happens until another person confirms",
             [this] {
                 return m_screen.reads({"ExceptionText", "%n payout(s) are proposed; another person confirms them.",
                                        nullptr, true}) ||
                        m_screen.reads(QStringLiteral("1 payout is proposed"));
             }) ||
        !close())
        return false;
    return chooseException(toRepay) && m_screen.press(proposeRepay) &&
           see("repay-dialog", "the sentence says what a second payment would mean if the first was paid",
               [this] { return m_screen.reads(QLatin1String(toRepay)); }) &&
           act(Reason{"银行没有收到这笔订单，流水也没有", "the bank never got the order; not in the statement"}) &&
           close();
}

bool Tour::confirm() {
    if (!changeTo("auditor")) return false;
    for (const char* amount : {toReturn, toRepay}) {
        if (!chooseException(amount) || !m_screen.press(confirmButton)) return false;
        const bool isReturn = amount == toReturn;
        if (!see(isReturn ? "confirm-return" : "confirm-repay",
                 "the frozen evidence of the proposal, and that it still holds",
                 [this] { return m_screen.reads({"ExceptionText", evidenceHolds}); }) ||
            !act())
            return false;
        if (isReturn && !see("returned", "returned once, with the merchant credited", [this] {
                return m_house.number(
                           "SELECT COUNT(*) FROM payout WHERE amount_minor = 11204 AND state = 'RETURNED'") == 1;
            }))
            return false;
        if (!close()) return false;
    }
    return see(
        "paid-again", "one payout was sent a second time, under a new order number",
        [this] {
            return m_house.number("SELECT COUNT(*) FROM attempt a JOIN payout p ON p.id = a.payout_id WHERE "
                                  "p.amount_minor = 60907 AND a.armed_ms IS NOT NULL") == 2;
        },
        std::chrono::seconds(40));
}

} // namespace payout::tour
