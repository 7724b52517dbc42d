// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dispatch/limit_list.h"

#include "ui/dispatch/limit_text.h"
#include "ui/shared/action_button.h"
#include "ui/text/money_text.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>

#include <algorithm>

namespace payout::ui {

namespace {

constexpr int barSteps = 1'000;

QString keyOf(const dispatch::LimitView& limit) { return rules::storedName(limit.kind) + u'.' + limit.currency.code(); }

QLabel* plainLabel(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

// In two divisions, because a thousand times an amount may not fit into 64 bits.
int partOf(std::int64_t used, std::int64_t limit) {
    const std::int64_t step = std::max<std::int64_t>(1, limit / barSteps);
    return int(std::min<std::int64_t>(barSteps, used / step));
}

} // namespace

LimitList::LimitList(rules::Actor actor, QWidget* parent)
    : QWidget(parent), m_actor(std::move(actor)), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(2, 1);
}

void LimitList::setOverview(const desk::DispatchOverview& overview) {
    m_overview = overview;
    render();
}

void LimitList::setWritingLocked(bool locked) {
    m_locked = locked;
    for (ActionButton* button : findChildren<ActionButton*>()) button->setWritingLocked(locked);
}

void LimitList::render() {
    const QWidget* focus = focusWidget();
    const QString focused = focus != nullptr && focus->hasFocus() ? focus->objectName() : QString();
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        if (QWidget* old = item->widget(); old != nullptr) {
            old->hide();
            old->setObjectName({});
            old->deleteLater(); // it may be the one whose click is being handled
        }
        delete item;
    }
    if (!m_overview) return;
    int row = 0;
    for (const dispatch::LimitView& limit : m_overview->limits) addLimit(limit, row++);
    if (auto* button = focused.isEmpty() ? nullptr : findChild<ActionButton*>(focused)) button->setFocus();
}

void LimitList::addLimit(const dispatch::LimitView& limit, int row) {
    const bool home = limit.currency == Currency();
    QLabel* name =
        plainLabel(home ? limitWord(limit.kind) : limitWord(limit.kind) + u' ' + limit.currency.code(), this);
    name->setToolTip(limitEffect(limit.kind));
    QLabel* amount = plainLabel(limitAmount(limit.minor, limit.currency), this);
    amount->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    amount->setProperty("role", QStringLiteral("strong"));
    m_grid->addWidget(name, row, 0, Qt::AlignTop);
    m_grid->addWidget(amount, row, 1, Qt::AlignTop);
    m_grid->addWidget(bar(limit), row, 2, Qt::AlignTop);
    ActionButton* change = button(QStringLiteral("limit.change.") + keyOf(limit), tr("Change…", "a limit"), limit);
    change->setRun([this, change, limit] {
        change->finished(); // the dialog does the writing
        Q_EMIT changeAsked(limit);
    });
    m_grid->addWidget(change, row, 4, Qt::AlignTop);
    if (!limit.proposal) return;
    ActionButton* confirm = button(QStringLiteral("limit.confirm.") + keyOf(limit),
                                   tr("Confirm…", "a change of a limit; the second person's part"), limit);
    const Done may = rules::mayConfirmLimit(m_actor, limit.proposal->by);
    confirm->setRefusal(may ? std::nullopt : std::optional(may.error()));
    confirm->setRun([this, confirm, limit] {
        confirm->finished();
        Q_EMIT confirmAsked(limit);
    });
    m_grid->addWidget(confirm, row, 3, Qt::AlignTop);
}

QWidget* LimitList::bar(const dispatch::LimitView& limit) {
    auto* cell = new QWidget(this);
    auto* column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    QString words = limitEffect(limit.kind);
    if (limit.used && limit.minor) {
        auto* used = new QProgressBar(cell);
        used->setRange(0, barSteps);
        used->setTextVisible(false);
        used->setValue(partOf(*limit.used, *limit.minor));
        words = tr("%1 of %2 used", "amounts under a limit")
                    .arg(amountText(Money{*limit.used, limit.currency}), limitAmount(limit.minor, limit.currency));
        used->setAccessibleName(limitWord(limit.kind));
        used->setAccessibleDescription(words);
        column->addWidget(used);
    }
    column->addWidget(sentenceIn(cell, words, "muted"));
    for (const desk::LimitWait& wait : m_overview->limitWaits)
        if (wait.kind == limit.kind && wait.total.currency == limit.currency)
            column->addWidget(sentenceIn(cell, limitWaitSentence(wait, m_overview->now), "strong"));
    if (limit.proposal) column->addWidget(sentenceIn(cell, limitProposalSentence(limit), "strong"));
    return cell;
}

QLabel* LimitList::sentenceIn(QWidget* cell, const QString& text, const char* role) {
    QLabel* label = plainLabel(text, cell);
    label->setWordWrap(true);
    label->setProperty("role", QLatin1String(role));
    return label;
}

ActionButton* LimitList::button(const QString& name, const QString& text, const dispatch::LimitView& limit) {
    auto* made = new ActionButton(ActionButton::Kind::Plain, this);
    made->setObjectName(name);
    made->setText(text);
    made->setAccessibleName(text + u' ' + limitWord(limit.kind) + u' ' + limit.currency.code());
    const Done may = rules::mayDo(m_actor, rules::Task::ChangeLimit);
    if (!may) made->setRefusal(may.error());
    made->setWritingLocked(m_locked);
    return made;
}

void LimitList::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) render();
}

} // namespace payout::ui
