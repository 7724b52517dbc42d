// SPDX-License-Identifier: GPL-3.0-or-later
// Proposing and deciding for one payout or many: what it does to the money first, afterwards a row for each payout that
// was left out and why.
#pragma once

#include "core/desk/exception_desk.h"
#include "ui/shared/reason_dialog.h"

#include <map>

namespace payout::ui {

class FactsGrid;
class ValueTable;

/// The rows that one action is about, with what names them in the result.
struct ActionTargets {
    std::vector<desk::ExceptionView> rows;
    std::vector<PayoutId> ids() const;
    std::vector<std::int64_t> versions() const;
    Money total() const;
};

/// Shown after the answer, empty before it.
class ActionResultsTable {
public:
    ActionResultsTable(QVBoxLayout* body, const ActionTargets& targets, QWidget* parent);
    void setResults(const std::vector<desk::ActionResult>& results);
    ValueTable* table() { return m_table; }

private:
    std::map<std::int64_t, QString> m_names;
    ValueTable* m_table;
};

class ProposeDialog : public ReasonDialog {
    Q_OBJECT
public:
    ProposeDialog(ActionTargets targets, rules::ExceptionAction action, const QString& gatesSentence, Tokens tokens,
                  QWidget* parent);
    void setDesk(desk::ExceptionDesk& exception, const rules::Actor& actor);
    ActionResultsTable& results() { return m_results; }

private:
    ActionTargets m_targets;
    rules::ExceptionAction m_action;
    ActionResultsTable m_results;
};

class DecideDialog : public TokenDialog {
    Q_OBJECT
public:
    /// `detail` when it is about one payout: the frozen evidence is shown again before the decision.
    DecideDialog(ActionTargets targets, bool confirm, const std::optional<desk::ExceptionDetail>& detail, UtcTime now,
                 Tokens tokens, QWidget* parent);
    void setDesk(desk::ExceptionDesk& exception, const rules::Actor& actor);
    ActionResultsTable& results() { return m_results; }

private:
    void showProposal(const desk::ExceptionDetail& detail, UtcTime now);

    ActionTargets m_targets;
    bool m_confirm;
    ActionResultsTable m_results;
};

} // namespace payout::ui
