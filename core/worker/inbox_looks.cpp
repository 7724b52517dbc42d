// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worker/inbox_looks.h"

#include <algorithm>
#include <array>

namespace payout::worker {

bool isOnItsWay(const QString& fileName) {
    static constexpr std::array endings{u".tmp", u".part", u".filepart"};
    return fileName.startsWith(u'.') || std::ranges::any_of(endings, [&fileName](const char16_t* ending) {
               return fileName.endsWith(QStringView(ending), Qt::CaseInsensitive);
           });
}

bool InboxLooks::isSettled(const QFileInfo& file, UtcTime now) {
    const auto last = m_looks.constFind(file.filePath());
    const bool isSame = last != m_looks.constEnd() && last->bytes == file.size() &&
                        last->changed == file.lastModified() && last->since <= now;
    if (isSame) return now - last->since >= settlesIn;
    m_looks.insert(file.filePath(), {file.size(), file.lastModified(), now});
    return false;
}

void InboxLooks::keepExisting() {
    m_looks.removeIf([](const auto& look) { return !QFileInfo::exists(look.key()); });
}

} // namespace payout::worker
