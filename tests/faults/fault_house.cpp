// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/fault_house.h"

#include "core/base/business_date.h"
#include "core/store/statement.h"
#include "core/store/transaction.h"
#include "tests/support/payout_fixture.h"

#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <array>

namespace payout::faults {

namespace {

constexpr int rowsOfBatch = 6;
constexpr int makeMs = 120'000;
/// How the bank misbehaves, by the last digits of an amount; quickly, because a silent bank would only slow the run.
constexpr char scenario[] = R"({"rules": [
    {"match": {"amountEnding": ".01"}, "do": ["pay", "answer:33"]},
    {"match": {"amountEnding": ".03"}, "do": ["pay-later:120", "answer:03"]},
    {"match": {"amountEnding": ".04"}, "do": ["no-pay", "answer:0Z", "query:30"]},
    {"match": {"amountEnding": ".05"}, "do": ["pay", "html"]},
    {"match": {"amountEnding": ".07"}, "do": ["drop-before"]},
    {"match": {"amountEnding": ".08"}, "do": ["pay", "drop-after"]}], "default": ["pay", "answer:00"]})";
constexpr std::array<int, 6> oddFen{1, 3, 4, 5, 7, 8};

} // namespace

Result<std::unique_ptr<House>> House::make(quint32 seed) {
    auto house = std::make_unique<House>();
    house->m_random.seed(seed);
    TRY(house->m_database, support::TempStore::createEmpty(store::Engine::Postgres));
    TRY_DONE(house->makeDemo());
    TRY(store::Connection * c, house->connection());
    const UtcTime real(QDateTime::currentMSecsSinceEpoch());
    const UtcTime morning = startOf(businessDateOf(real - std::chrono::hours(1))) + std::chrono::hours(10);
    TRY_DONE(store::execute(*c, "UPDATE clock_override SET fixed_ms = NULL, offset_ms = ? WHERE id = 1",
                            morning.ms - real.ms));
    const auto id = [&](const char* sql) { return store::queryInt64(*c, sql); };
    TRY(const std::int64_t merchant, id("SELECT id FROM merchant WHERE code = 'M001'"));
    TRY(const std::int64_t channel, id("SELECT id FROM channel WHERE code = 'PRACTICE'"));
    TRY(const std::int64_t maker, id("SELECT id FROM person WHERE login = 'clerk'"));
    TRY(const std::int64_t approver, id("SELECT id FROM person WHERE login = 'auditor'"));
    house->m_merchant = MerchantId(merchant);
    house->m_channel = ChannelId(channel);
    house->m_maker = PersonId(maker);
    house->m_approver = PersonId(approver);
    return house;
}

Done House::makeDemo() {
    QProcess admin;
    admin.start(QStringLiteral(PAYOUT_PROGRAMS "/payout-admin"),
                {QStringLiteral("demo"), QStringLiteral("--data"), m_folder.path(), QStringLiteral("--database"),
                 m_database->url().text});
    if (!admin.waitForFinished(makeMs) || admin.exitCode() != 0)
        return broken(QStringLiteral("NoHouse"), QString::fromUtf8(admin.readAllStandardError()));
    TRY(m_workspace, app::readWorkspace(m_folder.path()));
    QFile file(m_workspace.bankScenario());
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(scenario) < 0)
        return broken(QStringLiteral("NoHouse"), file.errorString());
    return {};
}

Result<store::Connection*> House::connection() {
    if (m_connection && m_connection->isOpen()) return m_connection.get();
    m_connection.reset();
    TRY(m_connection, store::Connection::open(m_workspace.database, QStringLiteral("payout-faults")));
    return m_connection.get();
}

Done House::feed(std::int64_t rows) {
    TRY(store::Connection * c, connection());
    TRY(std::int64_t waiting,
        store::queryInt64(*c, "SELECT COUNT(*) FROM instruction i JOIN payout p ON p.instruction_id = i.id "
                              "WHERE i.state = 'APPROVED_PROCESSING' AND i.all_claimed = 0 AND p.state IS NULL"));
    for (; waiting < rows; waiting += rowsOfBatch) TRY_DONE(addBatch());
    return {};
}

