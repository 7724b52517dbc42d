// SPDX-License-Identifier: GPL-3.0-or-later
// The seam to the network. One Wire is one permit: one connection, one request, no second try (protocol P3, P7, I8).
// Whoever holds the bank credentials later owns the other side of this seam; nothing above it knows sockets.
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>

namespace payout::channel {

/// How far a request came. Only the first two prove that nothing happened.
enum class WireResult {
    ConnectFailed,       ///< no connection, nothing sent
    DiedBeforeFirstByte, ///< the connection was dead before a byte was handed over: the permit closes with 0 bytes
    SentNoAnswer,        ///< at least one byte out, no whole answer: it may have happened
    Answered,            ///< one whole HTTP answer, whatever it says
};

struct RawReply {
    WireResult result = WireResult::SentNoAnswer;
    int httpStatus = 0;
    QByteArray body;         ///< of SentNoAnswer: what had arrived, as evidence only
    qint64 bytesWritten = 0; ///< of the request, handed to the connection; -1: nobody knows any more
    QString detail;          ///< English, for logs; no account number
};

/// One request as the adapter made it: a path on the endpoint and a form body.
struct WireRequest {
    QByteArray path;
    QByteArray body;
};

class Wire {
public:
    virtual ~Wire() = default;

    /// Connects, before the permit is armed. At most once; Unavailable "ConnectFailed" if it could not.
    [[nodiscard]] virtual Done dial() = 0;
    /// Sends this request on the connection of `dial` and waits for its answer within the send timeout. At most once;
    /// never connects by itself. The connection is closed afterwards whatever happened.
    [[nodiscard]] virtual RawReply exchange(const WireRequest& request) = 0;
    /// Bytes of the request handed over so far; survives a failure of `exchange`.
    [[nodiscard]] virtual qint64 bytesWritten() const = 0;
};

/// The reply that stands for a failed dial.
[[nodiscard]] inline RawReply connectFailed(const Error& error) {
    return RawReply{WireResult::ConnectFailed, 0, {}, 0, error.detail};
}

} // namespace payout::channel
