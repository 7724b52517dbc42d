// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/intake_floor.h"

#include "tests/bench/bench_table.h"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

namespace payout::bench {

namespace {

constexpr std::size_t columns = 6;
constexpr qsizetype chunkBytes = 256 * 1024;

Done run(PGconn* server, const char* sql, ExecStatusType wanted = PGRES_COMMAND_OK) {
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(server, sql), &PQclear);
    if (PQresultStatus(result.get()) == wanted) return {};
    return unavailable(QStringLiteral("Floor"), QString::fromUtf8(PQerrorMessage(server)));
}

Done copyRaw(PGconn* server, const QByteArray& lines) {
    TRY_DONE(run(server, "BEGIN"));
    TRY_DONE(run(server, "COPY raw FROM STDIN (FORMAT csv)", PGRES_COPY_IN));
    for (qsizetype at = 0; at < lines.size(); at += chunkBytes)
        PQputCopyData(server, lines.constData() + at, static_cast<int>(std::min(chunkBytes, lines.size() - at)));
    PQputCopyEnd(server, nullptr);
    while (PGresult* result = PQgetResult(server)) {
        const bool fine = PQresultStatus(result) == PGRES_COMMAND_OK;
        PQclear(result);
        if (!fine) return unavailable(QStringLiteral("Floor"), QString::fromUtf8(PQerrorMessage(server)));
    }
    return run(server, "COMMIT");
}

Result<double> timeCopy(const QString& url, const QByteArray& lines) {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> server(PQconnectdb(url.toUtf8().constData()), &PQfinish);
    TRY_DONE(run(server.get(), "CREATE TABLE raw (a text, b text, c text, d text, e text, f text)"));
    TRY_DONE(run(server.get(), "CHECKPOINT"));
    return timed([&] { return copyRaw(server.get(), lines); });
}

Done run(sqlite3* file, const char* sql) {
    if (sqlite3_exec(file, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
    return unavailable(QStringLiteral("Floor"), QString::fromUtf8(sqlite3_errmsg(file)));
}

std::array<std::string_view, columns> cellsOf(std::string_view line) {
    std::array<std::string_view, columns> cells;
    for (std::string_view& cell : cells) {
        const std::size_t comma = std::min(line.find(','), line.size());
        cell = line.substr(0, comma);
        line.remove_prefix(std::min(comma + 1, line.size()));
    }
    return cells;
}

Done insertLine(sqlite3_stmt* insert, std::string_view line) {
    int column = 0;
    for (const std::string_view cell : cellsOf(line))
        sqlite3_bind_text(insert, ++column, cell.data(), static_cast<int>(cell.size()), SQLITE_STATIC);
    const int stepped = sqlite3_step(insert);
    sqlite3_reset(insert);
    if (stepped == SQLITE_DONE) return {};
    return unavailable(QStringLiteral("Floor"), QString::number(stepped));
}

Done insertRaw(sqlite3* file, const QByteArray& lines) {
    TRY_DONE(run(file, "BEGIN IMMEDIATE"));
    sqlite3_stmt* prepared = nullptr;
    sqlite3_prepare_v2(file, "INSERT INTO raw VALUES (?, ?, ?, ?, ?, ?)", -1, &prepared, nullptr);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> insert(prepared, &sqlite3_finalize);
    std::string_view rest(lines.constData(), static_cast<std::size_t>(lines.size()));
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        TRY_DONE(insertLine(insert.get(), rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return run(file, "COMMIT");
}

Result<double> timeInsert(const QString& path, const QByteArray& lines) {
    sqlite3* opened = nullptr;
    sqlite3_open(path.toUtf8().constData(), &opened);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> file(opened, &sqlite3_close);
    TRY_DONE(run(opened, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;"
                         "CREATE TABLE raw (a TEXT, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT) STRICT"));
    return timed([&] { return insertRaw(opened, lines); });
}

} // namespace

Result<double> timeRawLines(const store::DatabaseUrl& url, const QByteArray& lines) {
    return url.engine == store::Engine::Postgres ? timeCopy(url.text, lines) : timeInsert(url.sqlitePath(), lines);
}

} // namespace payout::bench
