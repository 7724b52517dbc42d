// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/postgres_url.h"

#include <libpq-fe.h>

#include <memory>

namespace payout::store {

Result<QMap<QString, QString>> parsePostgresUrl(const QString& text) {
    const auto bad = [](const QString& why) { return broken(QStringLiteral("BadDatabaseUrl"), why); };
    // libpq's own message may quote the password, so it is dropped.
    char* message = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(
        PQconninfoParse(text.toUtf8().constData(), &message), &PQconninfoFree);
    if (message) PQfreemem(message);
    if (!parsed) return bad(QStringLiteral("not a valid PostgreSQL connection URI"));

    QMap<QString, QString> options;
    for (const PQconninfoOption* option = parsed.get(); option->keyword; ++option) {
        if (!option->val) continue;
        const QString value = QString::fromUtf8(option->val);
        // The Qt driver turns every `;` of its connect options into a blank.
        if (value.contains(u';')) return bad(QStringLiteral("option values must not hold a semicolon"));
        options.insert(QString::fromLatin1(option->keyword), value);
    }
    return options;
}

} // namespace payout::store
