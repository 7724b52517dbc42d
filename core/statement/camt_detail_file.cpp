// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/camt_detail_file.h"

#include "core/statement/iso_values_file.h"

namespace payout::statement {

namespace {

constexpr qsizetype remittanceLengthMax = 1'000; // shown to people, never matched on

struct Reference {
    QStringView name;
    QString StatementLine::* member;
};

constexpr std::array<Reference, 6> references{{
    {u"MsgId", &StatementLine::messageId},
    {u"AcctSvcrRef", &StatementLine::bankFlowNo},
    {u"PmtInfId", &StatementLine::paymentInfoId},
    {u"InstrId", &StatementLine::instructionId},
    {u"EndToEndId", &StatementLine::endToEndId},
    {u"UETR", &StatementLine::uetr},
}};

class DetailReader {
public:
    explicit DetailReader(XmlFile& xml) : m_xml(xml) {}

    Result<CamtDetail> read() {
        TRY_DONE(m_xml.children([this](QStringView name) { return visit(name); }));
        if (m_detail.line.bankFlowNo.isEmpty()) m_detail.line.bankFlowNo = m_transactionId;
        return std::move(m_detail);
    }

private:
    Done visit(QStringView name) {
        static constexpr std::array<Field<DetailReader>, 8> fields{{
            {u"Refs", &DetailReader::readReferences},
            {u"Amt", &DetailReader::readOwnAmount},
            {u"CdtDbtInd", &DetailReader::readOwnDirection},
            {u"AmtDtls", &DetailReader::readAmountDetails},
            {u"BkTxCd", &DetailReader::readTransactionCode},
            {u"RltdPties", &DetailReader::readParties},
            {u"RmtInf", &DetailReader::readRemittance},
            {u"RtrInf", &DetailReader::readReturn},
        }};
        return readField(*this, fields, name);
    }

    Done readReferences() {
        return m_xml.children([this](QStringView name) -> Done {
            if (name == u"TxId") {
                TRY(m_transactionId, readId(m_xml));
                return {};
            }
            for (const Reference& reference : references) {
                if (reference.name != name) continue;
                TRY(m_detail.line.*reference.member, readId(m_xml));
                return {};
            }
            return {};
        });
    }
    Done readOwnAmount() {
        TRY(m_detail.amount, readAmount(m_xml));
        return {};
    }
    Done readOwnDirection() {
        TRY(m_detail.direction, readDirection(m_xml));
        return {};
    }
    Done readAmountDetails() {
        return m_xml.children([this](QStringView name) -> Done {
            if (name != u"TxAmt") return {};
            return m_xml.children([this](QStringView inner) -> Done {
                if (inner != u"Amt") return {};
                TRY(m_detail.transaction, readAmount(m_xml));
                return {};
            });
        });
    }
    Done readTransactionCode() { return readBankTransactionCode(m_xml, m_detail.line); }

    Done readParties() {
        return m_xml.children([this](QStringView name) -> Done {
            if (name == u"Cdtr") return readPayee();
            if (name != u"CdtrAcct") return {};
            return m_xml.children([this](QStringView inner) -> Done {
                if (inner != u"Id") return {};
                TRY(const IsoAccount account, readAccountId(m_xml));
                m_detail.line.payeeAccount = account.number;
                return {};
            });
        });
    }
    /// v02 to v06 write Cdtr/Nm, v08 Cdtr/Pty/Nm.
    Done readPayee() {
        return m_xml.children([this](QStringView name) -> Done {
            if (name == u"Nm") return readPayeeName();
            if (name != u"Pty") return {};
            return m_xml.children(
                [this](QStringView inner) -> Done { return inner == u"Nm" ? readPayeeName() : Done(); });
        });
    }
    Done readPayeeName() {
        TRY(m_detail.line.payeeName, readName(m_xml));
        return {};
    }
    Done readRemittance() {
        return m_xml.children([this](QStringView name) -> Done {
            if (name != u"Ustrd") return {};
            TRY(const QString text, m_xml.text());
            QString& all = m_detail.line.remittance;
            if (!all.isEmpty()) all += u' ';
            all = (all + text).left(remittanceLengthMax);
            return {};
        });
    }
    Done readReturn() {
        m_detail.line.isReturn = true;
        return m_xml.children([this](QStringView name) -> Done {
            if (name != u"Rsn" && name != u"RtrRsn") return {};
            TRY(const IsoCode reason, readCode(m_xml));
            m_detail.line.returnReason = reason.code;
            m_detail.line.returnReasonIsProprietary = reason.isProprietary;
            return {};
        });
    }

    XmlFile& m_xml;
    CamtDetail m_detail;
    QString m_transactionId;
};

} // namespace

Result<CamtDetail> readTransactionDetail(XmlFile& xml) { return DetailReader(xml).read(); }

Done readBankTransactionCode(XmlFile& xml, StatementLine& line) {
    QString domain;
    QString family;
    QString subFamily;
    TRY_DONE(xml.children([&](QStringView name) -> Done {
        if (name != u"Domn" && name != u"Prtry") return {};
        const bool isDomain = name == u"Domn";
        return xml.children([&, isDomain](QStringView inner) -> Done {
            if (inner == u"Cd") {
                TRY((isDomain ? domain : line.proprietaryCode), readId(xml));
            }
            if (inner != u"Fmly") return {};
            return xml.children([&](QStringView leaf) -> Done {
                if (leaf == u"Cd") {
                    TRY(family, readId(xml));
                } else if (leaf == u"SubFmlyCd") {
                    TRY(subFamily, readId(xml));
                }
                return {};
            });
        });
    }));
    if (!domain.isEmpty()) line.bankTransactionCode = QStringList{domain, family, subFamily}.join(u'/');
    line.isReturn = line.isReturn || subFamily == u"RRTN";
    return {};
}

} // namespace payout::statement
