// SPDX-License-Identifier: GPL-3.0-or-later
// The one thread of a desk that owns its database connection. Values cross it, the connection never does. It reopens a
// lost connection by itself, never inside a transaction.
#pragma once

#include "core/base/id_source.h"
#include "core/desk/reply.h"
#include "core/store/connection.h"

#include <QObject>

#include <memory>

namespace payout::desk {

class StoreThread : public QObject {
    Q_OBJECT
public:
    explicit StoreThread(store::DatabaseUrl url, QObject* parent = nullptr);
    ~StoreThread() override; ///< finishes the work in hand, then ends

    /// Runs `work` on the store thread with its connection and hands the result to the reply on the asking thread.
    template <class T, class Work> void ask(Reply<T> answer, Work work) {
        enqueue([this, answer = std::move(answer),
                 work = std::move(work)](Result<store::Connection*> connection) mutable {
            Result<T> result = connection ? work(**connection) : Result<T>(std::unexpected(connection.error()));
            noteFailure(result ? nullptr : &result.error());
            deliver(answer.context,
                    [take = std::move(answer.take), result = std::move(result)]() mutable { take(std::move(result)); });
        });
    }
    /// Random ids for tokens; owned by this thread.
    IdSource& ids();
    const store::DatabaseUrl& url() const;

Q_SIGNALS:
    void changed();        ///< something in the database changed: read again
    void connectionLost(); ///< writing must lock until connectionBack()
    void connectionBack();

private:
    using Task = std::function<void(Result<store::Connection*>)>;
    void enqueue(Task task);
    void noteFailure(const Error* error);
    static void deliver(const QPointer<QObject>& context, std::function<void()> call);

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace payout::desk
