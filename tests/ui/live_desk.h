// SPDX-License-Identifier: GPL-3.0-or-later
// A world with a desk in front of it, for tests that click through single pages.
#pragma once

#include "tests/flow/flow_world.h"
#include "tests/ui/screen_reading.h"
#include "ui/shared/action_button.h"
#include "ui/shared/data_table.h"
#include "ui/shell/desk_context.h"

#include <QTest>

namespace payout::ui {

constexpr QSize smallScreen{1130, 690}; ///< what strip and navigation leave of 1280 x 800

struct LiveDesk {
    std::unique_ptr<support::TempStore> temp;
    support::FlowWorld world{*temp};
    desk::StoreThread thread{temp->url()};
    desk::SessionDesk session{thread};
    desk::BatchDesk batch{thread};
    desk::ApprovalDesk approval{thread};
    desk::ExceptionDesk exception{thread};
    desk::ComparisonDesk comparison{thread};
    desk::TodayDesk today{thread};
    desk::DispatchDesk dispatch{thread};
    std::vector<std::unique_ptr<DeskContext>> contexts;

    explicit LiveDesk(store::Engine engine = store::Engine::Sqlite)
        : temp(support::must(support::TempStore::create(engine))) {}

    DeskContext& as(PersonId person) {
        const rules::Actor actor = world.fixture.actor(person);
        contexts.push_back(
            std::make_unique<DeskContext>(DeskContext{thread,
                                                      session,
                                                      batch,
                                                      approval,
                                                      exception,
                                                      comparison,
                                                      today,
                                                      dispatch,
                                                      {actor, actor.login},
                                                      [this] { return world.now(); },
                                                      [](const QString&, desk::ProgressPtr) { return [] {}; }}));
        return *contexts.back();
    }
};

/// The first whose text begins so, without its mnemonic; nullptr if there is none.
inline ActionButton* button(QWidget* page, const QString& text) {
    for (ActionButton* each : page->findChildren<ActionButton*>())
        if (each->text().remove(u'&').startsWith(text)) return each;
    return nullptr;
}

template <class Dialog> Dialog* dialogOf(QWidget* page) { return page->findChild<Dialog*>(); }

inline void chooseFirst(QWidget* page, const QString& table) {
    auto* list = page->findChild<DataTable*>(table);
    QTRY_VERIFY(list->model()->rowCount() > 0);
    list->setFocus();
    QTRY_VERIFY(list->model()->index(0, 0).data().toString() != QStringLiteral("…"));
    list->selectRow(0);
}

} // namespace payout::ui
