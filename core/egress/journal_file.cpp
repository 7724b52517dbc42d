// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/egress/journal_storage.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace payout::egress {

namespace {

constexpr qint64 bytesMax = qint64(4) << 30; // ten years of 20,000 payouts a day

QString systemWords(const QString& path) {
    return path + QStringLiteral(": ") + QString::fromLocal8Bit(std::strerror(errno));
}

class JournalFile final : public JournalStorage {
public:
    JournalFile(int file, QString path) : m_file(file), m_path(std::move(path)) {}
    ~JournalFile() override { ::close(m_file); } // which gives the lock up
    JournalFile(const JournalFile&) = delete;
    JournalFile& operator=(const JournalFile&) = delete;

    Result<QByteArray> readAll() override {
        struct stat about{};
        if (::fstat(m_file, &about) != 0) return fail();
        if (about.st_size > bytesMax) return broken(QStringLiteral("JournalTooLarge"), m_path);
        QByteArray bytes(about.st_size, Qt::Uninitialized);
        qint64 read = 0;
        while (read < bytes.size()) {
            const ssize_t got = ::pread(m_file, bytes.data() + read, static_cast<size_t>(bytes.size() - read), read);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return fail();
            read += got;
        }
        return bytes;
    }

    // After a failed sync the kernel may have dropped the bytes and forgotten the failure, so a second try proves
    // nothing: the file is given up, and the next start reads what is really there.
    Done append(const QByteArray& bytes) override {
        if (m_isBroken) return unavailable(QStringLiteral("JournalUnwritable"), m_path);
        m_isBroken = true;
        if (!isStillThere())
            return unavailable(QStringLiteral("JournalUnwritable"), m_path + QStringLiteral(": moved away or deleted"));
        qint64 written = 0;
        while (written < bytes.size()) {
            const ssize_t put =
                ::write(m_file, bytes.constData() + written, static_cast<size_t>(bytes.size() - written));
            if (put < 0 && errno == EINTR) continue;
            if (put <= 0) return fail();
            written += put;
        }
        if (::fdatasync(m_file) != 0) return fail();
        m_isBroken = false;
        return {};
    }

    bool isUsable() const override { return !m_isBroken && isStillThere(); }

    Done truncate(qint64 size) override {
        if (::ftruncate(m_file, size) != 0 || ::fsync(m_file) != 0) {
            m_isBroken = true;
            return fail();
        }
        return {};
    }

private:
    // The next start reads the file of this name; what is written elsewhere would be forgotten.
    bool isStillThere() const {
        struct stat ours{};
        struct stat named{};
        return ::fstat(m_file, &ours) == 0 && ::lstat(QFile::encodeName(m_path).constData(), &named) == 0 &&
               ours.st_dev == named.st_dev && ours.st_ino == named.st_ino;
    }

    std::unexpected<Error> fail() const {
        return unavailable(QStringLiteral("JournalUnwritable"), systemWords(m_path));
    }

    int m_file;
    QString m_path;
    bool m_isBroken = false;
};

// A new file's name is durable only once its folder is.
Done syncFolderOf(const QString& path) {
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int opened = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = opened >= 0 && ::fsync(opened) == 0;
    if (opened >= 0) ::close(opened);
    if (!synced) return unavailable(QStringLiteral("JournalUnreadable"), systemWords(path));
    return {};
}

} // namespace

Result<std::unique_ptr<JournalStorage>> openJournalFile(const QString& path) {
    const QByteArray name = QFile::encodeName(path);
    const int file = ::open(name.constData(), O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return unavailable(QStringLiteral("JournalUnreadable"), systemWords(path));
    auto storage = std::make_unique<JournalFile>(file, path);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0)
        return refused(QStringLiteral("JournalTaken"), path + QStringLiteral(": another egress uses it"));
    struct stat about{};
    if (::fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || (about.st_mode & 077) != 0)
        return refused(QStringLiteral("JournalOpenToOthers"), path + QStringLiteral(": a file of mode 0600 is needed"));
    TRY_DONE(syncFolderOf(path));
    return std::unique_ptr<JournalStorage>(std::move(storage));
}

} // namespace payout::egress
