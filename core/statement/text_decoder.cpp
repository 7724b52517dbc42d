// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/text_decoder.h"

#include "core/base/check.h"

#include <QStringDecoder>

#include <array>
#include <cerrno>
#include <iconv.h>

namespace payout::statement {

namespace {

std::unexpected<Error> badEncoding(QStringView encoding) {
    return refused(
        QStringLiteral("BadEncoding"),
        QStringLiteral("the file is not %1 text: check the encoding in the channel's column mapping").arg(encoding));
}

/// glibc's converter for GB18030. Qt 6.4 has one only where it was built with ICU; one converter everywhere means that
/// two installations cannot read one file differently.
class IconvDecoder {
public:
    IconvDecoder() : m_handle(iconv_open("UTF-16LE", "GB18030")) { CHECK(m_handle != reinterpret_cast<iconv_t>(-1)); }
    ~IconvDecoder() { iconv_close(m_handle); }
    IconvDecoder(const IconvDecoder&) = delete;
    IconvDecoder& operator=(const IconvDecoder&) = delete;

    /// False at the first byte that is no GB18030.
    bool decode(QByteArrayView bytes, QString& text) {
        m_pending.append(bytes);
        char* in = m_pending.data();
        std::size_t inLeft = static_cast<std::size_t>(m_pending.size());
        while (inLeft > 0) {
            std::array<char16_t, 1024> buffer;
            char* out = reinterpret_cast<char*>(buffer.data());
            std::size_t outLeft = sizeof(buffer);
            const std::size_t converted = iconv(m_handle, &in, &inLeft, &out, &outLeft);
            text.append(reinterpret_cast<const QChar*>(buffer.data()),
                        static_cast<qsizetype>((sizeof(buffer) - outLeft) / sizeof(char16_t)));
            if (converted != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
            if (errno != EINVAL) return false;
            break; // EINVAL: the piece ends inside a character; the next piece completes it
        }
        m_pending = QByteArray(in, static_cast<qsizetype>(inLeft));
        return true;
    }
    bool isInsideCharacter() const { return !m_pending.isEmpty(); }

private:
    iconv_t m_handle;
    QByteArray m_pending;
};

} // namespace

struct TextDecoder::State {
    TextEncoding encoding = TextEncoding::Utf8;
    QStringDecoder utf8{QStringDecoder::Utf8};
    IconvDecoder gb18030;
    bool isFirst = true;

    /// False at the first byte that is not in the encoding.
    bool decode(QByteArrayView bytes, QString& text) {
        switch (encoding) {
        case TextEncoding::Utf8: text = utf8.decode(bytes); return !utf8.hasError();
        case TextEncoding::Gb18030: return gb18030.decode(bytes, text);
        }
        return false;
    }
    bool isInsideCharacter() {
        switch (encoding) {
        case TextEncoding::Utf8: {
            // Qt keeps the bytes of an unfinished character to itself: a letter behind them brings the error out.
            QString rest;
            return !decode(QByteArrayView("x", 1), rest) || rest != u"x";
        }
        case TextEncoding::Gb18030: return gb18030.isInsideCharacter();
        }
        return false;
    }
    QStringView name() const {
        switch (encoding) {
        case TextEncoding::Utf8: return u"UTF-8";
        case TextEncoding::Gb18030: return u"GB18030";
        }
        return {};
    }
};

TextDecoder::TextDecoder(TextEncoding encoding) : m_state(std::make_unique<State>()) { m_state->encoding = encoding; }
TextDecoder::~TextDecoder() = default;

Result<QString> TextDecoder::decode(QByteArrayView bytes) {
    QString text;
    if (!m_state->decode(bytes, text) || text.contains(QChar(u'\0'))) return badEncoding(m_state->name());
    if (m_state->isFirst && text.startsWith(QChar(QChar::ByteOrderMark))) text.remove(0, 1);
    if (!text.isEmpty()) m_state->isFirst = false;
    return text;
}

Done TextDecoder::finish() { return m_state->isInsideCharacter() ? Done(badEncoding(m_state->name())) : Done(); }

} // namespace payout::statement
