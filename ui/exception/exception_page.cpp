// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exception/exception_page.h"

#include "ui/exception/exception_columns.h"
#include "ui/exception/exception_detail_view.h"
#include "ui/exception/exception_text.h"
#include "ui/exception/groups_view.h"
#include "ui/shared/action_button.h"
#include "ui/shared/banner.h"
#include "ui/shared/data_table.h"
#include "ui/text/money_text.h"
#include "ui/text/refusal_text.h"
#include "ui/text/state_text.h"
#include "ui/text/time_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace payout::ui {

namespace {

using View = desk::ExceptionView;
using rules::ExceptionAction;
using rules::Task;

std::optional<Error> roleRefusal(const rules::Actor& actor, Task task) {
    const Done may = rules::mayDo(actor, task);
    return may ? std::nullopt : std::optional(may.error());
}

// One dialog is about one kind of action: the rows of the first kind that is there.
ActionTargets proposedTogether(const ActionTargets& targets) {
    ActionTargets same;
    for (const View& row : targets.rows) {
        const bool fits = same.rows.empty() || same.rows.front().proposedAction == row.proposedAction;
        if (!row.proposedAction.isEmpty() && fits) same.rows.push_back(row);
    }
    return same;
}

ActionTargets notProposed(const ActionTargets& targets) {
    ActionTargets open;
    for (const View& row : targets.rows)
        if (row.proposedAction.isEmpty()) open.rows.push_back(row);
    return open;
}

} // namespace

ExceptionPage::ExceptionPage(DeskContext& desk, QWidget* parent)
    : Page(desk, parent), m_model(new PagedTableModel<View>(exceptionColumns(desk.databaseNow), source(), this)),
      m_tabs(new QTabWidget(this)), m_filterLabel(new QLabel(this)), m_filter(new QComboBox(this)),
      m_sortLabel(new QLabel(this)), m_sort(new QComboBox(this)),
      m_table(new DataTable(QStringLiteral("exception.queue"), desk.databaseNow, this)),
      m_groups(new GroupsView(desk.databaseNow, this)), m_notice(new Banner(this)),
      m_view(new ExceptionDetailView(this)), m_actions(new QWidget(this)), m_reason(new QLabel(m_actions)),
      m_ask(new ActionButton(ActionButton::Kind::Primary, m_actions)), m_pair(new QStackedWidget(m_actions)),
      m_repay(new ActionButton(ActionButton::Kind::Plain, m_pair)),
      m_return(new ActionButton(ActionButton::Kind::Plain, m_pair)),
      m_confirm(new ActionButton(ActionButton::Kind::Danger, m_pair)),
      m_refuse(new ActionButton(ActionButton::Kind::Plain, m_pair)) {
    m_tabs->addTab(makeQueue(), QString());
    m_tabs->addTab(m_groups, QString());
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_tabs);
    splitter->addWidget(makeDetail());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->addWidget(splitter);
    connectParts();
    retranslate();
    setTargets({}, QString());
    m_model->restart();
}

QWidget* ExceptionPage::makeQueue() {
    auto* side = new QWidget(this);
    auto* head = new QHBoxLayout;
    for (QWidget* part : std::initializer_list<QWidget*>{m_filterLabel, m_filter, m_sortLabel, m_sort})
        head->addWidget(part);
    head->addStretch(1);
    auto* column = new QVBoxLayout(side);
    column->addLayout(head);
    column->addWidget(m_table, 1);
    m_filterLabel->setBuddy(m_filter);
    m_sortLabel->setBuddy(m_sort);
    for (int i = 0; i < 5; ++i) m_filter->addItem(QString());
    for (int i = 0; i < 2; ++i) m_sort->addItem(QString());
    m_table->setModel(m_model);
    m_table->setColumnChars(exceptionColumnChars());
    m_table->setFilterLine([this] { return m_filter->currentText() + QStringLiteral(", ") + m_sort->currentText(); });
    return side;
}

QWidget* ExceptionPage::makeDetail() {
    auto* side = new QWidget(this);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_notice);
    column->addWidget(m_view, 1);
    column->addWidget(makeActions());
    return side;
}

