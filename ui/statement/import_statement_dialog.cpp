// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statement/import_statement_dialog.h"

#include "ui/batch/path_field.h"
#include "ui/shell/desk_context.h"
#include "ui/text/comparison_text.h"
#include "ui/text/money_text.h"
#include "ui/text/refusal_text.h"
#include "ui/text/time_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QTimerEvent>

#include <algorithm>

namespace payout::ui {

namespace {
constexpr int barSteps = 1'000;
constexpr int pollMs = 200;

ImportStatementDialog::Calls callsOf(DeskContext& context) {
    return {[&context](auto answer) { context.session.status(std::move(answer)); },
            [&context](const desk::StatementRequest& request, desk::ProgressPtr progress, auto answer) {
                context.comparison.importStatement(request, std::move(progress), std::move(answer));
            },
            context.showWork};
}
} // namespace

ImportStatementDialog::ImportStatementDialog(DeskContext& context, QWidget* parent)
    : ImportStatementDialog(context.person.actor, callsOf(context), context.databaseNow(), parent) {}

// No token: a statement is known by the digest of its bytes, so loading it twice is refused as StatementSeen.
ImportStatementDialog::ImportStatementDialog(rules::Actor actor, Calls calls, UtcTime now, QWidget* parent)
    : TokenDialog({}, ActionButton::Kind::Primary, parent), m_actor(std::move(actor)), m_calls(std::move(calls)),
      m_now(now), m_channelWord(new QLabel(this)), m_channel(new QComboBox(this)), m_fileWord(new QLabel(this)),
      m_file(new PathField(this)), m_result(new QLabel(this)), m_bar(new QProgressBar(this)),
      m_stop(new QPushButton(this)) {
    build();
    retranslate();
    m_calls.status(desk::reply<desk::StripStatus>(this, [this](Result<desk::StripStatus> status) {
        if (!status) return setRefusal(status.error());
        m_channels = status->channels;
        for (const desk::ChannelStrip& channel : m_channels) m_channel->addItem(channel.name);
        m_channel->setCurrentIndex(m_channels.size() == 1 ? 0 : -1);
        showMissing();
    }));
}

ImportStatementDialog::~ImportStatementDialog() {
    m_file->disconnect(this); // it loses the focus while this is taken down, and would ask for a look
    if (m_progress) m_progress->cancelled = true;
    endWork();
}

void ImportStatementDialog::build() {
    setMinimumWidth(620);
    m_channelWord->setBuddy(m_channel);
    m_fileWord->setBuddy(m_file);
    for (QWidget* part :
         {static_cast<QWidget*>(m_channelWord), static_cast<QWidget*>(m_channel), static_cast<QWidget*>(m_fileWord),
          static_cast<QWidget*>(m_file), static_cast<QWidget*>(m_result)})
        body()->addWidget(part);
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->hide();
    auto* work = new QHBoxLayout;
    m_bar->setTextVisible(false);
    m_bar->hide();
    m_stop->hide();
    m_stop->setAutoDefault(false);
    work->addWidget(m_bar, 1);
    work->addWidget(m_stop);
    body()->addLayout(work);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_progress) m_progress->cancelled = true;
        m_stop->setEnabled(false);
    });
    connect(m_file, &PathField::pathChanged, this, &ImportStatementDialog::showMissing);
    connect(m_channel, &QComboBox::currentIndexChanged, this, &ImportStatementDialog::showMissing);
    setCommand<desk::LoadedStatements>(
        [this](const QString&, desk::Reply<desk::LoadedStatements> answer) { import(std::move(answer)); },
        [this](const desk::LoadedStatements& loaded) {
            showResult(loaded);
            const auto kept =
                std::ranges::count(loaded.parts, QStringLiteral("QUARANTINED"), &desk::StatementView::state);
            if (kept > 0 && kept == std::ssize(loaded.parts))
                return tr("The file is kept in quarantine. It confirms nothing yet.");
            if (kept > 0)
                return tr("A part of the file is in quarantine; the rest confirmed %Ln payout(s) as paid.", nullptr,
                          int(loaded.confirmedPaid));
            return tr("The statement is loaded. It confirmed %Ln payout(s) as paid.", nullptr,
                      int(loaded.confirmedPaid));
        });
}

void ImportStatementDialog::import(desk::Reply<desk::LoadedStatements> answer) {
    m_progress = std::make_shared<desk::Progress>();
    if (m_calls.showWork) m_workEnds = m_calls.showWork(tr("importing the statement"), m_progress);
    m_bar->setRange(0, 0);
    m_bar->show();
    m_stop->setEnabled(true);
    m_stop->show();
    startTimer(pollMs);
    const desk::StatementRequest request{m_actor, m_channels[size_t(m_channel->currentIndex())].id, m_file->path()};
    m_calls.import(request, m_progress, {answer.context, [this, answer](Result<desk::LoadedStatements> loaded) {
                                             endWork();
                                             answer.take(std::move(loaded));
                                         }});
}

void ImportStatementDialog::endWork() {
    m_progress.reset();
    m_bar->hide();
    m_stop->hide();
    if (auto ends = std::exchange(m_workEnds, {})) ends();
}

void ImportStatementDialog::showResult(const desk::LoadedStatements& loaded) {
    m_loaded = loaded;
    m_result->setText(resultText(loaded));
    m_result->show();
}

QString ImportStatementDialog::resultText(const desk::LoadedStatements& loaded) const {
    QStringList lines;
    for (const desk::StatementView& part : loaded.parts) {
        lines << tr("%1, %Ln line(s): %2", "format, lines, state of a statement", int(part.lines))
                     .arg(part.format, statementStateWord(part.state));
        if (part.from && part.to)
            lines << tr("It covers %1 to %2.").arg(minuteText(*part.from, m_now), minuteText(*part.to, m_now));
        lines << tr("Debits %1, credits %2").arg(yuanText(part.debits), yuanText(part.credits))
              << proofWord(part.proof);
        if (part.state == u"QUARANTINED")
            lines
                << doubtSentence(part)
                << tr("It confirms nothing until a supervisor accepts it with a reason; rejected, it counts nowhere.");
        lines << QString();
    }
    lines << (loaded.incidents > 0 ? tr("%n incident(s) were opened; see Today.", nullptr, int(loaded.incidents))
                                   : tr("No incident was opened."));
    return lines.join(QLatin1Char('\n'));
}

void ImportStatementDialog::showMissing() {
    setMissing(m_channel->currentIndex() < 0 ? tr("Choose the channel.")
               : m_file->path().isEmpty()    ? tr("Choose the file.")
                                             : QString());
}

void ImportStatementDialog::timerEvent(QTimerEvent* event) {
    if (!m_progress) return killTimer(event->timerId());
    const std::int64_t total = m_progress->total;
    if (total <= 0) return;
    m_bar->setRange(0, barSteps);
    m_bar->setValue(int(m_progress->done * barSteps / total));
}

void ImportStatementDialog::retranslate() {
    TokenDialog::retranslate();
    setWindowTitle(tr("Import a statement"));
    setSentence(tr("Load a bank's statement. Its lines prove payouts as paid; it never sends anything."));
    m_channelWord->setText(tr("&Channel"));
    m_fileWord->setText(tr("&File"));
    m_stop->setText(tr("Stop reading"));
    setActionText(tr("Import the statement"));
    if (m_loaded) m_result->setText(resultText(*m_loaded));
    showMissing();
}

} // namespace payout::ui
