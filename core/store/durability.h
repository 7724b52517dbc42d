// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

namespace payout::store {

/// Everything committed on this connection before this call survives a crash: asked, not hoped. PostgreSQL:
/// synchronous_commit is on for this session, not in recovery, and the flush position reaches within two seconds the
/// write position seen now, on the server and on one synchronous standby where `synchronous_standby_names` is set.
/// SQLite: WAL and synchronous = FULL or EXTRA. Unavailable "NotDurable" otherwise.
Done requireDurable(Connection& connection);

} // namespace payout::store
