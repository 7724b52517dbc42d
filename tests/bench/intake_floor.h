// SPDX-License-Identifier: GPL-3.0-or-later
// The least that any program must do to make a file's lines durable: six columns, no index, no check.
#pragma once

#include "core/store/engine.h"

#include <QByteArray>

namespace payout::bench {

/// Seconds of one transaction on an empty table. PostgreSQL: COPY of the lines as they are. SQLite: one prepared insert
/// a line. `lines` are comma-separated without header and quotes.
Result<double> timeRawLines(const store::DatabaseUrl& url, const QByteArray& lines);

} // namespace payout::bench
