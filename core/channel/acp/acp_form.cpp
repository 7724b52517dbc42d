// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channel/acp/acp_form.h"

#include <QStringDecoder>
#include <QUrl>

#include <algorithm>
#include <cctype>

namespace payout::channel::acp {

namespace {

std::unexpected<Error> badForm(const char* why) { return refused(QStringLiteral("BadForm"), QString::fromLatin1(why)); }

bool isHex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

bool escapesAreWhole(QByteArrayView text) {
    for (qsizetype at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 3))
        if (at + 2 >= text.size() || !isHex(text[at + 1]) || !isHex(text[at + 2])) return false;
    return true;
}

Result<QString> decodePart(QByteArrayView part) {
    if (!escapesAreWhole(part)) return badForm("escape");
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = utf8(QByteArray::fromPercentEncoding(part.toByteArray()));
    if (utf8.hasError()) return badForm("not UTF-8");
    const auto isControl = [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7F; };
    if (std::ranges::any_of(text, isControl)) return badForm("control character");
    return text;
}

} // namespace

QByteArray encodeForm(const Fields& fields) {
    QByteArray out;
    for (const auto& [key, value] : fields) {
        if (!out.isEmpty()) out += '&';
        out += QUrl::toPercentEncoding(key) + '=' + QUrl::toPercentEncoding(value);
    }
    return out;
}

Result<Fields> decodeForm(const QByteArray& body) {
    if (body.isEmpty() || body.size() > formBytesMax) return badForm("empty or too large");
    Fields out;
    for (const QByteArray& pair : body.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        if (equals <= 0) return badForm("pair");
        TRY(const QString key, decodePart(QByteArrayView(pair).first(equals)));
        TRY(const QString value, decodePart(QByteArrayView(pair).sliced(equals + 1)));
        if (key.isEmpty() || !out.emplace(key, value).second) return badForm("repeated key");
        if (out.size() > formFieldsMax) return badForm("too many fields");
    }
    return out;
}

QString valueOf(const Fields& fields, const QString& key) {
    const auto found = fields.find(key);
    return found == fields.end() ? QString() : found->second;
}

} // namespace payout::channel::acp
