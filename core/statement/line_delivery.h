// SPDX-License-Identifier: GPL-3.0-or-later
// What every reader does with a finished line and a finished part, whatever the format.
#pragma once

#include "core/statement/statement_line.h"

namespace payout::statement {

/// Numbers lines over the whole file and hands them to the sink; bounded by linesMax.
class LineDelivery {
public:
    LineDelivery(const StatementSink& sink, const ReadOptions& options) : m_sink(sink), m_linesMax(options.linesMax) {}

    /// Refuses "TooManyLines", or whatever the sink refuses.
    [[nodiscard]] Done deliver(StatementLine&& line);
    /// Proves the part's own balance and hands it over.
    [[nodiscard]] Done deliver(StatementPart&& part);
    std::int64_t count() const { return m_count; }

private:
    const StatementSink& m_sink;
    std::int64_t m_linesMax;
    std::int64_t m_count = 0;
};

/// A sink that keeps everything: for the readers that return a ParsedStatement. Must stay where it is while it is used.
class StatementCollector {
public:
    StatementCollector();
    StatementCollector(const StatementCollector&) = delete;
    StatementCollector& operator=(const StatementCollector&) = delete;

    const StatementSink& sink() const { return m_sink; }
    /// Everything, with the balance proof made over page sets.
    ParsedStatement take(const QString& sha256);

private:
    StatementSink m_sink;
    std::vector<StatementLine> m_lines;
    std::vector<StatementPart> m_parts;
};

} // namespace payout::statement
