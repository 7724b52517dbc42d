// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxy_run.h"

#include "core/store/statement.h"
#include "tests/faults/fault_check.h"
#include "tests/faults/fault_processes.h"
#include "tests/faults/fault_proxy.h"
#include "tests/faults/fault_rest.h"

#include <QElapsedTimer>
#include <QThread>

namespace payout::faults {

namespace {

constexpr std::int64_t rowsAhead = 60;
constexpr int phaseSeconds = 900;
constexpr const char* due =
    "SELECT COUNT(*) FROM attempt a CROSS JOIN payout_clock k JOIN payout p ON p.id = a.payout_id "
    "WHERE a.next_query_ms <= k.now_ms AND a.state IN ('ARMED', 'UNKNOWN') "
    "AND p.state IN ('PROCESSING', 'EXCEPTION')";
constexpr std::array faults{WireFault::DeadAtOnce,    WireFault::NeverReads, WireFault::NeverAnswers,
                            WireFault::LateAnswer,    WireFault::ByteByByte, WireFault::AnswerTwice,
                            WireFault::AnswerOfBefore};

class ProxyRun {
public:
    ProxyRun(House& house, ProxyPlan plan)
        : m_house(house), m_schedule(plan.cuts, plan.seed),
          m_proxy(house.workspace().inFolder("bank/port.bank"), m_schedule), m_processes(house.folder()) {}

    int go() {
        m_clock.start();
        if (!prepare() || !sendAll() || !askAll()) return -1;
        m_schedule.setMischief(false);
        m_processes.setArguments(Victim::Worker, {QStringLiteral("--take-over")});
        if (!comeToRest(m_house, m_processes)) return -1;
        for (const Victim victim : {Victim::Worker, Victim::Egress, Victim::Bank}) m_processes.kill(victim);
        return report();
    }

private:
    bool prepare() {
        const QString bankPort = m_house.workspace().inFolder("bank/port.bank");
        m_processes.setArguments(Victim::Bank, {QStringLiteral("--port-file"), bankPort});
        QFile port(m_house.workspace().inFolder("bank/port"));
        const QByteArray number = QByteArray::number(m_proxy.port()) + '\n';
        if (m_proxy.port() == 0 || !port.open(QIODevice::WriteOnly) || port.write(number) != number.size())
            return false;
        port.close();
        if (!m_house.changeProfile(QStringLiteral("sendTimeoutSeconds"), 1)) return false;
        // The first contact makes the channel known as up; from then on only payments dial.
        m_processes.startAll();
        const bool isUp = waitUntil(30, [&] {
            return m_house.number("SELECT COUNT(*) FROM channel WHERE health = 'UP' AND code = 'PRACTICE'") == 1;
        });
        m_processes.end(Victim::Worker);
        if (!isUp) say(QStringLiteral("the bank is not reached"));
        return isUp;
    }

