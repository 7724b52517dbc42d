// SPDX-License-Identifier: GPL-3.0-or-later
// One small institution twice: over the memory store and over a real one. Two programs link one of the two each; what
// they print after the same script must be the same, line by line.
#pragma once

#include "core/base/ids.h"
#include "core/channel/channel_profile.h"
#include "core/rules/roles.h"
#include "core/rules/send_limit.h"
#include "core/store/connection.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace payout::twin {

class TwinWorld {
public:
    /// Fresh, with a clerk, an auditor, an operator, a supervisor and a second operator, channel "ACP" (UP, its
    /// statements state no balances) and a merchant with money; the clock stands at 10:00 of a working day.
    static std::unique_ptr<TwinWorld> create();
    ~TwinWorld();

    store::Connection& connection();
    void passTime(std::chrono::milliseconds time);
    std::vector<PayoutId> addApprovedBatch(const std::vector<std::int64_t>& amounts);
    void setStopped(bool isStopped); ///< by the supervisor, without the second person (a training database)
    void setMerchantStopped(bool isStopped, bool everything);
    void setLimit(rules::LimitKind kind, std::optional<std::int64_t> minor); ///< by two supervisors
    void closeToday(); ///< by two people; nothing happens while something of it is not sent
    void coverThrough(UtcTime time);
    void listPayeeOf(PayoutId payout);
    void setAside(PayoutId payout); ///< by the supervisor; nothing happens if the row is claimed
    /// A loaded file with one debit line that names the order; INFO or BOOKED.
    void addLine(const QString& orderNo, std::int64_t amountMinor, bool isBooked);
    rules::Actor actor(int which); ///< 0 clerk, 1 auditor, 2 operator, 3 supervisor, 4 second operator
    ChannelId channel() const;

    /// Everything that the commands can have changed. Numbers that a sequence gives out are told by their rank: a
    /// transaction that was rolled back costs PostgreSQL some.
    QStringList print();

private:
    TwinWorld();
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

inline constexpr const char* twinLogins[] = {"clerk", "auditor", "operator", "supervisor", "operator2"};
[[nodiscard]] inline QSet<rules::Role> twinRoles(int which) {
    using rules::Role;
    static const QSet<Role> roles[] = {
        {Role::Clerk}, {Role::Auditor}, {Role::Operator}, {Role::Supervisor}, {Role::Operator, Role::Auditor}};
    return roles[which];
}
/// The channel's profile, as the practice bank's.
[[nodiscard]] inline QString twinProfile() {
    const auto profile =
        channel::loadChannelProfile(QStringLiteral(PAYOUT_RESOURCES "/channels/practice.profile.json"));
    return profile ? QString::fromUtf8(toJson(*profile)) : QString();
}
[[nodiscard]] inline QString twinPayee(std::int64_t batch, std::size_t row) {
    return QStringLiteral("62170000%1%2").arg(batch, 4, 10, QLatin1Char('0')).arg(row, 4, 10, QLatin1Char('0'));
}

} // namespace payout::twin
