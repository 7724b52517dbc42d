// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/today/today_text.h"

namespace payout::ui {

bool isCritical(const desk::IncidentView& incident) {
    // Whatever is not known to be mild is critical: a new kind must not appear as a footnote.
    return incident.kind != u"BANK_RETURN_AFTER_SUCCESS";
}

} // namespace payout::ui
