// SPDX-License-Identifier: GPL-3.0-or-later
// Small bank files for flow tests: an entry is a row, a file is a list of them, and the text is a camt message that a
// bank could have sent.
#pragma once

#include "core/base/business_date.h"
#include "core/base/money.h"
#include "core/statement/load_statement.h"
#include "tests/support/payout_fixture.h"

#include <QFile>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace payout::support {

inline const QString fixtureAccount = QStringLiteral("6222020000000000");

struct CamtEntryRow {
    QString orderNo;
    std::int64_t minor = 0;
    BusinessDate day = {};
    QString flowNo = {};
    QString payeeAccount = {};
    QString status = QStringLiteral("BOOK");
    bool credit = false;
    bool isReturn = false;
    std::optional<UtcTime> at = {}; ///< with a time of day
    QStringList unsplitOrders = {}; ///< several details without amounts, in place of orderNo
};

class CamtBuilder {
public:
    QString kind = QStringLiteral("053"); ///< "052", "053", "054"
    QString id = QStringLiteral("S1");
    QString account = fixtureAccount;
    QString currency = QStringLiteral("CNY");
    std::optional<std::int64_t> sequence = {};
    std::optional<std::pair<UtcTime, UtcTime>> period = {};
    std::optional<UtcTime> created = {};
    QString copy = {};                             ///< "DUPL", "COPY"
    std::optional<std::pair<int, bool>> page = {}; ///< number, is the last one
    std::optional<std::int64_t> openingMinor = {};
    std::optional<std::int64_t> closingMinor = {};
    QString closingCode = QStringLiteral("CLBD");
    std::vector<CamtEntryRow> entries = {};

    /// Covers the day from 00:00 to 24:00.
    CamtBuilder& wholeDay(BusinessDate day) {
        period = {startOf(day), startOf(plusDays(day, 1))};
        return *this;
    }

    /// Covers the day of `time` up to it.
    CamtBuilder& upTo(UtcTime time) {
        period = {startOf(businessDateOf(time)), time};
        return *this;
    }

