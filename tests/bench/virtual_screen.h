// SPDX-License-Identifier: GPL-3.0-or-later
// A private X server whose picture is a file: programs are watched from outside, all in the same way, and without a
// request to the server that they are waiting for.
#pragma once

#include "core/base/error.h"

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

#include <memory>
#include <span>

namespace payout::bench {

class VirtualScreen {
public:
    static Result<std::unique_ptr<VirtualScreen>> start(); ///< Xvfb on a free display, 1280x800
    ~VirtualScreen();

    /// For a program on this screen; its home is an empty folder, so nothing remembered changes a run.
    QProcessEnvironment environment() const;
    QString display() const { return m_display; }
    std::span<const std::uint32_t> pixels() const { return m_pixels; }

private:
    VirtualScreen() = default;
    Result<QString> displayNumber();
    Done mapPicture();

    QTemporaryDir m_folder;
    QProcess m_server;
    QString m_display;
    QFile m_picture;
    std::span<const std::uint32_t> m_pixels;
};

struct Watched {
    double firstSeconds = 0;   ///< exec to the first half percent of the picture
    double settledSeconds = 0; ///< exec to the last change that is more than a blinking cursor
};
struct Memory {
    double rssMib = 0;
    double pssMib = 0;
};

/// A program that was started on the screen; killed with its object.
class ScreenProgram {
public:
    /// Starts it on the empty screen and returns when the picture has stood still for two seconds.
    static Result<std::unique_ptr<ScreenProgram>> start(VirtualScreen& screen, const QString& program,
                                                        const QStringList& arguments);
    ~ScreenProgram(); ///< returns when the screen is empty again
    const Watched& watched() const { return m_watched; }
    /// Waits until the picture stands still but for what ticks, for a program that was given something to do.
    Done settle();
    Result<Memory> memory() const;

private:
    explicit ScreenProgram(VirtualScreen& screen) : m_screen(screen) {}
    Done watch();

    VirtualScreen& m_screen;
    QProcess m_process;
    Watched m_watched;
};

} // namespace payout::bench
