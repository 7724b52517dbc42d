// SPDX-License-Identifier: GPL-3.0-or-later
// The ACP message as bytes: key=value pairs joined by '&', percent-encoded UTF-8 (spec 4.1).
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>

#include <map>

namespace payout::channel::acp {

/// Ordered by key, as the signature wants them.
using Fields = std::map<QString, QString>;

inline constexpr qsizetype formBytesMax = 64 * 1024;
inline constexpr std::size_t formFieldsMax = 100;

[[nodiscard]] QByteArray encodeForm(const Fields& fields);
/// Reads percent-encoded and plain pairs; '+' stays '+', because gateways answer with bare Base64. Refused: "BadForm"
/// for a pair without '=', an empty or repeated key, a wrong escape, no UTF-8, a control character, or a passed bound.
[[nodiscard]] Result<Fields> decodeForm(const QByteArray& body);
/// The value, or empty.
[[nodiscard]] QString valueOf(const Fields& fields, const QString& key);

} // namespace payout::channel::acp
