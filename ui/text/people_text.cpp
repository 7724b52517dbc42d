// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/people_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace payout::ui {

namespace {
class PeopleText {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::PeopleText)
public:
    static QString of(rules::Role role) {
        switch (role) {
        case rules::Role::Clerk: return tr("Clerk", "role");
        case rules::Role::Auditor: return tr("Auditor", "role: second review");
        case rules::Role::Operator: return tr("Operator", "role");
        case rules::Role::Supervisor: return tr("Supervisor", "role");
        }
        return {};
    }
    static QString separator() { return tr(", ", "between roles in a list"); }
};
} // namespace

QString roleWord(rules::Role role) { return PeopleText::of(role); }

QString roleWords(const QSet<rules::Role>& roles) {
    QStringList words;
    for (const rules::Role role :
         {rules::Role::Clerk, rules::Role::Auditor, rules::Role::Operator, rules::Role::Supervisor})
        if (roles.contains(role)) words << roleWord(role);
    return words.join(PeopleText::separator());
}

} // namespace payout::ui
