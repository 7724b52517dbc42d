// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of an approved batch that no job has claimed are taken out of it by one person: what that does, in plain words,
// before it is done.
#pragma once

#include "core/desk/approval_desk.h"
#include "ui/shared/reason_dialog.h"

#include <vector>

namespace payout::ui {

[[nodiscard]] std::vector<PayoutId> idsOf(const std::vector<desk::PayoutRowView>& rows);
/// Of rows of one batch, and so of one currency and below the batch's total; zero for no rows.
[[nodiscard]] Money totalOf(const std::vector<desk::PayoutRowView>& rows);

class SetAsideDialog : public ReasonDialog {
    Q_OBJECT
public:
    SetAsideDialog(desk::BatchView batch, std::vector<desk::PayoutRowView> rows, Tokens tokens, QWidget* parent);
    static QString doneSentence(std::int64_t count);

protected:
    void retranslate() override;

private:
    desk::BatchView m_batch;
    std::vector<desk::PayoutRowView> m_rows;
};

} // namespace payout::ui
