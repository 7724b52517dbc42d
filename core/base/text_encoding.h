// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of a file to text, strictly: malformed input is refused, never replaced by U+FFFD (threat T13).
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QByteArrayView>

namespace payout {

enum class TextEncoding { Utf8, Gb18030 };

[[nodiscard]] QString nameOf(TextEncoding encoding); ///< "UTF-8", "GB18030"

/// One character of UTF-8 text. `bytes` is 0 when the text is malformed there (overlong forms, surrogates, values
/// above U+10FFFF, cut sequences) or at its end.
struct CodePoint {
    char32_t value = 0;
    int bytes = 0;
};
/// The character at `at`, which must not be negative.
[[nodiscard]] CodePoint codePointAt(QByteArrayView utf8, qsizetype at);

/// Offset of the first malformed byte, or -1 if all of it is valid UTF-8.
[[nodiscard]] qsizetype firstBadUtf8(QByteArrayView bytes);
/// Number of characters (code points) in valid UTF-8.
[[nodiscard]] qsizetype countCodePoints(QByteArrayView utf8);

/// GB18030 to UTF-8. Code "BadGb18030", with the offset of the first bad byte as detail.
[[nodiscard]] Result<QByteArray> utf8FromGb18030(QByteArrayView bytes);

/// A file's text as UTF-8 without a byte order mark. `utf8` points into the given bytes or into `owned`.
struct DecodedText {
    TextEncoding encoding = TextEncoding::Utf8;
    QByteArray owned; ///< empty when the bytes were UTF-8 already
    QByteArrayView utf8;
};
/// Valid UTF-8 wins, with or without a byte order mark; else GB18030. Codes: "BadUtf8" (a byte order mark promised
/// UTF-8), "EncodingUnknown" (neither).
[[nodiscard]] Result<DecodedText> decodeText(QByteArrayView bytes);

} // namespace payout
