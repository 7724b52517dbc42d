// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/approval_page.h"

#include "ui/approval/approval_evidence_view.h"
#include "ui/approval/approval_refusals.h"
#include "ui/approval/approval_text.h"
#include "ui/approval/approve_dialog.h"
#include "ui/approval/batch_rows_view.h"
#include "ui/approval/set_aside_dialog.h"
#include "ui/shared/action_button.h"
#include "ui/shared/banner.h"
#include "ui/shared/data_table.h"
#include "ui/shared/reason_dialog.h"
#include "ui/text/money_text.h"
#include "ui/text/refusal_text.h"
#include "ui/text/state_text.h"
#include "ui/text/time_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace payout::ui {

namespace {

using Batch = desk::BatchView;

constexpr int stateColumn = 6;

std::vector<Column<Batch>> columns(DatabaseNow now) {
    return {
        {[] { return ApprovalPage::tr("Batch number"); }, Qt::AlignLeft,
         [](const Batch& b) { return b.merchantBatchNo; }},
        {[] { return ApprovalPage::tr("Merchant"); }, Qt::AlignLeft, [](const Batch& b) { return b.merchant; }},
        {[] { return ApprovalPage::tr("Total", "sum of a batch"); }, Qt::AlignRight,
         [](const Batch& b) { return amountText(b.total); }},
        {[] { return ApprovalPage::tr("Rows"); }, Qt::AlignRight,
         [](const Batch& b) { return countText(b.rowsCount); }},
        {[] { return ApprovalPage::tr("Held"); }, Qt::AlignRight,
         [](const Batch& b) { return b.heldRows == 0 ? QString() : countText(b.heldRows); },
         [](const Batch& b) { return b.heldRows == 0 ? Tone::Neutral : Tone::Warning; }},
        {[] { return ApprovalPage::tr("Made at"); }, Qt::AlignLeft,
         [now](const Batch& b) { return minuteText(b.createdAt, now()); }},
        {[] { return ApprovalPage::tr("State"); }, Qt::AlignLeft, [](const Batch& b) { return stateWord(b.state); },
         [](const Batch& b) { return stateTone(b.state); }, true},
    };
}

QString objectKey(InstructionId instruction) { return QString::number(instruction.value); }

} // namespace

ApprovalPage::ApprovalPage(DeskContext& desk, QWidget* parent)
    : Page(desk, parent), m_model(new PagedTableModel<Batch>(columns(desk.databaseNow), source(), this)),
      m_splitter(new QSplitter(Qt::Horizontal, this)), m_filterLabel(new QLabel(this)), m_filter(new QComboBox(this)),
      m_table(new DataTable(QStringLiteral("approval.batches"), desk.databaseNow, this)), m_notice(new Banner(this)),
      m_tabs(new QTabWidget(this)), m_view(new ApprovalEvidenceView(this)),
      m_rows(new BatchRowsView(desk.approval, desk.databaseNow, this)), m_actions(new QWidget(this)),
      m_reason(new QLabel(m_actions)), m_reject(new ActionButton(ActionButton::Kind::Plain, m_actions)),
      m_release(new ActionButton(ActionButton::Kind::Plain, m_actions)),
      m_approve(new ActionButton(ActionButton::Kind::Danger, m_actions)) {
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(makeEvidence());
    m_splitter->setStretchFactor(0, 9);
    m_splitter->setStretchFactor(1, 11);
    m_splitter->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_splitter);
    connect(m_filter, &QComboBox::currentIndexChanged, this, &ApprovalPage::onFilter);
    connect(m_table, &DataTable::currentRowChanged, this, &ApprovalPage::onRow);
    connect(m_table, &DataTable::rowActivated, this, [this] { m_view->setFocus(); });
    connect(m_model, &PagedTableBase::loaded, this, [this] {
        if (m_table->currentRow() < 0 && m_model->rowCount() > 0) m_table->selectRow(0);
    });
    m_reject->setRun([this] { openReject(); });
    m_release->setRun([this] { openRelease(); });
    m_approve->setRun([this] { openApprove(); });
    connect(m_rows, &BatchRowsView::setAsideAsked, this, &ApprovalPage::openSetAside);
    retranslate();
    m_model->restart();
}

QWidget* ApprovalPage::makeList() {
    auto* side = new QWidget(this);
    auto* head = new QHBoxLayout;
    head->addWidget(m_filterLabel);
    head->addWidget(m_filter, 1);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(head);
    column->addWidget(m_table, 1);
    m_filterLabel->setBuddy(m_filter);
    for (int i = 0; i < 4; ++i) m_filter->addItem(QString());
    m_table->setModel(m_model);
    m_table->setColumnChars({11, 8, 12, 5, 5, 9, 14});
    m_table->setFilterLine([this] { return m_filter->currentText(); });
    showStateColumn();
    return side;
}

QWidget* ApprovalPage::makeEvidence() {
    auto* side = new QWidget(this);
    auto* buttons = new QHBoxLayout(m_actions);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->addWidget(m_reason, 1);
    for (ActionButton* button : {m_reject, m_release, m_approve}) {
        buttons->addWidget(button);
        button->setAutoDefault(false);
    }
    m_reason->setWordWrap(true);
    m_tabs->addTab(m_view, QString());
    m_tabs->addTab(m_rows, QString());
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_notice);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_actions);
    return side;
}

