// SPDX-License-Identifier: GPL-3.0-or-later
// Where the journal's bytes lie. The only promise that matters: what append() returned for is still there after a crash
// or a power cut, and nothing behind it was changed.
#pragma once

#include "core/base/error.h"

#include <QByteArray>

#include <memory>

namespace payout::egress {

class JournalStorage {
public:
    virtual ~JournalStorage() = default;
    [[nodiscard]] virtual Result<QByteArray> readAll() = 0;
    /// Durable on return. A failure leaves the storage unusable: what the disk holds is not known any more.
    [[nodiscard]] virtual Done append(const QByteArray& bytes) = 0;
    /// False once a failure has left it unusable.
    [[nodiscard]] virtual bool isUsable() const { return true; }
    /// Cuts what follows `size` bytes off; for the torn end that a crash may leave. Durable on return.
    [[nodiscard]] virtual Done truncate(qint64 size) = 0;
};

/// A file of mode 0600, made in a folder that exists, locked for this process alone, opened without following a link.
/// Unavailable "JournalUnreadable" (with the system's words), Refused "JournalTaken" if another process has it.
[[nodiscard]] Result<std::unique_ptr<JournalStorage>> openJournalFile(const QString& path);

} // namespace payout::egress
