// SPDX-License-Identifier: GPL-3.0-or-later
// Identifiers are numbers with a type: two ids of different things never compare or convert.
#pragma once

#include <compare>
#include <cstdint>

namespace payout {

template <class Tag> struct Id {
    std::int64_t value = 0; ///< 0 means "none"; stored ids start at 1

    constexpr Id() = default;
    constexpr explicit Id(std::int64_t v) : value(v) {}
    constexpr bool isNone() const { return value == 0; }
    constexpr auto operator<=>(const Id&) const = default;
};

using PersonId = Id<struct PersonTag>;
using MerchantId = Id<struct MerchantTag>;
using ChannelId = Id<struct ChannelTag>;
using LedgerAccountId = Id<struct LedgerAccountTag>;
using InstructionId = Id<struct InstructionTag>;
/// instruction id * 2^20 + row number (1-based): unique per (instruction, row) by construction, so one B-tree serves
/// the primary key, the natural key and the paging of a batch.
using PayoutId = Id<struct PayoutTag>;
using StatementFileId = Id<struct StatementFileTag>;
/// statement file id * 2^24 + line number (1-based).
using BankLineId = Id<struct BankLineTag>;
using ComparisonId = Id<struct ComparisonTag>;
using ExceptionActionId = Id<struct ExceptionActionTag>;

inline constexpr std::int64_t rowsMaxPerInstruction = (std::int64_t{1} << 20) - 1;
inline constexpr std::int64_t linesMaxPerStatement = (std::int64_t{1} << 24) - 1;

constexpr PayoutId payoutIdOf(InstructionId instruction, std::int64_t rowNo) {
    return PayoutId((instruction.value << 20) | rowNo);
}
constexpr InstructionId instructionOf(PayoutId payout) { return InstructionId(payout.value >> 20); }
constexpr std::int64_t rowNoOf(PayoutId payout) { return payout.value & rowsMaxPerInstruction; }
constexpr BankLineId bankLineIdOf(StatementFileId file, std::int64_t lineNo) {
    return BankLineId((file.value << 24) | lineNo);
}

} // namespace payout
