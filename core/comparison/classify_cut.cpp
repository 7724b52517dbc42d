// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/classify_cut.h"

#include "core/base/account_number.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace payout::comparison {

namespace {

constexpr std::array classNames{
    std::pair{CutClass::Matched, "MATCHED"},
    std::pair{CutClass::InTransit, "IN_TRANSIT"},
    std::pair{CutClass::SystemOnly, "SYSTEM_ONLY"},
    std::pair{CutClass::StatusDiffPaid, "STATUS_DIFF_PAID"},
    std::pair{CutClass::BankOnly, "BANK_ONLY"},
    std::pair{CutClass::DoublePaid, "DOUBLE_PAID"},
    std::pair{CutClass::PaidAfterReturned, "PAID_AFTER_RETURNED"},
    std::pair{CutClass::AmountDiff, "AMOUNT_DIFF"},
    std::pair{CutClass::PayeeDiff, "PAYEE_DIFF"},
    std::pair{CutClass::ReturnLine, "RETURN_LINE"},
    std::pair{CutClass::SuspenseCutoff, "SUSPENSE_CUTOFF"},
};

bool payeeDiffers(const BankItem& item) {
    return !item.payeeAccount.isEmpty() && comparableName(item.payeeAccount) != comparableName(item.payoutAccount);
}

// The order of precedence for one debit line whose payout is known.
std::pair<CutClass, const char*> classOfPaidLine(const BankItem& item, bool alreadyPaid) {
    if (item.currency != item.payoutCurrency) return {CutClass::AmountDiff, "currency"};
    if (item.minor != item.payoutMinor) return {CutClass::AmountDiff, "amount"};
    if (alreadyPaid) return {CutClass::DoublePaid, "state"};
    if (item.payoutState == rules::PayoutState::Returned) return {CutClass::PaidAfterReturned, "state"};
    if (payeeDiffers(item)) return {CutClass::PayeeDiff, "payee"};
    if (item.payoutState != rules::PayoutState::Success) return {CutClass::StatusDiffPaid, "state"};
    return {CutClass::Matched, ""};
}

ClassedLine lineOf(const BankItem& item) {
    ClassedLine line;
    line.payout = item.payout;
    line.attemptNo = item.attemptNo;
    line.orderNo = item.orderNo;
    line.line = item.line;
    line.bankMinor = item.minor;
    if (item.payout) {
        line.systemState = storedName(item.payoutState);
        line.systemMinor = item.payoutMinor;
    }
    return line;
}

class Classifier {
public:
    void addBank(const BankItem& item) {
        ClassedLine line = lineOf(item);
        if (!item.debit) {
            // Other credits are not outflow: payouts only (R50). A debit that takes back a credit is outflow.
            if (!item.isReturn || !item.payout) return;
            line.cutClass = CutClass::ReturnLine;
            line.differs = QStringLiteral("state");
            return keep(std::move(line));
        }
        if (!item.payout) {
            line.cutClass = CutClass::BankOnly;
            return keep(std::move(line));
        }
        const bool alreadyPaid = item.payoutHasEarlierLine || m_paidPayouts.contains(item.payout->value);
        const auto [cutClass, differs] = classOfPaidLine(item, alreadyPaid);
        line.cutClass = cutClass;
        line.differs = QString::fromLatin1(differs);
        m_paidPayouts.insert(item.payout->value);
        m_seenOrders.insert(item.orderNo);
        keep(std::move(line));
    }

    void addSystem(const SystemItem& item) {
        count(item);
        if (m_seenOrders.contains(item.orderNo) || item.hasEarlierLine || item.burnt ||
            item.state == rules::PayoutState::Returned)
            return;
        ClassedLine line;
        line.cutClass = classWithoutLine(item);
        line.payout = item.payout;
        line.attemptNo = item.attemptNo;
        line.orderNo = item.orderNo;
        line.systemState = storedName(item.state);
        line.systemMinor = item.minor;
        keep(std::move(line));
    }

