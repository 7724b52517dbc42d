// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quarantine/quarantine_text.h"

#include "ui/text/money_text.h"

#include <QCoreApplication>

namespace payout::ui {

namespace {

struct QuarantineText {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::QuarantineText)
public:
    static QString reason(const QString& name) {
        if (name == u"IDENTIFIER_CHANGED")
            return tr("This is another database, or a copy, than the one that payouts were sent on.");
        if (name == u"TIMELINE_CHANGED")
            return tr("The database server was replaced or restored: it may have forgotten what was sent.");
        if (name == u"TRAIL_WENT_BACK")
            return tr("The database has gone back in time: it may have forgotten what was sent.");
        if (name == u"JOURNAL_NEW") return tr("An egress without any memory met a database that has sent.");
        if (name == u"JOURNAL_WENT_BACK") return tr("The memory of an egress was put back to an older state.");
        return tr("A person put sending into quarantine.");
    }
    static QString compare(const QString& channels) {
        return tr("Load the statements of %1 up to the beginning of the quarantine and run the comparison, or stop "
                  "the channel.")
            .arg(channels);
    }
    static QString report(const QString& egresses) {
        return tr("Start the egress %1, so that it says what it has sent; or declare its journal lost.").arg(egresses);
    }
    static QString raise() { return tr("Start the egress: it writes down what it found, and what it has sent."); }
    static QString memory(const dispatch::QuarantineView& view) {
        if (view.remembered == 0) return tr("Nothing that was sent is missing here, by what the egress has reported.");
        return tr("%n payout(s) of %1 in all were sent and are not known here. They are not sent again; the bank is "
                  "asked about them.",
                  "%1: an amount", static_cast<int>(view.remembered))
            .arg(yuanText(Money{view.rememberedMinor}));
    }
};

} // namespace

QString quarantineReasonText(const QString& reason) { return QuarantineText::reason(reason); }

QStringList quarantineSteps(const dispatch::QuarantineView& view) {
    const QString comma = QStringLiteral(", ");
    QStringList steps;
    if (view.id == 0) steps << QuarantineText::raise();
    if (!view.unreported.isEmpty()) steps << QuarantineText::report(view.unreported.join(comma));
    if (!view.uncompared.isEmpty()) steps << QuarantineText::compare(view.uncompared.join(comma));
    return steps;
}

QString quarantineMemoryText(const dispatch::QuarantineView& view) { return QuarantineText::memory(view); }

} // namespace payout::ui
