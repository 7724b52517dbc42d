// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>

namespace payout {

/// SHA-256 over any number of pieces; hexadecimal, lower case.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    /// Adds bytes as they are.
    void addBytes(QByteArrayView bytes);
    /// Adds a field with its length before it, so that ("ab","c") and ("a","bc") differ.
    void addField(QByteArrayView bytes);
    void addField(const QString& text);
    void addField(qint64 number);
    [[nodiscard]] QString hex();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

[[nodiscard]] QString sha256Hex(QByteArrayView bytes);

} // namespace payout
