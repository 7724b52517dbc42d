// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/shown_digest.h"

#include "core/base/digest.h"

namespace payout::approval {

namespace {

void addInstruction(Sha256& digest, const InstructionRow& row) {
    digest.addField(qint64{row.id.value});
    digest.addField(qint64{row.merchant.value});
    digest.addField(qint64{row.channel.value});
    digest.addField(row.merchantBatchNo);
    digest.addField(row.fileSha256);
    digest.addField(qint64{row.rowsCount});
    digest.addField(qint64{row.total.minor});
    digest.addField(qint64{row.fee.minor});
    digest.addField(row.total.currency.code());
    digest.addField(qint64{row.businessDate.yyyymmdd});
    digest.addField(qint64{row.maker.value});
}

void addRow(Sha256& digest, const ShownRow& row) {
    digest.addField(qint64{row.id});
    digest.addField(row.merchantRowRef);
    digest.addField(row.payeeName);
    digest.addField(row.payeeAccount);
    digest.addField(row.accountKind);
    digest.addField(row.bankCode);
    digest.addField(qint64{row.amountMinor});
    digest.addField(qint64{row.feeMinor});
    digest.addField(row.purpose);
    digest.addField(row.hold);
    digest.addField(qint64{row.holdOf});
}

/// Closing is bookkeeping and says nothing new to an approver.
qint64 decidedAs(rules::InstructionState state) {
    switch (state) {
    case rules::InstructionState::PendingApproval: return 0;
    case rules::InstructionState::ApprovedProcessing:
    case rules::InstructionState::Closed: return 1;
    case rules::InstructionState::Rejected: return 2;
    }
    return -1;
}

void addLookAlike(Sha256& digest, const LookAlike& found) {
    digest.addField(qint64{found.instruction.id.value});
    digest.addField(decidedAs(found.instruction.state));
    digest.addField(qint64{found.sameTotal});
    digest.addField(qint64{found.sameRows});
    digest.addField(qint64{found.equalPairs});
}

} // namespace

Result<QString> shownDigest(store::Connection& connection, const InstructionRow& instruction,
                            const std::vector<LookAlike>& lookAlikes) {
    Sha256 digest;
    digest.addField(QStringLiteral("payout-desk shown 1"));
    addInstruction(digest, instruction);
    TRY_DONE(eachRow(connection, instruction.id, [&digest](const ShownRow& row) { addRow(digest, row); }));
    digest.addField(static_cast<qint64>(lookAlikes.size()));
    for (const LookAlike& found : lookAlikes) addLookAlike(digest, found);
    return digest.hex();
}

} // namespace payout::approval
