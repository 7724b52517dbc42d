// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/id_source.h"

#include "core/base/check.h"

#include <openssl/rand.h>

namespace payout {

namespace {

// SplitMix64 (Steele, Lea, Flood 2014): one word of state, so a seed alone replays a run.
std::uint64_t nextWord(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t word = state;
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9ULL;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EBULL;
    return word ^ (word >> 31);
}

} // namespace

QString IdSource::token() {
    constexpr int tokenBytes = 16;
    return QString::fromLatin1(randomBytes(tokenBytes).toHex());
}

QByteArray SystemIdSource::randomBytes(int count) {
    CHECK(count >= 1 && count <= randomBytesMax);
    QByteArray bytes(count, Qt::Uninitialized);
    CHECK(RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), count) == 1);
    return bytes;
}

QByteArray SeededIdSource::randomBytes(int count) {
    CHECK(count >= 1 && count <= randomBytesMax);
    constexpr int wordBytes = 8;
    QByteArray bytes;
    bytes.reserve(count);
    for (std::uint64_t word = 0; bytes.size() < count; word >>= 8) {
        if (bytes.size() % wordBytes == 0) word = nextWord(m_state);
        bytes.append(static_cast<char>(word & 0xFF));
    }
    return bytes;
}

} // namespace payout
