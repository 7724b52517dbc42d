// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bank/bank_program.h"

#include "app/bank/bank_server.h"
#include "core/base/money.h"
#include "core/channel/strict_json.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <cstdio>

namespace payout::bank {

namespace {

struct Option {
    const char* name;
    const char* value;
    const char* meaning;
};

constexpr Option options[] = {
    {"workspace", "folder",
     "a demo workspace: bank/books.journal, keys/, bank/scenario.json, statements/, bank/port, bank/clock_offset_ms in "
     "it "
     "stand for the options that are not given"},
    {"books", "file", "the bank's journal; created if it is not there"},
    {"port", "number", "port on 127.0.0.1; 0 picks a free one"},
    {"keys", "folder", "bank.key.pem and merchant.pub.pem; an empty folder gets new keys of both sides"},
    {"scenario", "file", "how to misbehave; see below"},
    {"misbehave", "spec", "the same, short; see below"},
    {"statements", "folder", "where POST /statement/write puts its files"},
    {"account", "number", "our account at the bank; new books only"},
    {"opening-balance", "yuan", "such as 100000000.00; new books only"},
    {"port-file", "file", "write the port there once the bank listens"},
    {"clock-offset-file", "file", "milliseconds to add to the clock, read at every request"},
};

/// Where a workspace keeps what an option names.
constexpr struct {
    const char* option;
    const char* place;
} workspacePlaces[] = {
    {"books", "bank/books.journal"}, {"keys", "keys"},           {"scenario", "bank/scenario.json"},
    {"statements", "statements"},    {"port-file", "bank/port"}, {"clock-offset-file", "bank/clock_offset_ms"},
};

QString value(const QCommandLineParser& parser, const char* name) {
    const QString given = parser.value(QLatin1String(name));
    const QString workspace = parser.value(QStringLiteral("workspace"));
    if (!given.isEmpty() || workspace.isEmpty()) return given;
    for (const auto& place : workspacePlaces)
        if (QLatin1String(place.option) == QLatin1String(name))
            return QDir(workspace).filePath(QLatin1String(place.place));
    return {};
}

std::function<UtcTime()> clockFrom(const QString& offsetFile) {
    return [offsetFile] {
        const UtcTime now(QDateTime::currentMSecsSinceEpoch());
        QFile file(offsetFile);
        if (offsetFile.isEmpty() || !file.open(QIODevice::ReadOnly)) return now;
        return now + std::chrono::milliseconds(file.read(40).trimmed().toLongLong());
    };
}

Result<Scenario> scenarioFrom(const QCommandLineParser& parser) {
    const QString path = value(parser, "scenario");
    const bool wanted = !parser.value(QStringLiteral("scenario")).isEmpty() || QFile::exists(path);
    if (!wanted || !value(parser, "misbehave").isEmpty()) return Scenario::parseShort(value(parser, "misbehave"));
    TRY(const QByteArray bytes, channel::readConfig(path));
    return Scenario::parse(bytes, QFileInfo(path).fileName());
}

Result<BankSetup> setupFrom(const QCommandLineParser& parser) {
    BankSetup out;
    out.booksFile = value(parser, "books");
    out.keysFolder = value(parser, "keys");
    if (out.booksFile.isEmpty() || out.keysFolder.isEmpty())
        return refused(QStringLiteral("Usage"), QStringLiteral("--books and --keys are needed; see --help"));
    if (!QDir().mkpath(QFileInfo(out.booksFile).path()))
        return refused(QStringLiteral("BooksUnreadable"), out.booksFile);
    TRY(out.scenario, scenarioFrom(parser));
    out.statementsFolder = value(parser, "statements");
    if (const QString account = value(parser, "account"); !account.isEmpty()) out.account.number = account;
    if (const QString balance = value(parser, "opening-balance"); !balance.isEmpty()) {
        TRY(const Money opening, parseAmount(balance));
        out.account.openingMinor = opening.minor;
    }
    out.clock = clockFrom(value(parser, "clock-offset-file"));
    return out;
}

Result<quint16> portFrom(const QCommandLineParser& parser) {
    bool fine = true;
    const QString text = value(parser, "port");
    const ushort port = text.isEmpty() ? ushort{0} : text.toUShort(&fine);
    if (!fine) return refused(QStringLiteral("Usage"), QStringLiteral("--port takes a number from 0 to 65535"));
    return port;
}

Done writePort(const QString& path, quint16 port) {
    if (path.isEmpty()) return {};
    QSaveFile file(path);
    const QByteArray text = QByteArray::number(port) + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return refused(QStringLiteral("PortFile"), file.errorString());
    return {};
}

Done serve(const QCommandLineParser& parser, QCoreApplication& application) {
    TRY(BankSetup setup, setupFrom(parser));
    TRY(const quint16 port, portFrom(parser));
    TRY(const auto server, BankServer::create(std::move(setup)));
    TRY(const quint16 bound, server->listen(port));
    TRY_DONE(writePort(value(parser, "port-file"), bound));
    std::printf("payout-bank: practice bank on http://127.0.0.1:%u\n", unsigned{bound});
    std::fflush(stdout);
    application.exec();
    return {};
}

} // namespace

int runBank(QCoreApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("A bank to practise against: UnionPay ACP shape, its own books, misbehaves on request.\n"
                       "Never connect real accounts to it.\n\n") +
        scenarioHelp());
    parser.addHelpOption();
    for (const Option& option : options)
        parser.addOption({QLatin1String(option.name), QLatin1String(option.meaning), QLatin1String(option.value)});
    parser.process(application);
    const Done done = serve(parser, application);
    if (done) return 0;
    std::fprintf(stderr, "payout-bank: %s\n", qPrintable(describe(done.error())));
    return 1;
}

} // namespace payout::bank
