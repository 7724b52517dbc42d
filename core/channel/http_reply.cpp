// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channel/http_reply.h"

#include <algorithm>
#include <optional>

namespace payout::channel {

namespace {

HttpReply malformed(const char* problem) { return {HttpRead::Malformed, 0, {}, problem}; }

// What is missing is a reason to wait while the peer still speaks, and a defect once it has stopped.
HttpReply moreOr(bool closed, const char* problem) { return closed ? malformed(problem) : HttpReply{}; }

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// "HTTP/1.1 200 OK"; the reason phrase may be missing.
std::optional<int> statusOf(QByteArrayView line) {
    const bool known = line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 ");
    if (!known || line.size() < 12 || (line.size() > 12 && line[12] != ' ')) return std::nullopt;
    const QByteArrayView digits = line.sliced(9, 3);
    if (!std::ranges::all_of(digits, isDigit)) return std::nullopt;
    const int status = digits.toByteArray().toInt();
    return status >= 200 && status <= 599 ? std::optional(status) : std::nullopt;
}

std::optional<qsizetype> lengthOf(QByteArrayView text) {
    if (text.isEmpty() || text.size() > 8 || !std::ranges::all_of(text, isDigit)) return std::nullopt;
    return text.toByteArray().toLongLong();
}

struct Framing {
    std::optional<qsizetype> length;
    bool chunked = false;
    const char* problem = nullptr;
};

void readHeader(QByteArrayView line, Framing& out) {
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || line[0] == ' ' || line[0] == '\t' || line[colon - 1] == ' ') {
        out.problem = "header line";
        return;
    }
    const QByteArray name = line.first(colon).toByteArray().toLower();
    const QByteArray value = line.sliced(colon + 1).toByteArray().trimmed();
    if (name == "content-length") {
        const auto length = lengthOf(value);
        if (!length || (out.length && out.length != length)) out.problem = "content length";
        out.length = length;
    }
    if (name == "transfer-encoding") {
        if (value.toLower() != "chunked" || out.chunked) out.problem = "transfer encoding";
        out.chunked = true;
    }
    if (name == "content-encoding" && value.toLower() != "identity") out.problem = "content encoding";
}

Framing framingOf(QByteArrayView headers) {
    Framing out;
    while (!headers.isEmpty() && !out.problem) {
        const qsizetype end = headers.indexOf("\r\n");
        readHeader(end < 0 ? headers : headers.first(end), out);
        headers = end < 0 ? QByteArrayView() : headers.sliced(end + 2);
    }
    // Two ways to say where the body ends is how answers are smuggled (RFC 9112 section 6.3).
    if (!out.problem && out.chunked && out.length) out.problem = "two lengths";
    return out;
}

// Hexadecimal size of a chunk; an extension after ';' is allowed and ignored.
std::optional<qsizetype> chunkSize(QByteArrayView line) {
    const qsizetype extension = line.indexOf(';');
    const QByteArray digits = (extension < 0 ? line : line.first(extension)).toByteArray();
    bool fine = false;
    const qsizetype size = digits.toLongLong(&fine, 16);
    const bool hexadecimal =
        std::ranges::all_of(digits, [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
    if (!fine || !hexadecimal || digits.size() > 6) return std::nullopt;
    return size;
}

HttpReply readChunks(QByteArrayView bytes, bool closed, int status) {
    HttpReply out{HttpRead::Complete, status, {}, ""};
    for (;;) {
        const qsizetype end = bytes.indexOf("\r\n");
        if (end < 0) return bytes.size() > 256 ? malformed("chunk size") : moreOr(closed, "cut in a chunk size");
        const auto size = chunkSize(bytes.first(end));
        if (!size) return malformed("chunk size");
        bytes = bytes.sliced(end + 2);
        if (*size == 0) break;
        if (bytes.size() < *size + 2) return moreOr(closed, "cut in a chunk");
        out.body.append(bytes.first(*size));
        if (bytes.sliced(*size, 2) != "\r\n") return malformed("chunk end");
        bytes = bytes.sliced(*size + 2);
    }
    const bool ended = bytes.startsWith("\r\n") || bytes.indexOf("\r\n\r\n") >= 0; // trailers are not read
    return ended ? out : moreOr(closed, "cut after the last chunk");
}

} // namespace

HttpReply readHttpReply(QByteArrayView bytes, bool closed) {
    if (bytes.size() > httpReplyBytesMax) return malformed("larger than 1 MiB");
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return bytes.size() > httpHeadBytesMax ? malformed("head too large") : moreOr(closed, "cut in the head");
    if (headEnd > httpHeadBytesMax) return malformed("head too large");
    const QByteArrayView head = bytes.first(headEnd);
    const QByteArrayView body = bytes.sliced(headEnd + 4);
    const qsizetype lineEnd = head.indexOf("\r\n");
    const auto status = statusOf(lineEnd < 0 ? head : head.first(lineEnd));
    if (!status) return malformed("status line");
    const Framing framing = framingOf(lineEnd < 0 ? QByteArrayView() : head.sliced(lineEnd + 2));
    if (framing.problem) return malformed(framing.problem);
    if (framing.chunked) return readChunks(body, closed, *status);
    if (framing.length && *framing.length > httpReplyBytesMax) return malformed("larger than 1 MiB");
    if (framing.length && body.size() < *framing.length) return moreOr(closed, "cut in the body");
    if (!framing.length && !closed) return {};
    return {HttpRead::Complete, *status, body.first(framing.length.value_or(body.size())).toByteArray(), ""};
}

} // namespace payout::channel
