// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/disk_record.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace payout::crash {

namespace {

DiskRecord* recording = nullptr;

} // namespace

DiskRecord::DiskRecord(const QString& folder) : m_folder(QFileInfo(folder).canonicalFilePath()) {
    if (recording != nullptr) qFatal("two records at once");
    for (const QFileInfo& entry : QDir(folder).entryInfoList(QDir::Files, QDir::Name)) {
        if (entry.fileName().endsWith(u"-shm")) continue; // memory, not a file
        QFile file(entry.absoluteFilePath());
        if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(entry.fileName()));
        m_fileNow.insert(entry.fileName(), static_cast<int>(m_files.size()));
        m_files.push_back({entry.fileName(), file.readAll(), true});
    }
    m_reports.push_back(0);
    recording = this;
}

DiskRecord::~DiskRecord() { stop(); }

void DiskRecord::stop() {
    if (recording == this) recording = nullptr;
}

DiskRecord* DiskRecord::current() { return recording; }

DiskRecord* DiskRecord::of(const QString& path) {
    return recording != nullptr && QFileInfo(path).absolutePath() == recording->m_folder ? recording : nullptr;
}

int DiskRecord::fileOf(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    if (!m_fileNow.contains(name)) create(path);
    return m_fileNow.value(name);
}

void DiskRecord::create(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    const int file = static_cast<int>(m_files.size());
    m_files.push_back({name, {}, false});
    m_fileNow.insert(name, file);
    m_operations.push_back({Operation::Kind::Create, file, 0, {}});
}

void DiskRecord::write(const QString& path, qint64 at, const void* bytes, qint64 count) {
    const int file = fileOf(path);
    m_operations.push_back({Operation::Kind::Write, file, at, QByteArray(static_cast<const char*>(bytes), count)});
}

void DiskRecord::truncate(const QString& path, qint64 size) {
    const int file = fileOf(path);
    m_operations.push_back({Operation::Kind::Truncate, file, size, {}});
}

void DiskRecord::sync(const QString& path) {
    const int file = fileOf(path);
    m_operations.push_back({Operation::Kind::Sync, file, 0, {}});
}

void DiskRecord::remove(const QString& path) {
    const QString name = QFileInfo(path).fileName();
    if (!m_fileNow.contains(name)) return;
    m_operations.push_back({Operation::Kind::Remove, m_fileNow.take(name), 0, {}});
}

void DiskRecord::syncFolder() { m_operations.push_back({Operation::Kind::SyncFolder, -1, 0, {}}); }

void DiskRecord::report() {
    if (m_reports.back() != m_operations.size()) m_reports.push_back(m_operations.size());
}

void DiskRecord::leave(const QString& orderNo) { m_departures.push_back({m_operations.size(), orderNo}); }

} // namespace payout::crash
