// SPDX-License-Identifier: GPL-3.0-or-later
// R33 twice: the view channel_pause, which arm and guards ask, says of every window at every time what core/rules/pause
// says, on both engines.
#include "core/rules/pause.h"
#include "core/store/statement.h"
#include "core/store/transaction.h"
#include "tests/support/temp_store.h"

#include <QTest>

using namespace payout;
using namespace payout::support;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr milliseconds day = hours(24);
const UtcTime midnight = startOf(BusinessDate{20'261'118});

struct Window {
    rules::PauseWindow pause;
    milliseconds sendTimeout;
};

/// Inside a day, wrapping midnight, beginning or ending at it (as 00:00 and as 24:00), empty, whole, switched off.
std::vector<Window> windows() {
    const milliseconds edges[] = {
        milliseconds(0),         milliseconds(1),   seconds(30),           minutes(10), hours(12),
        hours(23) + minutes(50), day - seconds(30), day - milliseconds(1), day};
    std::vector<Window> out;
    for (const milliseconds begin : edges)
        for (const milliseconds end : edges)
            for (const milliseconds timeout :
                 {milliseconds(seconds(1)), milliseconds(seconds(60)), milliseconds(minutes(5))})
                for (const bool enabled : {true, false})
                    if (enabled || end == minutes(10)) out.push_back({{enabled, begin, end}, timeout});
    return out;
}

/// Around every edge and every edge less a time-out, to the millisecond.
std::vector<milliseconds> times() {
    const milliseconds around[] = {milliseconds(0),
                                   seconds(30),
                                   minutes(10),
                                   hours(12),
                                   hours(23) + minutes(50),
                                   day - seconds(30),
                                   day - seconds(60),
                                   day - minutes(5),
                                   day - seconds(1),
                                   hours(12) - minutes(5),
                                   hours(6),
                                   hours(23) + minutes(49)};
    std::vector<milliseconds> out;
    for (const milliseconds at : around)
        for (const int nudge : {-1, 0, 1}) out.push_back((at + milliseconds(nudge) + day) % day);
    return out;
}

Done addChannel(store::Connection& connection, std::size_t number, const Window& window) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO channel (code, name, profile, account, pause_enabled, pause_begin_ms,
                                      pause_end_ms, send_timeout_ms) VALUES (?, ?, '', '', ?, ?, ?, ?))sql",
                            QStringLiteral("C%1").arg(number), QString::number(number), window.pause.enabled,
                            std::int64_t{window.pause.begin.count()}, std::int64_t{window.pause.end.count()},
                            std::int64_t{window.sendTimeout.count()}));
    return {};
}

} // namespace

class PauseViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatTheRulesSay_data() { addEngineRows(); }
    void saysWhatTheRulesSay() {
        PAYOUT_TEMP_STORE(temp);
        store::Connection& connection = temp.connection();
        const std::vector<Window> all = windows();
        VERIFY_DONE(store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
            for (std::size_t i = 0; i < all.size(); ++i) TRY_DONE(addChannel(c, i, all[i]));
            return {};
        }));
        std::int64_t paused = 0;
        for (const milliseconds at : times()) {
            const UtcTime now = midnight + at;
            VERIFY_DONE(temp.setClock(now));
            auto rows = store::query(connection,
                                     R"sql(SELECT c.name, w.sending_paused, w.repaying_paused FROM channel_pause w
                                           JOIN channel c ON c.id = w.channel_id)sql");
            VERIFY_DONE(rows);
            std::size_t seen = 0;
            while (rows->next()) {
                const Window& window = all[rows->text(0).toULongLong()];
                const bool sending = rows->boolean(1);
                const bool repaying = rows->boolean(2);
                const auto what = [&] {
                    return QStringLiteral("at %1 ms, window %2 to %3, time-out %4")
                        .arg(at.count())
                        .arg(window.pause.begin.count())
                        .arg(window.pause.end.count())
                        .arg(window.sendTimeout.count());
                };
                QVERIFY2(sending == rules::wouldEnterPause(window.pause, now, window.sendTimeout), qPrintable(what()));
                QVERIFY2(repaying == rules::isPaused(window.pause, now), qPrintable(what()));
                paused += sending;
                ++seen;
            }
            VERIFY_DONE(rows->finish());
            QCOMPARE(seen, all.size());
        }
        QVERIFY(paused > 0 && paused < static_cast<std::int64_t>(all.size() * times().size()));
    }
};

QTEST_GUILESS_MAIN(PauseViewTest)
#include "pause_view_test.moc"
