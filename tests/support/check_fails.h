// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a CHECK ends the process, tried in a child.
#pragma once

#include <csignal>
#include <cstdlib>

#include <sys/wait.h>
#include <unistd.h>

namespace payout::support {

/// True if `attempt` ends in abort(). Nothing that it does stays, but sockets and files are shared: it must fail before
/// it talks to anyone.
template <class Attempt> bool checkFails(Attempt attempt) {
    const pid_t child = fork();
    if (child == 0) {
        std::signal(SIGABRT, SIG_DFL); // not QtTest's, which would print a stack trace
        close(STDERR_FILENO);
        attempt();
        _exit(0);
    }
    int status = 0;
    return waitpid(child, &status, 0) == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

} // namespace payout::support
