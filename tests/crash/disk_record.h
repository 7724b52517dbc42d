// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that is done to the files of one folder, in order: by SQLite through a VFS that stands in front of the
// real one (recording_vfs.cpp), by the egress' journal through the system calls of the shipped code
// (recording_calls.cpp).
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <vector>

namespace payout::crash {

struct Operation {
    enum class Kind {
        Create,     ///< the name stands for a new, empty file
        Write,      ///< `bytes` at `at`
        Truncate,   ///< to `at` bytes
        Sync,       ///< all writes of the file so far are on the disk
        Remove,     ///< the name is gone
        SyncFolder, ///< all names are on the disk
    };
    Kind kind = Kind::Write;
    int file = -1; ///< a file keeps its number when its name goes to another
    qint64 at = 0;
    QByteArray bytes;
};

struct FileBefore {
    QString name;
    QByteArray bytes;
    bool wasThere = false; ///< when recording began, and durable
};

/// That a request left, after so many operations.
struct Departure {
    std::size_t after = 0;
    QString orderNo;
};

class DiskRecord {
public:
    /// Recording begins; what is in the folder now is taken as durable. One record at a time.
    explicit DiskRecord(const QString& folder);
    ~DiskRecord();
    DiskRecord(const DiskRecord&) = delete;
    DiskRecord& operator=(const DiskRecord&) = delete;
    void stop();

    /// The record of the folder that the path is in, while it records; otherwise none.
    static DiskRecord* of(const QString& path);
    /// The one that records now, or none.
    static DiskRecord* current();

    void create(const QString& path);
    void write(const QString& path, qint64 at, const void* bytes, qint64 count);
    void truncate(const QString& path, qint64 size);
    void sync(const QString& path);
    void remove(const QString& path);
    void syncFolder();
    /// SQLite has answered a statement, outside of a transaction: what was committed so far counts as reported.
    void report();
    void leave(const QString& orderNo);

    [[nodiscard]] const std::vector<FileBefore>& files() const { return m_files; }
    [[nodiscard]] const std::vector<Operation>& operations() const { return m_operations; }
    /// After how many operations something was reported; growing.
    [[nodiscard]] const std::vector<std::size_t>& reports() const { return m_reports; }
    [[nodiscard]] const std::vector<Departure>& departures() const { return m_departures; }

private:
    int fileOf(const QString& path);

    QString m_folder;
    std::vector<FileBefore> m_files;
    QHash<QString, int> m_fileNow; ///< by name
    std::vector<Operation> m_operations;
    std::vector<std::size_t> m_reports;
    std::vector<Departure> m_departures;
};

/// SQLite's default VFS from now on records what happens in the folder of the current record. The real syncs are left
/// out: what they promise is what the record is about.
void registerRecordingVfs();

} // namespace payout::crash
