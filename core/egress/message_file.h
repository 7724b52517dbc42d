// SPDX-License-Identifier: GPL-3.0-or-later
// What worker and egress say to each other over a local socket, as bytes: a length of four bytes (big endian), then a
// version, a kind and fields, each with a length of its own. Everything is bounded before it is read; what does not fit
// exactly is refused and ends the connection.
#pragma once

#include "core/base/error.h"
#include "core/dispatch/outlet.h"

#include <QByteArray>

#include <optional>
#include <variant>

namespace payout::egress {

inline constexpr quint32 frameBytesMax = 1u << 20; ///< a bank's answer is at most half of that (channel/http_reply)

// From the worker.
struct DialMessage {
    ChannelId channel;
    bool operator==(const DialMessage&) const = default;
};
struct SendMessage {
    dispatch::Permit permit;
    bool operator==(const SendMessage&) const = default;
};
struct ReachMessage {
    ChannelId channel;
    bool operator==(const ReachMessage&) const = default;
};
struct AskMessage {
    PayoutId payout;
    int attemptNo = 0;
    bool operator==(const AskMessage&) const = default;
};
// From the egress.
struct DoneMessage {
    bool operator==(const DoneMessage&) const = default;
};
struct FailedMessage {
    Error error;
    bool operator==(const FailedMessage&) const = default;
};
struct ReplyMessage {
    channel::RawReply reply;
    bool operator==(const ReplyMessage&) const;
};

using Message =
    std::variant<DialMessage, SendMessage, ReachMessage, AskMessage, DoneMessage, FailedMessage, ReplyMessage>;

/// One frame, its length before it.
[[nodiscard]] QByteArray encode(const Message& message);

/// Takes the first whole frame off the front of `buffer`. None: more bytes are needed. Refused "BadFrame": these are
/// not the words of a peer of this version, and nothing that follows can be understood.
[[nodiscard]] Result<std::optional<Message>> takeMessage(QByteArray& buffer);

} // namespace payout::egress
