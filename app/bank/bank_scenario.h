// SPDX-License-Identifier: GPL-3.0-or-later
// How the practice bank misbehaves: a list of rules, each a match and what to do. Which rule an order meets depends
// only on the order and its place in the books, so a demonstration or a test plays the same way every time.
#pragma once

#include "core/base/error.h"

#include <QRegularExpression>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace payout::bank {

enum class Payment { Now, Later, Never };
enum class Delivery { Whole, Silence, DropBefore, DropAfter };
/// What the reply looks like when it is delivered.
enum class Shape { Acp, Html, Unsigned, WrongAmount, WrongOrder };

struct Behaviour {
    Payment payment = Payment::Now;
    std::chrono::seconds payDelay{0};
    bool bookNextDay = false;
    QString answerCode = QStringLiteral("00");
    Delivery sendDelivery = Delivery::Whole;
    Shape sendShape = Shape::Acp;

    QString queryCode; ///< origRespCode; empty: 00 once paid, 05 while waiting, else the failure's code
    Delivery queryDelivery = Delivery::Whole;
    Shape queryShape = Shape::Acp;
    std::chrono::seconds notFoundFor{0}; ///< queries this soon after the order say 34 though it is there (trap 1)
};

/// What a rule may look at.
struct OrderTraits {
    QString orderId;
    QString account;
    qint64 amountMinor = 0;
    qint64 ordinal = 0; ///< 1 for the first order the books ever took
};

class Scenario {
public:
    /// {"rules": [{"match": {...}, "do": [...]}], "default": [...]}; strict, see `scenarioHelp`.
    static Result<Scenario> parse(const QByteArray& json, const QString& file);
    /// "--misbehave": ".01=pay,answer:33;.02=pay,silence"; matches by the amount's ending.
    static Result<Scenario> parseShort(const QString& text);

    /// The first rule whose every condition holds, else the default.
    Behaviour behaviourFor(const OrderTraits& order) const;

private:
    struct Rule {
        QString amountEnding;
        QString accountSuffix;
        std::optional<QRegularExpression> orderPattern;
        qint64 everyNth = 0;
        Behaviour behaviour;
        bool matches(const OrderTraits& order) const;
    };
    std::vector<Rule> m_rules;
    Behaviour m_default;
};

/// Every condition and action, for `payout-bank --help`.
[[nodiscard]] QString scenarioHelp();

} // namespace payout::bank
