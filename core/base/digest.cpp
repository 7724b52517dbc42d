// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/digest.h"

#include "core/base/check.h"

#include <openssl/evp.h>

#include <array>

namespace payout {

struct Sha256::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : m_state(std::make_unique<State>()) {
    CHECK(m_state->context && EVP_DigestInit_ex(m_state->context, EVP_sha256(), nullptr) == 1);
}
Sha256::~Sha256() = default;

void Sha256::addBytes(QByteArrayView bytes) {
    CHECK(EVP_DigestUpdate(m_state->context, bytes.data(), static_cast<std::size_t>(bytes.size())) == 1);
}

void Sha256::addField(QByteArrayView bytes) {
    addBytes(QByteArray::number(bytes.size()) + ':');
    addBytes(bytes);
}
void Sha256::addField(const QString& text) { addField(QByteArrayView(text.toUtf8())); }
void Sha256::addField(qint64 number) { addField(QByteArrayView(QByteArray::number(number))); }

QString Sha256::hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    CHECK(EVP_DigestFinal_ex(m_state->context, digest.data(), &length) == 1);
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char*>(digest.data()), length).toHex());
}

QString sha256Hex(QByteArrayView bytes) {
    Sha256 hash;
    hash.addBytes(bytes);
    return hash.hex();
}

} // namespace payout
