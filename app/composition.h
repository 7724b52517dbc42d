// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that puts the desk together from concrete classes.
#pragma once

#include "core/store/engine.h"
#include "ui/shell/language.h"
#include "ui/shell/theme.h"

#include <QStringList>

#include <memory>

namespace payout::app {

struct DeskOptions {
    store::DatabaseUrl database;
    ui::Language language = ui::Language::Chinese;
    ui::Theme theme = ui::Theme::Light;
};

/// --workspace DIR (its workspace.json names the database) or --database URL; --language zh_CN|en, --theme light|dark.
/// What is not given on the command line is what the person last chose. Refused "BadOption" and what readWorkspace and
/// DatabaseUrl::parse refuse.
[[nodiscard]] Result<DeskOptions> deskOptions(const QStringList& arguments);

/// Store thread, desks and window; shows the window at once, the database is opened behind it.
class Desk {
public:
    explicit Desk(const DeskOptions& options);
    ~Desk();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace payout::app
