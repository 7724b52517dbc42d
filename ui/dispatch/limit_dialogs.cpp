// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dispatch/limit_dialogs.h"

#include "ui/dispatch/limit_text.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>

namespace payout::ui {

namespace {

QLabel* wrappedIn(TokenDialog* dialog) {
    auto* label = new QLabel(dialog);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    dialog->body()->addWidget(label);
    return label;
}

} // namespace

ChangeLimitDialog::ChangeLimitDialog(desk::DispatchDesk& dispatch, const rules::Actor& actor, dispatch::LimitView limit,
                                     QWidget* parent)
    : ReasonDialog({}, ActionButton::Kind::Danger, parent), m_limit(std::move(limit)), m_word(new QLabel(this)),
      m_amount(new QLineEdit(this)), m_none(new QCheckBox(this)) {
    m_word->setBuddy(m_amount);
    m_amount->setMaxLength(20);
    body()->insertWidget(0, m_word);
    body()->insertWidget(1, m_amount);
    body()->insertWidget(2, m_none);
    connect(m_amount, &QLineEdit::textChanged, this, &ChangeLimitDialog::retranslate);
    connect(m_none, &QCheckBox::toggled, this, [this](bool none) {
        m_amount->setEnabled(!none);
        retranslate();
    });
    setReasonCommand<std::int64_t>(
        [this, &dispatch, actor](const QString&, const QString& reason, desk::Reply<std::int64_t> answer) {
            dispatch.proposeLimit(actor, {m_limit.kind, m_limit.currency, proposed(), reason}, std::move(answer));
        },
        [](std::int64_t) { return tr("The change is proposed. Another supervisor has to confirm it."); });
    const Done may = rules::mayDo(actor, rules::Task::ChangeLimit);
    if (!may) setRefusal(may.error());
    retranslate();
    m_amount->setFocus();
}

std::optional<std::int64_t> ChangeLimitDialog::proposed() const {
    if (m_none->isChecked()) return std::nullopt;
    const auto amount = parseAmount(m_amount->text().trimmed().remove(u','), m_limit.currency);
    if (!amount || amount->minor <= 0) return std::nullopt;
    return amount->minor;
}

QString ChangeLimitDialog::otherMissing() const {
    return m_none->isChecked() || proposed() ? QString() : tr("Type the amount, such as 5000000.00.");
}

void ChangeLimitDialog::retranslate() {
    ReasonDialog::retranslate();
    setWindowTitle(tr("Change a limit"));
    const QString now = limitAmount(m_limit.minor, m_limit.currency);
    const bool known = m_none->isChecked() || proposed();
    setSentence(known ? tr("%1: propose %2 instead of %3.", "%1: a limit, %2 and %3: amounts")
                            .arg(limitWord(m_limit.kind), limitAmount(proposed(), m_limit.currency), now)
                      : tr("%1: propose another amount than %2.", "%1: a limit, %2: an amount")
                            .arg(limitWord(m_limit.kind), now));
    m_word->setText(tr("&Amount"));
    m_none->setText(tr("&No limit"));
    setActionText(tr("Propose the change"));
}

ConfirmLimitDialog::ConfirmLimitDialog(desk::DispatchDesk& dispatch, const rules::Actor& actor,
                                       dispatch::LimitView limit, QWidget* parent)
    : TokenDialog({}, ActionButton::Kind::Danger, parent), m_limit(std::move(limit)), m_why(wrappedIn(this)),
      m_effect(wrappedIn(this)) {
    const std::int64_t proposal = m_limit.proposal ? m_limit.proposal->id : 0;
    setCommand<QString>(
        [&dispatch, actor, proposal](const QString&, desk::Reply<QString> answer) {
            dispatch.confirmLimit(actor, proposal, std::move(answer));
        },
        [](const QString&) { return tr("The limit is changed. Every payout from now on is held to it."); });
    const Done may = rules::mayConfirmLimit(actor, m_limit.proposal ? m_limit.proposal->by : PersonId());
    if (!may) setRefusal(may.error());
    retranslate();
}

void ConfirmLimitDialog::retranslate() {
    TokenDialog::retranslate();
    setWindowTitle(tr("Change a limit"));
    const std::optional<std::int64_t> proposed = m_limit.proposal ? m_limit.proposal->minor : std::nullopt;
    setSentence(tr("%1: from %2 to %3, at once.", "%1: a limit, %2 and %3: amounts")
                    .arg(limitWord(m_limit.kind), limitAmount(m_limit.minor, m_limit.currency),
                         limitAmount(proposed, m_limit.currency)));
    m_why->setText(limitProposalSentence(m_limit));
    m_effect->setText(limitEffect(m_limit.kind));
    setActionText(tr("Confirm the change"));
}

} // namespace payout::ui
