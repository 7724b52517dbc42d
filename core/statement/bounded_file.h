// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a file from outside, on their way to a parser: counted, hashed, cancellable and bounded. What a parser
// would only notice after it has swallowed it (a document type, a text without end) is stopped here, before it.
#pragma once

#include "core/base/digest.h"
#include "core/statement/statement_line.h"

#include <QIODevice>

namespace payout::statement {

enum class MarkupRules {
    None,
    Xml, ///< no DOCTYPE or ENTITY, no UTF-16 or UTF-32, no stretch without a tag longer than `stretchBytesMax`
};

/// Room for 64 KiB characters of text in any encoding, with its tags and escapes.
inline constexpr std::int64_t stretchBytesMax = 512 * 1024;

class BoundedFile : public QIODevice {
public:
    /// Reads `source`, which must be open and must live longer.
    BoundedFile(QIODevice& source, const ReadOptions& options, MarkupRules rules);

    /// Why reading stopped, if it was not the end of the file: "FileTooLarge", "Cancelled", "DtdNotAllowed",
    /// "TextTooLong", "EncodingNotSupported", "ReadFailed". Ask here first: a parser only sees a file that ends too
    /// early.
    const std::optional<Error>& failure() const { return m_failure; }
    std::int64_t bytesRead() const { return m_bytesRead; }
    /// Hash of everything read; call once, at the end.
    QString sha256() { return m_hash.hex(); }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char* data, qint64 maxSize) override;
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    Done admit(QByteArrayView bytes);
    Done scanMarkup(QByteArrayView bytes);

    QIODevice& m_source;
    const ReadOptions& m_options;
    MarkupRules m_rules;
    Sha256 m_hash;
    std::optional<Error> m_failure;
    std::int64_t m_bytesRead = 0;
    std::int64_t m_stretch = 0;       ///< bytes since the last `<`
    qsizetype m_matchedOfDoctype = 0; ///< letters of a forbidden word seen so far; a word may span two reads
    qsizetype m_matchedOfEntity = 0;
};

} // namespace payout::statement
