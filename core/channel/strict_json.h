// SPDX-License-Identifier: GPL-3.0-or-later
// Reads configuration that guards money: an unknown key, a wrong type or a value out of range refuses the whole file,
// with the file, the key and what to write instead. Numbers are whole; amounts are text, never a double.
#pragma once

#include "core/base/error.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace payout::channel {

struct IntegerRange {
    std::int64_t least = 0;
    std::int64_t most = 0;
};

/// One object's keys, taken one by one. The first failure is kept and every later read returns its fallback, so a
/// reader is written as a flat list; `finish()` then reports the failure or the first key nobody took.
/// Codes: "ConfigMissingKey", "ConfigWrongType", "ConfigOutOfRange", "ConfigUnknownKey".
class StrictObject {
public:
    StrictObject(QString file, QString path, QJsonObject object);

    QString text(const QString& key);                             ///< required, not empty
    QString text(const QString& key, const QString& fallback);    ///< optional, may be empty
    std::int64_t integer(const QString& key, IntegerRange range); ///< required
    std::int64_t integer(const QString& key, IntegerRange range, std::int64_t fallback);
    bool boolean(const QString& key, bool fallback);
    QJsonArray array(const QString& key); ///< required
    QJsonArray array(const QString& key, const QJsonArray& fallback);
    QJsonObject object(const QString& key); ///< optional, empty if absent
    bool absent(const QString& key);        ///< an optional key that is not there; counts as read

    /// A value that parsed but is not allowed; `advice` says what to write.
    void refuse(const QString& key, const QString& advice);
    Done finish() const;

private:
    std::optional<QJsonValue> take(const QString& key, bool required);
    void fail(const char* code, const QString& key, const QString& advice);
    QString textOf(const QString& key, const QJsonValue& value);
    std::int64_t integerOf(const QString& key, const QJsonValue& value, IntegerRange range);

    QString m_file;
    QString m_path; ///< "" at the top, "pause." inside an object
    QJsonObject m_object;
    QStringList m_taken;
    std::optional<Error> m_failure;
};

/// At most 1 MiB of JSON whose top is an object; code "ConfigNotJson".
[[nodiscard]] Result<QJsonObject> parseObject(const QByteArray& bytes, const QString& file);
/// Reads a file of at most 1 MiB; codes "ConfigUnreadable", "ConfigTooLarge".
[[nodiscard]] Result<QByteArray> readConfig(const QString& path);

} // namespace payout::channel
