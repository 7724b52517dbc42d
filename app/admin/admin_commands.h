// SPDX-License-Identifier: GPL-3.0-or-later
// One function a command of payout-admin: what it did as text for the terminal, or why not.
#pragma once

#include "core/base/error.h"
#include "core/store/connection.h"

#include <QCommandLineParser>

#include <memory>

namespace payout::admin {

/// Who stands in the trail for what this program does.
inline const QString adminActor = QStringLiteral("payout-admin");

class Arguments {
public:
    explicit Arguments(const QCommandLineParser& parser) : m_parser(parser) {}

    bool has(const char* option) const { return m_parser.isSet(QLatin1String(option)); }
    QString optional(const char* option) const { return m_parser.value(QLatin1String(option)); }
    QStringList all(const char* option) const { return m_parser.values(QLatin1String(option)); }
    Result<QString> required(const char* option) const; ///< Refused "Usage"

private:
    const QCommandLineParser& m_parser;
};

/// Refused "DatabaseOlder" with what to do if `init` was not run since the program was upgraded.
Result<std::unique_ptr<store::Connection>> openDatabase(const store::DatabaseUrl& url);

Result<QString> initDatabase(const Arguments& arguments);
Result<QString> addPerson(const Arguments& arguments);
Result<QString> addMerchant(const Arguments& arguments);
Result<QString> addChannel(const Arguments& arguments);
Result<QString> deposit(const Arguments& arguments);
/// Limits in yuan that were never set before: all that are named, or none. Refused: AlreadyHandled,
/// "AmountNotPositive".
Result<QString> firstLimits(const Arguments& arguments);
/// Quarantine by hand (R8); nothing if one is open already. Refused: ReasonMissing.
Result<QString> raiseQuarantine(const Arguments& arguments);
/// Refused "BooksDoNotHold" with every violation.
Result<QString> verify(const Arguments& arguments);

} // namespace payout::admin
