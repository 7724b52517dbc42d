// SPDX-License-Identifier: GPL-3.0-or-later
// Randomness that is the same for the same seed on every machine and build (SplitMix64, Steele, Lea and Flood 2014,
// "Fast splittable pseudorandom number generators").
#pragma once

#include <chrono>
#include <cstdint>

namespace payout::simulate {

class Dice {
public:
    explicit Dice(std::uint64_t seed = 0) : m_state(seed) {}

    std::uint64_t next() {
        m_state += 0x9e3779b97f4a7c15U;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }
    /// 0 to count - 1; count at least 1.
    int below(int count) { return static_cast<int>(next() % static_cast<std::uint64_t>(count)); }
    bool chance(int perMille) { return below(1000) < perMille; }
    std::chrono::milliseconds between(std::chrono::milliseconds least, std::chrono::milliseconds most) {
        return least + std::chrono::milliseconds(
                           static_cast<std::int64_t>(next() % static_cast<std::uint64_t>((most - least).count() + 1)));
    }

private:
    std::uint64_t m_state;
};

} // namespace payout::simulate
