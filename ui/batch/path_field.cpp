// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/path_field.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>

namespace payout::ui {

namespace {
constexpr int pathMax = 4'096;

QString localFile(const QMimeData* data) {
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 && urls.front().isLocalFile() ? urls.front().toLocalFile() : QString();
}
} // namespace

PathField::PathField(QWidget* parent) : QWidget(parent), m_edit(new QLineEdit(this)), m_choose(new QPushButton(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_edit, 1);
    row->addWidget(m_choose);
    m_edit->setObjectName(QStringLiteral("path"));
    m_edit->setMaxLength(pathMax);
    m_edit->setAcceptDrops(false); // the field as a whole takes files
    m_choose->setAutoDefault(false);
    setAcceptDrops(true);
    setFocusProxy(m_edit);
    connect(m_choose, &QPushButton::clicked, this, &PathField::choose);
    connect(m_edit, &QLineEdit::editingFinished, this, [this] {
        if (m_edit->text() != m_told) tell(); // leaving the field is no reason to read the file again
    });
    retranslate();
}

QString PathField::path() const {
    const QFileInfo file(m_edit->text());
    return file.isFile() ? file.absoluteFilePath() : QString();
}

void PathField::setPath(const QString& newPath) {
    m_edit->setText(newPath);
    tell();
}

void PathField::tell() {
    m_told = m_edit->text();
    Q_EMIT pathChanged(path());
}

void PathField::choose() {
    auto* chooser = new QFileDialog(this, tr("Choose a file"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, &PathField::setPath);
    chooser->open();
}

void PathField::retranslate() {
    m_choose->setText(tr("Choose…", "a file"));
    m_edit->setPlaceholderText(tr("Choose a file or drop it here"));
    m_edit->setAccessibleName(tr("File"));
}

void PathField::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void PathField::dragEnterEvent(QDragEnterEvent* event) {
    if (!localFile(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void PathField::dropEvent(QDropEvent* event) {
    setPath(localFile(event->mimeData()));
    event->acceptProposedAction();
}

} // namespace payout::ui
