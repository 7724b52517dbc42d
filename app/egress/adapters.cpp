// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/egress/adapters.h"

#include "app/workspace.h"
#include "core/channel/acp/acp_channel.h"
#include "core/channel/http_wire.h"

#include <QDir>

#include <ctime>

namespace payout::egress_program {

namespace {

std::chrono::milliseconds bootTime() {
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::seconds(now.tv_sec) +
                                                                 std::chrono::nanoseconds(now.tv_nsec));
}

Result<std::unique_ptr<channel::Channel>> makeAdapter(const QDir& keys, const channel::ChannelProfile& profile) {
    namespace acp = channel::acp;
    if (profile.adapter != u"acp") return broken(QStringLiteral("UnknownAdapter"), profile.adapter);
    TRY(auto table,
        channel::loadCodeTable(QStringLiteral(PAYOUT_RESOURCES "/channels/%1.codes.json").arg(profile.adapter)));
    TRY(auto own, acp::loadPrivateKey(keys.filePath(QLatin1String(acp::key_file::merchantPrivate))));
    TRY(auto bank, acp::loadPublicKey(keys.filePath(QLatin1String(acp::key_file::bankPublic))));
    TRY(auto adapter, acp::AcpChannel::create(profile, std::move(table),
                                              acp::AcpKeys{QStringLiteral("1"), std::move(own), std::move(bank)}));
    return std::unique_ptr<channel::Channel>(std::move(adapter));
}

} // namespace

dispatch::AdapterFactory adaptersOf(const EgressOptions& options) {
    return [keys = QDir(options.keys)](const channel::ChannelProfile& profile) { return makeAdapter(keys, profile); };
}

egress::EgressSetup setupOf(const EgressOptions& options) {
    egress::EgressSetup setup;
    setup.name = options.name;
    setup.stopFile = QDir(options.folder).filePath(QLatin1String(app::egressStopFile));
    setup.limits = options.limits;
    setup.bootClock = bootTime;
    setup.dialler = [workspace = options.workspace](const channel::ChannelProfile& profile) {
        channel::WireTimes times;
        times.answer = profile.sendTimeout;
        const auto target = channel::wireTargetOf(app::bankEndpoint(workspace, profile.endpoint));
        return std::make_unique<channel::HttpWire>(target ? *target : channel::WireTarget{}, times);
    };
    return setup;
}

} // namespace payout::egress_program
