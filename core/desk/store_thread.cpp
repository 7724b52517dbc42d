// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/store_thread.h"

#include "core/store/change_feed.h"
#include "core/store/migrator.h"

#include <QCoreApplication>
#include <QThread>
#include <QTimer>

#include <atomic>

namespace payout::desk {

namespace {
constexpr int reopenMilliseconds = 1'000;
}

// Lives on the store thread: the connection for the calls, and a second one that only listens for changes.
class StoreWorker : public QObject {
    Q_OBJECT
public:
    explicit StoreWorker(store::DatabaseUrl url) : m_url(std::move(url)), m_reopen(this) {
        m_reopen.setInterval(reopenMilliseconds);
        connect(&m_reopen, &QTimer::timeout, this, &StoreWorker::reopen);
    }

    Result<store::Connection*> connection() {
        if (m_connection && m_connection->isOpen()) return m_connection.get();
        m_connection.reset();
        auto opened = store::Connection::open(m_url, QStringLiteral("payout-desk"));
        if (!opened) return std::unexpected(opened.error());
        TRY_DONE(store::requireSchema(**opened));
        m_connection = std::move(*opened);
        return m_connection.get();
    }

    void startFeed() {
        stopFeed();
        auto opened = store::Connection::open(m_url, QStringLiteral("payout-desk changes"));
        if (!opened) return loseConnection();
        m_feedConnection = std::move(*opened);
        m_feed = std::make_unique<store::ChangeFeed>(*m_feedConnection);
        connect(m_feed.get(), &store::ChangeFeed::changed, this, &StoreWorker::changed);
        connect(m_feed.get(), &store::ChangeFeed::lost, this, &StoreWorker::loseConnection, Qt::QueuedConnection);
        if (!m_feed->start()) loseConnection();
    }

    void loseConnection() {
        if (m_reopen.isActive()) return;
        m_connection.reset();
        stopFeed();
        m_reopen.start();
        Q_EMIT lost();
    }

Q_SIGNALS:
    void changed();
    void lost();
    void back();

private:
    void stopFeed() {
        m_feed.reset();
        m_feedConnection.reset();
    }

    void reopen() {
        if (!connection()) return;
        m_reopen.stop();
        startFeed();
        if (m_reopen.isActive()) return; // the feed could not be opened: still lost
        Q_EMIT back();
        Q_EMIT changed();
    }

    store::DatabaseUrl m_url;
    std::unique_ptr<store::Connection> m_connection;
    std::unique_ptr<store::Connection> m_feedConnection;
    std::unique_ptr<store::ChangeFeed> m_feed;
    QTimer m_reopen;
};

struct StoreThread::Parts {
    store::DatabaseUrl url;
    SystemIdSource ids;
    QThread thread;
    StoreWorker* worker = nullptr;
};

StoreThread::StoreThread(store::DatabaseUrl url, QObject* parent)
    : QObject(parent), m_parts(std::make_unique<Parts>()) {
    m_parts->url = url;
    m_parts->worker = new StoreWorker(std::move(url));
    m_parts->worker->moveToThread(&m_parts->thread);
    connect(&m_parts->thread, &QThread::finished, m_parts->worker, &QObject::deleteLater);
    connect(m_parts->worker, &StoreWorker::changed, this, &StoreThread::changed);
    connect(m_parts->worker, &StoreWorker::lost, this, &StoreThread::connectionLost);
    connect(m_parts->worker, &StoreWorker::back, this, &StoreThread::connectionBack);
    m_parts->thread.setObjectName(QStringLiteral("store"));
    m_parts->thread.start();
    // After the first calls that are already waiting: a start is not held up by the feed's own connection.
    QTimer::singleShot(0, m_parts->worker, [worker = m_parts->worker] { worker->startFeed(); });
}

StoreThread::~StoreThread() {
    m_parts->thread.quit();
    m_parts->thread.wait();
}

IdSource& StoreThread::ids() { return m_parts->ids; }
const store::DatabaseUrl& StoreThread::url() const { return m_parts->url; }

void StoreThread::enqueue(Task task) {
    QMetaObject::invokeMethod(
        m_parts->worker, [worker = m_parts->worker, task = std::move(task)] { task(worker->connection()); },
        Qt::QueuedConnection);
}

// On the store thread, after each call.
void StoreThread::noteFailure(const Error* error) {
    if (!error) return;
    const bool unreachable =
        error->code == QStringLiteral("DatabaseUnreachable") || error->code == QStringLiteral("CommitUnknown");
    if (unreachable) m_parts->worker->loseConnection();
}

void StoreThread::deliver(const QPointer<QObject>& context, std::function<void()> call) {
    // The context may die on its own thread while this runs on the store thread, so the decision is taken over there.
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [context, call = std::move(call)] {
            if (context) call();
        },
        Qt::QueuedConnection);
}

} // namespace payout::desk

#include "store_thread.moc"