PagedSource<Batch> ApprovalPage::source() {
    return {[this](desk::Reply<desk::ListShape> answer) { desk().approval.shape(filter(), std::move(answer)); },
            [this](std::optional<desk::PageKey> from, desk::Reply<std::vector<Batch>> answer) {
                desk().approval.page(filter(), from, std::move(answer));
            },
            [](const Batch& batch) { return batch.id.value; }};
}

desk::BatchFilter ApprovalPage::filter() const {
    static constexpr std::array filters{desk::BatchFilter::Waiting, desk::BatchFilter::Approved,
                                        desk::BatchFilter::Rejected, desk::BatchFilter::All};
    const int at = m_filter->currentIndex();
    return at < 0 ? desk::BatchFilter::Waiting : filters[static_cast<std::size_t>(at)];
}

QString ApprovalPage::title() const { return tr("Approve"); }

void ApprovalPage::refresh() {
    m_model->refresh();
    m_rows->refresh();
    if (!m_chosen.isNone()) askEvidence();
}

/// What all rows have in common needs no column.
void ApprovalPage::showStateColumn() {
    const bool isOne = filter() == desk::BatchFilter::Waiting || filter() == desk::BatchFilter::Rejected;
    m_table->setColumnHidden(stateColumn, isOne);
}

void ApprovalPage::onFilter() {
    showStateColumn();
    forgetEvidence();
    m_model->restart();
}

void ApprovalPage::onRow(int row) {
    const Batch* batch = m_model->rowAt(row);
    if (batch == nullptr || batch->id == m_chosen) return;
    forgetEvidence();
    m_chosen = batch->id;
    askEvidence();
}

void ApprovalPage::forgetEvidence() {
    m_chosen = {};
    m_evidence.reset();
    m_notice->hide();
    m_view->clear();
    showButtons();
}

void ApprovalPage::askEvidence() {
    const InstructionId asked = m_chosen;
    desk().approval.evidence(
        asked, desk::reply<desk::ApprovalEvidence>(this, [this, asked](Result<desk::ApprovalEvidence> answer) {
            takeEvidence(asked, std::move(answer));
        }));
}

void ApprovalPage::takeEvidence(InstructionId asked, Result<desk::ApprovalEvidence> answer) {
    if (asked != m_chosen) return; // an answer for a batch that is no longer looked at
    if (!answer) {
        m_notice->say(Tone::Critical, tr("The batch could not be read."), errorSentence(answer.error()));
        return;
    }
    // R16: whoever is reading must notice that what he read is no longer what is there.
    const bool changed = m_evidence && m_evidence->digest != answer->digest;
    if (changed)
        m_notice->say(Tone::Warning, tr("This batch changed while you were reading it."),
                      tr("It is shown anew below; read it again before you decide."));
    showEvidence(*answer);
}

void ApprovalPage::showEvidence(const desk::ApprovalEvidence& evidence) {
    m_evidence = evidence;
    m_view->setEvidence(evidence, desk().databaseNow());
    m_rows->setBatch(evidence.batch.id);
    m_tabs->setTabText(1, tr("All %n row(s)", nullptr, static_cast<int>(evidence.batch.rowsCount)));
    showButtons();
}

void ApprovalPage::showButtons() {
    m_actions->setEnabled(m_evidence.has_value());
    m_reason->setText(QString());
    if (!m_evidence) return m_rows->offerSetAside(false, {});
    const ApprovalRefusals refusals = approvalRefusals(*m_evidence, desk().person);
    m_approve->setRefusal(refusals.decide);
    m_reject->setRefusal(refusals.decide);
    m_release->setRefusal(refusals.release);
    m_rows->offerSetAside(m_evidence->batch.state == rules::InstructionState::ApprovedProcessing, refusals.setAside);
    if (refusals.decide) m_reason->setText(errorSentence(*refusals.decide));
}

void ApprovalPage::openApprove() {
    const desk::ApprovalEvidence evidence = *m_evidence;
    auto* dialog = new ApproveDialog(evidence, desk().databaseNow(),
                                     tokensOf(desk(), QStringLiteral("approve"), objectKey(evidence.batch.id)), this);
    dialog->setCommand<desk::ApprovalAnswer>(
        [this, dialog, evidence](const QString& token, desk::Reply<desk::ApprovalAnswer> answer) {
            desk().approval.approve(
                {desk().person.actor, token, evidence.batch.id, evidence.digest, dialog->typedTotal()},
                std::move(answer));
        },
        [this](const desk::ApprovalAnswer& answer) { return ApprovalText::answer(answer, desk().databaseNow()); });
    openDialog(dialog, m_approve);
}

