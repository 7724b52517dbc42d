// SPDX-License-Identifier: GPL-3.0-or-later
// One protocol of sending at a time (protocol S17, I23): each permit says which schema its program was built for and
// which build it was. A program that was running while the database was upgraded sends nothing more, whatever it still
// believes of the rules.
#include "core/store/migrations/guards.h"

namespace payout::store {

std::vector<QString> m0011Protocol(Engine engine) {
    std::vector<QString> out;
    appendShared(out, engine,
                 {
                     R"sql(ALTER TABLE send ADD COLUMN protocol {int} NOT NULL DEFAULT 0)sql",
                     R"sql(ALTER TABLE send ADD COLUMN build TEXT NOT NULL DEFAULT '')sql",
                     R"sql(CREATE VIEW protocol_now AS SELECT MAX(number) AS number FROM schema_migration)sql",
                 });
    const Guard guards[] = {
        {"send_of_this_protocol", "send", "INSERT", "NEW.protocol <> (SELECT number FROM protocol_now)",
         "OtherProtocol"},
        {"send_protocol_kept", "send", "UPDATE OF protocol, build",
         "NEW.protocol <> OLD.protocol OR NEW.build <> OLD.build", "AppendOnly", true},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
    return out;
}

} // namespace payout::store
