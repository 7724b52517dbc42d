// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channel/strict_json.h"

#include <QFile>
#include <QJsonDocument>

#include <cmath>

namespace payout::channel {

namespace {
constexpr qint64 configBytesMax = 1 << 20;
constexpr double exactIntegerMax = 9'007'199'254'740'992.0; // 2^53: beyond it JSON numbers are not whole
} // namespace

StrictObject::StrictObject(QString file, QString path, QJsonObject object)
    : m_file(std::move(file)), m_path(std::move(path)), m_object(std::move(object)) {}

void StrictObject::fail(const char* code, const QString& key, const QString& advice) {
    if (m_failure) return;
    const QString detail = m_file + QStringLiteral(": ") + m_path + key + QStringLiteral(": ") + advice;
    m_failure = Error{ErrorKind::Refused, QString::fromLatin1(code), detail};
}

void StrictObject::refuse(const QString& key, const QString& advice) { fail("ConfigOutOfRange", key, advice); }

std::optional<QJsonValue> StrictObject::take(const QString& key, bool required) {
    m_taken.append(key);
    if (m_object.contains(key)) return m_object.value(key);
    if (required) fail("ConfigMissingKey", key, QStringLiteral("is missing; add it"));
    return std::nullopt;
}

QString StrictObject::textOf(const QString& key, const QJsonValue& value) {
    if (value.isString()) return value.toString();
    fail("ConfigWrongType", key, QStringLiteral("must be text in quotation marks"));
    return {};
}

QString StrictObject::text(const QString& key) {
    const auto value = take(key, true);
    if (!value) return {};
    const QString found = textOf(key, *value);
    if (found.isEmpty()) refuse(key, QStringLiteral("must not be empty"));
    return found;
}

QString StrictObject::text(const QString& key, const QString& fallback) {
    const auto value = take(key, false);
    return value ? textOf(key, *value) : fallback;
}

std::int64_t StrictObject::integerOf(const QString& key, const QJsonValue& value, IntegerRange range) {
    const double number = value.toDouble();
    if (!value.isDouble() || std::trunc(number) != number || std::abs(number) > exactIntegerMax) {
        fail("ConfigWrongType", key, QStringLiteral("must be a whole number without quotation marks"));
        return range.least;
    }
    const std::int64_t whole = value.toInteger();
    if (whole < range.least || whole > range.most)
        refuse(key, QStringLiteral("is %1; write a number from %2 to %3").arg(whole).arg(range.least).arg(range.most));
    return whole;
}

std::int64_t StrictObject::integer(const QString& key, IntegerRange range) {
    const auto value = take(key, true);
    return value ? integerOf(key, *value, range) : range.least;
}

std::int64_t StrictObject::integer(const QString& key, IntegerRange range, std::int64_t fallback) {
    const auto value = take(key, false);
    return value ? integerOf(key, *value, range) : fallback;
}

bool StrictObject::boolean(const QString& key, bool fallback) {
    const auto value = take(key, false);
    if (!value) return fallback;
    if (!value->isBool()) fail("ConfigWrongType", key, QStringLiteral("must be true or false"));
    return value->toBool();
}

QJsonArray StrictObject::array(const QString& key) {
    const auto value = take(key, true);
    if (value && !value->isArray()) fail("ConfigWrongType", key, QStringLiteral("must be a list in [ ]"));
    return value ? value->toArray() : QJsonArray();
}

QJsonArray StrictObject::array(const QString& key, const QJsonArray& fallback) {
    return absent(key) ? fallback : array(key);
}

bool StrictObject::absent(const QString& key) {
    m_taken.append(key);
    return !m_object.contains(key);
}

QJsonObject StrictObject::object(const QString& key) {
    const auto value = take(key, false);
    if (value && !value->isObject()) fail("ConfigWrongType", key, QStringLiteral("must be an object in { }"));
    return value ? value->toObject() : QJsonObject();
}

Done StrictObject::finish() const {
    if (m_failure) return std::unexpected(*m_failure);
    for (auto it = m_object.begin(); it != m_object.end(); ++it)
        if (!m_taken.contains(it.key()))
            return refused(QStringLiteral("ConfigUnknownKey"),
                           m_file + QStringLiteral(": ") + m_path + it.key().left(60) +
                               QStringLiteral(": nothing reads this key; correct its spelling or remove it"));
    return {};
}

Result<QJsonObject> parseObject(const QByteArray& bytes, const QString& file) {
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error != QJsonParseError::NoError)
        return refused(QStringLiteral("ConfigNotJson"), file + QStringLiteral(": byte ") +
                                                            QString::number(problem.offset) + QStringLiteral(": ") +
                                                            problem.errorString());
    if (!document.isObject())
        return refused(QStringLiteral("ConfigNotJson"), file + QStringLiteral(": must be an object"));
    return document.object();
}

Result<QByteArray> readConfig(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refused(QStringLiteral("ConfigUnreadable"), path + QStringLiteral(": ") + file.errorString());
    QByteArray bytes = file.read(configBytesMax + 1);
    if (bytes.size() > configBytesMax) return refused(QStringLiteral("ConfigTooLarge"), path);
    return bytes;
}

} // namespace payout::channel