void ApprovalPage::openReject() {
    const desk::ApprovalEvidence evidence = *m_evidence;
    auto* dialog = new ReasonDialog(tokensOf(desk(), QStringLiteral("reject"), objectKey(evidence.batch.id)),
                                    ActionButton::Kind::Danger, this);
    dialog->setWindowTitle(tr("Reject batch %1").arg(evidence.batch.merchantBatchNo));
    dialog->setSentence(
        tr("Nothing of batch %1 is paid, and %2 with the fee go back to the balance of %3. This cannot "
           "be undone.")
            .arg(evidence.batch.merchantBatchNo, yuanText(evidence.batch.total), evidence.batch.merchant));
    dialog->setActionText(tr("&Reject the batch"));
    dialog->setReasonCommand<desk::ApprovalAnswer>(
        [this, evidence](const QString& token, const QString& reason, desk::Reply<desk::ApprovalAnswer> answer) {
            desk().approval.reject({desk().person.actor, token, evidence.batch.id, evidence.digest, QString()}, reason,
                                   std::move(answer));
        },
        [this](const desk::ApprovalAnswer& answer) { return ApprovalText::answer(answer, desk().databaseNow()); });
    openDialog(dialog, m_reject);
}

void ApprovalPage::openRelease() {
    const desk::ApprovalEvidence evidence = *m_evidence;
    auto* dialog = new ReasonDialog(tokensOf(desk(), QStringLiteral("release"), objectKey(evidence.batch.id)),
                                    ActionButton::Kind::Danger, this);
    dialog->setWindowTitle(tr("Release the held rows of batch %1").arg(evidence.batch.merchantBatchNo));
    dialog->setSentence(tr("%n held row(s) with %1 look like payouts that exist already. After the release they leave "
                           "with the batch.",
                           nullptr, static_cast<int>(evidence.heldRows))
                            .arg(yuanText(evidence.heldTotal)));
    dialog->setActionText(tr("&Release the held rows"));
    dialog->setReasonCommand<std::int64_t>(
        [this, evidence](const QString& token, const QString& reason, desk::Reply<std::int64_t> answer) {
            desk().approval.releaseHeld(desk().person.actor, evidence.batch.id, token, reason, std::move(answer));
        },
        [](const std::int64_t& count) { return tr("%n row(s) were released.", nullptr, static_cast<int>(count)); });
    openDialog(dialog, m_release);
}

void ApprovalPage::openSetAside(const std::vector<desk::PayoutRowView>& rows) {
    const std::vector<PayoutId> payouts = idsOf(rows);
    auto* dialog = new SetAsideDialog(
        m_evidence->batch, rows,
        tokensOf(desk(), desk::ApprovalDesk::setAsideCommand(), desk::ApprovalDesk::setAsideKey(payouts)), this);
    dialog->setReasonCommand<std::int64_t>(
        [this, payouts, batch = m_evidence->batch.id](const QString& token, const QString& reason,
                                                      desk::Reply<std::int64_t> answer) {
            desk().approval.setAside({desk().person.actor, token, batch, payouts, reason}, std::move(answer));
        },
        SetAsideDialog::doneSentence);
    openDialog(dialog, m_rows->asideButton());
}

void ApprovalPage::openDialog(TokenDialog* dialog, ActionButton* opener) {
    dialog->setWritingLocked(isWritingLocked());
    connect(dialog, &TokenDialog::happened, this, &ApprovalPage::refresh);
    connect(dialog->submission(), &Submission::failed, this,
            [this, dialog](const Error& error) { onRefused(dialog, error); });
    connect(dialog, &QObject::destroyed, opener, &ActionButton::finished);
    dialog->open();
}

// The digest that the dialog names is void: only a new look makes a new approval (R16).
void ApprovalPage::onRefused(TokenDialog* dialog, const Error& error) {
    if (rules::refusalOf(error) == rules::Refusal::ShownChanged) dialog->setRefusal(error);
    m_rows->refresh();
    askEvidence();
}

void ApprovalPage::retranslate() {
    m_filterLabel->setText(tr("Sho&w:"));
    const QStringList names{tr("Waiting for approval"), tr("Approved batches"), tr("Rejected batches"),
                            tr("All batches")};
    for (int i = 0; i < m_filter->count(); ++i) m_filter->setItemText(i, names[i]);
    m_filter->setAccessibleName(tr("Which batches are shown"));
    m_table->setAccessibleName(tr("Batches"));
    m_table->setEmptyText(tr("No batch here"), tr("A batch appears here as soon as its file was imported."));
    m_tabs->setAccessibleName(tr("The chosen batch: overview and rows"));
    m_tabs->setTabText(0, tr("What you are about to approve"));
    m_tabs->setTabText(1, m_evidence ? tr("All %n row(s)", nullptr, static_cast<int>(m_evidence->batch.rowsCount))
                                     : tr("All rows"));
    m_reject->setText(tr("Re&ject…"));
    m_release->setText(tr("Re&lease held rows…"));
    m_approve->setText(tr("&Approve…"));
    m_reject->setHint(tr("Gives the whole batch back to the merchant (Alt+J)"));
    m_release->setHint(tr("Lets the held rows of this batch leave with it (Alt+L)"));
    m_approve->setHint(tr("Shows once more what will happen before anything is approved (Alt+A)"));
    m_rows->retranslate();
    showButtons();
}

} // namespace payout::ui
