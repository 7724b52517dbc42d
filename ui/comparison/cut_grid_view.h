// SPDX-License-Identifier: GPL-3.0-or-later
// Channels down, cuts of the day across; every cell a word with its colour and symbol (R32).
#pragma once

#include "core/desk/comparison_desk.h"

#include <QTableWidget>

#include <optional>

namespace payout::ui {

class CutGridView : public QTableWidget {
    Q_OBJECT
public:
    explicit CutGridView(QWidget* parent = nullptr);
    void setCuts(std::vector<desk::CutCell> cuts, UtcTime now); ///< keeps the chosen cell
    std::optional<desk::CutCell> chosen() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosenChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void render();
    int indexAt(int row, int column) const;

    std::vector<desk::CutCell> m_cuts;
    std::vector<ChannelId> m_channels; ///< one a row, in the order in which they came
    std::vector<std::int64_t> m_times; ///< one a column, ascending
    UtcTime m_now;
};

} // namespace payout::ui
