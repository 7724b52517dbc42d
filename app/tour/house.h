// SPDX-License-Identifier: GPL-3.0-or-later
// The world of a tour: a demo workspace of its own in a temporary folder, at ten in the morning of its training clock,
// with the real practice bank and the real worker beside it. Both end with it.
#pragma once

#include "app/workspace.h"
#include "core/store/connection.h"

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace payout::tour {

class House {
public:
    /// Broken "TourHouse" if a program does not start.
    static Result<std::unique_ptr<House>> open();
    ~House();

    const app::Workspace& workspace() const { return m_workspace; }
    QString batchFile(const char* name) const;
    /// The newest intraday report that the bank has written, or "".
    QString newestReport() const;
    QString logs() const { return m_workspace.inFolder("logs.txt"); } ///< of worker, egress and bank
    /// A figure of the database; -1 if it cannot be read.
    std::int64_t number(const char* sql) const;
    UtcTime now() const;

private:
    Done make();
    Done setClock();
    Done start(QProcess& program, const char* name);

    QTemporaryDir m_folder;
    app::Workspace m_workspace;
    std::unique_ptr<store::Connection> m_connection;
    QProcess m_bank;
    QProcess m_egress;
    QProcess m_worker;
};

} // namespace payout::tour
