// SPDX-License-Identifier: GPL-3.0-or-later
// Starts from an image as the programs start, and says what is wrong with what they find.
#pragma once

#include "core/base/error.h"
#include "tests/crash/crash_disk.h"

#include <QSet>
#include <QTemporaryDir>

#include <optional>

namespace payout::crash {

/// One content of the database, looked at once however often it comes back.
struct Content {
    QByteArray digest;     ///< of the file, after recovery
    QString problem;       ///< "": the file, its references and the books are right
    QSet<QString> permits; ///< order numbers that a permit is stored for
    bool operator==(const Content& other) const { return digest == other.digest; }
};

/// What the egress' journal says at its start.
struct JournalContent {
    std::int64_t lines = 0;
    QSet<QString> orders;
    qint64 torn = 0; ///< bytes that were cut off
};

class ImageCheck {
public:
    /// Recovery by the shipped Connection::open; the error if it does not open.
    Result<Content> database(const Image& image);
    /// Read by the shipped openJournalFile and Journal::open.
    Result<JournalContent> journal(const QByteArray& bytes);
    /// After recovery the database is written to and read again.
    Done goesOn(const Image& image);
    [[nodiscard]] qsizetype contentsSeen() const { return m_seen.size(); }

private:
    Done layOut(const Image& image);
    Result<Content> lookInto(const QByteArray& digest);
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QHash<QByteArray, Content> m_seen;
};

} // namespace payout::crash
