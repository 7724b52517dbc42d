// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/demo_bank.h"

#include "app/bank/bank_server.h"
#include "app/bank/bank_statement.h"
#include "core/channel/acp/acp_channel.h"
#include "core/channel/strict_json.h"

#include <QDir>
#include <QSaveFile>

namespace payout::admin {

namespace acp = channel::acp;

namespace {

class DemoWire final : public channel::Wire {
public:
    DemoWire(bank::BankGateway& gateway, UtcTime now) : m_gateway(gateway), m_now(now) {}

    Done dial() override { return {}; }
    channel::RawReply exchange(const channel::WireRequest& request) override {
        m_written = request.body.size();
        const bank::GatewayReply reply = request.path.contains("queryTrans") ? m_gateway.query(request.body, m_now)
                                                                             : m_gateway.send(request.body, m_now);
        if (reply.delivery != bank::Delivery::Whole)
            return {channel::WireResult::SentNoAnswer, 0, {}, m_written, QStringLiteral("the bank hung up")};
        return {channel::WireResult::Answered, 200, reply.body, m_written, {}};
    }
    qint64 bytesWritten() const override { return m_written; }

private:
    bank::BankGateway& m_gateway;
    UtcTime m_now;
    qint64 m_written = 0;
};

QString inKeys(const app::Workspace& workspace, const char* file) {
    return QDir(workspace.keys()).filePath(QLatin1String(file));
}

} // namespace

Result<std::unique_ptr<DemoBank>> DemoBank::open(const app::Workspace& workspace, UtcTime now) {
    std::unique_ptr<DemoBank> out(new DemoBank(workspace));
    TRY(const QByteArray scenarioBytes, channel::readConfig(workspace.bankScenario()));
    TRY(const bank::Scenario scenario, bank::Scenario::parse(scenarioBytes, workspace.bankScenario()));
    TRY(auto own, acp::loadPrivateKey(inKeys(workspace, acp::key_file::bankPrivate)));
    TRY(auto merchant, acp::loadPublicKey(inKeys(workspace, acp::key_file::merchantPublic)));
    TRY(out->m_books, bank::BankBooks::open(workspace.bankBooks(), bank::BankSetup().account, now));
    out->m_gateway = std::make_unique<bank::BankGateway>(*out->m_books,
                                                         bank::BankKeys{std::move(own), std::move(merchant)}, scenario);
    out->m_now = now;
    return out;
}

channel::WireFactory DemoBank::wires() {
    return [this](const channel::ChannelProfile&) { return std::make_unique<DemoWire>(*m_gateway, m_now); };
}

Result<std::unique_ptr<channel::Channel>> DemoBank::adapter(const channel::ChannelProfile& profile) const {
    TRY(auto table,
        channel::loadCodeTable(QStringLiteral(PAYOUT_RESOURCES "/channels/%1.codes.json").arg(profile.adapter)));
    TRY(auto own, acp::loadPrivateKey(inKeys(m_workspace, acp::key_file::merchantPrivate)));
    TRY(auto theirs, acp::loadPublicKey(inKeys(m_workspace, acp::key_file::bankPublic)));
    TRY(auto made, acp::AcpChannel::create(profile, std::move(table),
                                           acp::AcpKeys{QStringLiteral("1"), std::move(own), std::move(theirs)}));
    return std::unique_ptr<channel::Channel>(std::move(made));
}

Result<QString> DemoBank::writeStatement(UtcTime from, UtcTime to) {
    TRY(const bank::StatementFile statement,
        bank::buildStatement(*m_books, bank::StatementFormat::Camt053, {from, to}, m_now));
    const QString path = QDir(m_workspace.statements()).filePath(statement.name);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(statement.bytes) != statement.bytes.size() || !file.commit())
        return unavailable(QStringLiteral("StatementUnwritable"), file.errorString());
    return path;
}

} // namespace payout::admin
