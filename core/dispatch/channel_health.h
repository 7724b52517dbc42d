// SPDX-License-Identifier: GPL-3.0-or-later
// Channel health from connections that came about or not (R46). One failure is DEGRADED, the next DOWN; a success is
// UP, and the stable minutes count from the first success after a failure.
#pragma once

#include "core/base/ids.h"
#include "core/store/connection.h"

namespace payout::dispatch {

enum class Contact { Made, Failed };

Done noteContact(store::Connection& connection, ChannelId channel, Contact contact);

} // namespace payout::dispatch
