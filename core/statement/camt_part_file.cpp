// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/camt_part_file.h"

#include "core/statement/balance_proof.h"
#include "core/statement/camt_entry_file.h"
#include "core/statement/iso_values_file.h"

namespace payout::statement {

namespace {

constexpr std::size_t balancesMaxPerPart = 1'000;

/// What TxsSummry announces; a sum may be absent.
struct Announced {
    std::optional<std::int64_t> count;
    QString sum;
};

class PartReader {
public:
    PartReader(XmlFile& xml, const StatementPart& shared, const PartSyntax& syntax, LineDelivery& lines)
        : m_xml(xml), m_syntax(syntax), m_lines(lines), m_part(shared) {}

    Done read() {
        TRY_DONE(m_xml.children([this](QStringView name) { return visit(name); }));
        if (m_part.account.isEmpty())
            return m_xml.refuse(QStringLiteral("ElementMissing"),
                                QStringLiteral("a statement in it names no account (Acct/Id)"));
        TRY_DONE(checkControlTotals());
        if (!m_part.currency && !m_part.balances.empty()) m_part.currency = m_part.balances.front().amount.currency;
        if (!m_part.currency) m_part.currency = m_part.totals.currency;
        return m_lines.deliver(std::move(m_part));
    }

private:
    Done visit(QStringView name) {
        static constexpr std::array<Field<PartReader>, 10> fields{{
            {u"Id", &PartReader::readPartId},
            {u"ElctrncSeqNb", &PartReader::readElectronicSequence},
            {u"LglSeqNb", &PartReader::readLegalSequence},
            {u"CreDtTm", &PartReader::readCreated},
            {u"FrToDt", &PartReader::readPeriod},
            {u"CpyDplctInd", &PartReader::readCopyKind},
            {u"Acct", &PartReader::readAccount},
            {u"Bal", &PartReader::readBalance},
            {u"TxsSummry", &PartReader::readSummary},
            {u"Ntry", &PartReader::readOneEntry},
        }};
        if (name == m_syntax.pagination) return readPagination(m_xml, m_part);
        return readField(*this, fields, name);
    }

    Done readPartId() {
        TRY(m_part.id, readId(m_xml));
        return {};
    }
    Done readElectronicSequence() {
        TRY(m_part.electronicSequence, readNumber(m_xml));
        return {};
    }
    Done readLegalSequence() {
        TRY(m_part.legalSequence, readNumber(m_xml));
        return {};
    }
    Done readCreated() {
        TRY(m_part.createdAt, readDateTime(m_xml, m_syntax.zone));
        return {};
    }
    Done readPeriod() {
        return m_xml.children([this](QStringView name) -> Done {
            if (name == u"FrDtTm") {
                TRY(m_part.from, readDateTime(m_xml, m_syntax.zone));
            } else if (name == u"ToDtTm") {
                TRY(m_part.to, readDateTime(m_xml, m_syntax.zone));
            }
            return {};
        });
    }
    Done readCopyKind() {
        TRY(const QString code, m_xml.text());
        if (code == u"COPY") {
            m_part.copy = CopyKind::Copy;
        } else if (code == u"DUPL") {
            m_part.copy = CopyKind::Duplicate;
        } else if (code == u"CODU") {
            m_part.copy = CopyKind::CopyAndDuplicate;
        } else {
            return m_xml.refuseLast(QStringLiteral("BadCopyIndicator"),
                                    QStringLiteral("it must be CODU, COPY or DUPL"));
        }
        return {};
    }
    Done readAccount() {
        return m_xml.children([this](QStringView name) -> Done {
            if (name == u"Id") {
                TRY(const IsoAccount account, readAccountId(m_xml));
                m_part.account = account.number;
                m_part.accountIsIban = account.isIban;
            } else if (name == u"Ccy") {
                TRY(const QString code, m_xml.text());
                const Result<Currency> currency = Currency::parse(code);
                if (!currency) return m_xml.refuseLast(currency.error().code, QStringLiteral("it is no currency code"));
                m_part.currency = *currency;
            }
            return {};
        });
    }
    Done readBalance();
    Done readSummary();
    Done readOneEntry();
    Done checkControlTotals();
    Done checkAnnounced(const Announced& announced, std::int64_t count, std::int64_t minor, QStringView what);