Done House::addBatch() {
    ++m_batches;
    std::vector<support::FixtureRow> rows;
    for (int row = 1; row <= rowsOfBatch; ++row) {
        const QString ref = QStringLiteral("F%1-%2").arg(m_batches).arg(row);
        const bool isOdd = m_random() % 5 == 0;
        const std::int64_t minor = 1'000 + (isOdd ? oddFen[m_random() % oddFen.size()] : 0);
        rows.push_back(
            {ref, QStringLiteral("收款人"), QStringLiteral("62%1").arg(++m_rows, 14, 10, QLatin1Char('0')), minor});
    }
    support::FixtureBatch batch{.merchant = m_merchant, .rows = std::move(rows)};
    batch.channel = m_channel;
    batch.maker = m_maker;
    batch.batchNo = QStringLiteral("FAULT-%1").arg(m_batches);
    m_made.push_back(batch);
    return bring(batch);
}

Done House::bringForgotten() {
    TRY(store::Connection * c, connection());
    for (const support::FixtureBatch& batch : m_made) {
        TRY(const std::int64_t there,
            store::queryInt64(*c, "SELECT COUNT(*) FROM instruction WHERE merchant_batch_no = ?", batch.batchNo));
        if (there == 0) TRY_DONE(bring(batch));
    }
    return {};
}

rules::Actor House::actor(const char* login, rules::Role role) {
    const auto c = connection();
    const auto id = c ? store::queryInt64(**c, "SELECT id FROM person WHERE login = ?", QLatin1String(login))
                      : Result<std::int64_t>(0);
    return {PersonId(id.value_or(0)), QString::fromLatin1(login), {role}};
}

std::int64_t House::journalled() const {
    QFile journal(m_workspace.egress() + u'/' + QLatin1String(app::egressJournal));
    return journal.open(QIODevice::ReadOnly) ? journal.readAll().count("\tSEND\t") : 0;
}

Done House::bring(const support::FixtureBatch& batch) {
    TRY(store::Connection * c, connection());
    const InstructionId made = support::PayoutFixture(*c).addPendingBatch(batch);
    return store::inTransaction(*c, store::Isolation::Write, [&](store::Connection& in) -> Done {
        TRY_DONE(store::execute(in,
                                R"sql(INSERT INTO approval (instruction_id, decision, approver_id, at_ms, shown_digest,
                                          reason)
                                      SELECT CAST(? AS {int}), 'APPROVED', CAST(? AS {int}), now_ms, 'faults', ''
                                      FROM payout_clock)sql",
                                made, m_approver));
        TRY_DONE(store::execute(in,
                                R"sql(UPDATE instruction SET state = 'APPROVED_PROCESSING', version = version + 1,
                                          last_actor = 'auditor' WHERE id = ?)sql",
                                made));
        return {};
    });
}

Done House::changeProfile(const QString& term, const QJsonValue& value) {
    TRY(store::Connection * c, connection());
    TRY(auto rows, store::query(*c, "SELECT profile FROM channel WHERE id = ?", m_channel));
    if (!rows.next()) return broken(QStringLiteral("NoChannel"));
    QJsonObject profile = QJsonDocument::fromJson(rows.text(0).toUtf8()).object();
    TRY_DONE(rows.finish());
    profile.insert(term, value);
    const QString json = QString::fromUtf8(QJsonDocument(profile).toJson(QJsonDocument::Compact));
    const std::int64_t timeoutMs = profile.value(QStringLiteral("sendTimeoutSeconds")).toInteger() * 1'000;
    TRY_DONE(store::execute(*c, "UPDATE channel SET profile = ?, send_timeout_ms = ? WHERE id = ?", json, timeoutMs,
                            m_channel));
    return {};
}

Done House::passTime(std::chrono::minutes time) {
    TRY(store::Connection * c, connection());
    TRY_DONE(store::execute(*c, "UPDATE clock_override SET offset_ms = offset_ms + ? WHERE id = 1",
                            std::int64_t{std::chrono::milliseconds(time).count()}));
    return {};
}

std::int64_t House::number(const char* sql) {
    const auto c = connection();
    if (!c) return -1;
    const auto value = store::queryInt64(**c, sql);
    return value ? *value : -1;
}

} // namespace payout::faults
