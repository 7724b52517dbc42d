// SPDX-License-Identifier: GPL-3.0-or-later
// The system calls by which the shipped journal_file.cpp reaches the disk; the linker leads them here (--wrap).
#include "tests/crash/disk_record.h"

#include <QFile>
#include <QFileInfo>

#include <array>

#include <sys/stat.h>
#include <unistd.h>

extern "C" {
ssize_t __real_write(int file, const void* bytes, size_t count);
int __real_ftruncate(int file, off_t size);
int __real_fsync(int file);
int __real_fdatasync(int file);
ssize_t __wrap_write(int file, const void* bytes, size_t count);
int __wrap_ftruncate(int file, off_t size);
int __wrap_fsync(int file);
int __wrap_fdatasync(int file);
}

namespace {

using payout::crash::DiskRecord;

QString pathOf(int file) {
    std::array<char, 4'096> target{};
    const QByteArray link = "/proc/self/fd/" + QByteArray::number(file);
    const ssize_t length = ::readlink(link.constData(), target.data(), target.size());
    return length <= 0 ? QString() : QFile::decodeName(QByteArray(target.data(), length));
}

DiskRecord* recordOf(const QString& path) { return path.isEmpty() ? nullptr : DiskRecord::of(path); }

qint64 sizeOf(int file) {
    struct stat about{};
    return ::fstat(file, &about) == 0 ? about.st_size : 0;
}

} // namespace

// Only appending writes are recorded where they land; the journal has no others.
ssize_t __wrap_write(int file, const void* bytes, size_t count) {
    if (DiskRecord::current() == nullptr) return __real_write(file, bytes, count);
    const QString path = pathOf(file);
    const qint64 at = sizeOf(file);
    const ssize_t written = __real_write(file, bytes, count);
    if (DiskRecord* record = recordOf(path); record != nullptr && written > 0) record->write(path, at, bytes, written);
    return written;
}

int __wrap_ftruncate(int file, off_t size) {
    if (DiskRecord::current() != nullptr) {
        const QString path = pathOf(file);
        if (DiskRecord* record = recordOf(path)) record->truncate(path, size);
    }
    return __real_ftruncate(file, size);
}

namespace {

/// Whether it was a file or folder of the record; then the real call is left out.
bool isRecordedSync(int file) {
    if (DiskRecord::current() == nullptr) return false;
    const QString path = pathOf(file);
    if (QFileInfo(path).isDir()) {
        DiskRecord* record = recordOf(path + QStringLiteral("/."));
        if (record != nullptr) record->syncFolder();
        return record != nullptr;
    }
    DiskRecord* record = recordOf(path);
    if (record != nullptr) record->sync(path);
    return record != nullptr;
}

} // namespace

int __wrap_fsync(int file) { return isRecordedSync(file) ? 0 : __real_fsync(file); }
int __wrap_fdatasync(int file) { return isRecordedSync(file) ? 0 : __real_fdatasync(file); }
