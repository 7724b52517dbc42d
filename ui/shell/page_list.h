// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the desk in the order of the navigation: the one place that knows them all.
#pragma once

#include "ui/shared/icons.h"
#include "ui/shell/page.h"

#include <functional>
#include <vector>

namespace payout::ui {

struct PageEntry {
    Symbol symbol;
    std::function<QString()> title;
    std::function<Page*(DeskContext& desk, QWidget* parent)> make;
    /// How many things wait there, for the navigation.
    std::function<std::int64_t(const desk::StripStatus&)> waiting;
};
[[nodiscard]] std::vector<PageEntry> deskPages();

} // namespace payout::ui
