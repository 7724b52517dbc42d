// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/import_batch_dialog.h"

#include "ui/batch/path_field.h"
#include "ui/shared/data_table.h"
#include "ui/shell/desk_context.h"
#include "ui/text/batch_issue_text.h"
#include "ui/text/money_text.h"
#include "ui/text/refusal_text.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QRegularExpressionValidator>
#include <QTimerEvent>

namespace payout::ui {

namespace {
constexpr int barSteps = 1'000;
constexpr int pollMs = 200;

ImportBatchDialog::Calls callsOf(DeskContext& context) {
    return {[&context](auto answer) { context.batch.choices(std::move(answer)); },
            [&context](const QString& path, MerchantId merchant, desk::ProgressPtr progress, auto answer) {
                context.batch.preview(path, merchant, std::move(progress), std::move(answer));
            },
            [&context](const desk::BatchRequest& request, desk::ProgressPtr progress, auto answer) {
                context.batch.import(request, std::move(progress), std::move(answer));
            },
            context.showWork};
}
} // namespace

ImportBatchDialog::ImportBatchDialog(DeskContext& context, QWidget* parent)
    : ImportBatchDialog(tokensOf(context, QStringLiteral("IMPORT_BATCH"), {}), context.person.actor, callsOf(context),
                        parent) {}

ImportBatchDialog::ImportBatchDialog(Tokens tokens, rules::Actor actor, Calls calls, QWidget* parent)
    : TokenDialog(std::move(tokens), ActionButton::Kind::Primary, parent), m_actor(std::move(actor)),
      m_calls(std::move(calls)), m_form(new QFormLayout), m_file(new PathField(this)), m_merchant(new QComboBox(this)),
      m_channel(new QComboBox(this)), m_number(new QLineEdit(this)), m_sum(new QLabel(this)),
      m_table(new DataTable(QStringLiteral("batch.issues"), {}, this)), m_more(new QLabel(this)),
      m_bar(new QProgressBar(this)), m_stop(new QPushButton(this)) {
    build();
    retranslate();
    m_calls.choices(desk::reply<desk::BatchChoices>(this, [this](Result<desk::BatchChoices> choices) {
        if (choices) return takeChoices(*choices);
        m_lookError = choices.error();
        showWhat();
    }));
}

// A dialog that goes while its file is read stops the reading.
ImportBatchDialog::~ImportBatchDialog() {
    m_file->disconnect(this); // it loses the focus while this is taken down, and would ask for a look
    if (m_progress) m_progress->cancelled = true;
    endWork();
}

void ImportBatchDialog::build() {
    resize(980, 640);
    buildForm();
    body()->addLayout(m_form);
    m_sum->setProperty("role", QStringLiteral("figure"));
    m_sum->setTextFormat(Qt::PlainText);
    m_sum->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body()->addWidget(m_sum);
    buildTable();
    body()->addWidget(m_table, 1);
    m_more->setTextFormat(Qt::PlainText);
    body()->addWidget(m_more);
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
    setCommand<desk::ImportedBatch>(
        [this](const QString& token, desk::Reply<desk::ImportedBatch> answer) { import(token, std::move(answer)); },
        [](const desk::ImportedBatch& batch) {
            return tr("%Ln row(s) with %1 are imported and debited. The batch now waits for a second person.", nullptr,
                      int(batch.rowsCount))
                .arg(yuanText(batch.total));
        });
}

void ImportBatchDialog::buildForm() {
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_merchant->setObjectName(QStringLiteral("batch.merchant"));
    m_number->setObjectName(QStringLiteral("batch.number"));
    m_number->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9A-Za-z_-]{1,64}")), this));
    for (QWidget* field : {static_cast<QWidget*>(m_file), static_cast<QWidget*>(m_merchant),
                           static_cast<QWidget*>(m_channel), static_cast<QWidget*>(m_number)}) {
        auto* word = new QLabel(this);
        word->setBuddy(field);
        m_form->addRow(word, field);
    }
    connect(m_file, &PathField::pathChanged, this, &ImportBatchDialog::look);
    connect(m_merchant, &QComboBox::currentIndexChanged, this, &ImportBatchDialog::look);
    connect(m_channel, &QComboBox::currentIndexChanged, this, &ImportBatchDialog::showWhat);
    connect(m_number, &QLineEdit::textChanged, this, &ImportBatchDialog::showWhat);
}

