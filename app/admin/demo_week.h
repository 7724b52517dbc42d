// SPDX-License-Identifier: GPL-3.0-or-later
// A week that the demo institution has behind it, made by the real commands while a training clock moves through it, so
// that every guard of the database held.
#pragma once

#include "app/admin/demo_bank.h"
#include "core/base/id_source.h"
#include "core/egress/egress.h"
#include "core/rules/roles.h"
#include "core/worker/ask_job.h"
#include "core/worker/keep_job.h"
#include "core/worker/send_job.h"

#include <vector>

namespace payout::admin {

struct DemoPeople {
    rules::Actor clerk;
    rules::Actor auditor;
    rules::Actor operatorPerson;
    rules::Actor supervisor;
};

struct DemoHouse {
    DemoPeople people;
    ChannelId channel;
    std::vector<MerchantId> merchants; ///< three; the first two are paid for
};

inline constexpr int demoDays = 7;

class DemoWeek {
public:
    /// What is sent is remembered in this journal, which the workspace's egress goes on with.
    DemoWeek(store::Connection& connection, DemoBank& bank, egress::Journal& journal, DemoHouse house);

    /// Each of the demoDays days through `last`: batches approved and paid, one payout returned, the day's statement,
    /// its cuts compared and signed. Leaves the training clock standing in the night after `last`.
    Done run(BusinessDate last);

private:
    enum class Extra { None, WrongAccount };
    struct DayBatch {
        BusinessDate date;
        int hour = 9;
        std::size_t merchant = 0;
        int rows = 0;
        Extra extra = Extra::None;
    };

    Done day(BusinessDate date, int number);
    Done at(BusinessDate date, int hour, int minute);
    Result<QString> token(const rules::Actor& actor, const QString& command, const QString& objectKey);
    Done paid(const DayBatch& batch);
    Result<InstructionId> imported(const DayBatch& batch);
    Done approved(InstructionId instruction);
    Done sent();
    Done asked();
    Done kept();
    Done returned(PayoutId payout);
    Done loaded(BusinessDate date);
    Done compared(BusinessDate date);

    store::Connection& m_connection;
    DemoBank& m_bank;
    DemoHouse m_house;
    SystemIdSource m_ids;
    dispatch::ChannelSet m_channels;
    egress::Journal& m_journal;
    egress::Egress m_egress;
    worker::AskJob m_ask;
    worker::KeepJob m_keep;
    int m_nextPayee = 1;
};

} // namespace payout::admin
