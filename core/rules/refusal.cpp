// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/refusal.h"

#include <array>
#include <utility>

namespace payout::rules {

namespace {
constexpr std::array names{
#define PAYOUT_ENUMERATE(name) std::pair{Refusal::name, #name},
    PAYOUT_REFUSALS(PAYOUT_ENUMERATE)
#undef PAYOUT_ENUMERATE
};
} // namespace

QString nameOf(Refusal refusal) {
    return QString::fromLatin1(names[static_cast<std::size_t>(std::to_underlying(refusal))].second);
}

std::optional<Refusal> refusalNamed(QStringView name) {
    for (const auto& [refusal, text] : names)
        if (name == QLatin1String(text)) return refusal;
    return std::nullopt;
}

std::optional<Refusal> refusalOf(const Error& error) {
    return error.kind == ErrorKind::Refused ? refusalNamed(error.code) : std::nullopt;
}

std::unexpected<Error> refuse(Refusal refusal, QString detail) { return refused(nameOf(refusal), std::move(detail)); }

} // namespace payout::rules
