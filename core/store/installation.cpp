// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/installation.h"

#include "core/store/statement.h"

namespace payout::store {

Done setEnvironment(Connection& connection, Environment environment) {
    const QString value = environment == Environment::Training ? QStringLiteral("TRAINING") : QStringLiteral("LIVE");
    TRY_DONE(execute(connection, "UPDATE setting SET value = ? WHERE name = 'environment'", value));
    return {};
}

Result<Environment> environmentOf(Connection& connection) {
    TRY(const std::int64_t training,
        queryInt64(connection, "SELECT COUNT(*) FROM setting WHERE name = 'environment' AND value = 'TRAINING'"));
    return training == 1 ? Environment::Training : Environment::Live;
}

Done setInstitution(Connection& connection, const QString& name) {
    TRY_DONE(execute(connection, "UPDATE setting SET value = ? WHERE name = 'institution'", name));
    return {};
}

Done setTrainingClock(Connection& connection, std::optional<UtcTime> fixed) {
    TRY_DONE(execute(connection, "UPDATE clock_override SET fixed_ms = ?, offset_ms = 0 WHERE id = 1", fixed));
    return {};
}

} // namespace payout::store
