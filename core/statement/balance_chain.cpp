// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/balance_chain.h"

namespace payout::statement {

namespace {

bool isSameMoment(UtcTime a, UtcTime b) { return a <= b + sameMoment && b <= a + sameMoment; }

} // namespace

std::optional<ChainBreak> chainBreak(const ChainLink& added, const std::vector<ChainLink>& trusted) {
    for (const ChainLink& link : trusted) {
        if (isSameMoment(link.to, added.from) && link.closingMinor != added.openingMinor)
            return ChainBreak{link.file, added.openingMinor - link.closingMinor};
        if (isSameMoment(link.from, added.to) && link.openingMinor != added.closingMinor)
            return ChainBreak{link.file, link.openingMinor - added.closingMinor};
        if (isSameMoment(link.from, added.from) && link.openingMinor != added.openingMinor)
            return ChainBreak{link.file, added.openingMinor - link.openingMinor};
    }
    return std::nullopt;
}

} // namespace payout::statement