void ImportBatchDialog::buildTable() {
    using Issue = desk::BatchIssue;
    const auto kind = [](const Issue& issue) {
        return issue.warning ? tr("warning", "a finding in a file") : tr("error", "a finding in a file");
    };
    const auto tone = [](const Issue& issue) { return issue.warning ? Tone::Warning : Tone::Critical; };
    const auto line = [](const Issue& issue) {
        return issue.lineNo == 0 ? tr("file", "a finding about the file as a whole") : countText(issue.lineNo);
    };
    const auto reason = [](const Issue& issue) { return batchIssueSentence(issue.reason); };
    m_issues = new RowTableModel<Issue>(
        {{[] { return tr("Line", "of a file"); }, Qt::AlignRight, line},
         {[] { return tr("Kind", "error or warning"); }, Qt::AlignLeft, kind, tone, true},
         {[] { return tr("Field", "of a file"); }, Qt::AlignLeft,
          [](const Issue& issue) { return batchFieldWord(issue.field); }},
         {[] { return tr("Value", "of a field"); }, Qt::AlignLeft, [](const Issue& issue) { return issue.value; }},
         {[] { return tr("What is wrong"); }, Qt::AlignLeft, reason, {}, false, reason}},
        this);
    m_table->setModel(m_issues);
    m_table->setColumnChars({5, 10, 14, 18, 40});
    m_table->setMinimumHeight(160);
}

void ImportBatchDialog::takeChoices(const desk::BatchChoices& choices) {
    m_choices = choices;
    for (QComboBox* box : {m_merchant, m_channel}) box->clear();
    for (const desk::MerchantChoice& merchant : choices.merchants)
        m_merchant->addItem(QStringLiteral("%1 %2").arg(merchant.code, merchant.name));
    for (const desk::ChannelChoice& channel : choices.channels) m_channel->addItem(channel.name);
    // A wrong merchant must be chosen on purpose, not by default.
    m_merchant->setCurrentIndex(choices.merchants.size() == 1 ? 0 : -1);
    m_channel->setCurrentIndex(choices.channels.size() == 1 ? 0 : -1);
    showWhat();
}

const desk::MerchantChoice* ImportBatchDialog::merchant() const {
    const int at = m_merchant->currentIndex();
    return at >= 0 && size_t(at) < m_choices.merchants.size() ? &m_choices.merchants[size_t(at)] : nullptr;
}

void ImportBatchDialog::look() {
    m_preview.reset();
    m_lookError.reset();
    m_issues->setRows({});
    const int look = ++m_looks;
    if (m_progress) m_progress->cancelled = true;
    endWork();
    if (!m_file->path().isEmpty() && merchant() != nullptr) {
        beginWork(tr("reading the batch file"));
        m_calls.preview(m_file->path(), merchant()->id, m_progress,
                        desk::reply<desk::BatchPreview>(this, [this, look](Result<desk::BatchPreview> preview) {
                            if (look != m_looks) return;
                            endWork();
                            if (preview) return setPreview(*preview);
                            m_lookError = preview.error();
                            showWhat();
                        }));
    }
    showWhat();
}

void ImportBatchDialog::setPreview(const desk::BatchPreview& preview) {
    m_preview = preview;
    m_issues->setRows(preview.issues);
    showWhat();
}

void ImportBatchDialog::import(const QString& token, desk::Reply<desk::ImportedBatch> answer) {
    beginWork(tr("importing the batch"));
    desk::BatchRequest request{m_actor,
                               token,
                               m_file->path(),
                               merchant()->id,
                               m_choices.channels[size_t(m_channel->currentIndex())].id,
                               m_number->text()};
    const auto take = [this, answer](Result<desk::ImportedBatch> result) {
        endWork();
        answer.take(std::move(result));
    };
    m_calls.import(request, m_progress, {answer.context, take});
}

