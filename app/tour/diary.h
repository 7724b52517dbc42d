// SPDX-License-Identifier: GPL-3.0-or-later
// What a tour saw: a picture and a line a step, printed as it goes and written into summary.md at the end.
#pragma once

#include <QPixmap>
#include <QString>

#include <vector>

namespace payout::tour {

class Diary {
public:
    explicit Diary(QString folder) : m_folder(std::move(folder)) {}

    /// `name` is the picture's, without its number; `must` says in plain English what has to be on the screen.
    void note(const QString& name, const QString& must, bool shown, const QPixmap& picture);
    int failed() const;
    bool write() const; ///< summary.md; false if it cannot be written

private:
    struct Entry {
        QString must;
        QString picture;
        bool shown = false;
    };
    QString m_folder;
    std::vector<Entry> m_entries;
};

} // namespace payout::tour
