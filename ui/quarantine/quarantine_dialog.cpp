// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quarantine/quarantine_dialog.h"

#include "ui/quarantine/quarantine_text.h"
#include "ui/shared/facts_grid.h"
#include "ui/text/money_text.h"
#include "ui/text/time_text.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>

namespace payout::ui {

namespace {
constexpr int reasonMax = 200;
constexpr int widthLeast = 680;

QLabel* wrapped(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}
} // namespace

QuarantineDialog::QuarantineDialog(desk::QuarantineDesk& quarantine, rules::Actor actor, dispatch::QuarantineView view,
                                   UtcTime now, QWidget* parent)
    : TokenDialog({}, ActionButton::Kind::Danger, parent), m_quarantine(quarantine), m_actor(std::move(actor)),
      m_view(std::move(view)), m_now(now), m_facts(new FactsGrid(this)), m_stepsTitle(wrapped(this)),
      m_steps(wrapped(this)), m_lost(new QCheckBox(this)), m_reasonWord(new QLabel(this)),
      m_reason(new QLineEdit(this)) {
    build();
    connectCommand();
    retranslate();
    // The hint counts on narrow labels that wrap; at this width few do.
    if (layout()->hasHeightForWidth()) resize(widthLeast, layout()->totalHeightForWidth(widthLeast));
}

bool QuarantineDialog::confirms() const { return m_view.proposedBy && *m_view.proposedBy != m_actor.person; }

void QuarantineDialog::build() {
    m_reason->setMaxLength(reasonMax);
    m_reasonWord->setBuddy(m_reason);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_facts, m_stepsTitle, m_steps, m_lost, m_reasonWord, m_reason})
        body()->addWidget(widget);
    setMinimumWidth(widthLeast);          // long facts on one line where that is possible
    body()->setStretchFactor(m_facts, 1); // what is left of the height is theirs: they wrap, and are never cut off
    m_lost->setVisible(!confirms() && !m_view.unreported.isEmpty());
    m_reasonWord->setVisible(!confirms());
    m_reason->setVisible(!confirms());
    connect(m_reason, &QLineEdit::textChanged, this, &QuarantineDialog::showMissing);
    connect(m_lost, &QCheckBox::toggled, this, &QuarantineDialog::showMissing);
}

void QuarantineDialog::connectCommand() {
    setCommand<QString>(
        [this](const QString&, desk::Reply<QString> answer) {
            if (confirms()) return m_quarantine.confirm(m_actor, m_view, std::move(answer));
            m_quarantine.propose(m_actor, m_view, m_reason->text().trimmed(),
                                 m_lost->isChecked() ? m_view.unreported : QStringList(), std::move(answer));
        },
        [this](const QString&) {
            return confirms() ? tr("The quarantine is released. Sending goes on.")
                              : tr("The release is proposed. Another supervisor or an auditor has to agree.");
        });
    const Done may = rules::mayDo(m_actor, confirms() ? rules::Task::LiftStop : rules::Task::ProposeRelease);
    if (!may) setRefusal(may.error());
}

void QuarantineDialog::showMissing() {
    QStringList steps = quarantineSteps(m_view);
    if (m_lost->isChecked() && m_view.uncompared.isEmpty()) steps.clear();
    if (!steps.isEmpty())
        setMissing(steps.constFirst());
    else if (!confirms() && m_reason->text().trimmed().isEmpty())
        setMissing(tr("Write down what was compared and found."));
    else
        setMissing(QString());
}

void QuarantineDialog::showFacts() {
    QStringList said;
    for (const dispatch::EgressReport& report : m_view.reports)
        said << tr("%1 has sent %2, of which %3 are not known here", "%1: an egress, %2 and %3: counts")
                    .arg(report.egress, countText(report.permits), countText(report.permitsUnknown));
    std::vector<Fact> facts{
        {tr("Since"), m_view.id == 0 ? tr("just now") : timeText(m_view.raisedAt, m_now)},
        {tr("Raised by"), m_view.id == 0 ? tr("the database itself") : m_view.raisedBy},
        {tr("What was found"), m_view.detail.isEmpty() ? QStringLiteral("–") : m_view.detail},
        {tr("The egress says"), said.isEmpty() ? QStringLiteral("–") : said.join(QStringLiteral("\n"))},
        {tr("Forgotten"), quarantineMemoryText(m_view)},
    };
    if (m_view.proposedBy) {
        facts.push_back({tr("Release proposed by"), m_view.proposedByName});
        facts.push_back({tr("Because"), m_view.proposalReason});
        if (!m_view.withoutEgress.isEmpty()) facts.push_back({tr("Declared lost"), m_view.withoutEgress});
    }
    m_facts->setFacts(facts);
}

void QuarantineDialog::retranslate() {
    TokenDialog::retranslate();
    setWindowTitle(tr("Quarantine"));
    setSentence(quarantineReasonText(m_view.reason) + u' ' +
                tr("Nothing is sent until two people have released the quarantine."));
    showFacts();
    const QStringList steps = quarantineSteps(m_view);
    m_stepsTitle->setText(steps.isEmpty() ? tr("Everything that has to be known is known.") : tr("Still to be done:"));
    m_steps->setVisible(!steps.isEmpty());
    m_steps->setText(steps.join(QStringLiteral("\n")));
    m_lost->setText(tr("The journal of %1 is lost for good").arg(m_view.unreported.join(QStringLiteral(", "))));
    m_reasonWord->setText(tr("What was compared and &found"));
    setActionText(confirms() ? tr("Agree, and let sending go on") : tr("Propose the release"));
    showMissing();
}

} // namespace payout::ui
