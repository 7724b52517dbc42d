// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/work_room.h"

#include "core/store/connection_parts.h"

namespace payout::store {

const char* const workRoomCommand = R"sql(DO $room$ BEGIN
    IF pg_size_bytes(current_setting('work_mem')) < 67108864 THEN PERFORM set_config('work_mem', '64MB', true); END IF;
    END $room$)sql";

Done giveWorkRoom(Connection& connection) {
    if (connection.engine() == Engine::Sqlite) return {};
    return connection.parts().runControl(workRoomCommand);
}

} // namespace payout::store
