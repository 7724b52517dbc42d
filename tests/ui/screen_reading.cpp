// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/screen_reading.h"

#include "ui/shell/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QRegularExpression>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

namespace payout::ui {

namespace {

void readTable(QTableView* table, QStringList& texts) {
    const QAbstractItemModel* model = table->model();
    if (model == nullptr) return;
    for (int column = 0; column < model->columnCount(); ++column)
        texts << model->headerData(column, Qt::Horizontal).toString();
    for (int row = 0; row < model->rowCount(); ++row)
        for (int column = 0; column < model->columnCount(); ++column) {
            texts << model->index(row, column).data(Qt::DisplayRole).toString();
            texts << model->index(row, column).data(Qt::ToolTipRole).toString();
        }
}

void readWidget(QWidget* widget, QStringList& texts) {
    texts << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription();
    if (const auto* label = qobject_cast<QLabel*>(widget)) texts << label->text();
    if (const auto* button = qobject_cast<QAbstractButton*>(widget)) texts << button->text();
    if (const auto* tabs = qobject_cast<QTabBar*>(widget))
        for (int i = 0; i < tabs->count(); ++i) texts << tabs->tabText(i);
    if (const auto* choice = qobject_cast<QComboBox*>(widget))
        for (int i = 0; i < choice->count(); ++i) texts << choice->itemText(i);
    if (auto* table = qobject_cast<QTableView*>(widget)) readTable(table, texts);
}

} // namespace

void beginScreens() { applyTheme(*qApp, Theme::Light); }

Speaking::Speaking(const QString& language) {
    m_loaded = m_translator.load(QStringLiteral(":/payoutdesk/translations/payoutdesk_%1.qm").arg(language));
    QCoreApplication::installTranslator(&m_translator);
}

Speaking::~Speaking() { QCoreApplication::removeTranslator(&m_translator); }

QStringList visibleTexts(QWidget* root) {
    QStringList texts{root->windowTitle()};
    readWidget(root, texts);
    for (QWidget* widget : root->findChildren<QWidget*>())
        if (widget->isVisibleTo(root)) readWidget(widget, texts);
    texts.removeAll(QString());
    texts.removeDuplicates();
    return texts;
}

QStringList unmasked(const QStringList& texts) {
    static const QRegularExpression longRun(QStringLiteral("[0-9]{12,}"));
    return texts.filter(longRun);
}

QStringList latinLeft(const QStringList& texts, const QStringList& allowed) {
    static const QRegularExpression word(QStringLiteral("[A-Za-z]{2,}"));
    // The last two are Qt's own and Chinese where Qt's translations are installed.
    const QStringList known =
        QStringList{QStringLiteral("Alt"), QStringLiteral("CSV"),         QStringLiteral("PDF"),
                    QStringLiteral("csv"), QStringLiteral("Scroll Left"), QStringLiteral("Scroll Right")} +
        allowed;
    QStringList left;
    for (const QString& text : texts) {
        QString rest = text;
        for (const QString& one : known) rest.remove(one);
        if (rest.contains(word)) left << text;
    }
    return left;
}

void display(QWidget* widget, QSize size) {
    widget->resize(size);
    widget->show();
    QTest::qWait(20);
}

void picture(QWidget* widget, const QString& name) {
    const QString folder = qEnvironmentVariable("PAYOUT_PICTURES");
    if (folder.isEmpty()) return;
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        applyTheme(*qApp, theme);
        QTest::qWait(50);
        const QString suffix = theme == Theme::Dark ? QStringLiteral("_dark.png") : QStringLiteral("_light.png");
        QPixmap page(widget->size());
        page.fill(qApp->palette().color(QPalette::Window));
        widget->render(&page);
        page.save(folder + u'/' + name + suffix);
    }
}

} // namespace payout::ui
