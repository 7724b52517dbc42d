// SPDX-License-Identifier: GPL-3.0-or-later
// Which files of an inbox are whole: nobody says when a transfer is over, so a file is taken once it has stopped
// changing.
#pragma once

#include "core/base/utc_time.h"

#include <QDateTime>
#include <QFileInfo>
#include <QHash>

namespace payout::worker {

/// Two looks that found the same size and time of change, so far apart, make a file settled.
inline constexpr std::chrono::milliseconds settlesIn{3'000};

/// ".name", and what transfers call a file on its way: ".tmp", ".part", ".filepart" at the end.
[[nodiscard]] bool isOnItsWay(const QString& fileName);

class InboxLooks {
public:
    /// Looks at the file; true if it was found like this before, at least `settlesIn` ago. A clock that went back
    /// begins anew.
    bool isSettled(const QFileInfo& file, UtcTime now);
    void forget(const QString& path) { m_looks.remove(path); }
    /// Forgets what is not there any more.
    void keepExisting();

private:
    struct Look {
        qint64 bytes = 0;
        QDateTime changed;
        UtcTime since;
    };
    QHash<QString, Look> m_looks;
};

} // namespace payout::worker
