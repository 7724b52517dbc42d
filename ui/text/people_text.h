// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/roles.h"

#include <QString>

namespace payout::ui {

[[nodiscard]] QString roleWord(rules::Role role);
/// "Auditor, Supervisor": in the order of the enum, whatever the set's order.
[[nodiscard]] QString roleWords(const QSet<rules::Role>& roles);

} // namespace payout::ui
