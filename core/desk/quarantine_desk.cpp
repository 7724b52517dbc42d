// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/quarantine_desk.h"

namespace payout::desk {

void QuarantineDesk::read(Reply<std::optional<dispatch::QuarantineView>> answer) {
    m_store.ask(std::move(answer), [](store::Connection& c) { return dispatch::openQuarantine(c); });
}

void QuarantineDesk::propose(const rules::Actor& actor, const dispatch::QuarantineView& shown, const QString& reason,
                             const QStringList& withoutEgress, Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, shown, reason, withoutEgress](store::Connection& c) -> Result<QString> {
        TRY_DONE(dispatch::proposeRelease(c, actor, shown, reason, withoutEgress));
        return QStringLiteral("PROPOSED");
    });
}

void QuarantineDesk::confirm(const rules::Actor& actor, const dispatch::QuarantineView& shown, Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, shown](store::Connection& c) -> Result<QString> {
        TRY_DONE(dispatch::confirmRelease(c, actor, shown));
        return QStringLiteral("RELEASED");
    });
}

} // namespace payout::desk
