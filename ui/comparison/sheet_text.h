// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences of a comparison sheet: alarm, identities, signatures (spec 0.5, R32, R50).
#pragma once

#include "core/desk/comparison_desk.h"
#include "core/desk/session_desk.h"

#include <QCoreApplication>

namespace payout::ui {

/// One identity as a line: what must be equal, how it is computed, both sides, and whether they are equal to the unit.
struct IdentityLine {
    QString what;
    QString how;
    QString left;
    QString right;
    bool exact = false;
};

class SheetText {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::SheetText)

public:
    static QString title(const desk::Sheet& sheet, UtcTime now);
    /// Names every critical class with its count, or says that there is none.
    static QString critical(const desk::Sheet& sheet);
    static QString unexplained(const desk::Sheet& sheet);
    static std::vector<IdentityLine> identities(const desk::SheetIdentities& identities);
    static QString exactMark(bool exact);
    static QString prepared(const desk::Sheet& sheet, UtcTime now);
    static QString reviewed(const desk::Sheet& sheet, UtcTime now);
    /// What is still open when somebody signs; "" if nothing is.
    static QString signedAlthough(const desk::Sheet& sheet);
    static QString delta(const desk::Sheet& sheet);
    /// What the grid says of one cut: word, critical count and unexplained amount.
    static QString cut(const desk::CutCell& cell);
};

/// Both identities, to the unit.
[[nodiscard]] bool isExact(const desk::Sheet& sheet);
/// Why this person cannot put the next signature under the sheet; for dead buttons only, the desk decides again.
[[nodiscard]] std::optional<Error> signRefusal(const desk::Sheet& sheet, const desk::SignedIn& person);

} // namespace payout::ui
