// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bank/bank_statement.h"

#include "core/base/money.h"

#include <QXmlStreamWriter>

#include <algorithm>

namespace payout::bank {

namespace {

/// A statement with everything computed, before it becomes bytes.
struct Sheet {
    int number = 0;
    QString account;
    StatementPeriod period;
    UtcTime createdAt;
    qint64 openingMinor = 0;
    qint64 closingMinor = 0;
    std::vector<const BankOrder*> lines; ///< by booking time, then as received
};

QString kindName(StatementFormat format) {
    switch (format) {
    case StatementFormat::Camt053: return QStringLiteral("camt053");
    case StatementFormat::Camt052: return QStringLiteral("camt052");
    case StatementFormat::Csv: return QStringLiteral("csv");
    }
    return {};
}

// "2026-11-22T14:03:27.123+08:00": the bank writes its wall clock with the offset.
QString isoLocal(UtcTime time) {
    return formatLocal(time).replace(u' ', u'T') +
           QStringLiteral(".%1+08:00").arg(((time.ms % 1000) + 1000) % 1000, 3, 10, QLatin1Char('0'));
}

Sheet sheetOf(const BankBooks& books, StatementPeriod period, int number, UtcTime now) {
    Sheet out{number, books.account().number, period, now, books.account().openingMinor, 0, {}};
    for (const BankOrder& order : books.orders()) {
        if (!order.executeAt || order.bookedAt >= period.to) continue;
        if (order.bookedAt < period.from)
            out.openingMinor -= order.amountMinor;
        else
            out.lines.push_back(&order);
    }
    std::ranges::stable_sort(out.lines, {}, [](const BankOrder* line) { return line->bookedAt; });
    out.closingMinor = out.openingMinor;
    for (const BankOrder* line : out.lines) out.closingMinor -= line->amountMinor;
    return out;
}

class CamtWriter {
public:
    CamtWriter(const Sheet& sheet, StatementFormat format)
        : m_sheet(sheet), m_daily(format == StatementFormat::Camt053), m_xml(&m_bytes) {}

    QByteArray write() {
        m_xml.setAutoFormatting(true);
        m_xml.writeStartDocument();
        open("Document");
        m_xml.writeDefaultNamespace(QStringLiteral("urn:iso:std:iso:20022:tech:xsd:%1.001.08")
                                        .arg(m_daily ? QStringLiteral("camt.053") : QStringLiteral("camt.052")));
        open(m_daily ? "BkToCstmrStmt" : "BkToCstmrAcctRpt");
        writeGroup();
        open(m_daily ? "Stmt" : "Rpt");
        writeHeader();
        writeBalance("OPBD", m_sheet.openingMinor, m_sheet.period.from);
        writeBalance(m_daily ? "CLBD" : "ITBD", m_sheet.closingMinor, m_sheet.period.to - std::chrono::milliseconds(1));
        writeSummary();
        for (const BankOrder* line : m_sheet.lines) writeEntry(*line);
        m_xml.writeEndDocument();
        return m_bytes;
    }

private:
    void open(const char* name) { m_xml.writeStartElement(QLatin1String(name)); }
    void close() { m_xml.writeEndElement(); }
    void text(const char* name, const QString& value) { m_xml.writeTextElement(QLatin1String(name), value); }
    void amount(const char* name, qint64 minor) {
        open(name);
        m_xml.writeAttribute(QStringLiteral("Ccy"), QStringLiteral("CNY"));
        m_xml.writeCharacters(formatPlain(Money{std::abs(minor)}));
        close();
    }
    QString identity() const {
        return QStringLiteral("PB%1%2").arg(m_daily ? 53 : 52).arg(m_sheet.number, 8, 10, QLatin1Char('0'));
    }

    void writeGroup() {
        open("GrpHdr");
        text("MsgId", identity());
        text("CreDtTm", isoLocal(m_sheet.createdAt));
        open("MsgPgntn");
        text("PgNb", QStringLiteral("1"));
        text("LastPgInd", QStringLiteral("true"));
        close();
        close();
    }

    void writeHeader() {
        text("Id", identity());
        open(m_daily ? "StmtPgntn" : "RptPgntn");
        text("PgNb", QStringLiteral("1"));
        text("LastPgInd", QStringLiteral("true"));
        close();
        text("ElctrncSeqNb", QString::number(m_sheet.number));
        text("CreDtTm", isoLocal(m_sheet.createdAt));
        open("FrToDt");
        text("FrDtTm", isoLocal(m_sheet.period.from));
        text("ToDtTm", isoLocal(m_sheet.period.to));
        close();
        writeAccount("Acct", m_sheet.account, true);
    }

    void writeAccount(const char* name, const QString& number, bool withCurrency) {
        open(name);
        open("Id");
        open("Othr");
        text("Id", number);
        close();
        close();
        if (withCurrency) text("Ccy", QStringLiteral("CNY"));
        close();
    }

    void writeBalance(const char* code, qint64 minor, UtcTime at) {
        open("Bal");
        open("Tp");
        open("CdOrPrtry");
        text("Cd", QLatin1String(code));
        close();
        close();
        amount("Amt", minor);
        text("CdtDbtInd", minor < 0 ? QStringLiteral("DBIT") : QStringLiteral("CRDT"));
        open("Dt");
        text("Dt", formatDate(businessDateOf(at)));
        close();
        close();
    }

