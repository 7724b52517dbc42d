// SPDX-License-Identifier: GPL-3.0-or-later
// The bank's statement files: from when to when, whether the balances prove them, whether they count.
#pragma once

#include "core/desk/comparison_desk.h"
#include "ui/shared/countdown.h"
#include "ui/shared/row_table_model.h"

#include <QWidget>

#include <optional>

namespace payout::ui {

class DataTable;

class StatementsView : public QWidget {
    Q_OBJECT
public:
    explicit StatementsView(DatabaseNow now, QWidget* parent = nullptr);
    void setStatements(std::vector<desk::StatementView> statements); ///< keeps the chosen file
    std::optional<desk::StatementView> chosen() const;
    void retranslate();

Q_SIGNALS:
    void chosenChanged();

private:
    RowTableModel<desk::StatementView>* m_model;
    DataTable* m_table;
};

} // namespace payout::ui
