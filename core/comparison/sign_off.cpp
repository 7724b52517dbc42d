// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/sign_off.h"

#include "core/comparison/comparison_table.h"
#include "core/comparison/figures.h"
#include "core/store/transaction.h"

namespace payout::comparison {

Result<QString> signSheet(store::Connection& connection, const rules::Actor& actor, ComparisonId id,
                          const QString& shownHash) {
    TRY_DONE(rules::mayDo(actor, rules::Task::SignComparison));
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<QString> {
        TRY(const SignRow row, sheetForUpdate(c, id));
        if (row.state == u"SIGNED") return rules::refuse(rules::Refusal::SheetSigned);
        if (row.hash != shownHash || row.isSuperseded) return rules::refuse(rules::Refusal::ShownChanged);
        TRY(const CutFigures figures, figuresOf(row.figures));
        if (!figures.transitExact() || !figures.bankExact()) return rules::refuse(rules::Refusal::IdentityBroken);
        TRY(const UtcTime now, c.now());
        if (!row.preparedBy) {
            TRY_DONE(writePrepared(c, id, actor.person, now));
            return QStringLiteral("PREPARED");
        }
        if (*row.preparedBy == actor.person) return rules::refuse(rules::Refusal::MakerIsChecker);
        TRY_DONE(writeReviewed(c, id, actor.person, now));
        return QStringLiteral("SIGNED");
    });
}

} // namespace payout::comparison
