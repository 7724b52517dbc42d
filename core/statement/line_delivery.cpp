// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/line_delivery.h"

#include "core/statement/balance_proof.h"

namespace payout::statement {

Done LineDelivery::deliver(StatementLine&& line) {
    if (m_count == m_linesMax)
        return refused(QStringLiteral("TooManyLines"),
                       QStringLiteral("more than %1 lines: ask the bank for shorter periods").arg(m_linesMax));
    line.lineNo = ++m_count;
    return m_sink.onLine ? m_sink.onLine(std::move(line)) : Done();
}

Done LineDelivery::deliver(StatementPart&& part) {
    part.proof = proveBalance(part);
    return m_sink.onPart ? m_sink.onPart(std::move(part)) : Done();
}

StatementCollector::StatementCollector() {
    m_sink.onLine = [this](StatementLine&& line) -> Done {
        m_lines.push_back(std::move(line));
        return {};
    };
    m_sink.onPart = [this](StatementPart&& part) -> Done {
        part.lines = std::exchange(m_lines, {});
        m_parts.push_back(std::move(part));
        return {};
    };
}

ParsedStatement StatementCollector::take(const QString& sha256) {
    provePageSets(m_parts);
    return ParsedStatement{sha256, std::move(m_parts)};
}

} // namespace payout::statement
