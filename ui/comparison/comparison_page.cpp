// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/comparison_page.h"

#include "ui/comparison/cut_grid_view.h"
#include "ui/comparison/day_tab.h"
#include "ui/comparison/sheet_paper.h"
#include "ui/comparison/sheet_text.h"
#include "ui/comparison/sheet_view.h"
#include "ui/comparison/statements_view.h"
#include "ui/shared/action_button.h"
#include "ui/shared/banner.h"
#include "ui/shared/reason_dialog.h"
#include "ui/statement/import_statement_dialog.h"
#include "ui/text/comparison_text.h"
#include "ui/text/money_text.h"
#include "ui/text/refusal_text.h"
#include "ui/text/time_text.h"

#include <QDateEdit>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace payout::ui {

namespace {

using rules::Task;

constexpr int sheetTab = 0;
constexpr int dayTab = 2;

std::optional<Error> roleRefusal(const rules::Actor& actor, Task task) {
    const Done may = rules::mayDo(actor, task);
    return may ? std::nullopt : std::optional(may.error());
}

QDate dateOf(BusinessDate date) { return {date.yyyymmdd / 10'000, date.yyyymmdd / 100 % 100, date.yyyymmdd % 100}; }

} // namespace

ComparisonPage::ComparisonPage(DeskContext& desk, QWidget* parent)
    : Page(desk, parent), m_dateLabel(new QLabel(this)), m_date(new QDateEdit(this)), m_runReason(new QLabel(this)),
      m_run(new ActionButton(ActionButton::Kind::Primary, this)), m_notice(new Banner(this)),
      m_grid(new CutGridView(this)), m_tabs(new QTabWidget(this)), m_sheet(new SheetView(desk.databaseNow, this)),
      m_signReason(new QLabel(this)), m_csv(new QPushButton(this)), m_pdf(new QPushButton(this)),
      m_stop(new ActionButton(ActionButton::Kind::Danger, this)),
      m_sign(new ActionButton(ActionButton::Kind::Primary, this)),
      m_statements(new StatementsView(desk.databaseNow, this)), m_quarantineReason(new QLabel(this)),
      m_accept(new ActionButton(ActionButton::Kind::Plain, this)),
      m_reject(new ActionButton(ActionButton::Kind::Plain, this)),
      m_import(new ActionButton(ActionButton::Kind::Primary, this)),
      m_days(new DayTab(desk.comparison, desk.person.actor, desk.databaseNow, this)) {
    m_tabs->insertTab(sheetTab, makeSheetTab(), QString());
    m_tabs->addTab(makeStatementsTab(), QString());
    m_tabs->addTab(m_days, QString());
    auto* column = new QVBoxLayout(this);
    column->addWidget(makeTop());
    column->addWidget(m_notice);
    column->addWidget(m_grid);
    column->addWidget(m_tabs, 1);
    m_date->setCalendarPopup(true);
    m_date->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_date->setDate(dateOf(businessDateOf(desk.databaseNow())));
    connectParts();
    retranslate();
    askGrid();
    askStatements();
}

QWidget* ComparisonPage::makeTop() {
    auto* top = new QWidget(this);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_dateLabel);
    row->addWidget(m_date);
    row->addWidget(m_runReason, 1);
    row->addWidget(m_run);
    m_dateLabel->setBuddy(m_date);
    m_runReason->setWordWrap(true);
    return top;
}

QWidget* ComparisonPage::makeSheetTab() {
    auto* tab = new QWidget(this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_csv);
    buttons->addWidget(m_pdf);
    buttons->addWidget(m_signReason, 1);
    buttons->addWidget(m_stop);
    buttons->addWidget(m_sign);
    m_signReason->setWordWrap(true);
    auto* column = new QVBoxLayout(tab);
    column->addWidget(m_sheet, 1);
    column->addLayout(buttons);
    return tab;
}

QWidget* ComparisonPage::makeStatementsTab() {
    auto* tab = new QWidget(this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_quarantineReason, 1);
    buttons->addWidget(m_accept);
    buttons->addWidget(m_reject);
    buttons->addWidget(m_import);
    m_quarantineReason->setWordWrap(true);
    m_quarantineReason->setTextFormat(Qt::PlainText);
    auto* column = new QVBoxLayout(tab);
    column->addWidget(m_statements, 1);
    column->addLayout(buttons);
    return tab;
}

void ComparisonPage::connectParts() {
    m_date->setMinimumWidth(m_date->fontMetrics().horizontalAdvance(QStringLiteral("2026-11-22")) +
                            72); // and its arrow
    connect(m_date, &QDateEdit::dateChanged, this, [this] {
        askGrid();
        askDays();
    });
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] { askDays(); });
    connect(m_days, &DayTab::dialogAsked, this, &ComparisonPage::openDialog);
    connect(m_grid, &CutGridView::chosenChanged, this, [this] {
        m_tabs->setCurrentIndex(sheetTab);
        onCut();
    });
    connect(m_statements, &StatementsView::chosenChanged, this, &ComparisonPage::showButtons);
    connect(m_csv, &QPushButton::clicked, this, [this] { savePaper(false); });
    connect(m_pdf, &QPushButton::clicked, this, [this] { savePaper(true); });
    m_run->setRun([this] { runComparison(); });
    m_sign->setRun([this] { openSign(); });
    m_stop->setRun([this] { openStop(); });
    m_accept->setRun([this] { openAccept(); });
    m_reject->setRun([this] { openReject(); });
    m_import->setRun([this] { openImport(); });
}

