// SPDX-License-Identifier: GPL-3.0-or-later
// Name and value pairs that are all there from the start ("–" until known), so nothing jumps when values arrive.
#pragma once

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace payout::ui {

struct Fact {
    QString name;
    QString value;
};

class FactsGrid : public QWidget {
    Q_OBJECT
public:
    static constexpr int spacing = 4; ///< between two rows, in pixels
    explicit FactsGrid(QWidget* parent = nullptr);
    /// Replaces all pairs; rows that exist are reused, none is taken away while the count stays.
    void setFacts(const std::vector<Fact>& facts);

private:
    struct Row {
        QLabel* name;
        QLabel* value;
    };
    void growTo(std::size_t count);

    QGridLayout* m_grid;
    std::vector<Row> m_rows;
};

} // namespace payout::ui