    ClassedCut take(const GivenTotals& given) {
        m_figures.openCount = given.openCount;
        m_figures.openMinor = given.openMinor;
        m_figures.bankPaidMinor = given.bankPaidMinor;
        std::ranges::stable_sort(m_lines, {}, [](const ClassedLine& line) {
            return std::tuple(!isCritical(line.cutClass), std::to_underlying(line.cutClass), line.orderNo,
                              line.line.value_or(BankLineId()).value);
        });
        for (const ClassedLine& line : m_lines) explain(line);
        const std::int64_t identityGap = m_figures.bankPaidMinor - m_figures.classedMinor;
        m_figures.unexplainedMinor += std::abs(identityGap);
        return {std::move(m_lines), m_figures};
    }

private:
    static CutClass classWithoutLine(const SystemItem& item) {
        if (item.inCutoffBand) return CutClass::SuspenseCutoff;
        if (item.state == rules::PayoutState::Success && item.covered) return CutClass::SystemOnly;
        return CutClass::InTransit;
    }

    // In transit is what was sent and is not proven: open at the last cut, or sent since.
    void count(const SystemItem& item) {
        if (!item.wasOpen && !item.isNew) return;
        if (item.isNew) {
            ++m_figures.sentCount;
            m_figures.sentMinor += item.minor;
        }
        const bool failed = item.burnt || item.state == rules::PayoutState::Returned;
        const bool paid = !failed && item.state == rules::PayoutState::Success;
        std::int64_t& counted = failed ? m_figures.failedCount : paid ? m_figures.paidCount : m_figures.closeCount;
        std::int64_t& minor = failed ? m_figures.failedMinor : paid ? m_figures.paidMinor : m_figures.closeMinor;
        ++counted;
        minor += item.minor;
    }

    void explain(const ClassedLine& line) {
        const std::int64_t bank = line.bankMinor.value_or(0);
        const std::int64_t system = line.systemMinor.value_or(0);
        if (line.cutClass != CutClass::ReturnLine) m_figures.classedMinor += bank;
        if (isCritical(line.cutClass)) ++m_figures.criticalCount;
        if (line.cutClass == CutClass::AmountDiff && line.differs == u"currency")
            m_figures.unexplainedMinor += std::max(bank, system); // units of two currencies have no difference
        else if (line.cutClass == CutClass::AmountDiff)
            m_figures.unexplainedMinor += std::abs(bank - system);
        else if (isCritical(line.cutClass))
            m_figures.unexplainedMinor += bank;
        else if (line.cutClass == CutClass::SystemOnly)
            m_figures.unexplainedMinor += system;
    }

    void keep(ClassedLine line) { m_lines.push_back(std::move(line)); }

    std::vector<ClassedLine> m_lines;
    CutFigures m_figures;
    QSet<std::int64_t> m_paidPayouts;
    QSet<QString> m_seenOrders;
};

} // namespace

QString storedName(CutClass cutClass) {
    for (const auto& [value, name] : classNames)
        if (value == cutClass) return QString::fromLatin1(name);
    return {};
}

bool isCritical(CutClass cutClass) {
    switch (cutClass) {
    case CutClass::BankOnly:
    case CutClass::DoublePaid:
    case CutClass::PaidAfterReturned:
    case CutClass::AmountDiff:
    case CutClass::PayeeDiff: return true;
    case CutClass::Matched:
    case CutClass::InTransit:
    case CutClass::SystemOnly:
    case CutClass::StatusDiffPaid:
    case CutClass::ReturnLine:
    case CutClass::SuspenseCutoff: return false;
    }
    return true;
}

ClassedCut classifyCut(const std::vector<SystemItem>& system, const std::vector<BankItem>& bank,
                       const GivenTotals& given) {
    Classifier classifier;
    for (const BankItem& item : bank) classifier.addBank(item);
    for (const SystemItem& item : system) classifier.addSystem(item);
    return classifier.take(given);
}

} // namespace payout::comparison
