// SPDX-License-Identifier: GPL-3.0-or-later
// The practice bank without a socket, for the week of history: the same gateway, books and statements as payout-bank,
// at whatever time the demo says it is.
#pragma once

#include "app/bank/bank_gateway.h"
#include "app/workspace.h"
#include "core/channel/channel.h"

#include <memory>

namespace payout::admin {

class DemoBank {
public:
    /// Opens (and creates) the workspace's books; its keys and scenario must be there.
    static Result<std::unique_ptr<DemoBank>> open(const app::Workspace& workspace, UtcTime now);

    void setNow(UtcTime now) { m_now = now; }
    UtcTime now() const { return m_now; }
    channel::WireFactory wires();
    /// Our side of the interface.
    Result<std::unique_ptr<channel::Channel>> adapter(const channel::ChannelProfile& profile) const;
    /// Writes the daily statement of [from, to) into the workspace's statements; the file's path.
    Result<QString> writeStatement(UtcTime from, UtcTime to);

private:
    explicit DemoBank(app::Workspace workspace) : m_workspace(std::move(workspace)) {}

    app::Workspace m_workspace;
    UtcTime m_now;
    std::unique_ptr<bank::BankBooks> m_books;
    std::unique_ptr<bank::BankGateway> m_gateway;
};

} // namespace payout::admin
