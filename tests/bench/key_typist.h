// SPDX-License-Identifier: GPL-3.0-or-later
// Types into the only window of a screen, as a person would.
#pragma once

#include "core/base/error.h"

#include <QString>

namespace payout::bench {

/// Lower-case letters, digits, blanks, tab and line end (Return), sent to the largest window of the display.
Done typeText(const QString& display, const QString& text);
/// Ctrl and this digit.
Done typeControl(const QString& display, char digit);

} // namespace payout::bench