    XmlFile& m_xml;
    const PartSyntax& m_syntax;
    LineDelivery& m_lines;
    StatementPart m_part;
    Announced m_all;
    Announced m_credits;
    Announced m_debits;
};

Done PartReader::readBalance() {
    if (m_part.balances.size() == balancesMaxPerPart)
        return m_xml.refuse(QStringLiteral("TooManyBalances"), QStringLiteral("more balances than any statement has"));
    Balance balance;
    std::optional<Money> amount;
    std::optional<Direction> direction;
    TRY_DONE(m_xml.children([&](QStringView name) -> Done {
        if (name == u"Tp") {
            return m_xml.children([&](QStringView inner) -> Done {
                if (inner == u"CdOrPrtry") {
                    TRY(const IsoCode code, readCode(m_xml));
                    balance.code = code.code;
                } else if (inner == u"Cd") { // v01
                    TRY(balance.code, readId(m_xml));
                }
                return {};
            });
        }
        if (name == u"Amt") {
            TRY(amount, readAmount(m_xml));
        } else if (name == u"CdtDbtInd") {
            TRY(direction, readDirection(m_xml));
        } else if (name == u"Dt") {
            TRY(const IsoDay day, readDay(m_xml, m_syntax.zone));
            balance.date = day.date;
        }
        return {};
    }));
    if (!amount || !direction || balance.code.isEmpty())
        return m_xml.refuse(QStringLiteral("ElementMissing"), QStringLiteral("a Bal in it lacks Tp, Amt or CdtDbtInd"));
    balance.amount = *direction == Direction::Debit ? Money{-amount->minor, amount->currency} : *amount;
    m_part.balances.push_back(std::move(balance));
    return {};
}

Done PartReader::readSummary() {
    return m_xml.children([this](QStringView name) -> Done {
        Announced* announced = name == u"TtlNtries"      ? &m_all
                               : name == u"TtlCdtNtries" ? &m_credits
                               : name == u"TtlDbtNtries" ? &m_debits
                                                         : nullptr;
        if (announced == nullptr) return {};
        return m_xml.children([this, announced](QStringView inner) -> Done {
            if (inner == u"NbOfNtries") {
                TRY(announced->count, readNumber(m_xml));
            } else if (inner == u"Sum") {
                TRY(announced->sum, m_xml.text());
            }
            return {};
        });
    });
}

Done PartReader::readOneEntry() {
    TRY(CamtEntry entry, readEntry(m_xml, m_syntax.zone));
    if (const Done added = addEntry(m_part.totals, entry.line); !added) return m_xml.placed(added.error());
    entry.line.partNo = m_part.partNo;
    entry.line.entryNo = m_part.totals.entryCount;
    return deliverLines(std::move(entry), [this](StatementLine&& line) { return m_lines.deliver(std::move(line)); });
}

// A page of several may announce the totals of the page or of the whole statement: only a whole one can be checked.
Done PartReader::checkControlTotals() {
    if (!m_part.isLastPage || m_part.page != 1) return {};
    const EntryTotals& totals = m_part.totals;
    TRY_DONE(checkAnnounced(m_credits, totals.creditCount, totals.creditMinor, u"credits"));
    TRY_DONE(checkAnnounced(m_debits, totals.debitCount, totals.debitMinor, u"debits"));
    return checkAnnounced(m_all, totals.entryCount, totals.creditMinor + totals.debitMinor, u"entries");
}

Done PartReader::checkAnnounced(const Announced& announced, std::int64_t count, std::int64_t minor, QStringView what) {
    const auto mismatch = [&](const QString& stated, const QString& found) {
        return m_xml.refuse(QStringLiteral("ControlTotalMismatch"),
                            QStringLiteral("TxsSummry announces %1 %2, the file holds %3: it is not complete")
                                .arg(stated, what, found));
    };
    if (announced.count) m_part.controlTotalsGiven = true;
    if (announced.count && *announced.count != count)
        return mismatch(QString::number(*announced.count), QString::number(count));
    // A sum over several currencies has no unit; the count has been checked.
    if (announced.sum.isEmpty() || m_part.totals.currenciesDiffer) return {};
    const Currency currency = m_part.totals.currency.value_or(m_part.currency.value_or(Currency::cny()));
    const Result<Money> sum = parseIsoAmount(announced.sum, currency);
    if (!sum) return m_xml.placed(sum.error());
    m_part.controlTotalsGiven = true;
    if (sum->minor != minor) return mismatch(formatPlain(*sum), formatPlain(Money{minor, currency}));
    return {};
}

} // namespace

Done readCamtPart(XmlFile& xml, const StatementPart& shared, const PartSyntax& syntax, LineDelivery& lines) {
    return PartReader(xml, shared, syntax, lines).read();
}

Done readPagination(XmlFile& xml, StatementPart& part) {
    return xml.children([&](QStringView name) -> Done {
        if (name == u"PgNb") {
            TRY(part.page, readNumber(xml));
        } else if (name == u"LastPgInd") {
            TRY(part.isLastPage, readIndicator(xml));
        }
        return {};
    });
}

} // namespace payout::statement
