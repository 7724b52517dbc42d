// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/register_merchant.h"

#include "core/ledger/merchant_table.h"
#include "core/ledger/open_accounts.h"
#include "core/rules/refusal.h"
#include "core/store/transaction.h"
#include "core/trail/trail_table.h"

#include <QRegularExpression>

#include <algorithm>

namespace payout::ledger {

namespace {

Done check(const NewMerchant& merchant) {
    static const QRegularExpression code(QStringLiteral("\\A[0-9A-Za-z_-]{1,32}\\z"));
    if (!code.match(merchant.code).hasMatch()) return refused(QStringLiteral("BadMerchantCode"));
    const QString& name = merchant.name;
    const bool hasControl = std::ranges::any_of(name, [](QChar c) { return c.category() == QChar::Other_Control; });
    if (name.trimmed().isEmpty() || name.size() > 64 || hasControl) return refused(QStringLiteral("BadMerchantName"));
    if (merchant.feePerRow.minor < 0) return refused(QStringLiteral("BadFee"));
    return {};
}

} // namespace

Result<MerchantId> registerMerchant(store::Connection& connection, const NewMerchant& merchant,
                                    const QString& createdBy) {
    TRY_DONE(check(merchant));
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<MerchantId> {
        TRY(const auto taken, findMerchant(c, merchant.code));
        if (taken) return refused(QStringLiteral("MerchantTaken"), merchant.code);
        TRY(const MerchantId id, insertMerchant(c, merchant));
        TRY_DONE(openMerchantAccounts(c, id, merchant.feePerRow.currency));
        TRY_DONE(openHouseAccounts(c, merchant.feePerRow.currency));
        TRY_DONE(trail::append(c, {.actor = createdBy,
                                   .subject = {QStringLiteral("merchant"), id.value},
                                   .event = QStringLiteral("created"),
                                   .fromState = {},
                                   .toState = {},
                                   .reason = {},
                                   .evidence = merchant.code}));
        return id;
    });
}

Result<MerchantId> merchantNamed(store::Connection& connection, const QString& code) {
    TRY(const auto id, findMerchant(connection, code));
    if (!id) return rules::refuse(rules::Refusal::MerchantUnknown, code);
    return *id;
}

} // namespace payout::ledger
