// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/pain002_file.h"

#include "core/statement/camt_file.h"
#include "core/statement/iso_values_file.h"

namespace payout::statement {

namespace {

class ReportReader {
public:
    ReportReader(QIODevice& bytes, const ReadOptions& options)
        : m_xml(bytes, options), m_zone(options.zone), m_rowsMax(options.linesMax) {}

    Result<StatusReport> read() {
        TRY_DONE(m_xml.enterDocument());
        m_report.nameSpace = m_xml.nameSpace();
        TRY_DONE(m_xml.children([this](QStringView name) { return readMessage(name); }));
        if (m_messages == 0)
            return m_xml.refuse(QStringLiteral("NotAStatusReport"), QStringLiteral("its Document is empty"));
        TRY_DONE(m_xml.finish());
        if (m_report.originalMessageId.isEmpty())
            return m_xml.refuse(QStringLiteral("ElementMissing"),
                                QStringLiteral("OrgnlMsgId is missing: the report cannot be matched to a message"));
        m_report.sha256 = m_xml.sha256();
        return std::move(m_report);
    }

private:
    Done readMessage(QStringView name) {
        if (name != u"CstmrPmtStsRpt")
            return m_xml.refuse(QStringLiteral("NotAStatusReport"),
                                QStringLiteral("this is %1, not a pain.002").arg(messageNamed(name)));
        if (++m_messages > 1) return m_xml.refuse(QStringLiteral("SecondMessage"), QStringLiteral("split the file"));
        return m_xml.children([this](QStringView child) -> Done {
            if (child == u"GrpHdr") return readGroupHeader();
            if (child == u"OrgnlGrpInfAndSts") return readGroup();
            if (child == u"OrgnlPmtInfAndSts") return readPaymentInfo();
            if (child != u"TxInfAndSts") return {};
            if (m_outside == npos) m_outside = newPaymentInfo();
            return readRow(m_outside);
        });
    }

    Done readGroupHeader() {
        return m_xml.children([this](QStringView name) -> Done {
            if (name == u"MsgId") {
                TRY(m_report.messageId, readId(m_xml));
            } else if (name == u"CreDtTm") {
                TRY(m_report.createdAt, readDateTime(m_xml, m_zone));
            }
            return {};
        });
    }

    Done readGroup() {
        return m_xml.children([this](QStringView name) -> Done {
            if (name == u"OrgnlMsgId") {
                TRY(m_report.originalMessageId, readId(m_xml));
            } else if (name == u"OrgnlMsgNmId") {
                TRY(m_report.originalMessageName, readId(m_xml));
            } else if (name == u"OrgnlNbOfTxs") {
                TRY(m_report.originalCount, readNumber(m_xml));
            } else if (name == u"OrgnlCtrlSum") {
                TRY(m_report.originalControlSum, readId(m_xml));
            } else if (name == u"GrpSts") {
                TRY(m_report.groupStatus, readId(m_xml));
            } else if (name == u"StsRsnInf") {
                return readReason(m_report.reasons);
            }
            return {};
        });
    }

    Done readPaymentInfo() {
        const std::size_t at = newPaymentInfo();
        return m_xml.children([this, at](QStringView name) -> Done {
            PaymentInfoStatus& info = m_report.paymentInfos[at];
            if (name == u"OrgnlPmtInfId") {
                TRY(info.originalPaymentInfoId, readId(m_xml));
            } else if (name == u"PmtInfSts") {
                TRY(info.status, readId(m_xml));
            } else if (name == u"StsRsnInf") {
                return readReason(info.reasons);
            } else if (name == u"TxInfAndSts") {
                return readRow(at);
            }
            return {};
        });
    }

    std::size_t newPaymentInfo() {
        m_report.paymentInfos.emplace_back();
        return m_report.paymentInfos.size() - 1;
    }

    Done readRow(std::size_t paymentInfo) {
        if (++m_rows > m_rowsMax)
            return m_xml.refuse(QStringLiteral("TooManyLines"), QStringLiteral("more than %1 rows").arg(m_rowsMax));
        m_row = {};
        TRY_DONE(m_xml.children([this](QStringView name) { return visitRow(name); }));
        m_report.paymentInfos[paymentInfo].rows.push_back(std::move(m_row));
        return {};
    }

    Done visitRow(QStringView name) {
        struct Text {
            QStringView name;
            QString StatusRow::* member;
        };
        static constexpr std::array<Text, 7> texts{{{u"StsId", &StatusRow::statusId},
                                                    {u"OrgnlInstrId", &StatusRow::originalInstructionId},
                                                    {u"OrgnlEndToEndId", &StatusRow::originalEndToEndId},
                                                    {u"OrgnlUETR", &StatusRow::originalUetr},
                                                    {u"TxSts", &StatusRow::status},
                                                    {u"AcctSvcrRef", &StatusRow::bankFlowNo},
                                                    {u"ClrSysRef", &StatusRow::clearingReference}}};
        for (const Text& text : texts) {
            if (text.name != name) continue;
            TRY(m_row.*text.member, readId(m_xml));
            return {};
        }
        if (name == u"StsRsnInf") return readReason(m_row.reasons);
        if (name == u"OrgnlTxRef") return readOriginal();
        if (name == u"AccptncDtTm") {
            TRY(m_row.acceptedAt, readDateTime(m_xml, m_zone));
        }
        return {};
    }

    Done readOriginal() {
        return m_xml.children([this](QStringView name) -> Done {
            if (name != u"Amt") return {};
            return m_xml.children([this](QStringView inner) -> Done {
                if (inner != u"InstdAmt") return {};
                TRY(m_row.originalAmount, readAmount(m_xml));
                return {};
            });
        });
    }

    Done readReason(std::vector<StatusReason>& reasons) {
        if (std::ssize(reasons) == reasonsMaxPerStatus)
            return m_xml.refuse(QStringLiteral("TooManyReasons"), QStringLiteral("one status has too many reasons"));
        StatusReason reason;
        TRY_DONE(m_xml.children([&](QStringView name) -> Done {
            if (name == u"Rsn") {
                TRY(const IsoCode code, readCode(m_xml));
                reason.code = code.code;
                reason.isProprietary = code.isProprietary;
            } else if (name == u"AddtlInf" && std::ssize(reason.information) < reasonsMaxPerStatus) {
                TRY(const QString information, readName(m_xml));
                reason.information << information;
            }
            return {};
        }));
        reasons.push_back(std::move(reason));
        return {};
    }

    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    XmlFile m_xml;
    std::chrono::minutes m_zone;
    std::int64_t m_rowsMax;
    StatusReport m_report;
    StatusRow m_row;
    std::size_t m_outside = npos; ///< the entry that collects rows outside any payment information
    std::int64_t m_rows = 0;
    int m_messages = 0;
};

} // namespace

Result<StatusReport> readPain002(QIODevice& bytes, const ReadOptions& options) {
    return ReportReader(bytes, options).read();
}

} // namespace payout::statement
