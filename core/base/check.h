// SPDX-License-Identifier: GPL-3.0-or-later
// CHECK is for programmer errors only, never for input, and it is on in release: a process that no longer knows what
// is true must end before the next effect (style rule 8).
#pragma once

namespace payout {
[[noreturn]] void checkFailed(const char* condition, const char* file, int line);
}

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) ::payout::checkFailed(#condition, __FILE__, __LINE__);                                       \
    } while (false)
