// SPDX-License-Identifier: GPL-3.0-or-later
// The frozen evidence of a proposal (JSON written by core/exception) as names and values that a person can read.
#pragma once

#include "core/base/utc_time.h"
#include "ui/shared/facts_grid.h"

#include <QCoreApplication>
#include <QJsonValue>

namespace payout::ui {

class FrozenEvidence {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::FrozenEvidence)

public:
    /// Every member of the object, known names in words, unknown ones as they are; damaged JSON is one fact saying so.
    static std::vector<Fact> facts(const QString& json, UtcTime now);

private:
    static QString name(const QString& key);
    static QString verdict(const QString& stored);
    static QString numberUse(const QString& stored);
    static QString words(const QString& key, const QString& text, UtcTime now);
    static QString value(const QString& key, const QJsonValue& value, UtcTime now);
};

} // namespace payout::ui
