// SPDX-License-Identifier: GPL-3.0-or-later
// Outflow by hour, what the system knows against what the bank shows. Qt Charts is set up only when the first figures
// arrive, after the page has been painted: starting the desk does not wait for it.
#pragma once

#include <QWidget>

#include <array>
#include <cstdint>
#include <optional>

class QLabel;
class QVBoxLayout;
class QChartView;

namespace payout::ui {

class OutflowChart : public QWidget {
    Q_OBJECT
public:
    using Hours = std::array<std::int64_t, 24>; ///< minor units by hour of the institution's day
    explicit OutflowChart(QWidget* parent = nullptr);
    void setHours(const Hours& system, const Hours& bank);

protected:
    void changeEvent(QEvent* event) override;

private:
    void render();
    struct Values {
        Hours system;
        Hours bank;
        bool operator==(const Values&) const = default;
    };
    std::optional<Values> m_values;
    QVBoxLayout* m_column;
    QLabel* m_none;
    QChartView* m_view = nullptr;
    bool m_queued = false;
};

} // namespace payout::ui