QString ComparisonPage::decision(const std::optional<desk::StatementView>& file) {
    if (!file || file->decidedBy.isEmpty()) return {};
    const QString sentence = file->state == u"REJECTED" ? tr("Rejected by %1. Reason: %2", "a statement")
                                                        : tr("Accepted by %1. Reason: %2", "a statement");
    return sentence.arg(file->decidedBy, file->decisionReason);
}

BusinessDate ComparisonPage::date() const {
    const QDate day = m_date->date();
    return {day.year() * 10'000 + day.month() * 100 + day.day()};
}

QString ComparisonPage::title() const { return tr("Compare"); }

void ComparisonPage::refresh() {
    askGrid();
    askStatements();
    askDays();
}

void ComparisonPage::askGrid() {
    const BusinessDate asked = date();
    desk().comparison.grid(
        asked, desk::reply<std::vector<desk::CutCell>>(this, [this, asked](Result<std::vector<desk::CutCell>> answer) {
            takeGrid(asked, std::move(answer));
        }));
}

void ComparisonPage::takeGrid(BusinessDate asked, Result<std::vector<desk::CutCell>> answer) {
    if (asked != date()) return;
    if (!answer) return sayFailure(tr("The cuts of the day could not be read."), answer.error());
    m_grid->setCuts(*std::move(answer), desk().databaseNow());
    onCut();
}

void ComparisonPage::onCut() {
    const std::optional<desk::CutCell> cut = m_grid->chosen();
    if (!cut || !cut->comparison) {
        m_asked = {};
        m_sheet->setEmpty(cut ? tr("This cut was not compared yet.") : tr("Choose a cut above."));
    } else {
        askSheet();
    }
    showButtons();
}

void ComparisonPage::askSheet() {
    const ComparisonId asked = *m_grid->chosen()->comparison;
    m_asked = asked;
    desk().comparison.sheet(asked, desk::reply<desk::Sheet>(this, [this, asked](Result<desk::Sheet> answer) {
                                takeSheet(asked, std::move(answer));
                            }));
}

void ComparisonPage::takeSheet(ComparisonId asked, Result<desk::Sheet> answer) {
    if (asked != m_asked) return;
    if (!answer) return sayFailure(tr("The sheet could not be read."), answer.error());
    m_sheet->setSheet(*answer);
    showButtons();
}

void ComparisonPage::askStatements() {
    desk().comparison.statements(
        desk::reply<std::vector<desk::StatementView>>(this, [this](Result<std::vector<desk::StatementView>> answer) {
            if (!answer) return sayFailure(tr("The statements could not be read."), answer.error());
            m_tabs->setTabText(1, tr("Statements: %1").arg(countText(static_cast<std::int64_t>(answer->size()))));
            m_statements->setStatements(*std::move(answer));
            showButtons();
        }));
}

// Only while somebody looks: it reads every payout of the day.
void ComparisonPage::askDays() {
    if (m_tabs->currentIndex() != dayTab) return;
    if (std::exchange(m_daysPending, true)) {
        m_daysAgain = true;
        return;
    }
    using Days = std::vector<comparison::DayView>;
    desk().comparison.days(date(), desk::reply<Days>(this, [this](Result<Days> answer) {
                               m_daysPending = false;
                               if (std::exchange(m_daysAgain, false)) return askDays();
                               if (!answer) return sayFailure(tr("The day could not be read."), answer.error());
                               m_days->setDays(*std::move(answer));
                           }));
}

void ComparisonPage::showButtons() {
    const rules::Actor& actor = desk().person.actor;
    const std::optional<desk::CutCell> cut = m_grid->chosen();
    const std::optional<desk::Sheet>& sheet = m_sheet->sheet();
    const std::optional<Error> mayRun = roleRefusal(actor, Task::RunComparison);
    m_run->setRefusal(mayRun);
    m_run->setMissing(cut ? QString() : tr("Choose a cut above."));
    m_runReason->setText(mayRun ? errorSentence(*mayRun) : QString());
    m_csv->setEnabled(sheet.has_value());
    m_pdf->setEnabled(sheet.has_value());
    const std::optional<Error> refusal = sheet ? signRefusal(*sheet, desk().person) : std::nullopt;
    const bool prepared = sheet && sheet->state == u"PREPARED";
    m_sign->setText(prepared ? tr("Si&gn as reviewer…") : tr("Si&gn as preparer…"));
    m_sign->setMissing(sheet ? QString() : tr("There is no sheet to sign."));
    m_sign->setRefusal(refusal);
    m_signReason->setText(refusal ? errorSentence(*refusal) : QString());
    m_stop->setMissing(cut ? QString() : tr("Choose a cut above."));
    m_stop->setRefusal(roleRefusal(actor, Task::StopChannel));
    showQuarantine();
    m_import->setRefusal(roleRefusal(actor, Task::ImportStatement));
}

void ComparisonPage::showQuarantine() {
    const rules::Actor& actor = desk().person.actor;
    const std::optional<desk::StatementView> file = m_statements->chosen();
    const bool quarantined = file && file->state == u"QUARANTINED";
    const bool ownFile = quarantined && file->loadedByPerson == actor.person;
    const auto refusalOf = [&](Task task) {
        const std::optional<Error> role = roleRefusal(actor, task);
        return role || !ownFile ? role : std::optional(rules::refuse(rules::Refusal::MakerIsChecker).error());
    };
    const std::optional<Error> mayAccept = refusalOf(Task::AcceptStatement);
    m_accept->setMissing(quarantined ? QString() : tr("Choose a file in quarantine to accept it."));
    m_accept->setRefusal(mayAccept);
    m_reject->setMissing(quarantined ? QString() : tr("Choose a file in quarantine to reject it."));
    m_reject->setRefusal(refusalOf(Task::RejectStatement));
    m_quarantineReason->setText(quarantined && mayAccept ? errorSentence(*mayAccept) : decision(file));
}

void ComparisonPage::runComparison() {
    const std::optional<desk::CutCell> cut = m_grid->chosen();
    if (!cut) return m_run->finished();
    desk().comparison.run(
        desk().person.actor, cut->channel, cut->cutAt,
        desk::reply<ComparisonId>(this, [this](Result<ComparisonId> answer) {
            m_run->finished();
            if (!answer) return sayFailure(tr("The comparison was not made."), answer.error());
            m_notice->say(Tone::Good, tr("The comparison is made. Nothing was changed at the bank or in the books."));
            m_tabs->setCurrentIndex(sheetTab);
            askGrid();
        }));
}

void ComparisonPage::openSign() {
    const std::optional<desk::Sheet>& shown = m_sheet->sheet();
    if (!shown) return m_sign->finished();
    const desk::Sheet sheet = *shown;
    const bool prepared = sheet.state == u"PREPARED";
    auto* dialog = new TokenDialog(Tokens{}, ActionButton::Kind::Primary, this);
    dialog->setWindowTitle(prepared ? tr("Sign as reviewer") : tr("Sign as preparer"));
    const QString sentence =
        prepared ? tr("You sign that you reviewed the sheet %1. After this it never changes again.\nHash: %2")
                 : tr("You sign that you prepared the sheet %1. Another person reviews it.\nHash: %2");
    const QString although = SheetText::signedAlthough(sheet);
    dialog->setSentence(sentence.arg(SheetText::title(sheet, desk().databaseNow()), sheet.hash) +
                        (although.isEmpty() ? QString() : u'\n' + although));
    dialog->setActionText(tr("Si&gn"));
    dialog->setCommand<QString>(
        [this, sheet](const QString&, desk::Reply<QString> answer) {
            desk().comparison.sign(desk().person.actor, sheet.id, sheet.hash, std::move(answer));
        },
        [](const QString& state) { return tr("Signed. The sheet is now: %1.").arg(sheetStateWord(state)); });
    openDialog(dialog, m_sign);
}

void ComparisonPage::openStop() {
    const std::optional<desk::CutCell> cut = m_grid->chosen();
    if (!cut) return m_stop->finished();
    auto* dialog = new ReasonDialog(Tokens{}, ActionButton::Kind::Danger, this);
    dialog->setWindowTitle(tr("Stop channel %1").arg(cut->channelName));
    dialog->setSentence(
        tr("Nothing more is sent by %1 from now on. What was sent stays sent. Lifting the stop takes two "
           "people.")
            .arg(cut->channelName));
    dialog->setActionText(tr("&Stop the channel"));
    dialog->setReasonCommand<QString>(
        [this, channel = cut->channel](const QString&, const QString& reason, desk::Reply<QString> answer) {
            desk().session.stopChannel(desk().person.actor, channel, reason, std::move(answer));
        },
        [](const QString&) { return tr("The channel is stopped."); });
    openDialog(dialog, m_stop);
}

void ComparisonPage::openAccept() {
    const std::optional<desk::StatementView> file = m_statements->chosen();
    if (!file) return m_accept->finished();
    auto* dialog = new ReasonDialog(Tokens{}, ActionButton::Kind::Danger, this);
    dialog->setWindowTitle(tr("Accept a statement in quarantine"));
    dialog->setSentence(doubtSentence(*file) + u' ' +
                        tr("Once accepted, its lines confirm payouts and its period counts as covered; exceptions that "
                           "rest on it are then decided by others than you."));
    dialog->setActionText(tr("&Accept the statement"));
    dialog->setReasonCommand<QString>(
        [this, id = file->id](const QString&, const QString& reason, desk::Reply<QString> answer) {
            desk().comparison.acceptStatement(desk().person.actor, id, reason, std::move(answer));
        },
        [](const QString&) { return tr("The statement is accepted; its lines count."); });
    openDialog(dialog, m_accept);
}

void ComparisonPage::openReject() {
    const std::optional<desk::StatementView> file = m_statements->chosen();
    if (!file) return m_reject->finished();
    auto* dialog = new ReasonDialog(Tokens{}, ActionButton::Kind::Danger, this);
    dialog->setWindowTitle(tr("Reject a statement in quarantine"));
    dialog->setSentence(doubtSentence(*file) + u' ' +
                        tr("Once rejected, its lines count nowhere and it can never be accepted; the bank's right file "
                           "may still be loaded. Exceptions that it names are then decided by others than you."));
    dialog->setActionText(tr("Re&ject the statement"));
    dialog->setReasonCommand<QString>(
        [this, id = file->id](const QString&, const QString& reason, desk::Reply<QString> answer) {
            desk().comparison.rejectStatement(desk().person.actor, id, reason, std::move(answer));
        },
        [](const QString&) { return tr("The statement is rejected; its lines count nowhere."); });
    openDialog(dialog, m_reject);
}

void ComparisonPage::openImport() { openDialog(new ImportStatementDialog(desk(), this), m_import); }

void ComparisonPage::openDialog(TokenDialog* dialog, ActionButton* opener) {
    dialog->setWritingLocked(isWritingLocked());
    connect(dialog, &TokenDialog::happened, this, &ComparisonPage::refresh);
    connect(dialog->submission(), &Submission::failed, this, &ComparisonPage::refresh);
    connect(dialog, &QObject::destroyed, opener, &ActionButton::finished);
    dialog->open();
}

void ComparisonPage::savePaper(bool pdf) {
    const std::optional<desk::Sheet> sheet = m_sheet->sheet();
    if (!sheet) return;
    auto* dialog = new QFileDialog(this, pdf ? tr("Save the sheet as PDF") : tr("Save the sheet as CSV"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(pdf ? QStringLiteral("pdf") : QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, sheet, pdf](const QString& path) {
        const UtcTime now = desk().databaseNow();
        const Done done = pdf ? SheetPaper::writePdf(*sheet, now, path) : SheetPaper::writeCsv(*sheet, now, path);
        if (!done) return sayFailure(tr("The file was not written."), done.error());
        m_notice->say(Tone::Good, tr("The sheet is saved in %1.").arg(path));
    });
    dialog->open();
}

void ComparisonPage::sayFailure(const QString& title, const Error& error) {
    m_notice->say(Tone::Warning, title, errorSentence(error));
}

void ComparisonPage::retranslate() {
    m_dateLabel->setText(tr("&Business date:"));
    m_date->setAccessibleName(tr("Business date of the cuts"));
    m_run->setText(tr("Run co&mparison"));
    m_run->setHint(tr("Compares the chosen cut again and makes a new version; changes nothing else (Alt+M)"));
    m_tabs->setAccessibleName(tr("Comparison sheet and statement files"));
    m_tabs->setTabText(0, tr("Comparison sheet"));
    m_tabs->setTabText(dayTab, tr("Close the day"));
    m_days->retranslate();
    m_csv->setText(tr("Save as CS&V…"));
    m_pdf->setText(tr("Save as &PDF…"));
    m_csv->setToolTip(tr("Exactly the lines that are shown (Alt+V)"));
    m_pdf->setToolTip(tr("The sheet with its signature lines, for the paper file (Alt+P)"));
    m_stop->setText(tr("S&top this channel…"));
    m_stop->setHint(tr("Stops all sending by this channel; one person may stop, two lift it (Alt+T)"));
    m_sign->setHint(tr("Shows the hash that you put your name under (Alt+G)"));
    m_accept->setText(tr("&Accept…"));
    m_accept->setHint(tr("Lets a file count although its balances do not prove it; needs a reason (Alt+A)"));
    m_reject->setText(tr("&Reject…"));
    m_reject->setHint(tr("Takes a wrong or forged file out of everything that counts; needs a reason (Alt+R)"));
    m_reject->setAccessibleName(tr("Reject the chosen statement"));
    m_accept->setAccessibleName(tr("Accept the chosen statement"));
    m_import->setText(tr("&Import statement…"));
    m_import->setHint(tr("Reads a statement file of the bank (Alt+I)"));
    if (!m_sheet->sheet()) onCut();
    showButtons();
}

} // namespace payout::ui
