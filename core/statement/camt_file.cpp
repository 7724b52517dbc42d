// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/camt_file.h"

#include "core/statement/camt_part_file.h"
#include "core/statement/iso_values_file.h"

namespace payout::statement {

namespace {

struct MessageName {
    QStringView element;
    QStringView words;
};

constexpr std::array<MessageName, 12> messageNames{{
    {u"BkToCstmrAcctRpt", u"camt.052 (account report)"},
    {u"BkToCstmrStmt", u"camt.053 (statement)"},
    {u"BkToCstmrDbtCdtNtfctn", u"camt.054 (debit and credit notification)"},
    {u"CstmrCdtTrfInitn", u"pain.001 (payment order)"},
    {u"CstmrPmtStsRpt", u"pain.002 (status report)"},
    {u"CstmrDrctDbtInitn", u"pain.008 (direct debit order)"},
    {u"FIToFIPmtStsRpt", u"pacs.002 (status report between banks)"},
    {u"FIToFICstmrCdtTrf", u"pacs.008 (credit transfer between banks)"},
    {u"PmtRtr", u"pacs.004 (payment return between banks)"},
    {u"RsltnOfInvstgtn", u"camt.029 (answer to an investigation)"},
    {u"CstmrPmtCxlReq", u"camt.055 (cancellation request)"},
    {u"FIToFIPmtCxlReq", u"camt.056 (cancellation request between banks)"},
}};

struct BlockRule {
    StatementKind kind;
    QStringView message; ///< v01 adds "V01"
    QStringView block;
    QStringView pagination;
};

constexpr std::array<BlockRule, 3> blockRules{{
    {StatementKind::Camt052, u"BkToCstmrAcctRpt", u"Rpt", u"RptPgntn"},
    {StatementKind::Camt053, u"BkToCstmrStmt", u"Stmt", u"StmtPgntn"},
    {StatementKind::Camt054, u"BkToCstmrDbtCdtNtfctn", u"Ntfctn", u"NtfctnPgntn"},
}};

const BlockRule* blockRuleOf(QStringView message) {
    for (const BlockRule& rule : blockRules)
        if (message == rule.message || (message.startsWith(rule.message) && message.mid(rule.message.size()) == u"V01"))
            return &rule;
    return nullptr;
}

class CamtReader {
public:
    CamtReader(QIODevice& bytes, const StatementSink& sink, const ReadOptions& options)
        : m_xml(bytes, options), m_lines(sink, options), m_zone(options.zone) {}

    Result<FileSummary> read() {
        TRY_DONE(m_xml.enterDocument());
        m_shared.nameSpace = m_xml.nameSpace();
        TRY_DONE(m_xml.children([this](QStringView name) { return readMessage(name); }));
        if (m_messages == 0)
            return m_xml.refuse(QStringLiteral("NotAStatement"), QStringLiteral("its Document is empty"));
        TRY_DONE(m_xml.finish());
        if (m_shared.partNo == 0)
            return m_xml.refuse(QStringLiteral("NoStatement"),
                                QStringLiteral("the message holds no statement at all: fetch it from the bank again"));
        return FileSummary{m_xml.sha256(), m_xml.bytesRead(), m_shared.partNo, m_lines.count()};
    }

private:
    Done readMessage(QStringView name) {
        const BlockRule* rule = blockRuleOf(name);
        if (rule == nullptr)
            return m_xml.refuse(
                QStringLiteral("NotAStatement"),
                QStringLiteral("this is %1, not a camt.052, camt.053 or camt.054").arg(messageNamed(name)));
        if (++m_messages > 1)
            return m_xml.refuse(QStringLiteral("SecondMessage"), QStringLiteral("split the file: one message in each"));
        m_shared.kind = rule->kind;
        return m_xml.children([this, rule](QStringView child) -> Done {
            if (child == u"GrpHdr") return readGroupHeader();
            return child == rule->block ? readPart(*rule) : Done();
        });
    }

    Done readGroupHeader() {
        return m_xml.children([this](QStringView name) -> Done {
            if (name == u"MsgId") {
                TRY(m_shared.messageId, readId(m_xml));
            } else if (name == u"CreDtTm") {
                TRY(m_shared.createdAt, readDateTime(m_xml, m_zone));
            } else if (name == u"MsgPgntn") {
                return readPagination(m_xml, m_shared);
            }
            return {};
        });
    }

    Done readPart(const BlockRule& rule) {
        if (m_shared.partNo == partsMaxPerFile)
            return m_xml.refuse(QStringLiteral("TooManyParts"),
                                QStringLiteral("more than %1 statements in one file").arg(partsMaxPerFile));
        ++m_shared.partNo;
        return readCamtPart(m_xml, m_shared, {rule.pagination, m_zone}, m_lines);
    }

    XmlFile m_xml;
    LineDelivery m_lines;
    std::chrono::minutes m_zone;
    StatementPart m_shared; ///< what the message says once for all of its parts
    int m_messages = 0;
};

} // namespace

QString messageNamed(QStringView element) {
    for (const MessageName& message : messageNames)
        if (message.element == element) return message.words.toString();
    return QStringLiteral("an unknown message (%1)").arg(element.left(64));
}

Result<FileSummary> parseCamt(QIODevice& bytes, const StatementSink& sink, const ReadOptions& options) {
    return CamtReader(bytes, sink, options).read();
}

Result<ParsedStatement> readCamt(QIODevice& bytes, const ReadOptions& options) {
    StatementCollector collector;
    TRY(const FileSummary summary, parseCamt(bytes, collector.sink(), options));
    return collector.take(summary.sha256);
}

} // namespace payout::statement
