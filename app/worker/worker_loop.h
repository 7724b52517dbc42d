// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the steps of the jobs of one process, one after another, on one connection that is opened again when it is lost.
#pragma once

#include "app/worker/practice_bank.h"
#include "app/worker/worker_options.h"
#include "core/egress/socket_line.h"
#include "core/store/connection.h"
#include "core/worker/ask_job.h"
#include "core/worker/compare_job.h"
#include "core/worker/import_job.h"
#include "core/worker/keep_job.h"
#include "core/worker/send_job.h"

#include <atomic>
#include <memory>

namespace payout::worker_program {

class WorkerLoop {
public:
    explicit WorkerLoop(WorkerOptions options);

    /// Until `stop` is set or something is Broken; the exit code.
    int run(const std::atomic<bool>& stop);

private:
    enum class Round { Worked, Idle, Ended };
    Round round();
    Done connect();
    Done readClock();
    Result<worker::StepResult> stepSend();
    worker::StepResult waitForOperator(const QString& holder);
    Round failed(const char* job, const Error& error);
    Result<std::unique_ptr<channel::Channel>> makeAdapter(const channel::ChannelProfile& profile) const;

    WorkerOptions m_options;
    PracticeBank m_bank;
    dispatch::ChannelSet m_channels;
    egress::SocketLine m_sendLine;
    std::chrono::milliseconds m_trainingOffset{0};
    std::unique_ptr<store::Connection> m_connection;
    std::unique_ptr<worker::SendJob> m_send;
    worker::AskJob m_ask;
    worker::KeepJob m_keep;
    worker::ImportJob m_import;
    worker::CompareJob m_compare;
    const std::atomic<bool>* m_stop = nullptr; ///< while running
    bool m_sending = false;
    UtcTime m_keptAt;
};

} // namespace payout::worker_program
