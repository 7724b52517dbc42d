// SPDX-License-Identifier: GPL-3.0-or-later
// Reads one HTTP/1.x answer out of bytes (RFC 9112). Pure: no socket, no time; every bound is here. Doubt about where
// the answer ends is Malformed, because half an answer must never look like a whole one.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace payout::channel {

inline constexpr qsizetype httpHeadBytesMax = 64 * 1024;
inline constexpr qsizetype httpReplyBytesMax = 1024 * 1024; ///< head and body together

enum class HttpRead { NeedMore, Complete, Malformed };

struct HttpReply {
    HttpRead read = HttpRead::NeedMore;
    int status = 0;
    QByteArray body;
    const char* problem = ""; ///< of Malformed
};

/// `closed` says that the peer has sent its last byte. Without Content-Length and chunks the body ends there; with
/// them an early end is Malformed. Qt tells no reset from an orderly close, so an answer without a length is whole only
/// if its signature says so. Bytes after the end of the answer are ignored: one answer belongs to one request.
[[nodiscard]] HttpReply readHttpReply(QByteArrayView bytes, bool closed);

} // namespace payout::channel
