// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/guards_off.h"

#include "core/store/statement.h"

#include <sqlite3.h>

#include <string>
#include <vector>

namespace payout::bench {

namespace {

using File = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

struct Trigger {
    std::string name;
    std::string sql;
};

Result<File> openFile(const QString& path) {
    sqlite3* opened = nullptr;
    const int status = sqlite3_open_v2(path.toUtf8().constData(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    File file(opened, &sqlite3_close);
    if (status != SQLITE_OK) return unavailable(QStringLiteral("BenchFile"), path);
    return file;
}

Done run(sqlite3* file, const std::string& sql) {
    if (sqlite3_exec(file, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return {};
    return unavailable(QStringLiteral("BenchFile"), QString::fromUtf8(sqlite3_errmsg(file)));
}

Result<std::vector<Trigger>> triggersOf(sqlite3* file) {
    std::vector<Trigger> found;
    const auto note = [](void* to, int, char** values, char**) {
        static_cast<std::vector<Trigger>*>(to)->push_back({values[0], values[1]});
        return 0;
    };
    const char* sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'";
    if (sqlite3_exec(file, sql, note, &found, nullptr) == SQLITE_OK) return found;
    return unavailable(QStringLiteral("BenchFile"), QString::fromUtf8(sqlite3_errmsg(file)));
}

Done withoutTriggers(const QString& path, const std::function<Done()>& work) {
    TRY(const File file, openFile(path));
    TRY(const auto triggers, triggersOf(file.get()));
    for (const Trigger& trigger : triggers) TRY_DONE(run(file.get(), "DROP TRIGGER \"" + trigger.name + '"'));
    const Done worked = work();
    for (const Trigger& trigger : triggers) TRY_DONE(run(file.get(), trigger.sql));
    return worked;
}

Done asReplica(store::Connection& connection, const std::function<Done()>& work) {
    TRY_DONE(store::execute(connection, "SET session_replication_role = replica"));
    const Done worked = work();
    TRY_DONE(store::execute(connection, "SET session_replication_role = DEFAULT"));
    return worked;
}

} // namespace

Done withGuardsOff(store::Connection& connection, const std::function<Done()>& work) {
    return connection.engine() == store::Engine::Postgres ? asReplica(connection, work)
                                                          : withoutTriggers(connection.url().sqlitePath(), work);
}

} // namespace payout::bench
