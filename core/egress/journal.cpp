// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/egress/journal.h"

#include "core/base/digest.h"
#include "core/dispatch/order_number.h"
#include "core/rules/refusal.h"
#include "core/rules/same_number.h"

#include <algorithm>
#include <ranges>

namespace payout::egress {

namespace {

constexpr qsizetype tornMax = 4'096;
constexpr char separator = '\t';

// A line is `hash TAB kind TAB field ... LF`; the hash covers the hash before it and the rest of the line.
QByteArray hashOf(const QByteArray& before, const QByteArray& rest) {
    return sha256Hex(before + separator + rest).toLatin1();
}

QByteArray encoded(const QString& text) { return text.toUtf8().toPercentEncoding(" :,.-/"); }
QString decoded(const QByteArray& field) { return QString::fromUtf8(QByteArray::fromPercentEncoding(field)); }
QByteArray encoded(std::int64_t number) { return QByteArray::number(static_cast<qint64>(number)); }

std::optional<std::int64_t> number(const QByteArray& field) {
    bool ok = false;
    const qint64 value = field.toLongLong(&ok);
    if (!ok || encoded(value) != field) return std::nullopt;
    return value;
}

// A crash tears the one record that was in flight. If a line of what is left fits to the line before it, by the hash
// that stands there or that its fields would have, whole records follow the damage: it was no crash.
bool holdsWholeRecords(const QByteArray& left, QByteArray before) {
    const QByteArrayList lines = left.split('\n');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype tabBefore = lines[i - 1].indexOf(separator);
        const QByteArray claimed = lines[i - 1].left(tabBefore);
        const QByteArray computed = hashOf(before, lines[i - 1].mid(tabBefore + 1));
        const qsizetype tab = lines[i].indexOf(separator);
        const QByteArray rest = lines[i].mid(tab + 1);
        if (tab > 0 && (lines[i].left(tab) == hashOf(claimed, rest) || lines[i].left(tab) == hashOf(computed, rest)))
            return true;
        before = claimed;
    }
    return false;
}

std::unexpected<Error> damaged(const QString& detail) { return broken(QStringLiteral("JournalDamaged"), detail); }

} // namespace

Result<std::unique_ptr<Journal>> Journal::open(std::unique_ptr<JournalStorage> storage) {
    std::unique_ptr<Journal> journal(new Journal(std::move(storage)));
    TRY_DONE(journal->load());
    return journal;
}

Done Journal::load() {
    TRY(const QByteArray bytes, m_storage->readAll());
    qsizetype at = 0;
    while (at < bytes.size()) {
        const qsizetype end = bytes.indexOf('\n', at);
        const QByteArray line = end < 0 ? QByteArray() : bytes.mid(at, end - at);
        const qsizetype tab = line.indexOf(separator);
        const QByteArray rest = line.mid(tab + 1);
        if (tab <= 0 || line.left(tab) != hashOf(m_lastHash, rest)) break;
        TRY_DONE(apply(rest.split(separator)));
        m_lastHash = line.left(tab);
        ++m_lines;
        at = end + 1;
    }
    m_tornBytes = bytes.size() - at;
    if (m_tornBytes == 0) return {};
    if (m_tornBytes > tornMax || holdsWholeRecords(bytes.mid(at), m_lastHash))
        return damaged(QStringLiteral("line %1 does not fit to the one before").arg(m_lines + 1));
    return m_storage->truncate(at);
}

Done Journal::apply(const QByteArrayList& fields) {
    const QByteArray& kind = fields.front();
    const auto wrong = [this] { return damaged(QStringLiteral("line %1 cannot be read").arg(m_lines + 1)); };
    if (kind == "SEND" && fields.size() == 18) return applySending(fields);
    if (kind == "SEEN" && fields.size() == 5) return applyWitness(fields.sliced(1));
    if (kind == "QUARANTINE" && fields.size() == 5) {
        const auto raised = number(fields[4]);
        if (!raised) return wrong();
        m_quarantine = Quarantine{decoded(fields[1]), decoded(fields[2]), decoded(fields[3]), UtcTime(*raised)};
        return {};
    }
    if (kind == "RELEASE" && fields.size() == 2) {
        m_quarantine.reset();
        return {};
    }
    return wrong();
}

Done Journal::applyWitness(const QByteArrayList& fields) {
    const auto timeline = number(fields[1]);
    const auto head = number(fields[2]);
    if (!timeline || !head) return damaged(QStringLiteral("line %1 cannot be read").arg(m_lines + 1));
    m_witness = Witness{decoded(fields[0]), *timeline, {*head, decoded(fields[3])}};
    return {};
}

Done Journal::applySending(const QByteArrayList& fields) {
    const auto payout = number(fields[2]);
    const auto attempt = number(fields[3]);
    const auto send = number(fields[4]);
    const auto epoch = number(fields[5]);
    const auto minor = number(fields[11]);
    const auto armed = number(fields[13]);
    const auto currency = Currency::parse(decoded(fields[12]));
    if (!payout || !attempt || !send || !epoch || !minor || !armed || !currency)
        return damaged(QStringLiteral("line %1 cannot be read").arg(m_lines + 1));
    remember({decoded(fields[1]), PayoutId(*payout), static_cast<int>(*attempt), static_cast<int>(*send), *epoch,
              decoded(fields[6]), decoded(fields[7]), decoded(fields[8]), decoded(fields[9]), decoded(fields[10]),
              Money{*minor, *currency}, UtcTime(*armed)});
    return applyWitness(fields.sliced(14));
}

void Journal::remember(const Sending& sending) {
    m_lastOfNumber[sending.orderNo] = m_sendings.size();
    if (!m_firstOfNumber.contains(sending.orderNo)) m_firstOfNumber.insert(sending.orderNo, sending.armedAt);
    int& last = m_lastAttemptOfStem[sending.orderNo.left(dispatch::orderStemDigits)];
    last = std::max(last, sending.attemptNo);
    m_sendings.push_back(sending);
}

