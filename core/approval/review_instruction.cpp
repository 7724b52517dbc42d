// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/review_instruction.h"

#include "core/approval/find_holds.h"
#include "core/approval/shown_digest.h"
#include "core/store/transaction.h"

namespace payout::approval {

Result<Review> reviewLocked(store::Connection& connection, const InstructionRow& instruction) {
    TRY_DONE(findHolds(connection, instruction));
    Review review{instruction, {}, {}, {}};
    TRY(review.lookAlikes, lookAlikes(connection, instruction));
    TRY(review.held, heldRows(connection, instruction.id));
    TRY(review.digest, shownDigest(connection, instruction, review.lookAlikes));
    return review;
}

Result<Review> reviewInstruction(store::Connection& connection, InstructionId instruction) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<Review> {
        TRY(const InstructionRow row, lockInstruction(c, instruction));
        return reviewLocked(c, row);
    });
}

} // namespace payout::approval