void ImportBatchDialog::beginWork(const QString& title) {
    m_progress = std::make_shared<desk::Progress>();
    if (m_calls.showWork) m_workEnds = m_calls.showWork(title, m_progress);
    m_bar->setRange(0, 0);
    m_bar->setAccessibleName(title);
    m_bar->show();
    m_stop->setEnabled(true);
    m_stop->show();
    startTimer(pollMs);
    showWhat();
}

void ImportBatchDialog::endWork() {
    m_progress.reset();
    m_bar->hide();
    m_stop->hide();
    if (auto ends = std::exchange(m_workEnds, {})) ends();
}

void ImportBatchDialog::timerEvent(QTimerEvent* event) {
    if (!m_progress) return killTimer(event->timerId());
    const std::int64_t total = m_progress->total;
    if (total <= 0) return;
    m_bar->setRange(0, barSteps);
    m_bar->setValue(int(m_progress->done * barSteps / total));
}

QString ImportBatchDialog::missing() const {
    if (m_progress) return tr("Wait until the file is read.");
    if (m_file->path().isEmpty()) return tr("Choose the file.");
    if (merchant() == nullptr) return tr("Choose the merchant.");
    if (m_channel->currentIndex() < 0) return tr("Choose the channel.");
    if (!m_number->hasAcceptableInput())
        return tr("Type the merchant's batch number: letters, digits, - and _, at most 64.");
    if (!m_preview) return m_lookError ? errorSentence(*m_lookError) : tr("The file has not been read yet.");
    if (!m_preview->acceptable) return tr("The file has rows with errors. The merchant has to correct them.");
    return {};
}

void ImportBatchDialog::showWhat() {
    const QString lacks = missing();
    const bool decided = submission()->state() == Submission::State::Done || submission()->isBusy();
    if (!decided) setMissing(lacks);
    m_sum->setVisible(m_preview.has_value());
    m_more->setVisible(m_preview && m_preview->moreIssues > 0);
    if (!m_preview) {
        m_table->setEmptyText(tr("No file read yet"),
                              m_lookError ? errorSentence(*m_lookError)
                                          : tr("Choose file and merchant; nothing is stored by looking."));
        return setSentence(tr("Import a merchant's payout file. First it is only looked at."));
    }
    const desk::BatchPreview& file = *m_preview;
    m_sum->setText(tr("%Ln row(s), total %1, fees %2", nullptr, int(file.rowsCount))
                       .arg(yuanText(file.total), yuanText(file.fee)));
    m_more->setText(tr("and %Ln more finding(s) that are not listed", nullptr, int(file.moreIssues)));
    m_table->setEmptyText(tr("No findings"), tr("Every row of the file can be read and is complete."));
    if (!file.acceptable)
        return setSentence(tr("This file cannot be imported; the rows below have to be corrected by the merchant."));
    const Money debit{file.total.minor + file.fee.minor, file.total.currency};
    setSentence(merchant() == nullptr || m_channel->currentIndex() < 0
                    ? tr("The file is good. Choose merchant and channel.")
                    : tr("%1 is debited from %2 at once; after a second person's approval %3 leaves through %4 in %Ln "
                         "payout(s).",
                         nullptr, int(file.rowsCount))
                          .arg(yuanText(debit), merchant()->name, yuanText(file.total), m_channel->currentText()));
}

void ImportBatchDialog::retranslate() {
    TokenDialog::retranslate();
    setWindowTitle(tr("Import a batch"));
    const QString words[] = {tr("&File"), tr("&Merchant"), tr("&Channel"), tr("Merchant's batch &number")};
    for (int row = 0; row < m_form->rowCount(); ++row)
        static_cast<QLabel*>(m_form->itemAt(row, QFormLayout::LabelRole)->widget())->setText(words[row]);
    m_table->setAccessibleName(tr("Findings in the file"));
    m_stop->setText(tr("Stop reading"));
    setActionText(tr("Import and debit"));
    showWhat();
}

} // namespace payout::ui
