// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/key_typist.h"

#include <QThread>

#include <X11/Xlib.h>
#include <X11/keysym.h>

#include <memory>
#include <span>

namespace payout::bench {

namespace {

constexpr unsigned long focusMs = 300; ///< for the program to take notice

using Connection = std::unique_ptr<Display, decltype(&XCloseDisplay)>;

Window largestWindow(Display* display) {
    Window root = 0;
    Window parent = 0;
    Window* children = nullptr;
    unsigned count = 0;
    XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count);
    Window largest = 0;
    long area = 0;
    for (const Window window : std::span(children, count)) {
        XWindowAttributes is{};
        if (XGetWindowAttributes(display, window, &is) == 0 || is.map_state != IsViewable) continue;
        if (const long size = long{is.width} * is.height; size > area) area = size, largest = window;
    }
    if (children != nullptr) XFree(children);
    return largest;
}

// There is no window manager to do it, and without the focus a program shows no field as the one that is typed into.
void focus(Display* display, Window window) {
    Window focused = 0;
    int reverts = 0;
    XGetInputFocus(display, &focused, &reverts);
    if (focused == window) return;
    XSetInputFocus(display, window, RevertToPointerRoot, CurrentTime);
    XSync(display, False);
    QThread::msleep(focusMs);
}

KeySym symbolOf(QChar character) {
    if (character == u'\t') return XK_Tab;
    if (character == u'\n') return XK_Return;
    return character.unicode(); // Latin 1 is its own symbol
}

void press(Display* display, Window window, KeySym symbol, unsigned state) {
    XKeyEvent event{};
    event.display = display;
    event.window = window;
    event.root = DefaultRootWindow(display);
    event.same_screen = True;
    event.keycode = XKeysymToKeycode(display, symbol);
    event.state = state;
    for (const int type : {KeyPress, KeyRelease}) {
        event.type = type;
        XEvent sent{};
        sent.xkey = event;
        XSendEvent(display, window, True, type == KeyPress ? KeyPressMask : KeyReleaseMask, &sent);
    }
    XSync(display, False);
}

template <class Typing> Done onLargest(const QString& name, Typing typing) {
    const Connection display(XOpenDisplay(name.toLatin1().constData()), &XCloseDisplay);
    const Window window = display ? largestWindow(display.get()) : 0;
    if (window == 0) return unavailable(QStringLiteral("NoWindow"), name);
    focus(display.get(), window);
    typing(display.get(), window);
    return {};
}

} // namespace

Done typeText(const QString& display, const QString& text) {
    return onLargest(display, [&](Display* server, Window window) {
        for (const QChar character : text) press(server, window, symbolOf(character), 0);
    });
}

Done typeControl(const QString& display, char digit) {
    return onLargest(display, [&](Display* server, Window window) {
        press(server, window, static_cast<KeySym>(digit), ControlMask);
    });
}

} // namespace payout::bench