    QByteArray text() const {
        const auto [message, block] = names();
        QString xml = QStringLiteral("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document "
                                     "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.%1.001.04\"><%2>"
                                     "<GrpHdr><MsgId>M-%3</MsgId><CreDtTm>%4</CreDtTm></GrpHdr><%5>")
                          .arg(kind, message, id, formatIso(createdAt()), block);
        xml += QStringLiteral("<Id>%1</Id>").arg(id);
        if (page)
            xml += QStringLiteral("<%1><PgNb>%2</PgNb><LastPgInd>%3</LastPgInd></%1>")
                       .arg(kind == u"052" ? QStringLiteral("RptPgntn") : QStringLiteral("StmtPgntn"))
                       .arg(page->first)
                       .arg(page->second ? QStringLiteral("true") : QStringLiteral("false"));
        if (sequence) xml += QStringLiteral("<ElctrncSeqNb>%1</ElctrncSeqNb>").arg(*sequence);
        if (created) xml += QStringLiteral("<CreDtTm>%1</CreDtTm>").arg(formatIso(*created));
        if (period)
            xml += QStringLiteral("<FrToDt><FrDtTm>%1</FrDtTm><ToDtTm>%2</ToDtTm></FrToDt>")
                       .arg(formatIso(period->first), formatIso(period->second));
        if (!copy.isEmpty()) xml += QStringLiteral("<CpyDplctInd>%1</CpyDplctInd>").arg(copy);
        xml += QStringLiteral("<Acct><Id><Othr><Id>%1</Id></Othr></Id></Acct>").arg(account);
        if (openingMinor) xml += balance(QStringLiteral("OPBD"), *openingMinor);
        if (closingMinor) xml += balance(closingCode, *closingMinor);
        for (const CamtEntryRow& entry : entries) xml += entryText(entry);
        return (xml + QStringLiteral("</%1></%2></Document>\n").arg(block, message)).toUtf8();
    }

private:
    UtcTime createdAt() const {
        if (created) return *created;
        return period ? period->second : UtcTime(1'700'000'000'000);
    }
    std::pair<QString, QString> names() const {
        if (kind == u"052") return {QStringLiteral("BkToCstmrAcctRpt"), QStringLiteral("Rpt")};
        if (kind == u"054") return {QStringLiteral("BkToCstmrDbtCdtNtfctn"), QStringLiteral("Ntfctn")};
        return {QStringLiteral("BkToCstmrStmt"), QStringLiteral("Stmt")};
    }
    QString amount(std::int64_t minor) const {
        return QStringLiteral("<Amt Ccy=\"%1\">%2</Amt>")
            .arg(currency, formatPlain(Money{std::abs(minor), must(Currency::parse(currency))}));
    }
    QString balance(const QString& code, std::int64_t minor) const {
        const BusinessDate day = period ? businessDateOf(period->first) : BusinessDate{20'261'118};
        return QStringLiteral("<Bal><Tp><CdOrPrtry><Cd>%1</Cd></CdOrPrtry></Tp>%2<CdtDbtInd>%3</CdtDbtInd>"
                              "<Dt><Dt>%4</Dt></Dt></Bal>")
            .arg(code, amount(minor), minor < 0 ? QStringLiteral("DBIT") : QStringLiteral("CRDT"), formatDate(day));
    }
    static QString references(const QString& orderNo, const QString& flowNo) {
        QString refs;
        if (!flowNo.isEmpty()) refs += QStringLiteral("<AcctSvcrRef>%1</AcctSvcrRef>").arg(flowNo);
        if (!orderNo.isEmpty()) refs += QStringLiteral("<EndToEndId>%1</EndToEndId>").arg(orderNo);
        return QStringLiteral("<Refs>%1</Refs>").arg(refs);
    }
    QString detailText(const CamtEntryRow& entry) const {
        QString detail = references(entry.orderNo, entry.flowNo) + amount(entry.minor);
        if (!entry.payeeAccount.isEmpty())
            detail += QStringLiteral("<RltdPties><CdtrAcct><Id><Othr><Id>%1</Id></Othr></Id></CdtrAcct></RltdPties>")
                          .arg(entry.payeeAccount);
        if (entry.isReturn) detail += QStringLiteral("<RtrInf><Rsn><Cd>AC01</Cd></Rsn></RtrInf>");
        return QStringLiteral("<TxDtls>%1</TxDtls>").arg(detail);
    }
    QString entryText(const CamtEntryRow& entry) const {
        const QString booked = entry.at ? QStringLiteral("<DtTm>%1</DtTm>").arg(formatIso(*entry.at))
                                        : QStringLiteral("<Dt>%1</Dt>").arg(formatDate(entry.day));
        QString details;
        if (entry.unsplitOrders.isEmpty()) details = detailText(entry);
        for (const QString& order : entry.unsplitOrders)
            details += QStringLiteral("<TxDtls>%1</TxDtls>").arg(references(order, {}));
        return QStringLiteral("<Ntry>%1<CdtDbtInd>%2</CdtDbtInd><Sts>%3</Sts><BookgDt>%4</BookgDt>"
                              "<NtryDtls>%5</NtryDtls></Ntry>\n")
            .arg(amount(entry.minor), entry.credit ? QStringLiteral("CRDT") : QStringLiteral("DBIT"), entry.status,
                 booked, details);
    }
};

/// What the worker is called when it fetches a file.
inline const statement::Loader importJob = statement::Loader::byJob(QStringLiteral("job:import test"));

/// Writes a file into a folder and returns its path.
inline QString writeBankFile(const QString& folder, const QString& name, const QByteArray& bytes) {
    const QString path = folder + u'/' + name;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

} // namespace payout::support
