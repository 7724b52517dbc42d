// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/tone.h"

namespace payout::ui {

namespace {

// Every text stands at 4.5 to 1 or better on its background, every line at 3 to 1 on the page (a test computes it).
ToneColors lightColors(Tone tone) {
    switch (tone) {
    case Tone::Neutral: return {QColor(0x3f4a5a), QColor(0xeceff4), QColor(0x6b7789)};
    case Tone::Info: return {QColor(0x1a4f8f), QColor(0xe4eefb), QColor(0x2f6fbd)};
    case Tone::Good: return {QColor(0x14603f), QColor(0xe0f3ea), QColor(0x1f8a5b)};
    case Tone::Unproven: return {QColor(0x5a3a99), QColor(0xefe9fb), QColor(0x7a55c7)};
    case Tone::Warning: return {QColor(0x7a4a00), QColor(0xfdf0d5), QColor(0xa86a00)};
    case Tone::Critical: return {QColor(0x9b1c1c), QColor(0xfce4e4), QColor(0xc62f2f)};
    }
    return {};
}

ToneColors darkColors(Tone tone) {
    switch (tone) {
    case Tone::Neutral: return {QColor(0xc9d1dc), QColor(0x2e3642), QColor(0x8d99a9)};
    case Tone::Info: return {QColor(0xa9cdfa), QColor(0x1d3350), QColor(0x5d9ee8)};
    case Tone::Good: return {QColor(0x8fdcb6), QColor(0x173a2b), QColor(0x45b583)};
    case Tone::Unproven: return {QColor(0xcdb9f7), QColor(0x352a55), QColor(0xa083e6)};
    case Tone::Warning: return {QColor(0xf5cd85), QColor(0x44330f), QColor(0xd79a2b)};
    case Tone::Critical: return {QColor(0xffb3b0), QColor(0x521f22), QColor(0xf0706c)};
    }
    return {};
}

} // namespace

bool isDark(const QPalette& palette) { return palette.color(QPalette::Active, QPalette::Window).lightness() < 128; }

ToneColors toneColors(Tone tone, const QPalette& palette) {
    return isDark(palette) ? darkColors(tone) : lightColors(tone);
}

} // namespace payout::ui
