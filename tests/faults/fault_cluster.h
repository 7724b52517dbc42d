// SPDX-License-Identifier: GPL-3.0-or-later
// The private server of tests/run with a standby that may take its place, and a copy that may be started beside it. All
// in the server's own temporary folder, on loopback ports.
#pragma once

#include <QString>
#include <QStringList>

namespace payout::faults {

enum class Following { Synchronous, Asynchronous };

class Cluster {
public:
    /// Of PAYOUT_FAULT_SERVER and PAYOUT_TEST_POSTGRES.
    Cluster();
    [[nodiscard]] bool isOurs() const { return !m_data.isEmpty() && m_port > 0; }
    /// A base backup that follows the primary; with Synchronous a commit waits for it.
    bool addStandby(Following following);
    /// It hears nothing from now on.
    bool cutStandby();
    /// SIGKILL to every process of the primary.
    bool killPrimary();
    /// The standby takes the dead primary's place and its port. What it had not heard is lost.
    bool promoteStandby();
    /// A copy of the primary as it is now, started beside it: the same cluster by every number of its own. Its port; 0
    /// if it does not start.
    int startCopy();
    void stopCopy();
    /// Keeps every piece of its log in a folder beside it, after a restart.
    bool startArchive();
    /// A base backup of now.
    bool takeBackup();
    /// Names this moment in the log, and sees it archived.
    bool markMoment();
    /// The dead primary's place is taken by the backup, brought forward to the named moment: a new timeline.
    bool restoreToMoment();
    /// The dead primary's place is taken by the backup as it was: the same timeline, only older.
    bool restoreBackup();
    [[nodiscard]] const QString& trouble() const { return m_trouble; } ///< what went wrong last

private:
    bool run(const QString& what, QStringList command);
    bool sql(int port, const QString& text);
    bool waitForSql(int port, const QString& text, const QString& expected);
    bool start(const QString& data, int port, const QString& more = {});
    [[nodiscard]] QString serverOptions(int port, const QString& more) const;

    QString m_data;
    QString m_folder;
    QString m_password;
    QString m_standby;
    QString m_copy;
    QString m_backup;
    QString m_trouble;
    int m_port = 0;
    int m_made = 0;
};

} // namespace payout::faults
