// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/figures.h"

#include "core/base/digest.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <utility>

namespace payout::comparison {

namespace {

constexpr std::array fields{
    std::pair{"bank_paid", &CutFigures::bankPaidMinor},  std::pair{"classed", &CutFigures::classedMinor},
    std::pair{"close_count", &CutFigures::closeCount},   std::pair{"close_minor", &CutFigures::closeMinor},
    std::pair{"critical", &CutFigures::criticalCount},   std::pair{"failed_count", &CutFigures::failedCount},
    std::pair{"failed_minor", &CutFigures::failedMinor}, std::pair{"open_count", &CutFigures::openCount},
    std::pair{"open_minor", &CutFigures::openMinor},     std::pair{"paid_count", &CutFigures::paidCount},
    std::pair{"paid_minor", &CutFigures::paidMinor},     std::pair{"sent_count", &CutFigures::sentCount},
    std::pair{"sent_minor", &CutFigures::sentMinor},     std::pair{"unexplained", &CutFigures::unexplainedMinor},
};

} // namespace

QString storedFigures(const CutFigures& figures) {
    QJsonObject object;
    // As text: JSON numbers are doubles and lose units beyond 2^53.
    for (const auto& [name, member] : fields)
        object.insert(QString::fromLatin1(name), QString::number(figures.*member));
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<CutFigures> figuresOf(const QString& stored) {
    const QJsonObject object = QJsonDocument::fromJson(stored.toUtf8()).object();
    CutFigures figures;
    for (const auto& [name, member] : fields) {
        bool isNumber = false;
        figures.*member = object.value(QString::fromLatin1(name)).toString().toLongLong(&isNumber);
        if (!isNumber) return broken(QStringLiteral("StoredFigures"), QString::fromLatin1(name));
    }
    return figures;
}

QString sheetHash(ChannelId channel, UtcTime cutAt, const ClassedCut& cut) {
    Sha256 hash;
    hash.addField(QStringLiteral("payout/comparison/1"));
    hash.addField(channel.value);
    hash.addField(cutAt.ms);
    hash.addField(storedFigures(cut.figures));
    for (const ClassedLine& line : cut.lines) {
        hash.addField(storedName(line.cutClass));
        hash.addField(line.payout.value_or(PayoutId()).value);
        hash.addField(line.attemptNo);
        hash.addField(line.orderNo);
        hash.addField(line.systemState);
        hash.addField(line.systemMinor.value_or(-1));
        hash.addField(line.line.value_or(BankLineId()).value);
        hash.addField(line.bankMinor.value_or(-1));
        hash.addField(line.differs);
    }
    return hash.hex();
}

} // namespace payout::comparison
