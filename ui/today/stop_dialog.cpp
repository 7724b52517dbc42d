// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/today/stop_dialog.h"

#include <QLabel>
#include <QLineEdit>

namespace payout::ui {

namespace {
constexpr int reasonMax = 200;

QLabel* explanationIn(TokenDialog* dialog) {
    auto* label = new QLabel(dialog);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    dialog->body()->addWidget(label);
    return label;
}
} // namespace

StopDialog::StopDialog(desk::ChannelStrip channel, Stop stop, QWidget* parent)
    : TokenDialog({}, ActionButton::Kind::Danger, parent), m_channel(std::move(channel)),
      m_explanation(explanationIn(this)), m_reasonWord(new QLabel(this)), m_reason(new QLineEdit(this)) {
    m_reason->setMaxLength(reasonMax);
    m_reasonWord->setBuddy(m_reason);
    body()->addWidget(m_reasonWord);
    body()->addWidget(m_reason);
    connect(m_reason, &QLineEdit::textChanged, this, &StopDialog::showMissing);
    setCommand<QString>(
        [this, stop = std::move(stop)](const QString&, desk::Reply<QString> answer) {
            stop(m_reason->text().trimmed(), std::move(answer));
        },
        [this](const QString&) {
            return tr("%1 is stopped. Nothing is sent through it any more.").arg(m_channel.name);
        });
    retranslate();
    m_reason->setFocus();
}

void StopDialog::showMissing() {
    setMissing(m_reason->text().trimmed().isEmpty() ? tr("Write down why the channel is stopped.") : QString());
}

void StopDialog::retranslate() {
    TokenDialog::retranslate();
    setWindowTitle(tr("Stop channel %1").arg(m_channel.name));
    setSentence(tr("Stop sending through %1 at once.").arg(m_channel.name));
    m_explanation->setText(
        tr("What the bank has received already is not called back. New payouts of this channel wait and stay "
           "debited. One person may stop; lifting the stop takes two."));
    m_reasonWord->setText(tr("&Reason"));
    setActionText(tr("Stop %1 now").arg(m_channel.name));
    showMissing();
}

LiftDialog::LiftDialog(desk::ChannelStrip channel, Lift lift, QWidget* parent)
    : TokenDialog({}, ActionButton::Kind::Plain, parent), m_channel(std::move(channel)),
      m_explanation(explanationIn(this)) {
    setCommand<QString>(
        [lift = std::move(lift)](const QString&, desk::Reply<QString> answer) { lift(std::move(answer)); },
        [this](const QString&) {
            return m_channel.liftProposed ? tr("The stop of %1 is lifted. Sending goes on.").arg(m_channel.name)
                                          : tr("Lifting is proposed. Another supervisor or an auditor has to agree.");
        });
    retranslate();
}

void LiftDialog::retranslate() {
    TokenDialog::retranslate();
    setWindowTitle(tr("Lift the stop of %1").arg(m_channel.name));
    setSentence(m_channel.liftProposed ? tr("Sending through %1 goes on at once.").arg(m_channel.name)
                                       : tr("Propose that sending through %1 goes on.").arg(m_channel.name));
    m_explanation->setText(tr("It was stopped for this reason: %1").arg(m_channel.stopReason));
    setActionText(m_channel.liftProposed ? tr("Agree, and lift the stop") : tr("Propose lifting"));
}

} // namespace payout::ui
