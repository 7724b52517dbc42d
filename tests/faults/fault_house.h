// SPDX-License-Identifier: GPL-3.0-or-later
// A demo institution on a PostgreSQL database of its own, and a stream of approved rows for its worker.
#pragma once

#include "app/workspace.h"
#include "core/base/ids.h"
#include "core/rules/roles.h"
#include "core/store/connection.h"
#include "tests/support/payout_fixture.h"
#include "tests/support/temp_store.h"

#include <QJsonValue>
#include <QTemporaryDir>

#include <memory>
#include <random>

namespace payout::faults {

class House {
public:
    /// payout-admin demo, at ten in the morning by the database's clock.
    static Result<std::unique_ptr<House>> make(quint32 seed);

    QString folder() const { return m_folder.path(); }
    const app::Workspace& workspace() const { return m_workspace; }
    /// Approves small batches until this many rows wait to be claimed. A fifth of the amounts make the bank misbehave.
    Done feed(std::int64_t rows);
    std::int64_t rowsMade() const { return m_rows; }
    /// Batches that the database has lost are brought and approved again, as the merchant's file would be.
    Done bringForgotten();
    rules::Actor actor(const char* login, rules::Role role);
    /// Permits that the egress of the house has let out, by its own journal.
    std::int64_t journalled() const;
    /// One term of the practice bank's profile, with what the database keeps of it; a training house allows it.
    Done changeProfile(const QString& term, const QJsonValue& value);
    /// The database's clock goes this much further.
    Done passTime(std::chrono::minutes time);
    /// -1 while the database is away.
    std::int64_t number(const char* sql);
    /// A connection of now; a killed server's is left behind.
    Result<store::Connection*> connection();

private:
    Done makeDemo();
    Done addBatch();
    Done bring(const support::FixtureBatch& batch);

    QTemporaryDir m_folder;
    std::unique_ptr<support::TempStore> m_database;
    app::Workspace m_workspace;
    std::unique_ptr<store::Connection> m_connection;
    std::mt19937 m_random;
    MerchantId m_merchant;
    ChannelId m_channel;
    PersonId m_maker;
    PersonId m_approver;
    std::int64_t m_rows = 0;
    int m_batches = 0;
    std::vector<support::FixtureBatch> m_made;
};

} // namespace payout::faults
