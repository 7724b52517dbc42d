// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/processes.h"

#include "core/base/check.h"

#include <boost/context/fixedsize_stack.hpp>

#include <algorithm>
#include <utility>

namespace payout::simulate {

namespace {
constexpr std::size_t stackBytes = 256 * 1024;
constexpr int stepMsMost = 20; // what a step costs
} // namespace

// A stack serves one process after the other; making one costs more than a schedule.
void Processes::makeStack(Slot& slot) {
    slot.stack = boost::context::fiber(std::allocator_arg, boost::context::fixedsize_stack(stackBytes),
                                       [this, &slot](boost::context::fiber&& world) {
                                           m_world = std::move(world);
                                           for (;;) {
                                               try {
                                                   if (!slot.isEnding) slot.body();
                                               } catch (const ProcessEnded&) {
                                                   // as if it had never been
                                               }
                                               slot.isRunning = false;
                                               m_world = std::move(m_world).resume();
                                           }
                                           return boost::context::fiber();
                                       });
}

Processes::~Processes() { endAll(); }

const Processes::Slot* Processes::find(int process) const {
    if (process < 0) return nullptr;
    const Slot& slot = m_slots[slotOf(process)];
    return slot.isRunning && slot.serial == process / slotsMost ? &slot : nullptr;
}

Processes::Slot* Processes::find(int process) { return const_cast<Slot*>(std::as_const(*this).find(process)); }

int Processes::start(Body body) {
    std::size_t at = 0;
    while (at < m_slots.size() && m_slots[at].isRunning) ++at;
    if (at == m_slots.size()) {
        CHECK(at < static_cast<std::size_t>(slotsMost));
        m_slots.emplace_back();
        makeStack(m_slots.back());
    }
    Slot& slot = m_slots[at];
    slot.body = std::move(body);
    ++slot.serial;
    slot.isRunning = true;
    slot.isEnding = false;
    slot.wakeAt = m_clock;
    slot.frozenUntil = UtcTime();
    return slot.serial * slotsMost + static_cast<int>(at);
}

void Processes::resume(std::size_t at) {
    CHECK(m_current == -1);
    Slot& slot = m_slots[at];
    m_current = slot.serial * slotsMost + static_cast<int>(at);
    slot.stack = std::move(slot.stack).resume();
    m_current = -1;
}

void Processes::end(int process) {
    Slot* slot = find(process);
    if (!slot) return;
    slot->isEnding = true;
    resume(slotOf(process));
    CHECK(!slot->isRunning);
}

void Processes::endAll() {
    for (std::size_t at = 0; at < m_slots.size(); ++at) end(m_slots[at].serial * slotsMost + static_cast<int>(at));
}

void Processes::freeze(int process, UtcTime until) {
    if (Slot* slot = find(process)) slot->frozenUntil = until;
}

void Processes::thawAll() {
    for (Slot& slot : m_slots) slot.frozenUntil = UtcTime();
}

void Processes::wake(int process) {
    if (Slot* slot = find(process)) slot->wakeAt = m_clock;
}

bool Processes::isRunning(int process) const { return find(process) != nullptr; }

void Processes::yield() { sleep(std::chrono::milliseconds(0)); }

void Processes::sleep(std::chrono::milliseconds time) {
    CHECK(m_current >= 0);
    Slot& slot = m_slots[slotOf(m_current)];
    slot.wakeAt = m_clock + time;
    m_world = std::move(m_world).resume();
    if (slot.isEnding) throw ProcessEnded{};
}

bool Processes::waitForOne(UtcTime latest) {
    UtcTime first = latest;
    for (const Slot& slot : m_slots) {
        if (!slot.isRunning) continue;
        const UtcTime at = readyAt(slot);
        if (at <= m_clock) return true;
        first = std::min(first, at);
    }
    m_clock = std::max(m_clock, first);
    return first < latest;
}

void Processes::step() {
    const auto isReady = [this](const Slot& slot) { return slot.isRunning && readyAt(slot) <= m_clock; };
    const auto ready = static_cast<int>(std::ranges::count_if(m_slots, isReady));
    if (ready == 0) return;
    int chosen = m_dice.below(ready);
    std::size_t at = 0;
    while (!isReady(m_slots[at]) || chosen-- > 0) ++at;
    mix(at);
    mix(static_cast<std::uint64_t>(m_clock.ms));
    resume(at);
    m_clock = m_clock + std::chrono::milliseconds(m_dice.below(stepMsMost + 1));
}

} // namespace payout::simulate
