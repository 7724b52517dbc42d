// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that fails on demand, loaded before libc (LD_PRELOAD) into the egress or the database server. Under the
// folders that PAYOUT_BAD_DISK names, writes and syncs of files fail while the file PAYOUT_BAD_DISK_SWITCH says so:
//
//   "full"       ENOSPC, after a first half of the bytes      "sync"   EIO of every fsync, the bytes stay
//   "read-only"  EROFS of everything that would change a file
//
// A second word limits it to paths that hold the word: "full /pg_wal".
//
// It works where no file system can be mounted, and for root, whom permissions do not stop.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

template <typename Function> Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

enum class Ill { No, Full, Sync, ReadOnly };

struct Illness {
    Ill ill = Ill::No;
    std::array<char, 64> where{}; ///< "" for everywhere
};

Ill named(std::string_view word) {
    if (word == "full") return Ill::Full;
    if (word == "sync") return Ill::Sync;
    return word == "read-only" ? Ill::ReadOnly : Ill::No;
}

// By the system itself: what is asked here must not come back here.
Illness illness() {
    Illness now;
    const char* file = std::getenv("PAYOUT_BAD_DISK_SWITCH");
    if (file == nullptr) return now;
    const auto opened = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, file, O_RDONLY | O_CLOEXEC));
    if (opened < 0) return now;
    std::array<char, 64> text{};
    const auto got = ::syscall(SYS_read, opened, text.data(), text.size() - 1);
    ::syscall(SYS_close, opened);
    const std::string_view said(text.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    const std::size_t blank = said.find(' ');
    now.ill = named(said.substr(0, blank));
    if (blank != std::string_view::npos) std::ranges::copy(said.substr(blank + 1), now.where.begin());
    return now;
}

// The folders are separated by ':'.
bool isUnder(std::string_view path) {
    const char* folders = std::getenv("PAYOUT_BAD_DISK");
    std::string_view left = folders == nullptr ? "" : folders;
    while (!left.empty()) {
        const std::string_view folder = left.substr(0, left.find(':'));
        if (!folder.empty() && path.starts_with(folder)) return true;
        left.remove_prefix(std::min(left.size(), folder.size() + 1));
    }
    return false;
}

bool isMeant(const Illness& now, std::string_view path) {
    return now.ill != Ill::No && isUnder(path) && path.find(now.where.data()) != std::string_view::npos;
}

bool isMeant(const Illness& now, int file) {
    std::array<char, 64> link{};
    std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", file);
    std::array<char, 1'024> path{};
    const ssize_t size = ::readlink(link.data(), path.data(), path.size());
    return size > 0 && isMeant(now, std::string_view(path.data(), static_cast<std::size_t>(size)));
}

/// Which illness this file has now.
Ill of(int file) {
    const int before = errno;
    const Illness now = illness();
    const bool isMine = now.ill != Ill::No && isMeant(now, file);
    errno = before;
    return isMine ? now.ill : Ill::No;
}

template <typename Answer> Answer failed(int number) {
    errno = number;
    return static_cast<Answer>(-1);
}

/// The error of a write, or 0.
int errorOfWrite(int file) {
    const Ill ill = of(file);
    return ill == Ill::Full ? ENOSPC : ill == Ill::ReadOnly ? EROFS : 0;
}

int errorOfSync(int file) {
    const Ill ill = of(file);
    return ill == Ill::Sync ? EIO : ill == Ill::ReadOnly ? EROFS : 0;
}

bool wouldChange(int flags) { return (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) != 0; }

bool mayNotOpen(const char* path, int flags) {
    const int before = errno;
    const Illness now = illness();
    const bool refused = wouldChange(flags) && path[0] == '/' && now.ill == Ill::ReadOnly && isMeant(now, path);
    errno = before;
    return refused;
}

mode_t modeOf(int flags, va_list more) {
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? static_cast<mode_t>(va_arg(more, int)) : 0;
}

} // namespace

extern "C" {

// A disk that becomes full takes what still fits.
ssize_t write(int file, const void* bytes, std::size_t size) {
    static const auto real = next<ssize_t (*)(int, const void*, std::size_t)>("write");
    const int error = errorOfWrite(file);
    if (error == ENOSPC && size > 64) return real(file, bytes, size / 2);
    return error != 0 ? failed<ssize_t>(error) : real(file, bytes, size);
}

ssize_t pwrite(int file, const void* bytes, std::size_t size, off_t at) {
    static const auto real = next<ssize_t (*)(int, const void*, std::size_t, off_t)>("pwrite");
    const int error = errorOfWrite(file);
    return error != 0 ? failed<ssize_t>(error) : real(file, bytes, size, at);
}

ssize_t pwrite64(int file, const void* bytes, std::size_t size, off64_t at) {
    static const auto real = next<ssize_t (*)(int, const void*, std::size_t, off64_t)>("pwrite64");
    const int error = errorOfWrite(file);
    return error != 0 ? failed<ssize_t>(error) : real(file, bytes, size, at);
}

ssize_t pwritev(int file, const iovec* parts, int count, off_t at) {
    static const auto real = next<ssize_t (*)(int, const iovec*, int, off_t)>("pwritev");
    const int error = errorOfWrite(file);
    return error != 0 ? failed<ssize_t>(error) : real(file, parts, count, at);
}

ssize_t pwritev64(int file, const iovec* parts, int count, off64_t at) {
    static const auto real = next<ssize_t (*)(int, const iovec*, int, off64_t)>("pwritev64");
    const int error = errorOfWrite(file);
    return error != 0 ? failed<ssize_t>(error) : real(file, parts, count, at);
}

int posix_fallocate(int file, off_t at, off_t size) {
    static const auto real = next<int (*)(int, off_t, off_t)>("posix_fallocate");
    const int error = errorOfWrite(file);
    return error != 0 ? error : real(file, at, size);
}

int fsync(int file) {
    static const auto real = next<int (*)(int)>("fsync");
    const int error = errorOfSync(file);
    return error != 0 ? failed<int>(error) : real(file);
}

int fdatasync(int file) {
    static const auto real = next<int (*)(int)>("fdatasync");
    const int error = errorOfSync(file);
    return error != 0 ? failed<int>(error) : real(file);
}

int open(const char* path, int flags, ...) {
    static const auto real = next<int (*)(const char*, int, ...)>("open");
    va_list more;
    va_start(more, flags);
    const mode_t mode = modeOf(flags, more);
    va_end(more);
    return mayNotOpen(path, flags) ? failed<int>(EROFS) : real(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    static const auto real = next<int (*)(const char*, int, ...)>("open64");
    va_list more;
    va_start(more, flags);
    const mode_t mode = modeOf(flags, more);
    va_end(more);
    return mayNotOpen(path, flags) ? failed<int>(EROFS) : real(path, flags, mode);
}

} // extern "C"
