// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrator.h"

namespace payout::store {

std::vector<QString> m0001PeopleLedger(Engine engine);
std::vector<QString> m0002BatchApproval(Engine engine);
std::vector<QString> m0003Dispatch(Engine engine);
std::vector<QString> m0004StatementComparison(Engine engine);
std::vector<QString> m0005GateFacts(Engine engine);
std::vector<QString> m0006Quarantine(Engine engine);
std::vector<QString> m0007Brakes(Engine engine);
std::vector<QString> m0008Limits(Engine engine);
std::vector<QString> m0009DayClosing(Engine engine);
std::vector<QString> m0010SameNumber(Engine engine);
std::vector<QString> m0011Protocol(Engine engine);
std::vector<QString> m0012TrailTime(Engine engine);

const std::vector<Migration>& allMigrations() {
    static const std::vector<Migration> migrations{
        {1, "people, trail and ledger", m0001PeopleLedger},
        {2, "batch and approval", m0002BatchApproval},
        {3, "dispatch, outcome and exception", m0003Dispatch},
        {4, "statement and comparison", m0004StatementComparison},
        {5, "facts of the gates", m0005GateFacts},
        {6, "quarantine", m0006Quarantine},
        {7, "brakes of sending", m0007Brakes},
        {8, "limits of sending", m0008Limits},
        {9, "closing of days", m0009DayClosing},
        {10, "the same order number again", m0010SameNumber},
        {11, "one protocol of sending at a time", m0011Protocol},
        {12, "the newest time of the trail", m0012TrailTime},
    };
    return migrations;
}

} // namespace payout::store
