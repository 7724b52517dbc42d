// SPDX-License-Identifier: GPL-3.0-or-later
// Processes on one thread: each runs on a stack of its own up to a point where it may be interrupted, and goes on when
// it is its turn again, hours later, or never. Who goes on is drawn, so a seed is a schedule.
#pragma once

#include "core/base/utc_time.h"
#include "tests/simulation/dice.h"

#include <boost/context/fiber.hpp>

#include <deque>
#include <functional>

namespace payout::simulate {

/// Thrown at the point where a process is ended from outside; nothing of it runs afterwards but destructors.
struct ProcessEnded {};

class Processes {
public:
    using Body = std::function<void()>;

    Processes(UtcTime& clock, Dice& dice) : m_clock(clock), m_dice(dice) {}
    ~Processes();
    Processes(const Processes&) = delete;
    Processes& operator=(const Processes&) = delete;

    int start(Body body);
    /// Ends it where it stands. Not from within itself.
    void end(int process);
    void endAll();
    /// As kill -STOP: whatever wakes it, it goes on at `until` only.
    void freeze(int process, UtcTime until);
    void thawAll();
    /// What sleeps goes on at once.
    void wake(int process);
    [[nodiscard]] bool isRunning(int process) const;
    /// -1: none, the world around is at work.
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] static std::size_t slotOf(int process) { return static_cast<std::size_t>(process % slotsMost); }

    // Of the process that runs now.
    void yield();
    void sleep(std::chrono::milliseconds time);

    /// If none is ready, the clock goes on to when the first one is, or to `latest` (then false).
    bool waitForOne(UtcTime latest);
    /// One of those that are ready goes on to its next point.
    void step();
    [[nodiscard]] std::uint64_t hash() const { return m_hash; } ///< of all that were drawn, and when
    void startHash() { m_hash = 0xcbf29ce484222325U; }
    void mix(std::uint64_t value) { m_hash = (m_hash ^ value) * 0x100000001b3U; }

private:
    struct Slot {
        boost::context::fiber stack;
        Body body;
        int serial = 0; ///< of the processes that it has served
        bool isRunning = false;
        bool isEnding = false;
        UtcTime wakeAt;
        UtcTime frozenUntil;
    };
    // A process is named by its slot and a serial: a slot serves another one as soon as it is free.
    static constexpr int slotsMost = 256;
    [[nodiscard]] Slot* find(int process);
    [[nodiscard]] const Slot* find(int process) const;
    void makeStack(Slot& slot);
    void resume(std::size_t slot);
    [[nodiscard]] UtcTime readyAt(const Slot& slot) const { return std::max(slot.wakeAt, slot.frozenUntil); }

    UtcTime& m_clock;
    Dice& m_dice;
    std::deque<Slot> m_slots; // they never move: their stacks know where they are
    boost::context::fiber m_world;
    int m_current = -1;
    std::uint64_t m_hash = 0;
};

} // namespace payout::simulate
