// SPDX-License-Identifier: GPL-3.0-or-later
// A statement file becomes lines in the database: once (A30), with its proof and identity, in one transaction; then its
// lines are evidence (S2, S4), incidents, and coverage.
#pragma once

#include "core/base/ids.h"
#include "core/rules/roles.h"
#include "core/statement/statement_line.h"
#include "core/store/connection.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace payout::statement {

/// Who brings a file. A person's file has to prove itself in any case, and the person may not act on it (threats T12).
struct Loader {
    QString name; ///< login or "job:import host", for the trail
    std::optional<PersonId> person;

    [[nodiscard]] static Loader byHand(const rules::Actor& actor) { return {actor.login, actor.person}; }
    /// A job that fetches from the channel's own inbox; the name begins with "job:".
    [[nodiscard]] static Loader byJob(QString name) { return {std::move(name), std::nullopt}; }
};

struct LoadRequest {
    ChannelId channel;
    QString path;
    Loader loader;
    std::function<bool(std::int64_t bytesRead)> progress; ///< false cancels: "Cancelled", nothing stored
};

struct LoadedPart {
    StatementFileId file;
    QString state; ///< "LOADED" or "QUARANTINED" (A33, rules::StatementDoubt)
    std::int64_t lines = 0;
    std::int64_t repeats = 0; ///< lines that an earlier file already had
};

struct LoadResult {
    std::vector<LoadedPart> parts;
    QString sha256;                ///< of the bytes that were read
    std::int64_t skippedParts = 0; ///< the same content again (DUPL, COPY, or the same file)
    std::int64_t confirmedPaid = 0;
    std::int64_t incidents = 0;
};

/// Refused: StatementInvalid (detail: code, place, what to do), StatementSeen (the very file), StatementConflict (same
/// identity, other content), AccountNotOurs. Files that say that they are copies of a loaded one are skipped.
Result<LoadResult> loadStatement(store::Connection& connection, const LoadRequest& request);

/// A supervisor takes a quarantined file with a reason; only then its lines are evidence and it counts for coverage.
/// Refused: RoleMissing, ReasonMissing, AlreadyHandled, MakerIsChecker for whoever brought it.
Result<LoadResult> acceptStatement(store::Connection& connection, const rules::Actor& actor, StatementFileId file,
                                   const QString& reason);

/// A supervisor finds a quarantined file wrong, with a reason: from then on its lines count nowhere, for G3 neither,
/// and nothing brings it back; file and lines stay to be read. Whoever did so may not decide about payouts that it
/// names. Refused as acceptStatement.
Done rejectStatement(store::Connection& connection, const rules::Actor& actor, StatementFileId file,
                     const QString& reason);

} // namespace payout::statement
