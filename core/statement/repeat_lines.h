// SPDX-License-Identifier: GPL-3.0-or-later
// Which line of a new file is a booking that an earlier file already had (the day's statement after the intraday
// report), and which is a second payment. Values only.
#pragma once

#include "core/base/business_date.h"
#include "core/base/ids.h"
#include "core/base/utc_time.h"

#include <QHash>
#include <QString>

#include <optional>
#include <vector>

namespace payout::statement {

/// What makes a line the same booking in another file.
struct Booking {
    QString flowNo;
    QString orderNo;
    bool debit = false;
    std::int64_t minor = 0;
    BusinessDate booked;
    /// What the line's file covers; none if it does not say.
    std::optional<UtcTime> fileFrom;
    std::optional<UtcTime> fileTo;
};

struct KnownLine {
    BankLineId id;
    Booking booking;
};

/// Lines of earlier files, each of which at most one new line repeats: they are counted off, so that the second of two
/// equal payments stays a second payment. With the bank's own number on both sides the numbers decide; without, the
/// same order, amount and day in files whose periods overlap. Two files that follow each other in time never repeat.
class KnownLines {
public:
    explicit KnownLines(std::vector<KnownLine> lines);

    /// The earlier line that this one repeats; it is used up by that.
    [[nodiscard]] std::optional<BankLineId> take(const Booking& booking);

private:
    using Places = QHash<QString, std::vector<std::size_t>>;
    template <class Fits> std::optional<std::size_t> takeFrom(Places& places, const QString& key, Fits fits);

    std::vector<KnownLine> m_lines;
    std::vector<bool> m_used;
    Places m_byFlow;
    Places m_byDay;
};

} // namespace payout::statement
