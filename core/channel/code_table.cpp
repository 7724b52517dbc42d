// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channel/code_table.h"

#include "core/channel/strict_json.h"

#include <QFileInfo>
#include <QRegularExpression>

namespace payout::channel {

namespace {

using rules::Outcome;

// A row in the wrong column is how an error code would become a success, so each column has its own list.
bool belongs(CodePlace place, Outcome outcome) {
    switch (outcome) {
    case Outcome::Unknown: return place != CodePlace::Query;
    case Outcome::Success:
    case Outcome::Processing:
    case Outcome::FailedFinal: return place != CodePlace::Query;
    case Outcome::Accepted:
    case Outcome::DuplicateOrder: return place == CodePlace::Send;
    case Outcome::PayeeError: return place == CodePlace::QueryOriginal; // 4.6: only a query says so
    case Outcome::NotExistExplicit:
    case Outcome::QueryFailed: return place == CodePlace::Query;
    }
    return false;
}

bool isCode(const QString& code) {
    static const QRegularExpression shape(QStringLiteral("\\A[0-9A-Za-z_]{1,20}\\z"));
    return shape.match(code).hasMatch();
}

void readRow(StrictObject& in, const QString& key, StrictObject& row, CodePlace place,
             QHash<QString, CodeMeaning>& out) {
    const QString code = row.text(QStringLiteral("code"));
    const auto outcome = rules::outcomeNamed(row.text(QStringLiteral("outcome")));
    const QString meaning = row.text(QStringLiteral("meaning"));
    if (const auto done = row.finish(); !done) return in.refuse(key, done.error().detail);
    if (!isCode(code)) return in.refuse(key, code.left(20) + QStringLiteral(": a code is 1 to 20 letters or digits"));
    if (out.contains(code)) return in.refuse(key, code + QStringLiteral(": is listed twice; keep one row"));
    if (!outcome || !belongs(place, *outcome))
        return in.refuse(key, code + QStringLiteral(": this outcome has no place in this column"));
    out.insert(code, CodeMeaning{*outcome, meaning, true});
}

QHash<QString, CodeMeaning> readColumn(StrictObject& in, const QString& file, const QString& key, CodePlace place) {
    QHash<QString, CodeMeaning> out;
    const QJsonArray rows = in.array(key);
    if (rows.isEmpty() || rows.size() > 2000) in.refuse(key, QStringLiteral("must hold 1 to 2000 rows"));
    for (const QJsonValue value : rows) {
        if (!value.isObject()) in.refuse(key, QStringLiteral("every row must be an object in { }"));
        StrictObject row(file, key + u'.', value.toObject());
        readRow(in, key, row, place, out);
    }
    return out;
}

QSet<QString> readCodes(StrictObject& in, const QString& key) {
    QSet<QString> out;
    for (const QJsonValue value : in.array(key)) {
        if (!isCode(value.toString()) || out.contains(value.toString()))
            in.refuse(key, QStringLiteral("must hold codes in quotation marks, each once"));
        out.insert(value.toString());
    }
    return out;
}

void checkPayeeErrors(StrictObject& in, const QHash<QString, CodeMeaning>& column, const QSet<QString>& whitelist) {
    const QString key = QStringLiteral("payeeErrors");
    for (auto it = column.begin(); it != column.end(); ++it)
        if ((it->outcome == Outcome::PayeeError) != whitelist.contains(it.key()))
            in.refuse(key, it.key() + QStringLiteral(": whitelist and outcome PAYEE_ERROR must name the same codes"));
    for (const QString& code : whitelist)
        if (!column.contains(code)) in.refuse(key, code + QStringLiteral(": is not listed under queryOriginal"));
}

} // namespace

CodeMeaning CodeTable::lookup(CodePlace place, const QString& code) const {
    switch (place) {
    case CodePlace::Send: return m_send.value(code);
    case CodePlace::Query: return m_query.value(code);
    case CodePlace::QueryOriginal: return m_queryOriginal.value(code);
    }
    return {};
}

Result<CodeTable> parseCodeTable(const QByteArray& json, const QString& file) {
    TRY(const QJsonObject object, parseObject(json, file));
    StrictObject in(file, QString(), object);
    CodeTable out;
    out.m_interface = in.text(QStringLiteral("interface"));
    out.m_version = static_cast<int>(in.integer(QStringLiteral("version"), {1, 1'000'000}));
    (void)in.text(QStringLiteral("source"));
    out.m_send = readColumn(in, file, QStringLiteral("send"), CodePlace::Send);
    out.m_query = readColumn(in, file, QStringLiteral("query"), CodePlace::Query);
    out.m_queryOriginal = readColumn(in, file, QStringLiteral("queryOriginal"), CodePlace::QueryOriginal);
    out.m_looksInside = readCodes(in, QStringLiteral("queryLooksInside"));
    out.m_payeeErrors = readCodes(in, QStringLiteral("payeeErrors"));
    for (const QString& code : out.m_looksInside)
        if (out.m_query.contains(code))
            in.refuse(QStringLiteral("queryLooksInside"),
                      code + QStringLiteral(": must not be listed under query too"));
    checkPayeeErrors(in, out.m_queryOriginal, out.m_payeeErrors);
    TRY_DONE(in.finish());
    return out;
}

Result<CodeTable> loadCodeTable(const QString& path) {
    TRY(const QByteArray bytes, readConfig(path));
    return parseCodeTable(bytes, QFileInfo(path).fileName());
}

} // namespace payout::channel
