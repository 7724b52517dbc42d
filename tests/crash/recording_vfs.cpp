// SPDX-License-Identifier: GPL-3.0-or-later
// In front of SQLite's own VFS, so that locks, shared memory and file names are the real ones. Version 2 of the
// methods: without xFetch nothing is written through a memory map.
#include "tests/crash/disk_record.h"

#include <sqlite3.h>

#include <new>

namespace payout::crash {

namespace {

sqlite3_vfs* realVfs = nullptr;

struct RecordedFile {
    sqlite3_file base;
    QString* path;
    bool syncsFolder; ///< SQLite's unix VFS syncs the folder with the first sync of a new journal or WAL
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

RecordedFile& of(sqlite3_file* file) { return *reinterpret_cast<RecordedFile*>(file); }
sqlite3_file* realOf(sqlite3_file* file) { return of(file).real(); }
DiskRecord* recordOf(sqlite3_file* file) {
    return DiskRecord::current() != nullptr && of(file).path != nullptr ? DiskRecord::of(*of(file).path) : nullptr;
}

int closeFile(sqlite3_file* file) {
    delete of(file).path;
    return realOf(file)->pMethods->xClose(realOf(file));
}

int readFile(sqlite3_file* file, void* bytes, int count, sqlite3_int64 at) {
    return realOf(file)->pMethods->xRead(realOf(file), bytes, count, at);
}

int writeFile(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
    if (DiskRecord* record = recordOf(file)) record->write(*of(file).path, at, bytes, count);
    return realOf(file)->pMethods->xWrite(realOf(file), bytes, count, at);
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    if (DiskRecord* record = recordOf(file)) record->truncate(*of(file).path, size);
    return realOf(file)->pMethods->xTruncate(realOf(file), size);
}

int syncFile(sqlite3_file* file, int) {
    DiskRecord* record = recordOf(file);
    if (record == nullptr) return SQLITE_OK;
    record->sync(*of(file).path);
    if (std::exchange(of(file).syncsFolder, false)) record->syncFolder();
    return SQLITE_OK;
}

int fileSize(sqlite3_file* file, sqlite3_int64* size) { return realOf(file)->pMethods->xFileSize(realOf(file), size); }
int lockFile(sqlite3_file* file, int level) { return realOf(file)->pMethods->xLock(realOf(file), level); }
int unlockFile(sqlite3_file* file, int level) { return realOf(file)->pMethods->xUnlock(realOf(file), level); }
int checkLock(sqlite3_file* file, int* out) { return realOf(file)->pMethods->xCheckReservedLock(realOf(file), out); }
int controlFile(sqlite3_file* file, int operation, void* value) {
    return realOf(file)->pMethods->xFileControl(realOf(file), operation, value);
}
int sectorSize(sqlite3_file* file) { return realOf(file)->pMethods->xSectorSize(realOf(file)); }
int traits(sqlite3_file* file) { return realOf(file)->pMethods->xDeviceCharacteristics(realOf(file)); }
int mapShared(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
    return realOf(file)->pMethods->xShmMap(realOf(file), page, size, extend, out);
}
int lockShared(sqlite3_file* file, int offset, int count, int flags) {
    return realOf(file)->pMethods->xShmLock(realOf(file), offset, count, flags);
}
void sharedBarrier(sqlite3_file* file) { realOf(file)->pMethods->xShmBarrier(realOf(file)); }
int unmapShared(sqlite3_file* file, int removes) { return realOf(file)->pMethods->xShmUnmap(realOf(file), removes); }

constexpr sqlite3_io_methods methods = {2,        closeFile, readFile,   writeFile,     truncateFile, syncFile,
                                        fileSize, lockFile,  unlockFile, checkLock,     controlFile,  sectorSize,
                                        traits,   mapShared, lockShared, sharedBarrier, unmapShared,  nullptr,
                                        nullptr};

int openFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags) {
    auto& opened = of(file);
    opened.path = name == nullptr ? nullptr : new QString(QString::fromUtf8(name));
    opened.base.pMethods = nullptr;
    opened.syncsFolder = false;
    int wasThere = 1;
    if (name != nullptr) realVfs->xAccess(realVfs, name, SQLITE_ACCESS_EXISTS, &wasThere);
    const int result = realVfs->xOpen(realVfs, name, opened.real(), flags, outFlags);
    if (result != SQLITE_OK) {
        delete opened.path;
        return result;
    }
    opened.base.pMethods = &methods;
    if (wasThere != 0 || (flags & SQLITE_OPEN_CREATE) == 0) return result;
    opened.syncsFolder = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL)) != 0;
    if (DiskRecord* record = recordOf(file)) record->create(*opened.path);
    return result;
}

int deleteFile(sqlite3_vfs*, const char* name, int syncsFolder) {
    if (DiskRecord* record = DiskRecord::of(QString::fromUtf8(name))) {
        record->remove(QString::fromUtf8(name));
        if (syncsFolder != 0) record->syncFolder();
    }
    return realVfs->xDelete(realVfs, name, syncsFolder);
}

// The salts of the log: the same in every run.
int drawBytes(sqlite3_vfs*, int count, char* out) {
    for (int i = 0; i < count; ++i) out[i] = static_cast<char>(i * 37 + 11);
    return count;
}

int reportStatement(unsigned, void* database, void*, void*) {
    DiskRecord* record = DiskRecord::current();
    if (record != nullptr && sqlite3_get_autocommit(static_cast<sqlite3*>(database)) != 0) record->report();
    return 0;
}

// Called at the end of each statement, after its commit and before a checkpoint that the commit starts.
int watchStatements(sqlite3* database, const char**, const sqlite3_api_routines*) {
    return sqlite3_trace_v2(database, SQLITE_TRACE_PROFILE, reportStatement, database);
}

} // namespace

void registerRecordingVfs() {
    static sqlite3_vfs vfs;
    sqlite3_randomness(0, nullptr); // begins anew with drawBytes
    if (realVfs != nullptr) return;
    realVfs = sqlite3_vfs_find(nullptr);
    vfs = *realVfs;
    vfs.szOsFile += static_cast<int>(sizeof(RecordedFile));
    vfs.zName = "recording";
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    vfs.xRandomness = drawBytes;
    if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) qFatal("no recording VFS");
    sqlite3_randomness(0, nullptr);
    if (sqlite3_auto_extension(reinterpret_cast<void (*)()>(watchStatements)) != SQLITE_OK) qFatal("no trace");
}

} // namespace payout::crash
