// SPDX-License-Identifier: GPL-3.0-or-later
// RSA keys of the ACP interface (spec 4.1): ours signs, the bank's verifies and encrypts. OpenSSL 3 EVP only. A private
// key is never printed, logged or compared.
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>

#include <memory>

struct evp_pkey_st;

namespace payout::channel::acp {

inline constexpr int rsaBitsLeast = 2048;

class PublicKey {
public:
    /// PEM "PUBLIC KEY"; refused as "BadKey" if it is not RSA of at least 2048 bits.
    static Result<PublicKey> fromPem(const QByteArray& pem);

    /// RSA PKCS#1 v1.5 with SHA-256. False for any other text, signature or key.
    bool verifies(const QByteArray& message, const QByteArray& signature) const;
    /// RSA PKCS#1 v1.5; random padding, so equal input gives different output. "EncryptFailed" if too long.
    Result<QByteArray> encrypt(const QByteArray& plain) const;

private:
    explicit PublicKey(std::shared_ptr<evp_pkey_st> key) : m_key(std::move(key)) {}
    std::shared_ptr<evp_pkey_st> m_key;
};

class PrivateKey {
public:
    /// PEM "PRIVATE KEY", unencrypted; refused as "BadKey" if it is not RSA of at least 2048 bits.
    static Result<PrivateKey> fromPem(const QByteArray& pem);

    Result<QByteArray> sign(const QByteArray& message) const;   ///< RSA PKCS#1 v1.5 with SHA-256
    Result<QByteArray> decrypt(const QByteArray& cipher) const; ///< the practice bank's side; "DecryptFailed"

private:
    explicit PrivateKey(std::shared_ptr<evp_pkey_st> key) : m_key(std::move(key)) {}
    std::shared_ptr<evp_pkey_st> m_key;
};

struct KeyPair {
    QByteArray privatePem;
    QByteArray publicPem;
};

/// A new pair for a practice workspace or a test; real keys come from the bank's certificate process.
[[nodiscard]] Result<KeyPair> generateKeyPair(int bits = rsaBitsLeast);

/// The four files of a practice workspace, relative to its key folder.
namespace key_file {
inline constexpr char merchantPrivate[] = "merchant.key.pem";
inline constexpr char merchantPublic[] = "merchant.pub.pem";
inline constexpr char bankPrivate[] = "bank.key.pem";
inline constexpr char bankPublic[] = "bank.pub.pem";
} // namespace key_file

/// Creates the folder and both pairs, private files readable by the owner only. Existing files are kept; a folder that
/// holds only some of the four is refused as "KeysIncomplete".
[[nodiscard]] Done createPracticeKeys(const QString& folder);
[[nodiscard]] Result<PrivateKey> loadPrivateKey(const QString& path); ///< "KeyUnreadable" or "BadKey"
[[nodiscard]] Result<PublicKey> loadPublicKey(const QString& path);

} // namespace payout::channel::acp
