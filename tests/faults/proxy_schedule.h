// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong on the wire next, drawn from a seed: a cut after every byte position of requests and answers, and
// between the cuts what a network does besides.
#pragma once

#include <QtGlobal>

#include <array>
#include <map>
#include <mutex>
#include <random>

namespace payout::faults {

enum class WireFault {
    None,
    DeadAtOnce,     ///< accepted and closed, before a byte
    NeverReads,     ///< accepted, nothing is ever read
    CutRequest,     ///< the bank gets the first bytes only, then both lines are cut
    CutAnswer,      ///< the egress gets the first bytes of the answer only
    NeverAnswers,   ///< the bank gets all, the egress nothing, the line stays open
    LateAnswer,     ///< a part of a second late, or after the egress has given up
    ByteByByte,     ///< every byte in a segment of its own, both ways
    AnswerTwice,    ///< the whole answer, and once more
    AnswerOfBefore, ///< in place of the answer the one before it
    SwappedAnswer,  ///< two lines get each other's answer
};

[[nodiscard]] const char* nameOf(WireFault fault);

enum class WireTalk { Payment, Question, Other };

struct WirePlan {
    WireFault fault = WireFault::None;
    qsizetype position = 0; ///< of a cut
    bool isReset = false;   ///< the cut is a RST, otherwise a FIN
};

/// Used by all lines at once.
class ProxySchedule {
public:
    /// So many cuts of payments, and as many of questions, evenly spread over the bytes; every byte if that suffices.
    ProxySchedule(int cuts, quint32 seed) : m_cuts(cuts), m_random(seed), m_seed(seed) {}

    /// Off at first; then everything passes.
    void setMischief(bool isOn);
    /// Before anybody knows what will be said.
    [[nodiscard]] WirePlan atAccept();
    [[nodiscard]] WirePlan of(WireTalk talk, qsizetype requestBytes);
    /// An answer as the bank gave it: the first ones tell how long answers are.
    void met(WireTalk talk, qsizetype requestBytes, qsizetype answerBytes);
    /// Every position planned has been cut at.
    [[nodiscard]] bool isDone(WireTalk talk) const;
    [[nodiscard]] int count(WireFault fault) const;

    /// Of one direction: which positions were cut at.
    struct Sweep {
        qsizetype bytes = -1; ///< of the longest request or answer met
        qsizetype stride = 1;
        qsizetype next = 0;
        int cuts = 0;
    };
    [[nodiscard]] Sweep requests(WireTalk talk) const;
    [[nodiscard]] Sweep answers(WireTalk talk) const;

private:
    struct Talk {
        Sweep request;
        Sweep answer;
        bool isKnown = false;
    };
    WirePlan draw(Talk& talk, qsizetype requestBytes);
    WirePlan other();
    WirePlan counted(WirePlan plan);
    static bool isOver(const Sweep& sweep) { return sweep.next > sweep.bytes; }

    mutable std::mutex m_mutex;
    int m_cuts;
    std::mt19937 m_random;
    quint32 m_seed;
    bool m_isOn = false;
    std::array<Talk, 2> m_talks;
    std::map<WireFault, int> m_counts;
};

} // namespace payout::faults