    void writeSummary() {
        open("TxsSummry");
        open("TtlDbtNtries");
        text("NbOfNtries", QString::number(m_sheet.lines.size()));
        text("Sum", formatPlain(Money{m_sheet.openingMinor - m_sheet.closingMinor}));
        close();
        close();
    }

    void writeEntry(const BankOrder& line) {
        open("Ntry");
        text("NtryRef", line.queryId);
        amount("Amt", line.amountMinor);
        text("CdtDbtInd", QStringLiteral("DBIT"));
        open("Sts");
        text("Cd", QStringLiteral("BOOK"));
        close();
        open("BookgDt");
        text("DtTm", isoLocal(line.bookedAt));
        close();
        open("ValDt");
        text("Dt", formatDate(businessDateOf(line.bookedAt)));
        close();
        text("AcctSvcrRef", line.queryId);
        writeTransactionCode();
        writeDetails(line);
        close();
    }

    void writeTransactionCode() {
        open("BkTxCd");
        open("Domn");
        text("Cd", QStringLiteral("PMNT"));
        open("Fmly");
        text("Cd", QStringLiteral("ICDT"));
        text("SubFmlyCd", QStringLiteral("DMCT"));
        close();
        close();
        close();
    }

    void writeDetails(const BankOrder& line) {
        open("NtryDtls");
        open("TxDtls");
        open("Refs");
        text("AcctSvcrRef", line.queryId);
        text("EndToEndId", line.orderId);
        close();
        amount("Amt", line.amountMinor);
        text("CdtDbtInd", QStringLiteral("DBIT"));
        open("RltdPties");
        open("Cdtr");
        open("Pty");
        text("Nm", line.name);
        close();
        close();
        writeAccount("CdtrAcct", line.account, false);
        close();
        open("RltdDts");
        text("AccptncDtTm", isoLocal(*line.executeAt));
        close();
        close();
        close();
    }

    const Sheet& m_sheet;
    bool m_daily;
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

QString csvCell(QString text) {
    text.replace(u'"', QStringLiteral("\"\""));
    return u'"' + text + u'"';
}

// Seven title lines and the header; the practice profile's mapping counts on it.
QString csvHead(const Sheet& sheet) {
    return QStringLiteral("#account,%1\n#number,%2\n#from,%3\n#to,%4\n#opening,%5\n#closing,%6\n#currency,CNY\n"
                          "booking_date,booking_time,order_no,bank_ref,payee_account,payee_name,debit,balance\n")
        .arg(csvCell(sheet.account))
        .arg(sheet.number)
        .arg(isoLocal(sheet.period.from), isoLocal(sheet.period.to), formatPlain(Money{sheet.openingMinor}),
             formatPlain(Money{sheet.closingMinor}));
}

// The line that says the file is whole: count and sum (trap 13).
QString csvTrailer(const Sheet& sheet) {
    return QStringLiteral("TOTAL,%1,,,,,%2,%3\n")
        .arg(sheet.lines.size())
        .arg(formatPlain(Money{sheet.openingMinor - sheet.closingMinor}), formatPlain(Money{sheet.closingMinor}));
}

QByteArray csvBytes(const Sheet& sheet) {
    QString out = csvHead(sheet);
    qint64 balance = sheet.openingMinor;
    for (const BankOrder* line : sheet.lines) {
        balance -= line->amountMinor;
        const QString booked = formatLocal(line->bookedAt);
        const QStringList cells{booked.first(10),
                                booked.sliced(11),
                                csvCell(line->orderId),
                                csvCell(line->queryId),
                                csvCell(line->account),
                                csvCell(line->name),
                                formatPlain(Money{line->amountMinor}),
                                formatPlain(Money{balance})};
        out += cells.join(u',') + u'\n';
    }
    return (out + csvTrailer(sheet)).toUtf8();
}

QString fileName(const Sheet& sheet, StatementFormat format) {
    const QString suffix = format == StatementFormat::Csv ? QStringLiteral("csv") : QStringLiteral("xml");
    return QStringLiteral("%1-%2-%3-%4.%5")
        .arg(kindName(format), sheet.account, formatCompact(sheet.period.to - std::chrono::milliseconds(1)).first(8))
        .arg(sheet.number, 4, 10, QLatin1Char('0'))
        .arg(suffix);
}

} // namespace

Result<StatementFormat> statementFormatNamed(const QString& text) {
    for (const auto format : {StatementFormat::Camt053, StatementFormat::Camt052, StatementFormat::Csv})
        if (text == kindName(format)) return format;
    return refused(QStringLiteral("BadFormat"), QStringLiteral("camt053, camt052 or csv"));
}

Result<StatementFile> buildStatement(BankBooks& books, StatementFormat format, StatementPeriod period, UtcTime now) {
    period.to = std::min(period.to, now);
    if (period.from >= period.to || period.to - period.from > std::chrono::hours(24 * 400))
        return refused(QStringLiteral("BadPeriod"), QStringLiteral("from must be before to and before now"));
    TRY(const int number, books.statementNumber(kindName(format), period.from, period.to));
    const Sheet sheet = sheetOf(books, period, number, now);
    const QByteArray bytes = format == StatementFormat::Csv ? csvBytes(sheet) : CamtWriter(sheet, format).write();
    return StatementFile{fileName(sheet, format), bytes};
}

} // namespace payout::bank
