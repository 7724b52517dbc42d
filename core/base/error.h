// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <expected>

namespace payout {

/// What the caller should do about a failure; style rule 7.
enum class ErrorKind {
    Refused,     ///< a rule said no; tell the operator which (code is the rule's name)
    Unavailable, ///< nothing happened; trying again with the same key is safe
    Unknown,     ///< it may have happened; ask, never repeat
    Broken,      ///< a defect or damaged data; stop and call a person
};

/// A failure as a value. `code` is a stable identifier ("StillLocked", "BadUtf8"); `detail` is English for logs and
/// carries no account number. Sentences for people are made in ui/text from the code.
struct Error {
    ErrorKind kind = ErrorKind::Broken;
    QString code;
    QString detail;

    bool operator==(const Error&) const = default;
};

[[nodiscard]] QString describe(const Error& error);

template <class T> using Result = std::expected<T, Error>;
using Done = std::expected<void, Error>;

[[nodiscard]] inline std::unexpected<Error> refused(QString code, QString detail = {}) {
    return std::unexpected(Error{ErrorKind::Refused, std::move(code), std::move(detail)});
}
[[nodiscard]] inline std::unexpected<Error> unavailable(QString code, QString detail = {}) {
    return std::unexpected(Error{ErrorKind::Unavailable, std::move(code), std::move(detail)});
}
[[nodiscard]] inline std::unexpected<Error> unknownOutcome(QString code, QString detail = {}) {
    return std::unexpected(Error{ErrorKind::Unknown, std::move(code), std::move(detail)});
}
[[nodiscard]] inline std::unexpected<Error> broken(QString code, QString detail = {}) {
    return std::unexpected(Error{ErrorKind::Broken, std::move(code), std::move(detail)});
}

} // namespace payout

// Hand a failure up, or go on with the value. Only for functions that return Result or Done.
#define PAYOUT_CONCAT_(a, b) a##b
#define PAYOUT_CONCAT(a, b) PAYOUT_CONCAT_(a, b)
#define TRY(declaration, expression)                                                                                   \
    auto PAYOUT_CONCAT(try_, __LINE__) = (expression);                                                                 \
    if (!PAYOUT_CONCAT(try_, __LINE__)) return std::unexpected(std::move(PAYOUT_CONCAT(try_, __LINE__)).error());      \
    declaration = *std::move(PAYOUT_CONCAT(try_, __LINE__))
#define TRY_DONE(expression)                                                                                           \
    if (auto PAYOUT_CONCAT(try_, __LINE__) = (expression); !PAYOUT_CONCAT(try_, __LINE__))                             \
    return std::unexpected(std::move(PAYOUT_CONCAT(try_, __LINE__)).error())
