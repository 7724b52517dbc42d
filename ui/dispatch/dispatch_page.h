// SPDX-License-Identifier: GPL-3.0-or-later
// The page Dispatch: what leaves, who sends it, and the brakes.
#pragma once

#include "core/desk/dispatch_desk.h"
#include "ui/shell/page.h"

namespace payout::ui {

class Banner;
class DispatchView;
class TokenDialog;

class DispatchPage : public Page {
    Q_OBJECT
public:
    explicit DispatchPage(DeskContext& desk, QWidget* parent = nullptr);
    QString title() const override;
    void refresh() override;
    void retranslate() override;
    void setWritingLocked(bool locked) override;

private:
    void connectStops();
    void connectLimits();
    void openDialog(TokenDialog* dialog);
    void take(const Result<desk::DispatchOverview>& overview);
    void showError(const Error& error);

    Banner* m_error;
    DispatchView* m_view;
    std::optional<Error> m_shownError;
    bool m_pending = false;
    bool m_again = false;
};

} // namespace payout::ui