    // Payments alone: every connection is one that was dialled for a permit.
    bool sendAll() {
        constexpr const char* permitsNow = "SELECT COUNT(*) FROM send";
        const int before = m_proxy.record().connections();
        const std::int64_t permitsBefore = m_house.number(permitsNow);
        m_schedule.setMischief(true);
        m_processes.setArguments(Victim::Worker,
                                 {QStringLiteral("--take-over"), QStringLiteral("--jobs"), QStringLiteral("send")});
        if (!keepGoing([&] { return m_schedule.isDone(WireTalk::Payment); })) return false;
        m_processes.end(Victim::Worker);
        const std::int64_t permits = m_house.number(permitsNow) - permitsBefore;
        const int connections = m_proxy.record().connections() - before;
        if (connections != permits)
            violate(QStringLiteral("I8: %1 connections for %2 permits").arg(connections).arg(permits));
        say(QStringLiteral("  %1 s: %2 permits, %3 connections; payments: %4")
                .arg(m_clock.elapsed() / 1'000)
                .arg(permits)
                .arg(connections)
                .arg(sweepsOf(WireTalk::Payment)));
        return true;
    }

    // Questions of two hosts beside payments, so that answers can be swapped.
    bool askAll() {
        const QStringList arguments{QStringLiteral("--workspace"), m_house.folder(), QStringLiteral("--jobs"),
                                    QStringLiteral("ask")};
        Program one("payout-worker", arguments, m_house.folder() + QStringLiteral("/asker1.log"));
        Program two("payout-worker", arguments, m_house.folder() + QStringLiteral("/asker2.log"));
        const bool isDone = keepGoing([&] {
            if (m_house.number(due) == 0) (void)m_house.passTime(std::chrono::minutes(2));
            return m_schedule.isDone(WireTalk::Question);
        });
        m_processes.end(Victim::Worker);
        one.end();
        two.end();
        say(QStringLiteral("  %1 s: questions: %2").arg(m_clock.elapsed() / 1'000).arg(sweepsOf(WireTalk::Question)));
        return isDone;
    }

    bool keepGoing(const std::function<bool()>& isDone) {
        QElapsedTimer phase;
        phase.start();
        while (!isDone()) {
            if (phase.hasExpired(phaseSeconds * 1'000)) {
                say(QStringLiteral("the sweep does not come to its end"));
                return false;
            }
            (void)m_house.feed(rowsAhead);
            m_processes.startAll();
            QThread::msleep(50);
        }
        return true;
    }

    void violate(const QString& what) { m_violations << what; }

    QString sweepsOf(WireTalk talk) const {
        const auto words = [](const char* what, const ProxySchedule::Sweep& sweep) {
            return QStringLiteral("%1 cuts at bytes 0..%2 of the %3, every %4.")
                .arg(sweep.cuts)
                .arg(sweep.bytes)
                .arg(QLatin1String(what))
                .arg(sweep.stride);
        };
        return words("request", m_schedule.requests(talk)) + QStringLiteral(" byte, ") +
               words("answer", m_schedule.answers(talk)) + QStringLiteral(" byte");
    }

    // What went over the wire against what was permitted (I8).
    Done compareWire() {
        TRY(store::Connection * c, m_house.connection());
        TRY(auto rows, store::query(*c, "SELECT a.order_no, COUNT(s.send_no), MAX(s.bytes_written) FROM attempt a "
                                        "LEFT JOIN send s ON s.payout_id = a.payout_id AND s.attempt_no = a.attempt_no "
                                        "GROUP BY a.order_no"));
        QHash<QString, int> seen = m_proxy.record().paymentsByOrder();
        while (rows.next()) {
            const QString order = rows.text(0);
            const int requests = seen.take(order);
            if (requests > rows.int64(1))
                violate(QStringLiteral("I8: %1 requests, %2 permits: %3").arg(requests).arg(rows.int64(1)).arg(order));
            if (requests > 0 && rows.int64(2) == 0)
                violate(QStringLiteral("called unsent, and was on the wire: ") + order);
        }
        for (auto it = seen.cbegin(); it != seen.cend(); ++it)
            violate(QStringLiteral("I2: on the wire, and unknown here: ") + it.key());
        return rows.finish();
    }

    int report() {
        m_violations << m_proxy.record().violations();
        const Done wire = compareWire();
        const auto verdict = compareWithBank(m_house);
        if (!wire || !verdict) {
            say(describe(wire ? verdict.error() : wire.error()));
            return -1;
        }
        QStringList words;
        for (const WireFault fault : faults)
            words << QStringLiteral("%1 %2").arg(QLatin1String(nameOf(fault))).arg(m_schedule.count(fault));
        words << QStringLiteral("answers swapped %1").arg(2 * m_proxy.record().swaps());
        say(QStringLiteral("  besides: ") + words.join(QStringLiteral(", ")));
        m_violations << verdict->violations;
        say(QStringLiteral("rows %1, permits %2; at the bank: received %3, paid %4; exceptions left %5; %6 s")
                .arg(m_house.rowsMade())
                .arg(m_house.number("SELECT COUNT(*) FROM send"))
                .arg(verdict->received)
                .arg(verdict->paid)
                .arg(m_house.number("SELECT COUNT(*) FROM payout WHERE state = 'EXCEPTION'"))
                .arg(m_clock.elapsed() / 1'000));
        for (const QString& violation : m_violations) say(QStringLiteral("VIOLATION ") + violation);
        return static_cast<int>(m_violations.size());
    }

    House& m_house;
    ProxySchedule m_schedule;
    FaultProxy m_proxy;
    Processes m_processes;
    QElapsedTimer m_clock;
    QStringList m_violations;
};

} // namespace

int throughProxy(House& house, ProxyPlan plan) { return ProxyRun(house, plan).go(); }

} // namespace payout::faults
