// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace payout::statement {

/// GB18030 is the superset of GBK and GB2312: files that call themselves any of the three are read with it.
enum class TextEncoding { Utf8, Gb18030 };

/// Bytes to text, piece by piece; a character may span two pieces. Never replaces a character that it cannot read: a
/// name or an order number that silently changed would be matched wrongly.
class TextDecoder {
public:
    explicit TextDecoder(TextEncoding encoding);
    ~TextDecoder();
    TextDecoder(const TextDecoder&) = delete;
    TextDecoder& operator=(const TextDecoder&) = delete;

    /// Refuses "BadEncoding" at the first byte that is not in the encoding, and on a zero character. A byte order mark
    /// at the beginning is dropped.
    Result<QString> decode(QByteArrayView bytes);
    /// Refuses "BadEncoding" if the text ends inside a character.
    Done finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace payout::statement
