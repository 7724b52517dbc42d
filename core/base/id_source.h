// SPDX-License-Identifier: GPL-3.0-or-later
// Chance is a parameter (style rule 13): whoever needs a salt, a submit token or a nonce is handed a source of them.
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace payout {

class IdSource {
public:
    virtual ~IdSource() = default;

    /// Exactly `count` unpredictable bytes; 1 to randomBytesMax.
    [[nodiscard]] virtual QByteArray randomBytes(int count) = 0;
    /// 128 random bits as 32 lower-case hexadecimal digits.
    [[nodiscard]] QString token();

    static constexpr int randomBytesMax = 1024;
};

/// The operating system's randomness through OpenSSL. If there is none the process ends (CHECK): a guessable salt or
/// token is worse than no desk. Safe to use from any thread.
class SystemIdSource final : public IdSource {
public:
    QByteArray randomBytes(int count) override;
};

/// The same bytes for the same seed, on every machine and build: for simulation, tests and replay. Never for secrets.
class SeededIdSource final : public IdSource {
public:
    explicit SeededIdSource(std::uint64_t seed) : m_state(seed) {}
    QByteArray randomBytes(int count) override;

private:
    std::uint64_t m_state;
};

} // namespace payout
