// SPDX-License-Identifier: GPL-3.0-or-later
// Exceptions that began together: channel, time and reason in one row, with how many may be acted on (R44).
#pragma once

#include "core/desk/exception_desk.h"
#include "ui/shared/countdown.h"
#include "ui/shared/row_table_model.h"

#include <QWidget>

namespace payout::ui {

class DataTable;

class GroupsView : public QWidget {
    Q_OBJECT
public:
    explicit GroupsView(DatabaseNow now, QWidget* parent = nullptr);
    void setGroups(std::vector<desk::OutageGroup> groups); ///< keeps the chosen group if it is still there
    std::optional<desk::OutageGroup> chosen() const;
    void retranslate();

Q_SIGNALS:
    void chosenChanged();

private:
    RowTableModel<desk::OutageGroup>* m_model;
    DataTable* m_table;
};

} // namespace payout::ui
