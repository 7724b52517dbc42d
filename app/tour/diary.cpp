// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour/diary.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cstdio>

namespace payout::tour {

namespace {
constexpr int smallest = 0; ///< PNG "quality" of Qt: the strongest compression
}

void Diary::note(const QString& name, const QString& must, bool shown, const QPixmap& picture) {
    const QString file = QStringLiteral("%1-%2.png").arg(int(m_entries.size()) + 1, 2, 10, QLatin1Char('0')).arg(name);
    const bool saved =
        picture.toImage().convertToFormat(QImage::Format_RGB32).save(QDir(m_folder).filePath(file), "PNG", smallest);
    m_entries.push_back({must, file, shown && saved});
    std::printf("%s  %s: %s\n", shown && saved ? "ok    " : "FAILED", qPrintable(file), qPrintable(must));
    std::fflush(stdout);
}

int Diary::failed() const { return int(std::ranges::count(m_entries, false, &Entry::shown)); }

bool Diary::write() const {
    QString text = QStringLiteral("| step | what must be shown | shown | picture |\n|---|---|---|---|\n");
    for (std::size_t at = 0; at < m_entries.size(); ++at) {
        const Entry& entry = m_entries[at];
        text += QStringLiteral("| %1 | %2 | %3 | [%4](%4) |\n")
                    .arg(at + 1)
                    .arg(entry.must, entry.shown ? QStringLiteral("yes") : QStringLiteral("**no**"), entry.picture);
    }
    text += QStringLiteral("\n%1 passed, %2 failed\n").arg(int(m_entries.size()) - failed()).arg(failed());
    QFile file(QDir(m_folder).filePath(QStringLiteral("summary.md")));
    const QByteArray bytes = text.toUtf8();
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush();
}

} // namespace payout::tour
