// SPDX-License-Identifier: GPL-3.0-or-later
// The channels of a database with their adapters. Which adapter class serves a channel is the composition's choice.
#pragma once

#include "core/base/ids.h"
#include "core/channel/channel.h"
#include "core/dispatch/channel_table.h"

#include <functional>
#include <map>
#include <memory>

namespace payout::dispatch {

using AdapterFactory = std::function<Result<std::unique_ptr<channel::Channel>>(const channel::ChannelProfile&)>;

class ChannelSet {
public:
    explicit ChannelSet(AdapterFactory factory) : m_factory(std::move(factory)) {}

    /// The adapter of a channel; made once and again whenever its stored profile changed.
    Result<channel::Channel*> of(store::Connection& connection, ChannelId id);

private:
    struct Made {
        QString profileJson;
        std::unique_ptr<channel::Channel> adapter;
    };
    AdapterFactory m_factory;
    std::map<ChannelId, Made> m_made;
};

} // namespace payout::dispatch
