// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/today/credit_dialogs.h"

#include "ui/text/money_text.h"

#include <QLabel>

namespace payout::ui {

ProposeCreditDialog::ProposeCreditDialog(desk::ReturnCredit credit, Send send, QWidget* parent)
    : ReasonDialog({}, ActionButton::Kind::Danger, parent), m_credit(std::move(credit)) {
    setReasonCommand<QString>(
        [send = std::move(send)](const QString&, const QString& reason, desk::Reply<QString> answer) {
            send(reason, std::move(answer));
        },
        [](const QString&) { return tr("Crediting is proposed. An auditor or a supervisor has to confirm it."); });
    ProposeCreditDialog::retranslate();
}

void ProposeCreditDialog::retranslate() {
    ReasonDialog::retranslate();
    setWindowTitle(tr("Propose crediting a bank return"));
    setSentence(tr("Propose crediting the merchant with %1 and its fee: the bank gave the money back.")
                    .arg(yuanText(m_credit.amount)) +
                u'\n' + tr("Nothing happens until another person confirms it."));
    setActionText(tr("&Propose crediting"));
}

ConfirmCreditDialog::ConfirmCreditDialog(desk::ReturnCredit credit, Send send, QWidget* parent)
    : TokenDialog({}, ActionButton::Kind::Danger, parent), m_credit(std::move(credit)), m_proposal(new QLabel(this)) {
    m_proposal->setTextFormat(Qt::PlainText);
    m_proposal->setWordWrap(true);
    body()->addWidget(m_proposal);
    setCommand<QString>(
        [send = std::move(send)](const QString&, desk::Reply<QString> answer) { send(std::move(answer)); },
        [](const QString&) { return tr("The merchant is credited, once."); });
    ConfirmCreditDialog::retranslate();
}

void ConfirmCreditDialog::retranslate() {
    TokenDialog::retranslate();
    setWindowTitle(tr("Confirm crediting a bank return"));
    setSentence(tr("Credit the merchant with %1 and its fee.").arg(yuanText(m_credit.amount)));
    m_proposal->setText(tr("%1 proposed it. Reason: %2").arg(m_credit.byName, m_credit.reason));
    setActionText(tr("&Confirm crediting"));
}

RefuseCreditDialog::RefuseCreditDialog(desk::ReturnCredit credit, Send send, QWidget* parent)
    : ReasonDialog({}, ActionButton::Kind::Danger, parent), m_credit(std::move(credit)) {
    setReasonCommand<QString>(
        [send = std::move(send)](const QString&, const QString& reason, desk::Reply<QString> answer) {
            send(reason, std::move(answer));
        },
        [](const QString&) { return tr("The proposal is put aside. Nothing was credited."); });
    RefuseCreditDialog::retranslate();
}

void RefuseCreditDialog::retranslate() {
    ReasonDialog::retranslate();
    setWindowTitle(tr("Refuse crediting a bank return"));
    setSentence(tr("Put aside the proposal of %1 to credit %2. Reason of the proposal: %3")
                    .arg(m_credit.byName, yuanText(m_credit.amount), m_credit.reason) +
                u'\n' + tr("Nothing is credited. Afterwards this or another line of the bank can be proposed."));
    setActionText(tr("Re&fuse crediting"));
}

} // namespace payout::ui
