// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exception/frozen_evidence.h"

#include "ui/text/money_text.h"
#include "ui/text/state_text.h"
#include "ui/text/time_text.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace payout::ui {

namespace {
// What, whose, why, what the bank and the statement say, when; anything newer than this list comes after it.
constexpr std::array readingOrder{"action",    "number",          "amount",
                                  "payee",     "account",         "sub_reason",
                                  "ever_sent", "last_outcome",    "last_healthy_query_at",
                                  "statement", "covered_through", "needed_through",
                                  "at",        "order_no",        "version",
                                  "payout"};
} // namespace

std::vector<Fact> FrozenEvidence::facts(const QString& json, UtcTime now) {
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8());
    if (!document.isObject()) return {{tr("Evidence"), tr("It cannot be read. Refuse the proposal.")}};
    std::vector<Fact> facts;
    const QJsonObject object = document.object();
    QStringList keys;
    for (const char* key : readingOrder)
        if (object.contains(QLatin1StringView(key))) keys << QString::fromLatin1(key);
    for (const QString& key : object.keys())
        if (!keys.contains(key)) keys << key;
    for (const QString& key : keys) facts.push_back({name(key), value(key, object.value(key), now)});
    return facts;
}

QString FrozenEvidence::name(const QString& key) {
    if (key == u"account") return tr("Account");
    if (key == u"action") return tr("Proposed action");
    if (key == u"amount") return tr("Amount");
    if (key == u"at") return tr("Seen at");
    if (key == u"covered_through") return tr("Statement covers to");
    if (key == u"ever_sent") return tr("An order was sent");
    if (key == u"last_healthy_query_at") return tr("Bank last answered at");
    if (key == u"last_outcome") return tr("Last answer");
    if (key == u"number") return tr("Paid again under");
    if (key == u"needed_through") return tr("Statement needed to");
    if (key == u"order_no") return tr("Order number");
    if (key == u"payee") return tr("Payee");
    if (key == u"payout") return tr("Payout");
    if (key == u"statement") return tr("Statement says");
    if (key == u"sub_reason") return tr("Reason of the exception");
    if (key == u"version") return tr("Version seen");
    return key;
}

QString FrozenEvidence::verdict(const QString& stored) {
    if (stored == u"ABSENT") return tr("the payout is not in it");
    if (stored == u"RETURNED_BY_BANK") return tr("the bank sent it back");
    if (stored == u"PAID") return tr("the bank paid it");
    return stored;
}

QString FrozenEvidence::numberUse(const QString& stored) {
    if (stored == u"SAME") return tr("the same order number; the bank pays it once");
    if (stored == u"NEW") return tr("a new order number");
    return stored;
}

QString FrozenEvidence::words(const QString& key, const QString& text, UtcTime now) {
    if (key == u"action") return actionWordStored(text);
    if (key == u"amount") {
        const Result<Money> money = parseAmount(text);
        return money ? amountText(*money) : text;
    }
    if (key == u"last_outcome") return outcomeWordStored(text);
    if (key == u"number") return numberUse(text);
    if (key == u"statement") return verdict(text);
    if (key == u"sub_reason") return subReasonWord(text);
    const bool isTime = key == u"at" || key.endsWith(u"_at") || key.endsWith(u"_through");
    const Result<UtcTime> time = isTime ? parseIso(text) : Result<UtcTime>(std::unexpected(Error{}));
    return time ? timeText(*time, now) : text;
}

QString FrozenEvidence::value(const QString& key, const QJsonValue& value, UtcTime now) {
    if (value.isBool()) return value.toBool() ? tr("yes") : tr("no", "opposite of yes");
    if (value.isDouble()) return QString::number(value.toInteger());
    return words(key, value.toString(), now);
}

} // namespace payout::ui
