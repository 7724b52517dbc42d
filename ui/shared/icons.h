// SPDX-License-Identifier: GPL-3.0-or-later
// Symbols painted as vectors in the palette's colours: sharp at any scale, right in light and dark, no plugin.
#pragma once

#include "ui/shared/tone.h"

#include <QIcon>
#include <QPainter>

namespace payout::ui {

enum class Symbol {
    Today,
    Approve,
    Exceptions,
    Compare,
    Lock,
    Unlock,
    Clock,
    Check,
    Cross,
    Question,
    Warning,
    Stop,
    Play,
    Upload,
    Statement,
    Sun,
    Moon,
    Language,
    Person,
    SignOut,
    Copy,
    Export,
    Refresh,
    Search,
    Database,
    Dot,
    Pause,
    Info,
    Money,
};

/// An icon that follows the application's palette, also when it changes later.
[[nodiscard]] QIcon symbolIcon(Symbol symbol);
/// An icon in one tone's line colour.
[[nodiscard]] QIcon symbolIcon(Symbol symbol, Tone tone);
/// Paints into the largest square inside `box`.
void paintSymbol(QPainter& painter, Symbol symbol, const QRectF& box, const QColor& color);
/// The symbol that stands beside a tone's word when nothing more exact fits.
[[nodiscard]] Symbol toneSymbol(Tone tone);

} // namespace payout::ui
