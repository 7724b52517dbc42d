// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_encoding.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace payout {

namespace {

constexpr char byteOrderMark[] = "\xEF\xBB\xBF";

// One iconv descriptor; the platform's own table, so that none has to be kept here.
class Converter {
public:
    Converter() : m_descriptor(iconv_open("UTF-8", "GB18030")) {}
    ~Converter() {
        if (isOpen()) iconv_close(m_descriptor);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    bool isOpen() const { return m_descriptor != reinterpret_cast<iconv_t>(std::intptr_t{-1}); }
    /// False at a byte sequence that is no GB18030; `input` then stands at it.
    bool convert(QByteArrayView& input, QByteArray& output);

private:
    iconv_t m_descriptor;
};

bool Converter::convert(QByteArrayView& input, QByteArray& output) {
    std::array<char, 64 * 1024> block;
    auto* from = const_cast<char*>(input.data());
    auto left = static_cast<std::size_t>(input.size());
    for (;;) {
        char* to = block.data();
        std::size_t room = block.size();
        const std::size_t irreversible = iconv(m_descriptor, &from, &left, &to, &room);
        output.append(block.data(), to - block.data());
        input = QByteArrayView(from, static_cast<qsizetype>(left));
        if (irreversible != static_cast<std::size_t>(-1)) return true;
        if (errno != E2BIG) return false;
    }
}

bool isContinuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

// Offset of the first byte from `at` on that is not ASCII, eight bytes a step.
qsizetype skipAscii(QByteArrayView bytes, qsizetype at) {
    while (at + 8 <= bytes.size()) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data() + at, 8);
        if (eight & 0x8080808080808080ULL) break;
        at += 8;
    }
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80U) ++at;
    return at;
}

} // namespace

QString nameOf(TextEncoding encoding) {
    switch (encoding) {
    case TextEncoding::Utf8: return QStringLiteral("UTF-8");
    case TextEncoding::Gb18030: return QStringLiteral("GB18030");
    }
    return {};
}

CodePoint codePointAt(QByteArrayView utf8, qsizetype at) {
    if (at >= utf8.size()) return {};
    const auto lead = static_cast<unsigned char>(utf8[at]);
    if (lead < 0x80U) return {lead, 1};
    if (lead < 0xC2U || lead > 0xF4U) return {}; // continuation bytes, overlong C0 and C1, above U+10FFFF
    const int bytes = lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
    if (utf8.size() - at < bytes) return {};
    char32_t value = lead & (0xFFU >> (bytes + 1));
    for (int i = 1; i < bytes; ++i) {
        const auto next = static_cast<unsigned char>(utf8[at + i]);
        if (!isContinuation(next)) return {};
        value = (value << 6U) | (next & 0x3FU);
    }
    const bool overlong = (bytes == 3 && value < 0x800U) || (bytes == 4 && value < 0x10000U);
    const bool surrogate = value >= 0xD800U && value <= 0xDFFFU;
    if (overlong || surrogate || value > 0x10FFFFU) return {};
    return {value, bytes};
}

qsizetype firstBadUtf8(QByteArrayView bytes) {
    for (qsizetype at = skipAscii(bytes, 0); at < bytes.size(); at = skipAscii(bytes, at)) {
        while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) >= 0x80U) {
            const int length = codePointAt(bytes, at).bytes;
            if (length == 0) return at;
            at += length;
        }
    }
    return -1;
}

qsizetype countCodePoints(QByteArrayView utf8) {
    return std::ranges::count_if(utf8, [](char c) { return !isContinuation(static_cast<unsigned char>(c)); });
}

Result<QByteArray> utf8FromGb18030(QByteArrayView bytes) {
    Converter converter;
    if (!converter.isOpen()) return broken(QStringLiteral("NoGb18030Converter"));
    QByteArray utf8;
    utf8.reserve(bytes.size() + bytes.size() / 2);
    QByteArrayView rest = bytes;
    if (!converter.convert(rest, utf8))
        return refused(QStringLiteral("BadGb18030"), QStringLiteral("byte %1").arg(bytes.size() - rest.size()));
    return utf8;
}

Result<DecodedText> decodeText(QByteArrayView bytes) {
    const bool marked = bytes.startsWith(byteOrderMark);
    const QByteArrayView body = marked ? bytes.sliced(3) : bytes;
    const qsizetype bad = firstBadUtf8(body);
    if (bad < 0) return DecodedText{TextEncoding::Utf8, {}, body};
    if (marked) return refused(QStringLiteral("BadUtf8"), QStringLiteral("byte %1").arg(bad + 3));
    Result<QByteArray> converted = utf8FromGb18030(bytes);
    if (!converted && converted.error().kind == ErrorKind::Broken) return std::unexpected(converted.error());
    if (!converted)
        return refused(
            QStringLiteral("EncodingUnknown"),
            QStringLiteral("not UTF-8 at byte %1, not GB18030 at %2").arg(bad).arg(converted.error().detail));
    DecodedText text{TextEncoding::Gb18030, *std::move(converted), {}};
    text.utf8 = text.owned;
    return text;
}

} // namespace payout
