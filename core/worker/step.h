// SPDX-License-Identifier: GPL-3.0-or-later
// A job is a machine of small steps: one database transaction or one channel call each. Nothing here sleeps, starts a
// thread or reads a clock; the program that runs the steps does.
#pragma once

namespace payout::worker {

enum class StepResult {
    Worked, ///< something was done: call again at once
    Idle,   ///< nothing to do now: wait a little
};

} // namespace payout::worker
