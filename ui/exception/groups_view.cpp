// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exception/groups_view.h"

#include "ui/shared/data_table.h"
#include "ui/text/money_text.h"
#include "ui/text/state_text.h"
#include "ui/text/time_text.h"

#include <QVBoxLayout>

#include <algorithm>

namespace payout::ui {

namespace {

using Group = desk::OutageGroup;

QString ofAll(std::int64_t some, std::int64_t all) { return countText(some) + QStringLiteral(" / ") + countText(all); }

std::vector<Column<Group>> columns(DatabaseNow now) {
    return {
        {[] { return GroupsView::tr("Channel"); }, Qt::AlignLeft, [](const Group& g) { return g.channelName; }},
        {[] { return GroupsView::tr("Reason"); }, Qt::AlignLeft,
         [](const Group& g) { return subReasonWord(g.subReason); }},
        {[] { return GroupsView::tr("Since"); }, Qt::AlignLeft,
         [now](const Group& g) { return minuteText(g.firstAt, now()); }},
        {[] { return GroupsView::tr("Until"); }, Qt::AlignLeft,
         [now](const Group& g) { return minuteText(g.lastAt, now()); }},
        {[] { return GroupsView::tr("Payouts"); }, Qt::AlignRight, [](const Group& g) { return countText(g.count); }},
        {[] { return GroupsView::tr("Total", "sum of a group"); }, Qt::AlignRight,
         [](const Group& g) { return amountText(g.total); }},
        {[] { return GroupsView::tr("May be paid again"); }, Qt::AlignRight,
         [](const Group& g) { return ofAll(g.repayable, g.count); }},
        {[] { return GroupsView::tr("May be returned"); }, Qt::AlignRight,
         [](const Group& g) { return ofAll(g.returnable, g.count); }},
        {[] { return GroupsView::tr("Proposed"); }, Qt::AlignRight,
         [](const Group& g) { return ofAll(g.proposed, g.count); }},
    };
}

bool isSame(const Group& a, const Group& b) {
    return a.channel == b.channel && a.subReason == b.subReason && a.firstAt == b.firstAt;
}

} // namespace

GroupsView::GroupsView(DatabaseNow now, QWidget* parent)
    : QWidget(parent), m_model(new RowTableModel<Group>(columns(now), this)),
      m_table(new DataTable(QStringLiteral("exception.groups"), now, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table);
    m_table->setModel(m_model);
    m_table->setColumnChars({12, 15, 11, 11, 8, 12, 16, 14, 9});
    connect(m_table, &DataTable::currentRowChanged, this, [this] { Q_EMIT chosenChanged(); });
    retranslate();
}

void GroupsView::setGroups(std::vector<Group> groups) {
    const std::optional<Group> before = chosen();
    m_model->setRows(std::move(groups));
    if (!before) return;
    const auto& rows = m_model->rows();
    const auto at = std::ranges::find_if(rows, [&](const Group& group) { return isSame(group, *before); });
    if (at != rows.end()) m_table->selectRow(static_cast<int>(at - rows.begin()));
}

std::optional<Group> GroupsView::chosen() const {
    const Group* group = m_model->rowAt(m_table->currentRow());
    return group == nullptr ? std::nullopt : std::optional(*group);
}

void GroupsView::retranslate() {
    m_table->setAccessibleName(tr("Groups of exceptions that began together"));
    m_table->setEmptyText(tr("No groups"), tr("Exceptions of one channel, time and reason are grouped here."));
}

} // namespace payout::ui
