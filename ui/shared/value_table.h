// SPDX-License-Identifier: GPL-3.0-or-later
// A small read-only table of finished texts (tens of rows, bounded by the seam). Long lists use a model instead.
#pragma once

#include <QTableWidget>

namespace payout::ui {

struct ValueCell {
    QString text;
    bool number = false; ///< right-aligned, tabular figures
    bool strong = false;
    QString mark = {}; ///< not empty: a red chip with this sign before the text ("≠", "=", "⚠")
    QString tip = {};
};
using ValueRow = std::vector<ValueCell>;

class ValueTable : public QTableWidget {
    Q_OBJECT
public:
    explicit ValueTable(QWidget* parent = nullptr);
    void setHeads(const QStringList& heads);
    void setRows(const std::vector<ValueRow>& rows);
    /// The table asks for as much height as it has rows, up to this many; beyond that it scrolls.
    void setRowsShown(int most) { m_rowsShown = most; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    int m_rowsShown = 10;
};

} // namespace payout::ui