Done Journal::append(QByteArrayList fields) {
    const QByteArray rest = fields.join(separator);
    const QByteArray hash = hashOf(m_lastHash, rest);
    TRY_DONE(m_storage->append(hash + separator + rest + '\n'));
    m_lastHash = hash;
    ++m_lines;
    return {};
}

Done Journal::mayWrite(const Sending& sending) const {
    using rules::Refusal;
    if (m_quarantine) return rules::refuse(Refusal::Quarantined, m_quarantine->reason);
    if (const auto last = m_lastOfNumber.constFind(sending.orderNo); last != m_lastOfNumber.constEnd()) {
        const Sending& before = m_sendings[*last];
        if (before.payloadDigest != sending.payloadDigest)
            return rules::refuse(Refusal::NumberOtherBytes, sending.orderNo);
        if (sending.sendNo <= before.sendNo) return rules::refuse(Refusal::PermitUsed, sending.orderNo);
    }
    if (sending.sendNo < 1 || sending.sendNo > rules::sendsMax)
        return rules::refuse(Refusal::PermitUsed, sending.orderNo);
    // A database that went back may be at an order before the last one that left.
    const int last = m_lastAttemptOfStem.value(sending.orderNo.left(dispatch::orderStemDigits));
    if (last > sending.attemptNo) return rules::refuse(Refusal::PaidElsewhere, QStringLiteral("attempt %1").arg(last));
    return {};
}

// A session that looked earlier may write later: what was seen since is not forgotten.
const Witness& Journal::newer(const Witness& seen) const {
    const bool isSame = m_witness && m_witness->identifier == seen.identifier && m_witness->timeline == seen.timeline;
    return isSame && m_witness->head.id > seen.head.id ? *m_witness : seen;
}

Done Journal::writeSending(const Sending& sending, const Witness& met) {
    const std::scoped_lock lock(m_mutex);
    TRY_DONE(mayWrite(sending));
    const Witness seen = newer(met);
    TRY_DONE(append({"SEND", encoded(sending.orderNo), encoded(sending.payout.value), encoded(sending.attemptNo),
                     encoded(sending.sendNo), encoded(sending.epoch), encoded(sending.channelCode),
                     encoded(sending.payloadDigest), encoded(sending.txnTime), encoded(sending.merchantCode),
                     encoded(sending.merchantRowRef), encoded(sending.amount.minor),
                     encoded(sending.amount.currency.code()), encoded(sending.armedAt.ms), encoded(seen.identifier),
                     encoded(seen.timeline), encoded(seen.head.id), encoded(seen.head.digest)}));
    m_witness = seen;
    remember(sending);
    return {};
}

Done Journal::appendWitness(const Witness& seen) {
    TRY_DONE(append(
        {"SEEN", encoded(seen.identifier), encoded(seen.timeline), encoded(seen.head.id), encoded(seen.head.digest)}));
    m_witness = seen;
    return {};
}

Done Journal::witness(const Witness& seen) {
    const std::scoped_lock lock(m_mutex);
    if (m_witness == newer(seen)) return {};
    return appendWitness(seen);
}

Result<Quarantine> Journal::raise(const QString& reason, const QString& detail, UtcTime at) {
    const std::scoped_lock lock(m_mutex);
    if (m_quarantine) return *m_quarantine;
    // Of the chain so far, so that no two quarantines of one journal have the same.
    const QString token = QString::fromLatin1(hashOf(m_lastHash, "QUARANTINE" + encoded(at.ms)));
    TRY_DONE(append({"QUARANTINE", encoded(token), encoded(reason), encoded(detail), encoded(at.ms)}));
    m_quarantine = Quarantine{token, reason, detail, at};
    return *m_quarantine;
}

Done Journal::release(const QString& token, const Witness& baseline) {
    const std::scoped_lock lock(m_mutex);
    if (!m_quarantine || m_quarantine->token != token) return rules::refuse(rules::Refusal::Quarantined);
    // The baseline first: a crash between the two leaves a quarantine, never a database that nobody looked at.
    TRY_DONE(appendWitness(baseline));
    TRY_DONE(append({"RELEASE", encoded(token)}));
    m_quarantine.reset();
    return {};
}

JournalMark Journal::mark() const {
    const std::scoped_lock lock(m_mutex);
    return {m_lines, QString::fromLatin1(m_lastHash)};
}

std::optional<Witness> Journal::lastWitness() const {
    const std::scoped_lock lock(m_mutex);
    return m_witness;
}

std::optional<Quarantine> Journal::quarantine() const {
    const std::scoped_lock lock(m_mutex);
    return m_quarantine;
}

std::vector<Sending> Journal::sendings() const {
    const std::scoped_lock lock(m_mutex);
    return m_sendings;
}

std::size_t Journal::sendingCount() const {
    const std::scoped_lock lock(m_mutex);
    return m_sendings.size();
}

std::optional<UtcTime> Journal::firstSent(const QString& orderNo) const {
    const std::scoped_lock lock(m_mutex);
    const auto first = m_firstOfNumber.constFind(orderNo);
    if (first == m_firstOfNumber.constEnd()) return std::nullopt;
    return *first;
}

Money Journal::sentSince(UtcTime from, Currency currency) const {
    const std::scoped_lock lock(m_mutex);
    Money sum{0, currency};
    for (const Sending& sending : std::views::reverse(m_sendings)) {
        if (sending.armedAt < from) break;
        if (sending.amount.currency == currency) sum.minor += sending.amount.minor;
    }
    return sum;
}

} // namespace payout::egress
