// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/desk_lists.h"

#include "core/desk/approval_desk.h"
#include "core/desk/exception_desk.h"
#include "ui/approval/batch_row_columns.h"
#include "ui/exception/exception_columns.h"

namespace payout::bench {

using desk::ExceptionView;
using desk::PayoutRowView;

List exceptionList(desk::StoreThread& thread, UtcTime now) {
    return {QStringLiteral("exceptions"), ui::exceptionColumnChars(), [&thread, now](QObject* parent) {
                using namespace desk;
                const auto all = ExceptionFilter::All;
                const auto sort = ExceptionSort::UnlocksFirst;
                auto* model = new ui::PagedTableModel<ExceptionView>(
                    ui::exceptionColumns([now] { return now; }),
                    {[&thread](Reply<ListShape> answer) { ExceptionDesk(thread).shape(all, sort, std::move(answer)); },
                     [&thread](std::optional<PageKey> from, Reply<std::vector<ExceptionView>> answer) {
                         ExceptionDesk(thread).page(all, sort, from, std::move(answer));
                     },
                     [](const ExceptionView& v) { return v.id.value; },
                     [&thread](std::optional<PageKey> from, PageSlice slice, Reply<std::vector<ExceptionView>> answer) {
                         ExceptionDesk(thread).glimpse(all, sort, from, slice, std::move(answer));
                     }},
                    parent);
                model->restart();
                return model;
            }};
}

List batchRowList(desk::StoreThread& thread, InstructionId instruction) {
    return {QStringLiteral("rows of a batch"), ui::batchRowColumnChars(), [&thread, instruction](QObject* parent) {
                using namespace desk;
                const auto all = PayoutFilter::All;
                auto* model = new ui::PagedTableModel<PayoutRowView>(
                    ui::batchRowColumns(),
                    {[&thread, instruction](Reply<ListShape> answer) {
                         ApprovalDesk(thread).rowsShape(instruction, all, std::move(answer));
                     },
                     [&thread, instruction](std::optional<PageKey> from, Reply<std::vector<PayoutRowView>> answer) {
                         ApprovalDesk(thread).rowsPage(instruction, all, from, std::move(answer));
                     },
                     [](const PayoutRowView& row) { return row.id.value; }},
                    parent);
                model->restart();
                return model;
            }};
}

} // namespace payout::bench
