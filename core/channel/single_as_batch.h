// SPDX-License-Identifier: GPL-3.0-or-later
// A channel that only takes single payments, seen as one that takes a list (R9). The list is walked in order; each
// row's answer stands on its own, whatever happens to a later row.
#pragma once

#include <cstddef>
#include <functional>
#include <span>

namespace payout::channel {

template <class Order, class RowAnswer> struct BatchSteps {
    /// Asked before every row, the first too: channel UP, no stop, no pause. False leaves this row and all after it
    /// without an attempt (R9, R10).
    std::function<bool(std::size_t row)> mayGoOn;
    std::function<RowAnswer(const Order&)> sendOne;
    /// Called with each answer before the next row is sent, so that it is recorded first.
    std::function<void(std::size_t row, const RowAnswer&)> onRow;
};

/// The number of rows that were sent: rows from there on were not touched.
template <class Order, class RowAnswer>
[[nodiscard]] std::size_t sendBatch(std::span<const Order> orders, const BatchSteps<Order, RowAnswer>& steps) {
    for (std::size_t row = 0; row < orders.size(); ++row) {
        if (!steps.mayGoOn(row)) return row;
        steps.onRow(row, steps.sendOne(orders[row]));
    }
    return orders.size();
}

} // namespace payout::channel
