// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxy_schedule.h"

#include <algorithm>

namespace payout::faults {

namespace {

constexpr std::array others{
    WireFault::LateAnswer,    WireFault::ByteByByte,     WireFault::ByteByByte,     WireFault::AnswerTwice,
    WireFault::AnswerTwice,   WireFault::AnswerOfBefore, WireFault::AnswerOfBefore, WireFault::SwappedAnswer,
    WireFault::SwappedAnswer, WireFault::SwappedAnswer,  WireFault::NeverAnswers,   WireFault::None,
};
constexpr unsigned percentDead = 3;
constexpr unsigned perMilleUnread = 4; // each costs a whole send timeout
constexpr unsigned percentOther = 14;

} // namespace

const char* nameOf(WireFault fault) {
    switch (fault) {
    case WireFault::None: return "left alone";
    case WireFault::DeadAtOnce: return "closed before a byte";
    case WireFault::NeverReads: return "never read";
    case WireFault::CutRequest: return "request cut";
    case WireFault::CutAnswer: return "answer cut";
    case WireFault::NeverAnswers: return "never answered";
    case WireFault::LateAnswer: return "answered late";
    case WireFault::ByteByByte: return "byte by byte";
    case WireFault::AnswerTwice: return "answered twice";
    case WireFault::AnswerOfBefore: return "answered with the one before";
    case WireFault::SwappedAnswer: return "answers swapped";
    }
    return "";
}

void ProxySchedule::setMischief(bool isOn) {
    const std::scoped_lock lock(m_mutex);
    m_isOn = isOn;
}

WirePlan ProxySchedule::counted(WirePlan plan) {
    ++m_counts[plan.fault];
    return plan;
}

WirePlan ProxySchedule::atAccept() {
    const std::scoped_lock lock(m_mutex);
    if (!m_isOn) return {};
    const auto draw = m_random() % 1'000;
    if (draw < perMilleUnread) return counted({WireFault::NeverReads, 0, false});
    // A RST may already fail the dial, and no permit is asked for then: as long as connections are counted against
    // permits it is a FIN.
    const Talk& payments = m_talks[static_cast<std::size_t>(WireTalk::Payment)];
    const bool mayReset = isOver(payments.request) && isOver(payments.answer);
    if (draw < percentDead * 10) return counted({WireFault::DeadAtOnce, 0, mayReset && m_random() % 2 == 0});
    return {};
}

WirePlan ProxySchedule::of(WireTalk talk, qsizetype requestBytes) {
    const std::scoped_lock lock(m_mutex);
    if (talk == WireTalk::Other) return {};
    Talk& known = m_talks[static_cast<std::size_t>(talk)];
    if (!m_isOn || !known.isKnown) return {};
    return counted(draw(known, requestBytes));
}

WirePlan ProxySchedule::draw(Talk& talk, qsizetype requestBytes) {
    if (m_random() % 100 < percentOther) return other();
    talk.request.bytes = std::max(talk.request.bytes, requestBytes);
    const bool isRequest = isOver(talk.answer) || (!isOver(talk.request) && m_random() % 2 == 0);
    Sweep& sweep = isRequest ? talk.request : talk.answer;
    if (isOver(sweep)) return other();
    const WirePlan plan{isRequest ? WireFault::CutRequest : WireFault::CutAnswer, sweep.next, m_random() % 2 == 0};
    sweep.next += sweep.stride;
    ++sweep.cuts;
    return plan;
}

WirePlan ProxySchedule::other() { return {others[m_random() % others.size()], 0, m_random() % 2 == 0}; }

void ProxySchedule::met(WireTalk talk, qsizetype requestBytes, qsizetype answerBytes) {
    const std::scoped_lock lock(m_mutex);
    if (talk == WireTalk::Other) return;
    Talk& known = m_talks[static_cast<std::size_t>(talk)];
    known.request.bytes = std::max(known.request.bytes, requestBytes);
    known.answer.bytes = std::max(known.answer.bytes, answerBytes);
    if (known.isKnown) return;
    known.isKnown = true;
    const qsizetype all = requestBytes + answerBytes + 2;
    const qsizetype stride = std::max<qsizetype>(1, (all + m_cuts - 1) / std::max(1, m_cuts));
    for (Sweep* sweep : {&known.request, &known.answer}) {
        sweep->stride = stride;
        sweep->next = static_cast<qsizetype>(m_seed) % stride; // the next seed cuts between these
    }
}

bool ProxySchedule::isDone(WireTalk talk) const {
    const std::scoped_lock lock(m_mutex);
    const Talk& known = m_talks[static_cast<std::size_t>(talk)];
    return known.isKnown && isOver(known.request) && isOver(known.answer);
}

int ProxySchedule::count(WireFault fault) const {
    const std::scoped_lock lock(m_mutex);
    const auto found = m_counts.find(fault);
    return found == m_counts.end() ? 0 : found->second;
}

ProxySchedule::Sweep ProxySchedule::requests(WireTalk talk) const {
    const std::scoped_lock lock(m_mutex);
    return m_talks[static_cast<std::size_t>(talk)].request;
}

ProxySchedule::Sweep ProxySchedule::answers(WireTalk talk) const {
    const std::scoped_lock lock(m_mutex);
    return m_talks[static_cast<std::size_t>(talk)].answer;
}

} // namespace payout::faults
