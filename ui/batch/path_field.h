// SPDX-License-Identifier: GPL-3.0-or-later
// A field for one file: typed, chosen or dropped on it.
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace payout::ui {

class PathField : public QWidget {
    Q_OBJECT
public:
    explicit PathField(QWidget* parent = nullptr);
    QString path() const;
    void setPath(const QString& path); ///< says pathChanged also for the same file: it may have been corrected

Q_SIGNALS:
    void pathChanged(const QString& path); ///< an existing file, or ""

protected:
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void choose();
    void retranslate();
    void tell();
    QString m_told;
    QLineEdit* m_edit;
    QPushButton* m_choose;
};

} // namespace payout::ui
