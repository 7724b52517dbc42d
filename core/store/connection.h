// SPDX-License-Identifier: GPL-3.0-or-later
// One database connection of one thread. The only users of Qt SQL are the files of this folder.
#pragma once

#include "core/base/utc_time.h"
#include "core/store/engine.h"

#include <memory>

namespace payout::store {

class Connection {
public:
    /// Opens and checks: Unavailable "DatabaseUnreachable" if it cannot be reached. SQLite: WAL, synchronous FULL,
    /// foreign keys on, busy timeout 5 s. PostgreSQL: synchronous_commit on, application_name = `purpose`.
    static Result<std::unique_ptr<Connection>> open(const DatabaseUrl& url, const QString& purpose);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Engine engine() const;
    const DatabaseUrl& url() const;
    bool isOpen() const; ///< false once the server has dropped it; then open a new one, never inside a transaction
    /// The database's clock (payout_now()); the only clock that decides.
    Result<UtcTime> now();

    struct Parts;
    Parts& parts() { return *m_parts; } ///< for the other files of this folder

private:
    explicit Connection(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace payout::store
