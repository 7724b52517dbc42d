// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channel/acp/acp_message.h"

#include "core/base/digest.h"

#include <QStringList>

namespace payout::channel::acp {

namespace {

Result<QByteArray> fromBase64(const QString& text) {
    const auto decoded = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::Base64Encoding |
                                                                             QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || text.isEmpty()) return refused(QStringLiteral("BadBase64"));
    return *decoded;
}

QString toBase64(const QByteArray& bytes) { return QString::fromLatin1(bytes.toBase64()); }

QByteArray digestUnderSignature(const Fields& fields) { return sha256Hex(signedText(fields)).toLatin1(); }

} // namespace

QByteArray signedText(const Fields& fields) {
    QByteArray out;
    for (const auto& [key, value] : fields) {
        if (key == QStringLiteral("signature")) continue;
        if (!out.isEmpty()) out += '&';
        out += key.toUtf8() + '=' + value.toUtf8();
    }
    return out;
}

Result<Fields> signedFields(Fields fields, const QString& certId, const PrivateKey& key) {
    fields[QStringLiteral("certId")] = certId;
    fields.erase(QStringLiteral("signature"));
    std::erase_if(fields, [](const auto& field) { return field.second.isEmpty(); });
    TRY(const QByteArray signature, key.sign(digestUnderSignature(fields)));
    fields[QStringLiteral("signature")] = toBase64(signature);
    return fields;
}

bool isSignedBy(const Fields& fields, const PublicKey& key) {
    const auto signature = fromBase64(valueOf(fields, QStringLiteral("signature")));
    return signature && key.verifies(digestUnderSignature(fields), *signature);
}

Result<QString> customerInfo(const QString& payeeName) {
    if (payeeName.isEmpty() || payeeName.contains(u'&') || payeeName.contains(u'{') || payeeName.contains(u'}'))
        return refused(QStringLiteral("BadPayeeName"), QStringLiteral("empty, or holds one of & { }"));
    return toBase64(QStringLiteral("{customerNm=%1}").arg(payeeName).toUtf8());
}

Result<QString> payeeNameIn(const QString& customerInfoField) {
    TRY(const QByteArray bytes, fromBase64(customerInfoField));
    const QString text = QString::fromUtf8(bytes);
    if (!text.startsWith(u'{') || !text.endsWith(u'}')) return refused(QStringLiteral("BadCustomerInfo"));
    for (const QString& part : text.sliced(1, text.size() - 2).split(u'&'))
        if (part.startsWith(QStringLiteral("customerNm="))) return part.sliced(11);
    return refused(QStringLiteral("BadCustomerInfo"));
}

Result<QString> encryptedAccount(const QString& account, const PublicKey& bank) {
    TRY(const QByteArray cipher, bank.encrypt(account.toUtf8()));
    return toBase64(cipher);
}

Result<QString> decryptedAccount(const QString& field, const PrivateKey& bank) {
    TRY(const QByteArray cipher, fromBase64(field));
    TRY(const QByteArray plain, bank.decrypt(cipher));
    return QString::fromUtf8(plain);
}

} // namespace payout::channel::acp
