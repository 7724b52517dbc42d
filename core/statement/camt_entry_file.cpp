// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/camt_entry_file.h"

#include "core/statement/camt_detail_file.h"
#include "core/statement/iso_values_file.h"

namespace payout::statement {

namespace {

EntryStatus statusOf(const IsoCode& status) {
    if (status.isProprietary) return EntryStatus::Other;
    if (status.code == u"BOOK") return EntryStatus::Booked;
    if (status.code == u"PDNG") return EntryStatus::Pending;
    if (status.code == u"INFO") return EntryStatus::Info;
    if (status.code == u"FUTR") return EntryStatus::Future;
    return EntryStatus::Other;
}

class EntryReader {
public:
    EntryReader(XmlFile& xml, std::chrono::minutes zone) : m_xml(xml), m_zone(zone) {}

    Result<CamtEntry> read() {
        TRY_DONE(m_xml.children([this](QStringView name) { return visit(name); }));
        if (!m_hasAmount) return missing(u"Amt");
        if (!m_hasDirection) return missing(u"CdtDbtInd");
        if (!m_hasStatus) return missing(u"Sts");
        StatementLine& line = m_entry.line;
        line.isReturn = line.isReturn || line.isReversal;
        line.bankFlowNo = line.entryFlowNo;
        return std::move(m_entry);
    }

private:
    Done visit(QStringView name) {
        static constexpr std::array<Field<EntryReader>, 12> fields{{
            {u"NtryRef", &EntryReader::readReference},
            {u"Amt", &EntryReader::readEntryAmount},
            {u"CdtDbtInd", &EntryReader::readEntryDirection},
            {u"RvslInd", &EntryReader::readReversal},
            {u"Sts", &EntryReader::readStatus},
            {u"BookgDt", &EntryReader::readBookingDay},
            {u"ValDt", &EntryReader::readValueDay},
            {u"AcctSvcrRef", &EntryReader::readFlowNo},
            {u"BkTxCd", &EntryReader::readTransactionCode},
            {u"NtryDtls", &EntryReader::readDetails},
            {u"Btch", &EntryReader::readBatch}, // v01 has batch and details directly in the entry
            {u"TxDtls", &EntryReader::readDetail},
        }};
        return readField(*this, fields, name);
    }

    std::unexpected<Error> missing(QStringView element) const {
        return m_xml.refuse(QStringLiteral("ElementMissing"), QStringLiteral("an entry in it has no %1").arg(element));
    }

    Done once(bool& seen) {
        if (seen)
            return m_xml.refuse(QStringLiteral("ElementTwice"), QStringLiteral("an entry has it once; which is true?"));
        seen = true;
        return {};
    }

    Done readReference() {
        TRY(m_entry.line.entryReference, readId(m_xml));
        return {};
    }
    Done readEntryAmount() {
        TRY_DONE(once(m_hasAmount));
        TRY(m_entry.line.amount, readAmount(m_xml));
        return {};
    }
    Done readEntryDirection() {
        TRY_DONE(once(m_hasDirection));
        TRY(m_entry.line.direction, readDirection(m_xml));
        return {};
    }
    Done readReversal() {
        TRY(m_entry.line.isReversal, readIndicator(m_xml));
        return {};
    }
    Done readStatus() {
        TRY_DONE(once(m_hasStatus));
        TRY(const IsoCode status, readCode(m_xml));
        m_entry.line.status = statusOf(status);
        return {};
    }
    Done readBookingDay() {
        TRY(const IsoDay day, readDay(m_xml, m_zone));
        m_entry.line.bookingDate = day.date;
        m_entry.line.bookedAt = day.at;
        return {};
    }
    Done readValueDay() {
        TRY(const IsoDay day, readDay(m_xml, m_zone));
        m_entry.line.valueDate = day.date;
        return {};
    }
    Done readFlowNo() {
        TRY(m_entry.line.entryFlowNo, readId(m_xml));
        return {};
    }
    Done readTransactionCode() { return readBankTransactionCode(m_xml, m_entry.line); }

    Done readDetails() {
        return m_xml.children([this](QStringView name) -> Done {
            if (name == u"Btch") return readBatch();
            return name == u"TxDtls" ? readDetail() : Done();
        });
    }
    Done readBatch() {
        return m_xml.children([this](QStringView name) -> Done {
            if (name == u"MsgId") {
                TRY(m_entry.line.messageId, readId(m_xml));
            } else if (name == u"PmtInfId") {
                TRY(m_entry.line.paymentInfoId, readId(m_xml));
            } else if (name == u"NbOfTxs") {
                TRY(m_entry.line.transactionCount, readNumber(m_xml));
            }
            return {};
        });
    }
    Done readDetail() {
        if (m_entry.details.size() == detailsMaxPerEntry)
            return m_xml.refuse(
                QStringLiteral("TooManyDetails"),
                QStringLiteral("ask the bank to book at most %1 payments as one entry").arg(detailsMaxPerEntry));
        TRY(CamtDetail detail, readTransactionDetail(m_xml));
        m_entry.details.push_back(std::move(detail));
        return {};
    }

    XmlFile& m_xml;
    std::chrono::minutes m_zone;
    CamtEntry m_entry;
    bool m_hasAmount = false;
    bool m_hasDirection = false;
    bool m_hasStatus = false;
};

} // namespace

Result<CamtEntry> readEntry(XmlFile& xml, std::chrono::minutes zone) { return EntryReader(xml, zone).read(); }

} // namespace payout::statement
