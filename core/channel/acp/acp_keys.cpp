// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channel/acp/acp_keys.h"

#include <QDir>
#include <QFile>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace payout::channel::acp {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
using Pkey = std::shared_ptr<evp_pkey_st>;

constexpr qint64 pemBytesMax = 64 * 1024;

const unsigned char* bytesOf(const QByteArray& data) {
    return reinterpret_cast<const unsigned char*>(data.constData());
}
unsigned char* bytesOf(QByteArray& data) { return reinterpret_cast<unsigned char*>(data.data()); }
std::size_t sizeOf(const QByteArray& data) { return static_cast<std::size_t>(data.size()); }

// A failed call leaves its reason in the thread's queue, where an unrelated TLS call would find it.
template <class T> T cleared(T value) {
    ERR_clear_error();
    return value;
}

Bio reader(const QByteArray& pem) {
    return Bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(std::min<qsizetype>(pem.size(), pemBytesMax))),
               &BIO_free);
}

Result<Pkey> checked(EVP_PKEY* key) {
    Pkey owned(key, &EVP_PKEY_free);
    ERR_clear_error();
    if (!key || !EVP_PKEY_is_a(key, "RSA") || EVP_PKEY_get_bits(key) < rsaBitsLeast)
        return refused(QStringLiteral("BadKey"), QStringLiteral("not an RSA key of at least 2048 bits in PEM"));
    return owned;
}

int noPassphrase(char*, int, int, void*) { return -1; } // never ask on a terminal

QByteArray drained(const Bio& bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QByteArray(data, size);
}

Done writeFile(const QString& path, const QByteArray& bytes, QFile::Permissions permissions) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, permissions) || file.write(bytes) != bytes.size())
        return refused(QStringLiteral("KeyUnwritable"), path + QStringLiteral(": ") + file.errorString());
    return {};
}

Done writePair(const QString& privatePath, const QString& publicPath) {
    TRY(const KeyPair pair, generateKeyPair());
    TRY_DONE(writeFile(privatePath, pair.privatePem, QFile::ReadOwner | QFile::WriteOwner));
    return writeFile(publicPath, pair.publicPem,
                     QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
}

Result<QByteArray> readPem(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refused(QStringLiteral("KeyUnreadable"), path + QStringLiteral(": ") + file.errorString());
    return file.read(pemBytesMax);
}

} // namespace

Result<PublicKey> PublicKey::fromPem(const QByteArray& pem) {
    TRY(Pkey key, checked(PEM_read_bio_PUBKEY(reader(pem).get(), nullptr, &noPassphrase, nullptr)));
    return PublicKey(std::move(key));
}

bool PublicKey::verifies(const QByteArray& message, const QByteArray& signature) const {
    const DigestContext context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    const bool fine =
        context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) == 1 &&
        EVP_DigestVerify(context.get(), bytesOf(signature), sizeOf(signature), bytesOf(message), sizeOf(message)) == 1;
    return cleared(fine);
}

Result<QByteArray> PublicKey::encrypt(const QByteArray& plain) const {
    const KeyContext context(EVP_PKEY_CTX_new(m_key.get(), nullptr), &EVP_PKEY_CTX_free);
    std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(m_key.get()));
    QByteArray out(static_cast<qsizetype>(size), '\0');
    const bool fine = context && EVP_PKEY_encrypt_init(context.get()) == 1 &&
                      EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1 &&
                      EVP_PKEY_encrypt(context.get(), bytesOf(out), &size, bytesOf(plain), sizeOf(plain)) == 1;
    if (!cleared(fine)) return refused(QStringLiteral("EncryptFailed"));
    return out.first(static_cast<qsizetype>(size));
}

Result<PrivateKey> PrivateKey::fromPem(const QByteArray& pem) {
    TRY(Pkey key, checked(PEM_read_bio_PrivateKey(reader(pem).get(), nullptr, &noPassphrase, nullptr)));
    return PrivateKey(std::move(key));
}

Result<QByteArray> PrivateKey::sign(const QByteArray& message) const {
    const DigestContext context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(m_key.get()));
    QByteArray out(static_cast<qsizetype>(size), '\0');
    const bool fine = context && EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) == 1 &&
                      EVP_DigestSign(context.get(), bytesOf(out), &size, bytesOf(message), sizeOf(message)) == 1;
    if (!cleared(fine)) return broken(QStringLiteral("SignFailed"));
    return out.first(static_cast<qsizetype>(size));
}

Result<QByteArray> PrivateKey::decrypt(const QByteArray& cipher) const {
    const KeyContext context(EVP_PKEY_CTX_new(m_key.get(), nullptr), &EVP_PKEY_CTX_free);
    std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(m_key.get()));
    QByteArray out(static_cast<qsizetype>(size), '\0');
    const bool fine = context && EVP_PKEY_decrypt_init(context.get()) == 1 &&
                      EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1 &&
                      EVP_PKEY_decrypt(context.get(), bytesOf(out), &size, bytesOf(cipher), sizeOf(cipher)) == 1;
    if (!cleared(fine)) return refused(QStringLiteral("DecryptFailed"));
    return out.first(static_cast<qsizetype>(size));
}

Result<KeyPair> generateKeyPair(int bits) {
    const Pkey key(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<std::size_t>(bits)), &EVP_PKEY_free);
    const Bio secret(BIO_new(BIO_s_mem()), &BIO_free);
    const Bio open(BIO_new(BIO_s_mem()), &BIO_free);
    const bool fine =
        key && secret && open &&
        PEM_write_bio_PKCS8PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1 &&
        PEM_write_bio_PUBKEY(open.get(), key.get()) == 1;
    if (!cleared(fine)) return broken(QStringLiteral("KeyGenerationFailed"));
    return KeyPair{drained(secret), drained(open)};
}

Done createPracticeKeys(const QString& folder) {
    const QDir dir(folder);
    if (!dir.mkpath(QStringLiteral("."))) return refused(QStringLiteral("KeyUnwritable"), folder);
    const QString merchantPrivate = dir.filePath(QLatin1String(key_file::merchantPrivate));
    const QString merchantPublic = dir.filePath(QLatin1String(key_file::merchantPublic));
    const QString bankPrivate = dir.filePath(QLatin1String(key_file::bankPrivate));
    const QString bankPublic = dir.filePath(QLatin1String(key_file::bankPublic));
    int present = 0;
    for (const QString& path : {merchantPrivate, merchantPublic, bankPrivate, bankPublic})
        present += QFile::exists(path);
    if (present == 4) return {};
    if (present != 0) return refused(QStringLiteral("KeysIncomplete"), folder);
    TRY_DONE(writePair(merchantPrivate, merchantPublic));
    return writePair(bankPrivate, bankPublic);
}

Result<PrivateKey> loadPrivateKey(const QString& path) {
    TRY(const QByteArray pem, readPem(path));
    return PrivateKey::fromPem(pem);
}

Result<PublicKey> loadPublicKey(const QString& path) {
    TRY(const QByteArray pem, readPem(path));
    return PublicKey::fromPem(pem);
}

} // namespace payout::channel::acp
