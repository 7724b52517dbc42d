// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/today_desk.h"

#include "core/desk/comparison_list_table.h"
#include "core/desk/today_table.h"
#include "core/store/transaction.h"

namespace payout::desk {

// One read transaction: the figures on the first page belong to one moment.
void TodayDesk::figures(Reply<TodayFigures> answer) {
    m_store.ask(std::move(answer), [](store::Connection& c) {
        return store::inTransaction(c, store::Isolation::Read, [](store::Connection& in) -> Result<TodayFigures> {
            TodayFigures figures;
            TRY_DONE(readWaiting(in, figures));
            TRY_DONE(readUnproven(in, figures));
            TRY_DONE(readDone(in, figures));
            TRY_DONE(readJobs(in, figures));
            TRY_DONE(readIncidents(in, figures));
            TRY_DONE(readOutflow(in, figures));
            TRY_DONE(readNewCodes(in, figures));
            TRY(figures.cuts, cutGrid(in, businessDateOf(figures.now)));
            return figures;
        });
    });
}

} // namespace payout::desk
