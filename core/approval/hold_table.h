// SPDX-License-Identifier: GPL-3.0-or-later
// Holds of whole batches, in one statement each, however many rows there are.
#pragma once

#include "core/base/business_date.h"
#include "core/base/ids.h"
#include "core/base/utc_time.h"
#include "core/store/connection.h"

#include <QString>

namespace payout::approval {

struct DateRange {
    BusinessDate from;
    BusinessDate through;
};

/// Marks the rows that share payee account, amount and currency with another row of the same instruction, or of one
/// that is not rejected and whose business date is in the range. Rows held or released already stay as they are.
Result<std::int64_t> markDuplicates(store::Connection& connection, InstructionId instruction, DateRange range);

/// What it runs, so that a test can ask both engines whether they find equal payees by the index.
extern const char* const markDuplicatesSql;

/// Rows that are held and may still be sent: neither claimed nor set aside.
struct HeldRows {
    std::int64_t count = 0;
    std::int64_t totalMinor = 0;
    std::int64_t duplicates = 0;   ///< of count: SUSPECT_DUPLICATE, the ones that a person may release
    std::int64_t distinctRefs = 0; ///< of the duplicates; capitals and blanks around them do not make a difference
};
Result<HeldRows> heldRows(store::Connection& connection, InstructionId instruction);

struct Release {
    InstructionId instruction;
    PersonId person;
    UtcTime at;
    QString reason;
};
/// Writes a release for every duplicate, then takes the holds off; returns how many.
Result<std::int64_t> releaseDuplicates(store::Connection& connection, const Release& release);

struct SetAside {
    PayoutId payout;
    PersonId person;
    UtcTime at;
    QString reason;
};
/// 1, or 0 if the row is claimed or set aside already. Locks the row, so that a claim and this come one after the
/// other.
Result<std::int64_t> insertSetAside(store::Connection& connection, const SetAside& row);

} // namespace payout::approval
