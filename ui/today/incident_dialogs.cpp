// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/today/incident_dialogs.h"

#include "ui/text/comparison_text.h"

#include <QComboBox>
#include <QLabel>

#include <array>

namespace payout::ui {

namespace {

using desk::ClosingCause;

struct CauseName {
    ClosingCause cause;
    const char* stored;
};
constexpr std::array causeNames{CauseName{ClosingCause::BankCorrected, "BANK_CORRECTED"},
                                CauseName{ClosingCause::MoneyRecovered, "MONEY_RECOVERED"},
                                CauseName{ClosingCause::LossAccepted, "LOSS_ACCEPTED"},
                                CauseName{ClosingCause::NoLoss, "NO_LOSS"}};

QString causeText(ClosingCause cause) {
    switch (cause) {
    case ClosingCause::MoneyRecovered: return ProposeClosingDialog::tr("The money came back");
    case ClosingCause::LossAccepted: return ProposeClosingDialog::tr("The money is lost; the institution bears it");
    case ClosingCause::BankCorrected: return ProposeClosingDialog::tr("The bank corrected its record");
    case ClosingCause::NoLoss: return ProposeClosingDialog::tr("No money moved wrongly");
    }
    return {};
}

QString named(const desk::IncidentView& incident) {
    return QStringLiteral("%1 · %2 · %3").arg(incidentWord(incident.kind), incident.channel, incident.detail);
}

} // namespace

QString closingCauseText(const QString& storedCause) {
    for (const CauseName& each : causeNames)
        if (storedCause == QLatin1String(each.stored)) return causeText(each.cause);
    return storedCause;
}

ProposeClosingDialog::ProposeClosingDialog(desk::IncidentView incident, Send send, Tokens tokens, QWidget* parent)
    : ReasonDialog(std::move(tokens), ActionButton::Kind::Danger, parent), m_incident(std::move(incident)),
      m_causeWord(new QLabel(this)), m_causes(new QComboBox(this)) {
    for (size_t at = 0; at < causeNames.size(); ++at) m_causes->addItem(QString());
    m_causes->setCurrentIndex(-1); // a person says what it was; nothing is taken for granted
    m_causeWord->setBuddy(m_causes);
    body()->insertWidget(0, m_causeWord);
    body()->insertWidget(1, m_causes);
    connect(m_causes, &QComboBox::currentIndexChanged, this, &ProposeClosingDialog::showMissing);
    setReasonCommand<std::int64_t>(
        [this, send = std::move(send)](const QString& token, const QString& reason, desk::Reply<std::int64_t> answer) {
            send(causeNames[size_t(m_causes->currentIndex())].cause, reason, token, std::move(answer));
        },
        [](std::int64_t) { return tr("Closing is proposed. Another supervisor or an auditor has to confirm it."); });
    retranslate();
}

QString ProposeClosingDialog::otherMissing() const {
    return m_causes->currentIndex() < 0 ? tr("Choose what it was.") : QString();
}

void ProposeClosingDialog::retranslate() {
    ReasonDialog::retranslate();
    setWindowTitle(tr("Propose closing an incident"));
    setSentence(tr("Propose that this incident is over: %1").arg(named(m_incident)) + u'\n' +
                tr("Nothing happens until another person confirms it. A closed incident no longer holds its batch."));
    m_causeWord->setText(tr("&What it was:"));
    for (size_t at = 0; at < causeNames.size(); ++at) m_causes->setItemText(int(at), causeText(causeNames[at].cause));
    setActionText(tr("&Propose closing"));
}

ConfirmClosingDialog::ConfirmClosingDialog(desk::IncidentView incident, Send send, Tokens tokens, QWidget* parent)
    : TokenDialog(std::move(tokens), ActionButton::Kind::Danger, parent), m_incident(std::move(incident)),
      m_proposal(new QLabel(this)) {
    m_proposal->setTextFormat(Qt::PlainText);
    m_proposal->setWordWrap(true);
    body()->addWidget(m_proposal);
    setCommand<QString>(
        [send = std::move(send)](const QString& token, desk::Reply<QString> answer) { send(token, std::move(answer)); },
        [](const QString&) { return tr("The incident is closed. It stays on record."); });
    retranslate();
}

void ConfirmClosingDialog::retranslate() {
    TokenDialog::retranslate();
    setWindowTitle(tr("Confirm closing an incident"));
    setSentence(tr("Close this incident: %1").arg(named(m_incident)) + u'\n' +
                tr("If it held the rest of its batch, that is sent from now on."));
    if (m_incident.closing)
        m_proposal->setText(tr("%1 proposed it: %2. Reason: %3", "person, what it was, the person's words")
                                .arg(m_incident.closing->byName, closingCauseText(m_incident.closing->cause),
                                     m_incident.closing->reason));
    setActionText(tr("&Confirm closing"));
}

} // namespace payout::ui
