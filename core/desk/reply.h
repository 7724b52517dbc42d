// SPDX-License-Identifier: GPL-3.0-or-later
// How a screen asks: it hands over values and a function, and the function is called later on the asking thread, once,
// unless the context object died first. Nothing here blocks.
#pragma once

#include "core/base/error.h"

#include <QObject>
#include <QPointer>

#include <atomic>
#include <functional>
#include <memory>

namespace payout::desk {

/// Who asks and what to do with the answer. The context's thread must run an event loop.
template <class T> struct Reply {
    QPointer<QObject> context;
    std::function<void(Result<T>)> take;
};
template <class T> Reply<T> reply(QObject* context, std::function<void(Result<T>)> take) {
    return {QPointer<QObject>(context), std::move(take)};
}

/// A long work that can be watched and stopped. Shared by the screen and the store thread.
struct Progress {
    std::atomic<bool> cancelled{false};
    std::atomic<std::int64_t> done{0};
    std::atomic<std::int64_t> total{0};
};
using ProgressPtr = std::shared_ptr<Progress>;

/// Lists are read in pages by key, never by OFFSET and never whole.
inline constexpr int pageRows = 256;
struct PageKey {
    std::int64_t sort = 0;
    std::int64_t id = 0;
};
/// A part of a page: `count` rows from its row `first` on.
struct PageSlice {
    int first = 0;
    int count = pageRows;
};
/// How long a list is and where every page begins (key of rows 0, 256, 512, ...); made by one index scan.
struct ListShape {
    std::int64_t count = 0;
    std::vector<PageKey> anchors;
};

} // namespace payout::desk
