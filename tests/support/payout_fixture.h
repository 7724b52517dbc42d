// SPDX-License-Identifier: GPL-3.0-or-later
// People, merchants, channels and batches for tests, put into the database by plain SQL, so that the tests of one room
// do not depend on the commands of another. The guards of the schema hold here as everywhere. A fixture that cannot be
// made ends the test program with the reason.
#pragma once

#include "core/base/business_date.h"
#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/rules/roles.h"
#include "core/store/connection.h"

#include <QString>

#include <functional>
#include <optional>
#include <type_traits>
#include <vector>

namespace payout::support {

/// The value, or the end of the test program with the reason: for what a test takes for granted.
template <class T> T must(Result<T> result) {
    if (!result) qFatal("fixture: %s", qPrintable(describe(result.error())));
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}
/// "ok", or the code of the error: for QCOMPARE.
template <class T> QString codeOf(const Result<T>& result) {
    return result ? QStringLiteral("ok") : result.error().code;
}

struct FixtureRow {
    QString ref;     ///< merchant_row_ref, unique a merchant
    QString name;    ///< payee
    QString account; ///< payee, normalised digits
    std::int64_t amountMinor = 0;
};

struct FixtureBatch {
    MerchantId merchant = {};
    std::vector<FixtureRow> rows = {};
    std::optional<ChannelId> channel = {};         ///< the fixture's own channel "ACP" unless given
    std::optional<PersonId> maker = {};            ///< the fixture's own clerk unless given
    std::optional<BusinessDate> businessDate = {}; ///< of the database's now unless given
    QString batchNo = {};                          ///< made up unless given
};

class PayoutFixture {
public:
    explicit PayoutFixture(store::Connection& connection) : m_connection(connection) {}
    /// The same people and channels, as a connection to the same database or a restored one of it finds them.
    void useConnection(store::Connection& connection) { m_connection = connection; }

    /// Their password hash matches nothing; sign-in is tested with people of its own.
    PersonId addPerson(const QString& login, const QSet<rules::Role>& roles);
    /// With account 2001 and a DEPOSIT of `balanceMinor` through the fixture's own channel.
    MerchantId addMerchant(const QString& code, std::int64_t balanceMinor, std::int64_t feeMinor = 0);
    /// UP since an hour ago, without a pause (a test must not depend on the hour), covered through nothing; with its
    /// accounts 1001 and 2010. The house's 4001 comes with the first one.
    ChannelId addChannel(const QString& code);

    /// Made on first use: logins "clerk", "auditor", "operator", "supervisor", and channel "ACP".
    PersonId clerk() { return person(m_clerk, QStringLiteral("clerk"), rules::Role::Clerk); }
    PersonId auditor() { return person(m_auditor, QStringLiteral("auditor"), rules::Role::Auditor); }
    PersonId operatorPerson() { return person(m_operator, QStringLiteral("operator"), rules::Role::Operator); }
    PersonId supervisor() { return person(m_supervisor, QStringLiteral("supervisor"), rules::Role::Supervisor); }
    ChannelId channel();
    /// What a signed-in person is for the commands.
    rules::Actor actor(PersonId person);

    /// Intake: instruction, rows and DEBIT_FIRST, waiting for approval.
    InstructionId addPendingBatch(const FixtureBatch& batch);
    InstructionId addPendingBatch(MerchantId merchant, const std::vector<FixtureRow>& rows) {
        return addPendingBatch(FixtureBatch{.merchant = merchant, .rows = rows});
    }
    /// Approved by the fixture's auditor, as approve_instruction would leave it.
    void approve(InstructionId instruction);
    InstructionId addApprovedBatch(MerchantId merchant, const std::vector<FixtureRow>& rows) {
        const InstructionId instruction = addPendingBatch(merchant, rows);
        approve(instruction);
        return instruction;
    }

    /// `count` rows of different payees: refs PREFIX-1..., amounts `amountMinor` each.
    static std::vector<FixtureRow> rows(const QString& prefix, int count, std::int64_t amountMinor = 10'000);

    /// Stored balance of 2001 as the merchant's credit.
    std::int64_t availableMinor(MerchantId merchant);
    /// The first column of the first row; for what a test asserts.
    std::int64_t number(const char* sql);

private:
    PersonId person(std::optional<PersonId>& slot, const QString& login, rules::Role role);

    std::reference_wrapper<store::Connection> m_connection;
    std::optional<PersonId> m_clerk;
    std::optional<PersonId> m_auditor;
    std::optional<PersonId> m_operator;
    std::optional<PersonId> m_supervisor;
    std::optional<ChannelId> m_channel;
    int m_batches = 0;
};

} // namespace payout::support
