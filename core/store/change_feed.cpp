// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/change_feed.h"

#include "core/base/check.h"
#include "core/store/connection_parts.h"
#include "core/store/statement.h"

#include <QSqlDriver>
#include <QTimer>

#include <libpq-fe.h>

namespace payout::store {

namespace {
constexpr int coalesceMilliseconds = 50;
}

struct ChangeFeed::Parts {
    Parts(ChangeFeed& owner, Connection& where, int pollMilliseconds) : feed(owner), connection(where) {
        poll.setInterval(pollMilliseconds);
        coalesce.setSingleShot(true);
        coalesce.setInterval(coalesceMilliseconds);
    }

    ChangeFeed& feed;
    Connection& connection;
    QTimer poll;
    QTimer coalesce;
    std::int64_t dataVersion = 0;

    Done listen();
    Done watchFile();
    void look();
    bool hasNotification();
    Result<bool> hasNewVersion();
    void noticed();
    void stop();
};

/// The driver wakes on what arrives; the poll notices a dropped server, and what its own reading took off the wire.
Done ChangeFeed::Parts::listen() {
    QSqlDriver* driver = connection.parts().database.driver();
    if (!driver->subscribeToNotification(QStringLiteral("payout_changed")))
        return std::unexpected(classify(Engine::Postgres, connection.parts().lastNative(), Moment::Statement));
    QObject::connect(driver, &QSqlDriver::notification, &feed, [this] { noticed(); });
    return {};
}

/// data_version changes when another connection commits, so this connection must not be the one that writes.
Done ChangeFeed::Parts::watchFile() {
    TRY(dataVersion, queryInt64(connection, "PRAGMA data_version"));
    return {};
}

void ChangeFeed::Parts::look() {
    if (!connection.isOpen()) return stop();
    if (connection.engine() == Engine::Postgres) {
        if (hasNotification()) noticed();
        return;
    }
    const auto isNew = hasNewVersion();
    if (!isNew) return stop();
    if (*isNew) noticed();
}

bool ChangeFeed::Parts::hasNotification() {
    bool found = false;
    while (PGnotify* notification = PQnotifies(connection.parts().postgres())) {
        PQfreemem(notification);
        found = true;
    }
    return found;
}

Result<bool> ChangeFeed::Parts::hasNewVersion() {
    TRY(const std::int64_t version, queryInt64(connection, "PRAGMA data_version"));
    return std::exchange(dataVersion, version) != version;
}

void ChangeFeed::Parts::noticed() {
    if (!coalesce.isActive()) coalesce.start();
}

void ChangeFeed::Parts::stop() {
    poll.stop();
    coalesce.stop();
    Q_EMIT feed.lost();
}

ChangeFeed::ChangeFeed(Connection& connection, int pollMilliseconds, QObject* parent)
    : QObject(parent), m_parts(std::make_unique<Parts>(*this, connection, pollMilliseconds)) {
    connect(&m_parts->poll, &QTimer::timeout, this, [this] { m_parts->look(); });
    connect(&m_parts->coalesce, &QTimer::timeout, this, &ChangeFeed::changed);
}

ChangeFeed::~ChangeFeed() {
    if (!m_parts->connection.isOpen() || m_parts->connection.engine() != Engine::Postgres) return;
    QSqlDriver* driver = m_parts->connection.parts().database.driver();
    driver->disconnect(this);
    driver->unsubscribeFromNotification(QStringLiteral("payout_changed"));
}

Done ChangeFeed::start() {
    CHECK(!m_parts->poll.isActive());
    TRY_DONE(m_parts->connection.engine() == Engine::Postgres ? m_parts->listen() : m_parts->watchFile());
    m_parts->poll.start();
    return {};
}

} // namespace payout::store
