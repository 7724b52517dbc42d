// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bank/bank_scenario.h"

#include "core/base/money.h"
#include "core/channel/strict_json.h"

#include <array>

namespace payout::bank {

namespace {

using channel::StrictObject;

struct Action {
    const char* name;
    const char* argument; ///< "" for none, "CODE" or "SECONDS"
    const char* meaning;
    void (*apply)(Behaviour& behaviour, const QString& argument);
};

std::chrono::seconds secondsIn(const QString& argument) { return std::chrono::seconds(argument.toLongLong()); }

constexpr std::array actions{
    Action{"pay", "", "the money goes now (the default)",
           [](Behaviour& b, const QString&) { b.payment = Payment::Now; }},
    Action{"pay-later", "SECONDS", "the money goes after so many seconds; queries say 05 until then",
           [](Behaviour& b, const QString& a) {
               b.payment = Payment::Later;
               b.payDelay = secondsIn(a);
           }},
    Action{"no-pay", "", "the money never goes", [](Behaviour& b, const QString&) { b.payment = Payment::Never; }},
    Action{"book-next-day", "", "the booking belongs to the next day's statement",
           [](Behaviour& b, const QString&) { b.bookNextDay = true; }},
    Action{"answer", "CODE", "respCode of the answer to the payment; 00 by default",
           [](Behaviour& b, const QString& a) { b.answerCode = a; }},
    Action{"silence", "", "takes the payment and never answers",
           [](Behaviour& b, const QString&) { b.sendDelivery = Delivery::Silence; }},
    Action{"drop-before", "", "closes the line before anything is done; the books never see the order",
           [](Behaviour& b, const QString&) { b.sendDelivery = Delivery::DropBefore; }},
    Action{"drop-after", "", "does what it does, then closes the line without an answer",
           [](Behaviour& b, const QString&) { b.sendDelivery = Delivery::DropAfter; }},
    Action{"html", "", "answers the payment with status 200 and an HTML page",
           [](Behaviour& b, const QString&) { b.sendShape = Shape::Html; }},
    Action{"unsigned", "", "answers the payment without a signature",
           [](Behaviour& b, const QString&) { b.sendShape = Shape::Unsigned; }},
    Action{"wrong-amount", "", "answers the payment with one fen more",
           [](Behaviour& b, const QString&) { b.sendShape = Shape::WrongAmount; }},
    Action{"wrong-order", "", "answers the payment with another order's number",
           [](Behaviour& b, const QString&) { b.sendShape = Shape::WrongOrder; }},
    Action{"query", "CODE", "origRespCode of every query's answer",
           [](Behaviour& b, const QString& a) { b.queryCode = a; }},
    Action{"query-not-found", "SECONDS", "queries so soon after the payment say 34",
           [](Behaviour& b, const QString& a) { b.notFoundFor = secondsIn(a); }},
    Action{"query-silence", "", "never answers a query",
           [](Behaviour& b, const QString&) { b.queryDelivery = Delivery::Silence; }},
    Action{"query-html", "", "answers queries with status 200 and an HTML page",
           [](Behaviour& b, const QString&) { b.queryShape = Shape::Html; }},
    Action{"query-unsigned", "", "answers queries without a signature",
           [](Behaviour& b, const QString&) { b.queryShape = Shape::Unsigned; }},
    Action{"query-wrong-amount", "", "answers queries with one fen more",
           [](Behaviour& b, const QString&) { b.queryShape = Shape::WrongAmount; }},
    Action{"query-wrong-order", "", "answers queries with another order's number",
           [](Behaviour& b, const QString&) { b.queryShape = Shape::WrongOrder; }},
};

bool argumentFits(const Action& action, const QString& argument, bool given) {
    const QLatin1String kind(action.argument);
    if (kind.isEmpty()) return !given;
    static const QRegularExpression code(QStringLiteral("\\A[0-9A-Za-z ]{1,4}\\z"));
    static const QRegularExpression seconds(QStringLiteral("\\A[0-9]{1,7}\\z"));
    return (kind == QLatin1String("CODE") ? code : seconds).match(argument).hasMatch();
}

Done applyAction(Behaviour& behaviour, const QString& text) {
    const qsizetype colon = text.indexOf(u':');
    const QString name = colon < 0 ? text : text.first(colon);
    const QString argument = colon < 0 ? QString() : text.sliced(colon + 1);
    for (const Action& action : actions) {
        if (name != QLatin1String(action.name)) continue;
        if (!argumentFits(action, argument, colon >= 0)) break;
        action.apply(behaviour, argument);
        return {};
    }
    return refused(QStringLiteral("BadScenario"), text.left(40) + QStringLiteral(": is no action; see --help"));
}

Result<Behaviour> behaviourOf(const QStringList& texts) {
    Behaviour out;
    for (const QString& text : texts) TRY_DONE(applyAction(out, text));
    return out;
}

QStringList textsIn(const QJsonArray& array) {
    QStringList out;
    for (const QJsonValue value : array) out.append(value.toString());
    return out;
}

} // namespace

bool Scenario::Rule::matches(const OrderTraits& order) const {
    return formatPlain(Money{order.amountMinor}).endsWith(amountEnding) && order.account.endsWith(accountSuffix) &&
           (everyNth == 0 || order.ordinal % everyNth == 0) &&
           (!orderPattern || orderPattern->match(order.orderId).hasMatch());
}

Behaviour Scenario::behaviourFor(const OrderTraits& order) const {
    for (const Rule& rule : m_rules)
        if (rule.matches(order)) return rule.behaviour;
    return m_default;
}

Result<Scenario> Scenario::parse(const QByteArray& json, const QString& file) {
    TRY(const QJsonObject object, channel::parseObject(json, file));
    StrictObject in(file, QString(), object);
    Scenario out;
    TRY(out.m_default, behaviourOf(textsIn(in.array(QStringLiteral("default"), {}))));
    for (const QJsonValue value : in.array(QStringLiteral("rules"), {})) {
        StrictObject row(file, QStringLiteral("rules."), value.toObject());
        StrictObject match(file, QStringLiteral("rules.match."), row.object(QStringLiteral("match")));
        Rule rule;
        rule.amountEnding = match.text(QStringLiteral("amountEnding"), QString());
        rule.accountSuffix = match.text(QStringLiteral("accountSuffix"), QString());
        rule.everyNth = match.integer(QStringLiteral("everyNth"), {0, 1'000'000}, 0);
        const QString pattern = match.text(QStringLiteral("orderPattern"), QString());
        if (!pattern.isEmpty()) rule.orderPattern = QRegularExpression(pattern);
        if (rule.orderPattern && !rule.orderPattern->isValid())
            match.refuse(QStringLiteral("orderPattern"), QStringLiteral("is no regular expression"));
        TRY(rule.behaviour, behaviourOf(textsIn(row.array(QStringLiteral("do")))));
        TRY_DONE(match.finish());
        TRY_DONE(row.finish());
        out.m_rules.push_back(std::move(rule));
    }
    TRY_DONE(in.finish());
    return out;
}

Result<Scenario> Scenario::parseShort(const QString& text) {
    Scenario out;
    for (const QString& part : text.split(u';', Qt::SkipEmptyParts)) {
        const qsizetype equals = part.indexOf(u'=');
        if (equals <= 0)
            return refused(QStringLiteral("BadScenario"), part.left(40) + QStringLiteral(": write .01=pay,answer:33"));
        Rule rule;
        rule.amountEnding = part.first(equals);
        TRY(rule.behaviour, behaviourOf(part.sliced(equals + 1).split(u',')));
        out.m_rules.push_back(std::move(rule));
    }
    return out;
}

QString scenarioHelp() {
    QString out = QStringLiteral(
        "Scenario file: {\"rules\": [{\"match\": {CONDITIONS}, \"do\": [ACTIONS]}, ...], \"default\": [ACTIONS]}\n"
        "The first rule of which every condition holds applies.\n"
        "Conditions:\n"
        "  amountEnding   \".01\": the amount in yuan ends so\n"
        "  accountSuffix  \"0017\": the payee's account ends so\n"
        "  everyNth       3: the third, sixth, ... order in the books\n"
        "  orderPattern   a regular expression on the order number\n"
        "Actions:\n");
    for (const Action& action : actions) {
        QString name = QLatin1String(action.name);
        if (*action.argument) name += QLatin1Char(':') + QLatin1String(action.argument);
        out += QStringLiteral("  %1 %2\n").arg(name, -24).arg(QLatin1String(action.meaning));
    }
    return out + QStringLiteral(
                     "--misbehave takes the same actions by the amount's ending: \".01=pay,answer:33;.02=silence\"\n");
}

} // namespace payout::bank
