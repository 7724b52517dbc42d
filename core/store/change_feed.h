// SPDX-License-Identifier: GPL-3.0-or-later
// "Something changed, read again": LISTEN/NOTIFY on PostgreSQL, polling of data_version on SQLite. A hint, never data.
#pragma once

#include "core/store/connection.h"

#include <QObject>

#include <memory>

namespace payout::store {

class ChangeFeed : public QObject {
    Q_OBJECT
public:
    /// Uses the given connection's thread; the connection must outlive the feed and be used by it alone.
    explicit ChangeFeed(Connection& connection, int pollMilliseconds = 500, QObject* parent = nullptr);
    ~ChangeFeed() override;
    [[nodiscard]] Done start();

Q_SIGNALS:
    void changed();
    void lost(); ///< the connection is gone; the owner opens a new one

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace payout::store
