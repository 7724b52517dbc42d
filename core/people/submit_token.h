// SPDX-License-Identifier: GPL-3.0-or-later
// One-time tokens of everything that writes (R25): made when a dialog opens, bound to person, command and object, taken
// and answered in the command's own transaction. A replay gets the first answer, not an error that invites a click.
#pragma once

#include "core/base/id_source.h"
#include "core/base/ids.h"
#include "core/store/connection.h"

#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace payout::people {

inline constexpr std::chrono::minutes tokenLifetime{30};

struct TokenUse {
    PersonId person;
    QString command;   ///< "approve", "reject", "release", ...
    QString objectKey; ///< what it is done to, for example an instruction's id

    bool operator==(const TokenUse&) const = default;
};

/// A row as a person saw it.
struct SeenRow {
    PayoutId payout;
    std::int64_t version = 0; ///< 0 where the command compares no version
};
/// The object key of a command on several rows: its word and a digest of the rows, whatever their order. A token is for
/// these rows as they were seen; replayed with others it is TokenOtherUse.
[[nodiscard]] QString rowsKey(const QString& word, std::vector<SeenRow> rows);

/// Makes and stores a token, valid for tokenLifetime by the database's clock.
Result<QString> issueToken(store::Connection& connection, IdSource& ids, const TokenUse& use);

/// Inside the command's transaction, before anything else of it. Nothing: the token is fresh, its row stays locked, go
/// on. A text: the first answer; do nothing and give it back, however old it is. Refused TokenUnknown, TokenOtherUse
/// (another person, command or object), TokenExpired.
Result<std::optional<QString>> takeToken(store::Connection& connection, const QString& token, const TokenUse& use);

/// Stores the first answer, in the same transaction. Refused AlreadyHandled if there is one.
Done answerToken(store::Connection& connection, const QString& token, const QString& answer);

/// After a lost reply: the stored answer, or nothing if the command never happened. Unavailable "Serialization" while
/// the session that was lost has not ended at the server, where its COMMIT may still succeed: ask again. Refused
/// TokenUnknown. Outside of any transaction.
Result<std::optional<QString>> tokenAnswer(store::Connection& connection, const QString& token);

} // namespace payout::people
