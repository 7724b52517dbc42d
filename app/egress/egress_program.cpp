// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/egress/egress_program.h"

#include "app/egress/egress_server.h"
#include "app/workspace.h"
#include "core/egress/start_guard.h"
#include "core/store/migrator.h"

#include <QDateTime>
#include <QDir>
#include <QTimer>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <sys/prctl.h>

namespace payout::egress_program {

namespace {

std::atomic<bool> stopRequested{false};
void requestStop(int) { stopRequested = true; }

constexpr std::chrono::milliseconds lookForStop{100};
constexpr std::chrono::seconds guardEvery{5};

void log(const QString& text) {
    std::fprintf(stderr, "%s %s\n", QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toUtf8().constData(),
                 text.toUtf8().constData());
}

/// P0 now and then, so that a quarantine is seen, and one that is released ends, though no worker asks.
class Watch {
public:
    Watch(const EgressOptions& options, egress::Journal& journal) : m_options(options), m_journal(journal) {}

    void look() {
        const QString now = word();
        if (now != m_said) log(now);
        m_said = now;
    }

private:
    QString word() {
        if (!m_connection || !m_connection->isOpen()) {
            m_connection.reset();
            auto opened = store::Connection::open(m_options.database, QStringLiteral("payout-egress watch"));
            if (!opened) return describe(opened.error());
            if (const Done schema = store::requireSchema(**opened); !schema) return describe(schema.error());
            m_connection = *std::move(opened);
        }
        const auto seen = egress::guardStart(*m_connection, m_journal, m_options.name);
        if (!seen && seen.error().kind != ErrorKind::Refused) m_connection.reset();
        // What people decided since the last permit is remembered as well: a stop that a restore takes back is missed.
        if (seen) {
            if (const Done noted = m_journal.witness(*seen); !noted) return describe(noted.error());
        }
        return seen ? QStringLiteral("the database is the known one") : describe(seen.error());
    }

    const EgressOptions& m_options;
    egress::Journal& m_journal;
    std::unique_ptr<store::Connection> m_connection;
    QString m_said;
};

Done serve(QCoreApplication& application, const EgressOptions& options) {
    TRY_DONE(app::makeEgressFolder(options.folder));
    TRY(auto storage, egress::openJournalFile(QDir(options.folder).filePath(QLatin1String(app::egressJournal))));
    TRY(const auto journal, egress::Journal::open(std::move(storage)));
    if (journal->tornBytes() > 0)
        log(QStringLiteral("journal: %1 bytes of a record that was never finished are cut off")
                .arg(journal->tornBytes()));
    log(QStringLiteral("egress %1 on %2, %3 permits remembered")
            .arg(options.name, options.database.shown())
            .arg(journal->sendingCount()));
    Watch watch(options, *journal);
    watch.look();
    EgressServer send(options, *journal, Purpose::Send);
    EgressServer ask(options, *journal, Purpose::Ask);
    TRY_DONE(send.listenIn(options.folder));
    TRY_DONE(ask.listenIn(options.folder));
    QTimer guard;
    QObject::connect(&guard, &QTimer::timeout, &guard, [&watch] { watch.look(); });
    guard.start(guardEvery);
    QTimer stop;
    QObject::connect(&stop, &QTimer::timeout, &application, [] {
        if (stopRequested) QCoreApplication::quit();
    });
    stop.start(lookForStop);
    QCoreApplication::exec();
    log(QStringLiteral("egress ends"));
    return {};
}

} // namespace

int runEgress(QCoreApplication& application) {
    prctl(PR_SET_DUMPABLE, 0); // its memory holds the private key: no core file, no debugger of the same user (I27)
    std::signal(SIGTERM, requestStop);
    std::signal(SIGINT, requestStop);
    const auto options = readOptions(application);
    const Done served = options ? serve(application, *options) : Done(std::unexpected(options.error()));
    if (served) return 0;
    std::fprintf(stderr, "payout-egress: %s\n", describe(served.error()).toUtf8().constData());
    return options ? 1 : 2;
}

} // namespace payout::egress_program
