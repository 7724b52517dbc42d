// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace payout {

QString describe(const Error& error) {
    const auto kind = [&] {
        switch (error.kind) {
        case ErrorKind::Refused: return QStringLiteral("refused");
        case ErrorKind::Unavailable: return QStringLiteral("unavailable");
        case ErrorKind::Unknown: return QStringLiteral("outcome unknown");
        case ErrorKind::Broken: return QStringLiteral("broken");
        }
        return QString();
    }();
    return error.detail.isEmpty() ? kind + QStringLiteral(": ") + error.code
                                  : kind + QStringLiteral(": ") + error.code + QStringLiteral(": ") + error.detail;
}

} // namespace payout
