// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/day_tab.h"

#include "ui/shared/action_button.h"
#include "ui/shared/reason_dialog.h"
#include "ui/shared/value_table.h"
#include "ui/text/money_text.h"
#include "ui/text/time_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <algorithm>

namespace payout::ui {

namespace {

using comparison::DayStep;
using comparison::DayView;

std::optional<rules::DayProposal> proposalOf(const std::optional<DayStep>& step) {
    if (!step) return std::nullopt;
    return rules::DayProposal{step->by, step->proposerSupervises, false};
}

rules::ClosingFacts factsOf(const DayView& day, UtcTime now) {
    rules::ClosingFacts facts;
    facts.date = day.date;
    facts.today = businessDateOf(now);
    facts.closed = day.closed.has_value();
    facts.unfinished = day.unfinished;
    facts.open = day.open;
    facts.proposal = proposalOf(day.closing);
    return facts;
}

std::optional<Error> refusalOf(const Done& may) { return may ? std::nullopt : std::optional(may.error()); }

QLabel* plainLabel(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

DayTab::DayTab(desk::ComparisonDesk& desk, rules::Actor actor, std::function<UtcTime()> now, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_actor(std::move(actor)), m_now(std::move(now)), m_channel(new QComboBox(this)),
      m_state(plainLabel(this)), m_next(plainLabel(this)), m_items(new ValueTable(this)),
      m_propose(new ActionButton(ActionButton::Kind::Plain, this)),
      m_confirm(new ActionButton(ActionButton::Kind::Danger, this)) {
    auto* top = new QHBoxLayout;
    top->addWidget(m_channel);
    top->addWidget(m_state, 1);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_next, 1);
    bottom->addWidget(m_propose);
    bottom->addWidget(m_confirm);
    auto* column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addWidget(m_items);
    column->addStretch(1);
    column->addLayout(bottom);
    m_state->setProperty("role", QStringLiteral("strong"));
    m_state->setObjectName(QStringLiteral("day.state"));
    m_next->setObjectName(QStringLiteral("day.next"));
    m_items->setObjectName(QStringLiteral("day.items"));
    m_propose->setObjectName(QStringLiteral("day.propose"));
    m_confirm->setObjectName(QStringLiteral("day.confirm"));
    m_channel->setObjectName(QStringLiteral("day.channel"));
    connect(m_channel, &QComboBox::currentIndexChanged, this, &DayTab::render);
    m_propose->setRun([this] { openPropose(); });
    m_confirm->setRun([this] { openConfirm(); });
    retranslate();
}

void DayTab::setDays(std::vector<DayView> days) {
    const QVariant before = m_channel->currentData();
    m_days = std::move(days);
    m_read = true;
    {
        const QSignalBlocker quiet(m_channel);
        m_channel->clear();
        for (const DayView& day : m_days) m_channel->addItem(day.channelName, qlonglong{day.channel.value});
        m_channel->setCurrentIndex(std::max(0, m_channel->findData(before)));
    }
    render();
}

const DayView* DayTab::chosen() const {
    const int at = m_channel->currentIndex();
    return at < 0 || at >= static_cast<int>(m_days.size()) ? nullptr : &m_days[static_cast<std::size_t>(at)];
}

void DayTab::render() {
    const DayView* day = chosen();
    m_items->setVisible(day != nullptr);
    m_propose->setVisible(day != nullptr);
    m_confirm->setVisible(day != nullptr);
    if (day == nullptr) {
        m_state->setText(m_read ? tr("There is no channel.") : QString());
        return m_next->clear();
    }
    showItems(*day);
    if (day->closed)
        showClosedDay(*day);
    else
        showOpenDay(*day);
}

void DayTab::showItems(const DayView& day) {
    const auto word = [](const QString& why) {
        if (why == u"NOT_APPROVED") return tr("not approved yet", "why a payout keeps the day open");
        if (why == u"NOT_SENT") return tr("not sent yet", "why a payout keeps the day open");
        if (why == u"PROCESSING") return tr("sent, no final answer", "why a payout keeps the day open");
        if (why == u"EXCEPTION") return tr("exception, two people decide", "why a payout keeps the day open");
        return tr("paid, on no statement yet", "why a payout keeps the day open");
    };
    m_items->setHeads({tr("Merchant"), tr("Row"), tr("Payee"), tr("Amount"), tr("Open because")});
    std::vector<ValueRow> rows;
    for (const comparison::OpenItem& item : day.items) {
        const bool blocks = item.why == u"NOT_APPROVED" || item.why == u"NOT_SENT";
        rows.push_back({{item.merchant, false, true},
                        {item.rowRef},
                        {item.payeeName},
                        {amountText(item.amount), true, true},
                        {word(item.why), false, blocks}});
    }
    m_items->setRows(rows);
}

void DayTab::showOpenDay(const DayView& day) {
    const QString head = tr("%1 is open: %Ln payout(s).", "%1: a date", int(day.payouts)).arg(formatDate(day.date));
    QStringList next;
    if (day.unfinished > 0)
        next << tr("%Ln payout(s) are not approved or not sent. Send them, set them aside or reject the batch first.",
                   nullptr, int(day.unfinished));
    if (day.open > 0)
        next << tr("%Ln payout(s) are open; the closing lists them by name, with a reason.", nullptr, int(day.open));
    if (day.closing)
        next << tr("%1 proposed closing at %2: %3. Another person confirms; one of the two is a supervisor.",
                   "%1: a person, %2: a time, %3: the reason")
                    .arg(day.closing->byName, timeText(day.closing->at, m_now()),
                         day.closing->reason.isEmpty() ? tr("nothing is open") : day.closing->reason);
    else
        next << tr("One person proposes closing, another confirms; one of the two is a supervisor.");
    m_state->setText(head);
    m_next->setText(next.join(u'\n'));
    m_propose->setText(day.closing ? tr("Propose closing ane&w…") : tr("C&lose the day…"));
    m_confirm->setText(tr("Con&firm closing…"));
    const rules::ClosingFacts facts = factsOf(day, m_now());
    m_propose->setRefusal(refusalOf(rules::mayProposeClosing(m_actor, facts, QStringLiteral("-"))));
    m_confirm->setRefusal(refusalOf(rules::mayConfirmClosing(m_actor, facts)));
}

void DayTab::showClosedDay(const DayView& day) {
    m_state->setText(tr("%1 is closed. %2 confirmed it at %3, with %Ln open payout(s) listed.",
                        "%1: a date, %2: a person, %3: a time", int(day.closed->items))
                         .arg(formatDate(day.date), day.closed->byName, timeText(day.closed->at, m_now())));
    if (day.reopening)
        m_next->setText(tr("%1 proposed reopening at %2: %3. Another person confirms; one of the two is a supervisor.",
                           "%1: a person, %2: a time, %3: the reason")
                            .arg(day.reopening->byName, timeText(day.reopening->at, m_now()), day.reopening->reason));
    else
        m_next->setText(
            tr("Nothing of this day is sent or imported any more; statements are still taken. Reopening takes "
               "two people and a reason."));
    m_propose->setText(day.reopening ? tr("Propose reopening ane&w…") : tr("Reopen the &day…"));
    m_confirm->setText(tr("Con&firm reopening…"));
    const rules::ReopeningFacts facts{true, proposalOf(day.reopening)};
    m_propose->setRefusal(refusalOf(rules::mayProposeReopening(m_actor, facts, QStringLiteral("-"))));
    m_confirm->setRefusal(refusalOf(rules::mayConfirmReopening(m_actor, facts)));
}

void DayTab::openPropose() {
    const DayView* day = chosen();
    if (day == nullptr) return m_propose->finished();
    Q_EMIT dialogAsked(day->closed ? proposeReopeningDialog(*day) : proposeClosingDialog(*day), m_propose);
}

void DayTab::openConfirm() {
    const DayView* day = chosen();
    if (day == nullptr || (day->closed ? !day->reopening : !day->closing)) return m_confirm->finished();
    Q_EMIT dialogAsked(day->closed ? confirmReopeningDialog(*day) : confirmClosingDialog(*day), m_confirm);
}

TokenDialog* DayTab::proposeClosingDialog(const DayView& day) {
    const auto done = [](std::int64_t) { return tr("The closing is proposed. Another person has to confirm it."); };
    const auto send = [this, channel = day.channel, date = day.date](const QString& reason,
                                                                     desk::Reply<std::int64_t> answer) {
        m_desk.proposeClosing(m_actor, channel, date, reason, std::move(answer));
    };
    TokenDialog* made = nullptr;
    if (day.open == 0) {
        made = new TokenDialog(Tokens{}, ActionButton::Kind::Primary, this);
        made->setCommand<std::int64_t>(
            [send](const QString&, desk::Reply<std::int64_t> answer) { send(QString(), std::move(answer)); }, done);
        made->setSentence(tr("Propose closing %1 of %2. Every payout is matched by a statement.", "a date, a channel")
                              .arg(formatDate(day.date), day.channelName));
    } else {
        auto* dialog = new ReasonDialog(Tokens{}, ActionButton::Kind::Primary, this);
        dialog->setReasonCommand<std::int64_t>(
            [send](const QString&, const QString& reason, desk::Reply<std::int64_t> answer) { send(reason, answer); },
            done);
        dialog->setSentence(
            tr("Propose closing %1 of %2 although %Ln payout(s) are open. They are listed by name; say why "
               "they may stay open.",
               "a date, a channel", int(day.open))
                .arg(formatDate(day.date), day.channelName));
        made = dialog;
    }
    made->setWindowTitle(tr("Close the day"));
    made->setActionText(tr("&Propose closing"));
    return made;
}

TokenDialog* DayTab::confirmClosingDialog(const DayView& day) {
    auto* dialog = new TokenDialog(Tokens{}, ActionButton::Kind::Danger, this);
    dialog->setWindowTitle(tr("Close the day"));
    dialog->setSentence(
        tr("Close %1 of %2, with %Ln open payout(s) listed. From then on nothing of this day is sent or "
           "imported.",
           "a date, a channel", int(day.closing->items))
            .arg(formatDate(day.date), day.channelName) +
        (day.closing->reason.isEmpty() ? QString() : u'\n' + day.closing->reason));
    dialog->setActionText(tr("&Confirm closing"));
    dialog->setCommand<QString>(
        [this, shown = *day.closing](const QString&, desk::Reply<QString> answer) {
            m_desk.confirmClosing(m_actor, shown, std::move(answer));
        },
        [](const QString&) { return tr("The day is closed."); });
    return dialog;
}

TokenDialog* DayTab::proposeReopeningDialog(const DayView& day) {
    auto* dialog = new ReasonDialog(Tokens{}, ActionButton::Kind::Primary, this);
    dialog->setWindowTitle(tr("Reopen the day"));
    dialog->setSentence(
        tr("Propose reopening %1 of %2.", "a date, a channel").arg(formatDate(day.date), day.channelName));
    dialog->setActionText(tr("&Propose reopening"));
    dialog->setReasonCommand<std::int64_t>(
        [this, closing = day.closed->id](const QString&, const QString& reason, desk::Reply<std::int64_t> answer) {
            m_desk.proposeReopening(m_actor, closing, reason, std::move(answer));
        },
        [](std::int64_t) { return tr("The reopening is proposed. Another person has to confirm it."); });
    return dialog;
}

TokenDialog* DayTab::confirmReopeningDialog(const DayView& day) {
    auto* dialog = new TokenDialog(Tokens{}, ActionButton::Kind::Danger, this);
    dialog->setWindowTitle(tr("Reopen the day"));
    dialog->setSentence(tr("Reopen %1 of %2: its payouts may be sent again, and it has to be closed anew.\n%3",
                           "a date, a channel, the reason")
                            .arg(formatDate(day.date), day.channelName, day.reopening->reason));
    dialog->setActionText(tr("&Confirm reopening"));
    dialog->setCommand<QString>(
        [this, reopening = day.reopening->id](const QString&, desk::Reply<QString> answer) {
            m_desk.confirmReopening(m_actor, reopening, std::move(answer));
        },
        [](const QString&) { return tr("The day is open again."); });
    return dialog;
}

void DayTab::retranslate() {
    m_channel->setAccessibleName(tr("Channel whose day is closed"));
    m_items->setAccessibleName(tr("What is open of the day"));
    m_propose->setAccessibleName(tr("Propose closing or reopening the day"));
    m_confirm->setAccessibleName(tr("Confirm what was proposed for the day"));
    render();
}

} // namespace payout::ui
