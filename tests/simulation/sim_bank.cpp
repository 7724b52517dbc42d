// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_bank.h"

#include <algorithm>

namespace payout::simulate {

namespace {

using channel::RawReply;
using channel::WireResult;
using rules::Outcome;

constexpr std::chrono::minutes processingMax{10}; // as the channel's certificate says (protocol A3)

RawReply answered(Outcome outcome, const char* code, const QString& orderNo, std::int64_t minor) {
    const QString text =
        storedName(outcome) + u'|' + QLatin1String(code) + u'|' + orderNo + u'|' + QString::number(minor);
    return RawReply{WireResult::Answered, 200, text.toUtf8(), 100, QString()};
}

RawReply silence() { return RawReply{WireResult::SentNoAnswer, 0, {}, 100, QString()}; }

} // namespace

void SimBank::reset() {
    manners = {};
    book.clear();
    requests.clear();
    m_later.clear();
    m_payeeErrors.clear();
    m_firstSeen.clear();
    paysOnce = false;
    refused = 0;
    m_lastOrder.clear();
    lies = 0;
    late = 0;
    lost = 0;
}

Done SimBank::connectTo() {
    if (m_dice.chance(manners.refusesConnection)) return unavailable(QStringLiteral("ConnectFailed"));
    return {};
}

bool SimBank::isPaid(const std::string& orderNo) const {
    return std::ranges::find(book, orderNo, &checker::Execution::orderNo) != book.end();
}

void SimBank::payDue() {
    for (std::size_t at = 0; at < m_later.size();) {
        if (m_later[at].at > m_clock) {
            ++at;
            continue;
        }
        m_later[at].what.at = m_clock.ms;
        book.push_back(m_later[at].what);
        m_later.erase(m_later.begin() + static_cast<std::ptrdiff_t>(at));
        ++late;
    }
}

// W begins with the request that it first took.
bool SimBank::isKnown(const QString& orderNo) {
    const auto first = m_firstSeen.constFind(orderNo);
    if (first != m_firstSeen.constEnd() && m_clock - *first < std::chrono::days(certifiedDays)) return true;
    m_firstSeen.insert(orderNo, m_clock);
    return false;
}

RawReply SimBank::handle(const channel::WireRequest& request, std::int64_t connection) {
    const QStringList parts = QString::fromUtf8(request.body).split(u'|');
    const std::int64_t minor = parts[2].toLongLong();
    if (parts[0] != u"SEND") return tell(parts[1], minor);
    if (m_dice.chance(manners.losesRequest)) {
        ++lost;
        return silence();
    }
    checker::Request seen;
    seen.orderNo = parts[1].toStdString();
    seen.amount = minor;
    seen.payee = parts[3].toStdString();
    seen.at = m_clock.ms;
    seen.connection = connection;
    requests.push_back(seen);
    if (paysOnce && isKnown(parts[1])) {
        ++refused;
        return answered(Outcome::DuplicateOrder, "94", parts[1], minor);
    }
    return pay(parts[1], minor, parts[3]);
}

RawReply SimBank::pay(const QString& orderNo, std::int64_t minor, const QString& payee) {
    const checker::Execution what{orderNo.toStdString(), minor, payee.toStdString(), m_clock.ms};
    if (m_dice.chance(manners.payeeError))
        m_payeeErrors << orderNo;
    else if (m_dice.chance(manners.paysLater))
        m_later.push_back({m_clock + m_dice.between(std::chrono::seconds(1), processingMax), what});
    else if (!m_dice.chance(manners.ignores))
        book.push_back(what);
    const QString before = std::exchange(m_lastOrder, orderNo);
    if (m_dice.chance(manners.silent)) return silence();
    if (m_dice.chance(manners.saysError)) return answered(Outcome::FailedFinal, "30", orderNo, minor);
    if (m_dice.chance(manners.saysUnlisted)) return answered(Outcome::Unknown, "0Z", orderNo, minor);
    if (m_dice.chance(manners.answersAnother) && !before.isEmpty())
        return answered(Outcome::Success, "00", before, minor);
    if (m_dice.chance(manners.answersWrong)) return answered(Outcome::Success, "00", orderNo, minor + 1);
    return answered(Outcome::Accepted, "00", orderNo, minor);
}

RawReply SimBank::tell(const QString& orderNo, std::int64_t minor) {
    if (m_dice.chance(manners.queryFails)) return answered(Outcome::QueryFailed, "96", orderNo, minor);
    if (m_dice.chance(manners.answersAnother) && !m_lastOrder.isEmpty() && m_lastOrder != orderNo)
        return answered(Outcome::Success, "00", m_lastOrder, minor);
    if (m_dice.chance(manners.answersWrong)) return answered(Outcome::Success, "00", orderNo, minor + 1);
    if (m_payeeErrors.contains(orderNo)) return answered(Outcome::PayeeError, "61", orderNo, minor);
    if (!isPaid(orderNo.toStdString())) return answered(Outcome::NotExistExplicit, "34", orderNo, minor);
    if (m_dice.chance(manners.queryLies)) {
        ++lies;
        if (m_dice.chance(500)) return answered(Outcome::FailedFinal, "30", orderNo, minor);
        return answered(Outcome::NotExistExplicit, "34", orderNo, minor);
    }
    return answered(Outcome::Success, "00", orderNo, minor);
}

Result<channel::WireRequest> SimChannel::buildSend(const channel::PaymentOrder& order) const {
    TRY(auto request, m_inner.buildSend(order));
    request.body += '|' + order.payeeAccount.toUtf8();
    return request;
}

} // namespace payout::simulate
