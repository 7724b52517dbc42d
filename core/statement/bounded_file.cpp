// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/bounded_file.h"

namespace payout::statement {

namespace {

constexpr QByteArrayView doctypeWord("<!DOCTYPE");
constexpr QByteArrayView entityWord("<!ENTITY");

qsizetype matchedAfter(QByteArrayView word, qsizetype matched, char next) {
    if (next == word[matched]) return matched + 1;
    return next == word[0] ? 1 : 0;
}

} // namespace

BoundedFile::BoundedFile(QIODevice& source, const ReadOptions& options, MarkupRules rules)
    : m_source(source), m_options(options), m_rules(rules) {
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 BoundedFile::readData(char* data, qint64 maxSize) {
    if (m_failure) return -1;
    const qint64 got = m_source.read(data, maxSize);
    if (got < 0) {
        // QIODevice answers -1 both at the end of some devices and on failure.
        if (!m_source.atEnd())
            m_failure = Error{ErrorKind::Unavailable, QStringLiteral("ReadFailed"), m_source.errorString()};
        return -1;
    }
    if (Done admitted = admit(QByteArrayView(data, got)); !admitted) {
        m_failure = std::move(admitted).error();
        return -1;
    }
    return got;
}

Done BoundedFile::admit(QByteArrayView bytes) {
    m_bytesRead += bytes.size();
    if (m_bytesRead > m_options.bytesMax)
        return refused(QStringLiteral("FileTooLarge"),
                       QStringLiteral("more than %1 bytes: ask the bank for shorter periods").arg(m_options.bytesMax));
    m_hash.addBytes(bytes);
    if (m_options.progress && !m_options.progress(m_bytesRead)) return unavailable(QStringLiteral("Cancelled"));
    return m_rules == MarkupRules::Xml ? scanMarkup(bytes) : Done();
}

// Byte by byte, before the parser sees anything. Only encodings that keep ASCII are let through, so `<` is always the
// byte `<`. A comment that quotes a declaration is refused as well: no bank needs it.
Done BoundedFile::scanMarkup(QByteArrayView bytes) {
    for (const char byte : bytes) {
        if (byte == '\0')
            return refused(QStringLiteral("EncodingNotSupported"), QStringLiteral("export the file as UTF-8"));
        m_stretch = byte == '<' ? 0 : m_stretch + 1;
        if (m_stretch > stretchBytesMax)
            return refused(QStringLiteral("TextTooLong"), QStringLiteral("a text or tag is longer than any bank's"));
        m_matchedOfDoctype = matchedAfter(doctypeWord, m_matchedOfDoctype, byte);
        m_matchedOfEntity = matchedAfter(entityWord, m_matchedOfEntity, byte);
        if (m_matchedOfDoctype == doctypeWord.size() || m_matchedOfEntity == entityWord.size())
            return refused(QStringLiteral("DtdNotAllowed"),
                           QStringLiteral("the file declares a document type or an entity; statements never do"));
    }
    return {};
}

} // namespace payout::statement
