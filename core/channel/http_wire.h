// SPDX-License-Identifier: GPL-3.0-or-later
// One blocking HTTP/1.1 POST over one connection. Written by hand because QNetworkAccessManager opens connections and
// repeats requests by itself (protocol P7, S13).
#pragma once

#include "core/channel/wire.h"

#include <chrono>
#include <memory>

namespace payout::channel {

struct WireTarget {
    QString host;
    quint16 port = 443;
    bool tls = true;
    QString caFile; ///< PEM; empty: the system's certificates
};

/// "https://host[:port]" or "http://127.0.0.1:port"; code "BadEndpoint". Plain http to another machine is refused.
[[nodiscard]] Result<WireTarget> wireTargetOf(const QString& endpoint);

struct WireTimes {
    std::chrono::milliseconds connect{10'000}; ///< TLS handshake included
    std::chrono::milliseconds answer{30'000};  ///< the profile's sendTimeout, from the first byte sent to the last read
    std::chrono::milliseconds idleMax{10'000}; ///< between dial and exchange; older connections are not used (A3)
};

/// Lives and is used in one thread; no event loop is needed. Redirects are not followed, proxies are not used.
class HttpWire final : public Wire {
public:
    HttpWire(WireTarget target, WireTimes times);
    ~HttpWire() override;

    Done dial() override;
    RawReply exchange(const WireRequest& request) override;
    qint64 bytesWritten() const override;

private:
    struct State;
    Done startTls();
    bool isUsable() const;
    bool writeAll(const QByteArray& bytes);
    RawReply readAnswer();
    RawReply ended(WireResult result, const QString& detail, const QByteArray& partial = {}) const;

    std::unique_ptr<State> m_state;
};

} // namespace payout::channel
