// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dispatch/stop_text.h"

#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace payout::ui {

namespace {

struct StopText {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::StopText)
public:
    static QString stopped(const QString& name, const QString& at, const QString& reason) {
        return tr("Stopped by %1 at %2: %3", "%1: a person, %2: a time, %3: the reason").arg(name, at, reason);
    }
    static QString nobody() { return tr("A supervisor or an auditor may propose to lift the stop; it takes two."); }
    static QString yourself() {
        return tr("You have proposed to lift the stop. Another supervisor or an auditor has to agree.");
    }
    static QString other(const QString& name) {
        return tr("%1 has proposed to lift the stop; a second person has to agree.").arg(name);
    }
    static QString propose() { return tr("Propose lifting…", "the first person's part of lifting a stop"); }
    static QString confirm() { return tr("Confirm lifting…", "the second person's part of lifting a stop"); }
};

} // namespace

QString stopSentence(const QString& byName, const std::optional<UtcTime>& at, const QString& reason, UtcTime now) {
    return StopText::stopped(byName, at ? timeText(*at, now) : QStringLiteral("–"), reason);
}

QString liftSentence(const std::optional<PersonId>& proposer, const QString& proposerName, PersonId reader) {
    if (!proposer) return StopText::nobody();
    return *proposer == reader ? StopText::yourself() : StopText::other(proposerName);
}

QString liftWord(bool proposed) { return proposed ? StopText::confirm() : StopText::propose(); }

} // namespace payout::ui
