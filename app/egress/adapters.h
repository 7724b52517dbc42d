// SPDX-License-Identifier: GPL-3.0-or-later
// The concrete adapters with the institution's own key; no other program loads it.
#pragma once

#include "app/egress/egress_options.h"

namespace payout::egress_program {

/// Everything that an egress of these options is made of; Broken "UnknownAdapter", "KeyUnreadable" and the like come
/// when a channel is first used.
[[nodiscard]] dispatch::AdapterFactory adaptersOf(const EgressOptions& options);
[[nodiscard]] egress::EgressSetup setupOf(const EgressOptions& options);

} // namespace payout::egress_program
