// SPDX-License-Identifier: GPL-3.0-or-later
// By which rules this program sends (protocol S17, I23): the number of the newest migration that it was built with. On
// its own, because who looks at it need not bring a database.
#pragma once

namespace payout::store {

inline constexpr int protocolOfThisProgram = 12;

} // namespace payout::store
