// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exception/action_dialogs.h"

#include "ui/exception/exception_text.h"
#include "ui/exception/frozen_evidence.h"
#include "ui/shared/alert_bar.h"
#include "ui/shared/value_table.h"
#include "ui/text/money_text.h"
#include "ui/text/refusal_text.h"

#include <QLabel>
#include <QScreen>
#include <QScrollArea>

namespace payout::ui {

using rules::ExceptionAction;

std::vector<PayoutId> ActionTargets::ids() const {
    std::vector<PayoutId> all;
    for (const desk::ExceptionView& row : rows) all.push_back(row.id);
    return all;
}

std::vector<std::int64_t> ActionTargets::versions() const {
    std::vector<std::int64_t> all;
    for (const desk::ExceptionView& row : rows) all.push_back(row.version);
    return all;
}

// At most 5,000 rows below the ceiling of one amount: the sum fits, and payouts of one desk are in one currency.
Money ActionTargets::total() const {
    Money sum;
    if (!rows.empty()) sum.currency = rows.front().amount.currency;
    for (const desk::ExceptionView& row : rows) sum.minor += row.amount.minor;
    return sum;
}

ActionResultsTable::ActionResultsTable(QVBoxLayout* body, const ActionTargets& targets, QWidget* parent)
    : m_table(new ValueTable(parent)) {
    for (const desk::ExceptionView& row : targets.rows)
        m_names[row.id.value] = row.payeeName + QStringLiteral(" · ") + amountText(row.amount);
    body->addWidget(m_table);
    m_table->setRowsShown(8);
    m_table->hide();
}

void ActionResultsTable::setResults(const std::vector<desk::ActionResult>& results) {
    m_table->setHeads({ProposeDialog::tr("Left out"), ProposeDialog::tr("Why")});
    m_table->setAccessibleName(ProposeDialog::tr("Payouts that were left out, and why"));
    std::vector<ValueRow> rows;
    for (const desk::ActionResult& result : results) {
        if (!result.refused) continue;
        rows.push_back({{m_names[result.payout.value], false, true, {}, {}},
                        {errorSentence(*result.refused), false, false, {}, {}}});
    }
    m_table->setRows(rows);
    m_table->setVisible(!rows.empty());
}

ProposeDialog::ProposeDialog(ActionTargets targets, ExceptionAction action, const QString& gatesSentence, Tokens tokens,
                             QWidget* parent)
    : ReasonDialog(std::move(tokens), ActionButton::Kind::Danger, parent), m_targets(std::move(targets)),
      m_action(action), m_results(body(), m_targets, this) {
    const bool repay = action == ExceptionAction::Repay;
    setWindowTitle(repay ? tr("Propose paying again") : tr("Propose returning"));
    const auto count = static_cast<std::int64_t>(m_targets.rows.size());
    const QString effect = ExceptionText::effect(action, count, m_targets.total());
    setSentence(effect + u'\n' + tr("Nothing happens until another person confirms it.") +
                (gatesSentence.isEmpty() ? QString() : u'\n' + gatesSentence));
    setActionText(repay ? tr("&Propose paying again") : tr("&Propose returning"));
}

void ProposeDialog::setDesk(desk::ExceptionDesk& exception, const rules::Actor& actor) {
    using Results = std::vector<desk::ActionResult>;
    setReasonCommand<Results>(
        [this, &exception, actor](const QString& token, const QString& reason, desk::Reply<Results> answer) {
            exception.propose({actor, token, m_targets.ids(), m_targets.versions(), m_action, reason},
                              std::move(answer));
        },
        [this](const Results& results) {
            m_results.setResults(results);
            return ExceptionText::results(results, true);
        });
}

DecideDialog::DecideDialog(ActionTargets targets, bool confirm, const std::optional<desk::ExceptionDetail>& detail,
                           UtcTime now, Tokens tokens, QWidget* parent)
    : TokenDialog(std::move(tokens), ActionButton::Kind::Danger, parent), m_targets(std::move(targets)),
      m_confirm(confirm), m_results(body(), m_targets, this) {
    const int count = static_cast<int>(m_targets.rows.size());
    setWindowTitle(confirm ? tr("Confirm the proposal") : tr("Refuse the proposal"));
    setActionText(confirm ? tr("&Confirm") : tr("&Refuse"));
    if (!confirm) {
        setSentence(
            tr("%n proposal(s) with %1 are put aside; the payouts stay unconfirmed as they are.", nullptr, count)
                .arg(yuanText(m_targets.total())));
    } else {
        const auto action = m_targets.rows.empty() || m_targets.rows.front().proposedAction != u"REPAY"
                                ? ExceptionAction::Return
                                : ExceptionAction::Repay;
        setSentence(ExceptionText::effect(action, count, m_targets.total()));
    }
    if (detail) showProposal(*detail, now);
}

void DecideDialog::showProposal(const desk::ExceptionDetail& detail, UtcTime now) {
    auto* proposed = new QLabel(ExceptionText::proposal(detail, now), this);
    proposed->setWordWrap(true);
    auto* holds = new AlertBar(this);
    holds->setAlert(detail.evidenceStillHolds ? AlertLevel::Calm : AlertLevel::Alarm,
                    ExceptionText::evidenceHolds(detail));
    const std::vector<Fact> facts = FrozenEvidence::facts(detail.frozenEvidence, now);
    auto* frozen = new FactsGrid(this);
    frozen->setFacts(facts);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(frozen);
    scroll->setWidgetResizable(true);
    // All of it at a glance where the screen has the room: a second person decides on this alone.
    const int lines = static_cast<int>(facts.size()) * (fontMetrics().lineSpacing() + FactsGrid::spacing);
    scroll->setMinimumHeight(qMin(lines, screen()->availableSize().height() * 45 / 100));
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // values wrap
    for (QWidget* part : std::initializer_list<QWidget*>{proposed, holds, scroll}) body()->addWidget(part);
}

void DecideDialog::setDesk(desk::ExceptionDesk& exception, const rules::Actor& actor) {
    using Results = std::vector<desk::ActionResult>;
    setCommand<Results>(
        [this, &exception, actor](const QString& token, desk::Reply<Results> answer) {
            exception.decide({actor, token, m_targets.ids(), m_confirm}, std::move(answer));
        },
        [this](const Results& results) {
            m_results.setResults(results);
            return ExceptionText::results(results, false);
        });
}

} // namespace payout::ui
