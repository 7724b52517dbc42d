// SPDX-License-Identifier: GPL-3.0-or-later
// The way out of a quarantine, for the screens: a supervisor proposes, a second supervisor or an auditor confirms.
#pragma once

#include "core/desk/reply.h"
#include "core/desk/store_thread.h"
#include "core/dispatch/quarantine.h"

namespace payout::desk {

class QuarantineDesk {
public:
    explicit QuarantineDesk(StoreThread& store) : m_store(store) {}

    /// None while payouts may be armed.
    void read(Reply<std::optional<dispatch::QuarantineView>> answer);
    /// Refused: RoleMissing, ReasonMissing, AlreadyHandled, ShownChanged, NotCompared, EgressMissing. No token: a
    /// second proposal only renews the first.
    void propose(const rules::Actor& actor, const dispatch::QuarantineView& shown, const QString& reason,
                 const QStringList& withoutEgress, Reply<QString> answer);
    /// Also NotProposed and MakerIsChecker. No token: a second confirmation is AlreadyHandled.
    void confirm(const rules::Actor& actor, const dispatch::QuarantineView& shown, Reply<QString> answer);

private:
    StoreThread& m_store;
};

} // namespace payout::desk
