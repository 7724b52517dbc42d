// SPDX-License-Identifier: GPL-3.0-or-later
// Passwords: what may be chosen, how it is stored (Argon2id, RFC 9106), and whether a typed one is the stored one.
// Locking after wrong attempts, sessions and the second factor are not here.
#pragma once

#include "core/base/error.h"
#include "core/base/id_source.h"

#include <QString>

#include <cstdint>

namespace payout::people {

/// Counted in characters (code points) after NFKC. The maximum only bounds the work of hashing.
inline constexpr qsizetype passwordLengthMin = 12;
inline constexpr qsizetype passwordLengthMax = 256;

/// The work of one hash. The default is OWASP ASVS 5.0's recommendation for secrets that an application holds; tests
/// may pass less. Accepted: 8 KiB a lane to 1 GiB, 1 to 16 iterations, 1 to 4 lanes.
struct PasswordCost {
    std::uint32_t memoryKib = 64 * 1024;
    std::uint32_t iterations = 3;
    std::uint32_t lanes = 1;

    bool operator==(const PasswordCost&) const = default;
};

/// Whether a person may choose this password. Length and a block list, no composition rules (NIST SP 800-63B 5.1.1).
/// Refused: "PasswordTooShort", "PasswordTooLong", "PasswordControlCharacter", "PasswordTooCommon" (on the block list,
/// a run like 1234..., fewer than five different characters), "PasswordContainsLogin".
[[nodiscard]] Done checkNewPassword(const QString& password, const QString& login);

/// The text to store: "$argon2id$v=19$m=65536,t=3,p=1$<salt>$<hash>". The 16 bytes of salt are drawn from `ids`.
/// Takes about 0.1 s and cost.memoryKib of memory: never on the GUI thread. It does not repeat checkNewPassword.
/// To answer for an unknown login in the same time as for a wrong password, hash the typed one and drop the result.
/// Refused "PasswordTooLong"; Unavailable "PasswordMemory".
[[nodiscard]] Result<QString> hashPassword(const QString& password, IdSource& ids, const PasswordCost& cost = {});

/// Whether the typed password is the stored one, at the cost that is recorded in `stored`; compared in constant time.
/// Broken "BadPasswordHash" for a stored text that hashPassword cannot have written, among them costs beyond the
/// accepted ones: whoever can write the database must not be able to stop the desk with them. Unavailable
/// "PasswordMemory". A typed text beyond passwordLengthMax does not match.
[[nodiscard]] Result<bool> passwordMatches(const QString& typed, const QString& stored);

/// The cost recorded in a stored hash, to renew it at the next sign-in when it is not the wanted one. Broken
/// "BadPasswordHash".
[[nodiscard]] Result<PasswordCost> costOf(const QString& stored);

} // namespace payout::people
