// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_list.h"

#include "ui/approval/approval_page.h"
#include "ui/comparison/comparison_page.h"
#include "ui/dispatch/dispatch_page.h"
#include "ui/exception/exception_page.h"
#include "ui/today/today_page.h"

#include <QCoreApplication>

namespace payout::ui {

namespace {
class PageNames {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::PageNames)
public:
    static QString today() { return tr("Today", "name of a page"); }
    static QString approve() { return tr("Approve", "name of a page"); }
    static QString exceptions() { return tr("Exceptions", "name of a page"); }
    static QString compare() { return tr("Compare", "name of a page"); }
    static QString dispatch() { return tr("Dispatch", "name of a page"); }
};

template <class P> Page* make(DeskContext& desk, QWidget* parent) { return new P(desk, parent); }
} // namespace

std::vector<PageEntry> deskPages() {
    return {
        {Symbol::Today, PageNames::today, make<TodayPage>, [](const desk::StripStatus&) { return std::int64_t{0}; }},
        {Symbol::Approve, PageNames::approve, make<ApprovalPage>,
         [](const desk::StripStatus& status) { return status.batchesWaiting; }},
        {Symbol::Exceptions, PageNames::exceptions, make<ExceptionPage>,
         [](const desk::StripStatus& status) { return status.exceptionsOpen; }},
        {Symbol::Compare, PageNames::compare, make<ComparisonPage>,
         [](const desk::StripStatus& status) { return status.cutsDue; }},
        {Symbol::Play, PageNames::dispatch, make<DispatchPage>,
         [](const desk::StripStatus& status) { return std::int64_t(status.stops.size()); }},
    };
}

} // namespace payout::ui