QWidget* ExceptionPage::makeActions() {
    const auto addPair = [this](ActionButton* first, ActionButton* second) {
        auto* page = new QWidget(m_pair);
        auto* row = new QHBoxLayout(page);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(first);
        row->addWidget(second);
        m_pair->addWidget(page);
    };
    addPair(m_repay, m_return);
    addPair(m_refuse, m_confirm);
    m_pair->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_reason->setWordWrap(true);
    m_reason->setMinimumHeight(fontMetrics().lineSpacing() * 2);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_ask);
    buttons->addStretch(1);
    buttons->addWidget(m_pair);
    auto* column = new QVBoxLayout(m_actions);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_reason);
    column->addLayout(buttons);
    return m_actions;
}

void ExceptionPage::connectParts() {
    connect(m_filter, &QComboBox::currentIndexChanged, this, [this] { m_model->restart(); });
    connect(m_sort, &QComboBox::currentIndexChanged, this, [this] { m_model->restart(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ExceptionPage::onSelection);
    connect(m_table, &DataTable::rowActivated, this, [this] { m_view->setFocus(); });
    connect(m_groups, &GroupsView::chosenChanged, this, &ExceptionPage::onGroup);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) { tab == 0 ? onSelection() : onGroup(); });
    connect(m_model, &PagedTableBase::loaded, this, [this] {
        if (m_targets.rows.empty()) onSelection();
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { setTargets({}, QString()); });
    m_ask->setRun([this] { askBank(); });
    m_repay->setRun([this] { openPropose(ExceptionAction::Repay); });
    m_return->setRun([this] { openPropose(ExceptionAction::Return); });
    m_confirm->setRun([this] { openDecide(true); });
    m_refuse->setRun([this] { openDecide(false); });
}

PagedSource<View> ExceptionPage::source() {
    return {
        [this](desk::Reply<desk::ListShape> answer) { desk().exception.shape(filter(), sort(), std::move(answer)); },
        [this](std::optional<desk::PageKey> from, desk::Reply<std::vector<View>> answer) {
            desk().exception.page(filter(), sort(), from, std::move(answer));
        },
        [](const View& view) { return view.id.value; },
        [this](std::optional<desk::PageKey> from, desk::PageSlice slice, desk::Reply<std::vector<View>> answer) {
            desk().exception.glimpse(filter(), sort(), from, slice, std::move(answer));
        }};
}

desk::ExceptionFilter ExceptionPage::filter() const {
    static constexpr std::array filters{desk::ExceptionFilter::All, desk::ExceptionFilter::Locked,
                                        desk::ExceptionFilter::Actionable, desk::ExceptionFilter::Proposed,
                                        desk::ExceptionFilter::PayeeError};
    const int at = m_filter->currentIndex();
    return at < 0 ? desk::ExceptionFilter::All : filters[static_cast<std::size_t>(at)];
}

desk::ExceptionSort ExceptionPage::sort() const {
    return m_sort->currentIndex() == 1 ? desk::ExceptionSort::AmountLargest : desk::ExceptionSort::UnlocksFirst;
}

QString ExceptionPage::title() const { return tr("Exceptions"); }

void ExceptionPage::refresh() {
    m_model->refresh();
    askGroups();
    if (m_tabs->currentIndex() == 0 && m_targets.rows.size() == 1) askDetail();
}

void ExceptionPage::onSelection() {
    if (m_tabs->currentIndex() != 0) return;
    const QModelIndexList chosen = m_table->selectionModel()->selectedRows();
    ActionTargets targets;
    for (const QModelIndex& at : chosen)
        if (const View* row = m_model->rowAt(at.row())) targets.rows.push_back(*row);
    if (targets.rows.size() != static_cast<std::size_t>(chosen.size()))
        return setTargets({},
                          tr("Some of the chosen rows are not read yet. Scroll through them once, or use a group."));
    const int count = static_cast<int>(targets.rows.size());
    const QString amount = yuanText(targets.total());
    setTargets(std::move(targets), count < 2 ? QString()
                                             : tr("%n payout(s) with %1 are chosen. Each one is checked; those whose "
                                                  "gates are shut are left out and listed.",
                                                  nullptr, count)
                                                   .arg(amount));
}

void ExceptionPage::onGroup() {
    if (m_tabs->currentIndex() != 1) return;
    const std::optional<desk::OutageGroup> group = m_groups->chosen();
    if (!group) return setTargets({}, tr("Choose a group on the left to act on all of its payouts together."));
    setTargets({}, ExceptionText::group(*group));
    askMembers(*group);
}

void ExceptionPage::setTargets(ActionTargets targets, const QString& sentence) {
    const bool same =
        m_targets.rows.size() == 1 && targets.rows.size() == 1 && m_targets.rows.front().id == targets.rows.front().id;
    m_targets = std::move(targets);
    m_gatesSentence = sentence;
    if (!same) {
        m_detail.reset();
        m_view->setMany(sentence);
    }
    if (m_targets.rows.size() == 1 && m_tabs->currentIndex() == 0) askDetail();
    showButtons();
}

void ExceptionPage::askDetail() {
    const PayoutId asked = m_targets.rows.front().id;
    desk().exception.detail(
        asked, desk().person.actor,
        desk::reply<desk::ExceptionDetail>(
            this, [this, asked](Result<desk::ExceptionDetail> answer) { takeDetail(asked, std::move(answer)); }));
}

void ExceptionPage::takeDetail(PayoutId asked, Result<desk::ExceptionDetail> answer) {
    if (m_targets.rows.size() != 1 || m_targets.rows.front().id != asked) return;
    if (!answer) return sayFailure(tr("The payout could not be read."), answer.error());
    m_detail = *answer;
    m_targets.rows.front() = answer->view; // the version that is shown is the version that is acted on (G8)
    m_view->setDetail(*answer, desk().databaseNow());
    showButtons();
}

void ExceptionPage::askGroups() {
    desk().exception.groups(
        desk::reply<std::vector<desk::OutageGroup>>(this, [this](Result<std::vector<desk::OutageGroup>> answer) {
            if (!answer) return sayFailure(tr("The groups could not be read."), answer.error());
            const int count = static_cast<int>(answer->size());
            m_groups->setGroups(*std::move(answer));
            m_tabs->setTabText(1, tr("%n group(s)", nullptr, count));
        }));
}

void ExceptionPage::askMembers(const desk::OutageGroup& group) {
    const QString sentence = ExceptionText::group(group);
    desk().exception.groupMembers(
        group, desk::reply<std::vector<View>>(this, [this, sentence](Result<std::vector<View>> answer) {
            if (m_tabs->currentIndex() != 1 || m_gatesSentence != sentence) return;
            if (!answer) return sayFailure(tr("The group could not be read."), answer.error());
            setTargets({*std::move(answer)}, sentence);
        }));
}

void ExceptionPage::showButtons() {
    m_reason->setText(QString());
    m_actions->setEnabled(!m_targets.rows.empty());
    if (m_targets.rows.empty()) return;
    if (m_detail) return showOneButtons(*m_detail);
    showManyButtons();
}

void ExceptionPage::showOneButtons(const desk::ExceptionDetail& detail) {
    const bool proposed = detail.openProposal.has_value();
    m_pair->setCurrentIndex(proposed ? 1 : 0);
    m_repay->setRefusal(detail.repayRefusal);
    m_return->setRefusal(detail.returnRefusal);
    const bool repay = detail.view.proposedAction == u"REPAY";
    m_confirm->setRefusal(repay ? detail.repayRefusal : detail.returnRefusal);
    m_refuse->setRefusal(roleRefusal(desk().person.actor, Task::ConfirmException));
    m_reason->setText(reasonOf(detail, !proposed || repay, !proposed || !repay));
}

// Both refusals in words; once if they are the same.
QString ExceptionPage::reasonOf(const desk::ExceptionDetail& detail, bool forRepay, bool forReturn) const {
    const QString repay = forRepay && detail.repayRefusal ? errorSentence(*detail.repayRefusal) : QString();
    const QString giveBack = forReturn && detail.returnRefusal ? errorSentence(*detail.returnRefusal) : QString();
    if (repay == giveBack) return repay;
    QStringList reasons;
    if (!repay.isEmpty()) reasons << tr("Pay again: %1").arg(repay);
    if (!giveBack.isEmpty()) reasons << tr("Return: %1").arg(giveBack);
    return reasons.join(u'\n');
}

void ExceptionPage::showManyButtons() {
    const rules::Actor& actor = desk().person.actor;
    const std::optional<Error> propose = roleRefusal(actor, Task::ProposeException);
    const std::optional<Error> decide = roleRefusal(actor, Task::ConfirmException);
    const bool open = !notProposed(m_targets).rows.empty();
    const bool proposed = !proposedTogether(m_targets).rows.empty();
    const bool deciding = proposed && (!open || propose.has_value());
    m_pair->setCurrentIndex(deciding ? 1 : 0);
    for (ActionButton* button : {m_repay, m_return}) button->setRefusal(propose);
    for (ActionButton* button : {m_confirm, m_refuse}) button->setRefusal(decide);
    const std::optional<Error>& reason = deciding ? decide : propose;
    if (reason) m_reason->setText(errorSentence(*reason));
}

void ExceptionPage::askBank() {
    auto left = std::make_shared<std::size_t>(m_targets.rows.size());
    for (const View& row : m_targets.rows) {
        desk().exception.askAgain(
            desk().person.actor, row.id, desk::reply<UtcTime>(this, [this, left](Result<UtcTime> answer) {
                if (--*left == 0) m_ask->finished();
                if (!answer) return sayFailure(tr("The question was not planned."), answer.error());
                m_notice->say(Tone::Info, tr("The bank is asked again at %1. Asking never moves money.")
                                              .arg(timeText(*answer, desk().databaseNow())));
            }));
    }
    if (*left == 0) m_ask->finished();
}

void ExceptionPage::openPropose(ExceptionAction action) {
    const ActionTargets targets = notProposed(m_targets);
    ActionButton* opener = action == ExceptionAction::Repay ? m_repay : m_return;
    if (targets.rows.empty()) return opener->finished();
    auto* dialog =
        new ProposeDialog(targets, action, m_gatesSentence,
                          tokensOf(desk(), QStringLiteral("propose"),
                                   desk::ExceptionDesk::proposeKey(action, targets.ids(), targets.versions())),
                          this);
    dialog->setDesk(desk().exception, desk().person.actor);
    openDialog(dialog, opener);
}

void ExceptionPage::openDecide(bool confirm) {
    const ActionTargets targets = proposedTogether(m_targets);
    ActionButton* opener = confirm ? m_confirm : m_refuse;
    if (targets.rows.empty()) return opener->finished();
    auto* dialog = new DecideDialog(
        targets, confirm, m_detail, desk().databaseNow(),
        tokensOf(desk(), QStringLiteral("decide"), desk::ExceptionDesk::decideKey(confirm, targets.ids())), this);
    dialog->setDesk(desk().exception, desk().person.actor);
    openDialog(dialog, opener);
}

void ExceptionPage::openDialog(TokenDialog* dialog, ActionButton* opener) {
    dialog->setWritingLocked(isWritingLocked());
    connect(dialog, &TokenDialog::happened, this, &ExceptionPage::refresh);
    connect(dialog->submission(), &Submission::failed, this, &ExceptionPage::refresh);
    connect(dialog, &QObject::destroyed, opener, &ActionButton::finished);
    dialog->open();
}

void ExceptionPage::sayFailure(const QString& title, const Error& error) {
    m_notice->say(Tone::Warning, title, errorSentence(error));
}

void ExceptionPage::retranslate() {
    m_tabs->setAccessibleName(tr("Exceptions: queue and groups"));
    m_tabs->setTabText(0, tr("Queue"));
    m_tabs->setTabText(1, tr("Groups"));
    m_filterLabel->setText(tr("Sho&w:"));
    const QStringList filters{tr("All exceptions"), tr("Still locked"), tr("May be acted on"), tr("Proposed ones"),
                              tr("Wrong payee data")};
    for (int i = 0; i < m_filter->count(); ++i) m_filter->setItemText(i, filters[i]);
    m_sortLabel->setText(tr("&Order:"));
    m_sort->setItemText(0, tr("First to unlock"));
    m_sort->setItemText(1, tr("Largest amount"));
    m_filter->setAccessibleName(tr("Which exceptions are shown"));
    m_sort->setAccessibleName(tr("Order of the exceptions"));
    m_table->setAccessibleName(tr("Exceptions"));
    m_table->setEmptyText(tr("No exceptions here"), tr("Payouts whose outcome is unconfirmed appear here."));
    m_groups->retranslate();
    m_ask->setText(tr("As&k the bank again"));
    m_repay->setText(tr("Propose paying a&gain…"));
    m_return->setText(tr("Propose &returning…"));
    m_confirm->setText(tr("&Confirm…"));
    m_refuse->setText(tr("Re&fuse…"));
    m_ask->setHint(tr("Always safe: only asks, moves no money (Alt+K)"));
    m_repay->setHint(tr("A second person confirms before anything is sent (Alt+G)"));
    m_return->setHint(tr("A second person confirms before the money goes back (Alt+R)"));
    m_confirm->setHint(tr("Shows what was proposed and seen before you confirm (Alt+C)"));
    m_refuse->setHint(tr("Puts the proposal aside; the payout stays unconfirmed (Alt+F)"));
    showButtons();
}

} // namespace payout::ui
