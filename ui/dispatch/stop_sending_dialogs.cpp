// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dispatch/stop_sending_dialogs.h"

#include "ui/dispatch/stop_text.h"

#include <QComboBox>
#include <QLabel>

namespace payout::ui {

namespace {

QLabel* wrappedIn(TokenDialog* dialog, int at) {
    auto* label = new QLabel(dialog);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    dialog->body()->insertWidget(at, label);
    return label;
}

} // namespace

StopAllDialog::StopAllDialog(desk::DispatchDesk& dispatch, const rules::Actor& actor, QWidget* parent)
    : ReasonDialog({}, ActionButton::Kind::Danger, parent), m_explanation(wrappedIn(this, 0)) {
    setReasonCommand<QString>(
        [&dispatch, actor](const QString&, const QString& reason, desk::Reply<QString> answer) {
            dispatch.stop(actor, {}, reason, std::move(answer));
        },
        [](const QString&) { return tr("All sending is stopped. Lifting it takes two people."); });
    const Done may = rules::mayDo(actor, rules::Task::StopChannel);
    if (!may) setRefusal(may.error());
    retranslate();
}

void StopAllDialog::retranslate() {
    ReasonDialog::retranslate();
    setWindowTitle(tr("Stop all sending"));
    setSentence(tr("Stop all sending at once, through every channel and for every merchant."));
    m_explanation->setText(tr("What the banks have received already is not called back, and they go on being asked "
                              "about it. Everything else waits and stays debited. One person may stop; lifting the "
                              "stop takes two."));
    setActionText(tr("Stop all sending now"));
}

StopMerchantDialog::StopMerchantDialog(desk::DispatchDesk& dispatch, desk::BatchDesk& batch, const rules::Actor& actor,
                                       QWidget* parent)
    : ReasonDialog({}, ActionButton::Kind::Danger, parent), m_word(new QLabel(this)), m_merchants(new QComboBox(this)),
      m_explanation(nullptr) {
    m_word->setBuddy(m_merchants);
    body()->insertWidget(0, m_word);
    body()->insertWidget(1, m_merchants);
    m_explanation = wrappedIn(this, 2);
    connect(m_merchants, &QComboBox::currentIndexChanged, this, &StopMerchantDialog::retranslate);
    batch.choices(desk::reply<desk::BatchChoices>(this, [this](Result<desk::BatchChoices> choices) {
        if (!choices) return setRefusal(choices.error());
        m_choices = choices->merchants;
        for (const desk::MerchantChoice& merchant : m_choices)
            m_merchants->addItem(merchant.code + u' ' + merchant.name);
        m_merchants->setCurrentIndex(-1);
    }));
    setReasonCommand<QString>(
        [this, &dispatch, actor](const QString&, const QString& reason, desk::Reply<QString> answer) {
            dispatch.stop(actor, chosen() != nullptr ? chosen()->id : MerchantId(-1), reason, std::move(answer));
        },
        [](const QString&) { return tr("The merchant is stopped. Lifting it takes two people."); });
    const Done may = rules::mayDo(actor, rules::Task::StopChannel);
    if (!may) setRefusal(may.error());
    retranslate();
    m_merchants->setFocus();
}

const desk::MerchantChoice* StopMerchantDialog::chosen() const {
    const int at = m_merchants->currentIndex();
    return at >= 0 && size_t(at) < m_choices.size() ? &m_choices[size_t(at)] : nullptr;
}

QString StopMerchantDialog::otherMissing() const {
    return chosen() != nullptr ? QString() : tr("Choose the merchant.");
}

void StopMerchantDialog::retranslate() {
    ReasonDialog::retranslate();
    setWindowTitle(tr("Stop a merchant"));
    m_word->setText(tr("&Merchant"));
    m_merchants->setAccessibleName(tr("Merchant"));
    setSentence(chosen() != nullptr ? tr("Stop sending the payouts of %1 at once.").arg(chosen()->name)
                                    : tr("Stop sending the payouts of one merchant at once."));
    if (m_explanation != nullptr)
        m_explanation->setText(tr("What the bank has received already is not called back. The merchant's other payouts "
                                  "wait and stay debited; other merchants are not held up."));
    setActionText(chosen() != nullptr ? tr("Stop %1 now").arg(chosen()->name) : tr("Stop the merchant now"));
}

LiftSendingDialog::LiftSendingDialog(desk::DispatchDesk& dispatch, const rules::Actor& actor, dispatch::StopView stop,
                                     UtcTime now, QWidget* parent)
    : TokenDialog({}, ActionButton::Kind::Danger, parent), m_stop(std::move(stop)), m_now(now), m_reader(actor.person),
      m_why(wrappedIn(this, 0)), m_effect(wrappedIn(this, 1)) {
    setCommand<QString>(
        [this, &dispatch, actor](const QString&, desk::Reply<QString> answer) {
            if (confirms()) return dispatch.confirmLift(actor, m_stop, std::move(answer));
            dispatch.proposeLift(actor, m_stop.merchant, std::move(answer));
        },
        [this](const QString&) {
            return confirms() ? tr("The stop is lifted. Sending goes on.")
                              : tr("Lifting is proposed. Another supervisor or an auditor has to agree.");
        });
    Done may = rules::mayDo(actor, rules::Task::LiftStop);
    if (may && m_stop.liftProposedBy == actor.person) may = rules::refuse(rules::Refusal::MakerIsChecker);
    if (!may) setRefusal(may.error());
    retranslate();
}

void LiftSendingDialog::retranslate() {
    TokenDialog::retranslate();
    const bool all = m_stop.merchant.isNone();
    setWindowTitle(tr("Lift a stop"));
    if (confirms())
        setSentence(all ? tr("All sending goes on at once.")
                        : tr("Sending the payouts of %1 goes on at once.").arg(m_stop.merchantName));
    else
        setSentence(all ? tr("Propose that all sending goes on.")
                        : tr("Propose that sending the payouts of %1 goes on.").arg(m_stop.merchantName));
    m_why->setText(stopSentence(m_stop.stoppedByName, m_stop.stoppedAt, m_stop.reason, m_now));
    m_effect->setText(liftSentence(m_stop.liftProposedBy, m_stop.liftProposedByName, m_reader));
    setActionText(confirms() ? tr("Agree, and lift the stop") : tr("Propose lifting"));
}

} // namespace payout::ui
