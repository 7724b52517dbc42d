// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/virtual_screen.h"

#include <QThread>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <vector>

namespace payout::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr qsizetype pixelCount = 1280 * 800;
constexpr std::size_t blinkPixels = 400;              ///< a cursor, the seconds of a clock
constexpr std::size_t firstPixels = pixelCount / 200; ///< half a percent
constexpr std::size_t tickPixels = pixelCount / 100;  ///< a column of countdowns
constexpr double quietSeconds = 2;
constexpr double longestSeconds = 60;
constexpr unsigned long pollMs = 6;
constexpr int serverMs = 10'000;

double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

using Picture = std::vector<std::uint32_t>;

std::size_t differing(std::span<const std::uint32_t> now, const Picture& before) {
    if (std::memcmp(now.data(), before.data(), before.size() * sizeof(std::uint32_t)) == 0) return 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < before.size(); ++i) count += now[i] != before[i];
    return count;
}

Picture copyOf(std::span<const std::uint32_t> pixels) { return {pixels.begin(), pixels.end()}; }

double mibOf(const QByteArray& text, const char* field) {
    const qsizetype at = text.indexOf(QByteArray("\n") + field);
    if (at < 0) return 0;
    const qsizetype begin = at + 1 + qsizetype(std::strlen(field));
    return text.mid(begin, text.indexOf("kB", begin) - begin).trimmed().toDouble() / 1024;
}

} // namespace

Result<std::unique_ptr<VirtualScreen>> VirtualScreen::start() {
    std::unique_ptr<VirtualScreen> screen(new VirtualScreen);
    screen->m_server.setStandardErrorFile(QProcess::nullDevice());
    screen->m_server.start(QStringLiteral("Xvfb"),
                           {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                            QStringLiteral("0"), QStringLiteral("1280x800x24"), QStringLiteral("-fbdir"),
                            screen->m_folder.path(), QStringLiteral("-noreset"), QStringLiteral("-nolisten"),
                            QStringLiteral("tcp")});
    TRY(screen->m_display, screen->displayNumber());
    TRY_DONE(screen->mapPicture());
    return screen;
}

Result<QString> VirtualScreen::displayNumber() {
    const auto begin = Clock::now();
    while (!m_server.canReadLine() && since(begin) * 1000 < serverMs)
        if (!m_server.waitForReadyRead(serverMs)) break;
    const QByteArray number = m_server.readLine().trimmed();
    if (number.isEmpty()) return unavailable(QStringLiteral("NoXvfb"), m_server.errorString());
    return u':' + QString::fromLatin1(number);
}

// XWD: a header that begins with its own size, the colours, then the lines.
Done VirtualScreen::mapPicture() {
    m_picture.setFileName(m_folder.filePath(QStringLiteral("Xvfb_screen0")));
    if (!m_picture.open(QIODevice::ReadOnly)) return unavailable(QStringLiteral("NoXvfb"), m_picture.errorString());
    const qint64 size = m_picture.size();
    constexpr qint64 bytes = pixelCount * qint64{sizeof(std::uint32_t)};
    const uchar* begin = size < bytes ? nullptr : m_picture.map(0, size);
    if (begin == nullptr) return unavailable(QStringLiteral("NoXvfb"), QStringLiteral("no picture"));
    m_pixels = {reinterpret_cast<const std::uint32_t*>(begin + (size - bytes) / 4 * 4), std::size_t{pixelCount}};
    return {};
}

VirtualScreen::~VirtualScreen() {
    m_server.terminate();
    if (!m_server.waitForFinished(serverMs)) m_server.kill();
    m_server.waitForFinished(serverMs);
}

QProcessEnvironment VirtualScreen::environment() const {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), m_display);
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    for (const char* folder : {"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QString::fromLatin1(folder), m_folder.path());
    environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    return environment;
}

Result<std::unique_ptr<ScreenProgram>> ScreenProgram::start(VirtualScreen& screen, const QString& program,
                                                            const QStringList& arguments) {
    std::unique_ptr<ScreenProgram> started(new ScreenProgram(screen));
    started->m_process.setProcessEnvironment(screen.environment());
    started->m_process.setStandardOutputFile(QProcess::nullDevice());
    started->m_process.setStandardErrorFile(QProcess::nullDevice());
    started->m_process.setProgram(program);
    started->m_process.setArguments(arguments);
    TRY_DONE(started->watch());
    return started;
}

Done ScreenProgram::watch() {
    const Picture empty = copyOf(m_screen.pixels());
    Picture last = empty;
    const auto begin = Clock::now();
    m_process.start();
    m_process.waitForStarted();
    while (m_watched.settledSeconds == 0 || since(begin) - m_watched.settledSeconds < quietSeconds) {
        if (since(begin) > longestSeconds) return unavailable(QStringLiteral("NoWindow"), m_process.program());
        QThread::msleep(pollMs);
        const double now = since(begin);
        if (differing(m_screen.pixels(), last) <= blinkPixels) continue;
        last = copyOf(m_screen.pixels());
        m_watched.settledSeconds = now;
        if (m_watched.firstSeconds == 0 && differing(last, empty) > firstPixels) m_watched.firstSeconds = now;
    }
    const bool ended = m_process.waitForFinished(0);
    if (!ended && m_process.state() == QProcess::Running && m_watched.firstSeconds > 0) return {};
    return unavailable(QStringLiteral("NoWindow"),
                       QStringLiteral("%1 %2: running %3, exit code %4, first change at %5 s")
                           .arg(m_process.program(), m_process.arguments().join(u' '))
                           .arg(m_process.state() == QProcess::Running)
                           .arg(m_process.exitCode())
                           .arg(m_watched.firstSeconds));
}

Done ScreenProgram::settle() {
    Picture last = copyOf(m_screen.pixels());
    const auto begin = Clock::now();
    for (auto changed = begin; since(changed) < quietSeconds;) {
        if (since(begin) > longestSeconds) return unavailable(QStringLiteral("NoRest"), m_process.program());
        QThread::msleep(pollMs);
        if (differing(m_screen.pixels(), last) <= tickPixels) continue;
        last = copyOf(m_screen.pixels());
        changed = Clock::now();
    }
    return {};
}

Result<Memory> ScreenProgram::memory() const {
    QFile file(QStringLiteral("/proc/%1/smaps_rollup").arg(m_process.processId()));
    if (!file.open(QIODevice::ReadOnly)) return unavailable(QStringLiteral("NoMemoryFigures"), file.errorString());
    const QByteArray text = file.readAll();
    return Memory{mibOf(text, "Rss:"), mibOf(text, "Pss:")};
}

ScreenProgram::~ScreenProgram() {
    m_process.kill(); // a question "really quit?" would stay on the screen
    m_process.waitForFinished(serverMs);
    (void)settle();
}

} // namespace payout::bench
