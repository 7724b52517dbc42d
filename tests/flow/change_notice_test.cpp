// SPDX-License-Identifier: GPL-3.0-or-later
// Every table that a screen shows the news of tells of its changes: another connection's write arrives at the feed,
// whichever of these tables it is in.
#include "core/store/change_feed.h"
#include "core/store/statement.h"
#include "tests/flow/flow_world.h"

#include <QSignalSpy>
#include <QTest>

using namespace payout;
using namespace payout::support;

class ChangeNoticeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changesOfOthersArrive_data() {
        QTest::addColumn<store::Engine>("engine");
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QByteArray>("change");
        row("trail", "INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT now_ms, 'test', 'test', 1, 'test', '', '', '', '' FROM payout_clock");
        row("answer",
            "INSERT INTO answer (payout_id, attempt_no, operation, at_ms, outcome, code, code_listed, "
            "amount_and_order_equal, table_version, flow_no, raw, host) SELECT payout_id, attempt_no, 'QUERY', at_ms, "
            "'PROCESSING', '', 1, 0, 1, '', '', '' FROM answer");
        row("channel", "UPDATE channel SET health_at_ms = health_at_ms + 1");
        row("lease", "UPDATE lease SET heartbeat_ms = heartbeat_ms + 1");
        row("comparison",
            "INSERT INTO comparison (channel_id, cut_ms, version, covered_through_ms, created_actor, created_ms, "
            "figures, sheet_hash, unexplained_minor, critical_count, as_of_ms, state) "
            "SELECT id, 1, 1, 1, 'job:compare', 1, '{}', 'hash', 0, 0, 1, 'OPEN' FROM channel");
        row("incident", "INSERT INTO incident (kind, channel_id, payout_id, bank_line_id, at_ms, detail) "
                        "SELECT 'BANK_ONLY', id, 0, 0, 1, '' FROM channel");
        row("setting", "UPDATE setting SET value = 'x' WHERE name = 'institution'");
        row("clock_override", "UPDATE clock_override SET offset_ms = offset_ms + 1");
    }
    void changesOfOthersArrive() {
        PAYOUT_TEMP_STORE(temp);
        QFETCH(const QByteArray, table);
        QFETCH(const QByteArray, change);
        FlowWorld world(temp);
        world.approvedBatch({10'000});
        world.sendAll();
        silenceOthers(world, table);
        const auto listener = temp.open();
        VERIFY_DONE(listener);
        store::ChangeFeed feed(**listener, 20);
        QSignalSpy changed(&feed, &store::ChangeFeed::changed);
        VERIFY_DONE(feed.start());
        VERIFY_DONE(store::execute(world.connection(), change.constData()));
        QTRY_COMPARE(changed.count(), 1);
    }

private:
    static void row(const char* table, const char* change) {
        QTest::addRow("%s, sqlite", table) << store::Engine::Sqlite << QByteArray(table) << QByteArray(change);
        if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) return;
        QTest::addRow("%s, postgres", table) << store::Engine::Postgres << QByteArray(table) << QByteArray(change);
    }

    /// What a change does to a second table (the trail, say) must not speak for the first.
    static void silenceOthers(FlowWorld& world, const QByteArray& table) {
        if (world.connection().engine() == store::Engine::Sqlite) return;
        QStringList drops;
        auto rows = must(store::query(world.connection(),
                                      "SELECT DISTINCT 'DROP TRIGGER ' || trigger_name || ' ON ' || event_object_table "
                                      "FROM information_schema.triggers WHERE trigger_name LIKE '%\\_notify' "
                                      "AND event_object_table <> ?",
                                      QString::fromLatin1(table)));
        while (rows.next()) drops.append(rows.text(0));
        must(rows.finish());
        for (const QString& drop : drops) must(store::execute(world.connection(), kept(drop)));
    }

    /// Prepared statements are kept by their address.
    static const char* kept(const QString& sql) {
        static std::deque<QByteArray> texts;
        return texts.emplace_back(sql.toUtf8()).constData();
    }
};

QTEST_GUILESS_MAIN(ChangeNoticeTest)
#include "change_notice_test.moc"
