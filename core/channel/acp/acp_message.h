// SPDX-License-Identifier: GPL-3.0-or-later
// What both sides of the ACP interface do to a message: sign it, verify it, wrap the payee (spec 4.1).
#pragma once

#include "core/channel/acp/acp_form.h"
#include "core/channel/acp/acp_keys.h"

namespace payout::channel::acp {

/// The text under the signature: "key=value" sorted by key and joined by '&', without `signature` itself.
[[nodiscard]] QByteArray signedText(const Fields& fields);
/// Drops empty fields, adds certId and signature: Base64 of RSA-SHA256 over the lower-case hexadecimal SHA-256 of
/// signedText.
[[nodiscard]] Result<Fields> signedFields(Fields fields, const QString& certId, const PrivateKey& key);
/// False for a missing or wrong signature.
[[nodiscard]] bool isSignedBy(const Fields& fields, const PublicKey& key);

/// Base64 of "{customerNm=<name>}"; a name with '&' or '}' is refused as "BadPayeeName".
[[nodiscard]] Result<QString> customerInfo(const QString& payeeName);
[[nodiscard]] Result<QString> payeeNameIn(const QString& customerInfoField); ///< the bank's side; "BadCustomerInfo"
[[nodiscard]] Result<QString> encryptedAccount(const QString& account, const PublicKey& bank); ///< Base64
[[nodiscard]] Result<QString> decryptedAccount(const QString& field, const PrivateKey& bank);

} // namespace payout::channel::acp
