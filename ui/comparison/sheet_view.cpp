// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/sheet_view.h"

#include "ui/comparison/sheet_lines.h"
#include "ui/comparison/sheet_text.h"
#include "ui/shared/alert_bar.h"
#include "ui/shared/data_table.h"
#include "ui/shared/facts_grid.h"
#include "ui/shared/figure_card.h"
#include "ui/shared/value_table.h"
#include "ui/text/comparison_text.h"
#include "ui/text/money_text.h"
#include "ui/text/time_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

namespace payout::ui {

namespace {

using Lines = RowTableModel<desk::SheetLine>;

QLabel* boldLabel(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setProperty("role", QStringLiteral("strong"));
    label->setWordWrap(true);
    return label;
}

DataTable* linesTable(const QString& name, const DatabaseNow& now, Lines* model, QWidget* parent) {
    auto* table = new DataTable(name, now, parent);
    table->setModel(model);
    table->setColumnChars(SheetLines::columnChars());
    return table;
}

QWidget* scrolling(QWidget* content) {
    auto* scroll = new QScrollArea(content->parentWidget());
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    return scroll;
}

QString groupedHash(const QString& hash) {
    QStringList groups;
    for (qsizetype at = 0; at < hash.size(); at += 8) groups << hash.mid(at, 8);
    return groups.join(u' ');
}

} // namespace

SheetView::SheetView(DatabaseNow now, QWidget* parent)
    : QWidget(parent), m_now(now), m_empty(new QLabel(this)), m_content(new QWidget(this)), m_title(boldLabel(this)),
      m_alert(new AlertBar(this)), m_tabs(new QTabWidget(this)),
      m_unexplained(new FigureCard(FigureCard::Size::Large, this)), m_identities(new ValueTable(this)),
      m_classes(new ValueTable(this)), m_signatures(new FactsGrid(this)), m_more(boldLabel(this)),
      m_linesModel(new Lines(SheetLines::columns(now), this)), m_delta(boldLabel(this)), m_addedHead(boldLabel(this)),
      m_addedModel(new Lines(SheetLines::columns(now), this)), m_goneHead(boldLabel(this)),
      m_goneModel(new Lines(SheetLines::columns(now), this)) {
    m_lines = linesTable(QStringLiteral("comparison.lines"), now, m_linesModel, this);
    m_added = linesTable(QStringLiteral("comparison.added"), now, m_addedModel, this);
    m_gone = linesTable(QStringLiteral("comparison.gone"), now, m_goneModel, this);
    auto* lines = new QWidget(this);
    auto* linesColumn = new QVBoxLayout(lines);
    linesColumn->addWidget(m_more);
    linesColumn->addWidget(m_lines, 1);
    m_tabs->addTab(makeSummary(), QString());
    m_tabs->addTab(lines, QString());
    m_tabs->addTab(makeDelta(), QString());
    auto* content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->addWidget(m_title);
    content->addWidget(m_alert);
    content->addWidget(m_tabs, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_empty, 1);
    column->addWidget(m_content, 1);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    render();
}

QWidget* SheetView::makeSummary() {
    auto* top = new QHBoxLayout;
    top->addWidget(m_unexplained, 1);
    top->addWidget(m_signatures, 3, Qt::AlignTop);
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->addLayout(top);
    column->addWidget(m_identities);
    column->addWidget(m_classes);
    column->addStretch(1);
    m_classes->setRowsShown(12);
    return scrolling(content);
}

QWidget* SheetView::makeDelta() {
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->addWidget(m_delta);
    column->addWidget(m_addedHead);
    column->addWidget(m_added, 1);
    column->addWidget(m_goneHead);
    column->addWidget(m_gone, 1);
    return scrolling(content);
}

void SheetView::setSheet(const desk::Sheet& sheet) {
    m_sheet = sheet;
    render();
}

void SheetView::setEmpty(const QString& sentence) {
    m_sheet.reset();
    m_emptySentence = sentence;
    render();
}

bool SheetView::alarms() const { return m_sheet && m_alert->level() == AlertLevel::Alarm; }

void SheetView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) render();
    QWidget::changeEvent(event);
}

void SheetView::render() {
    m_empty->setText(m_emptySentence);
    m_empty->setVisible(!m_sheet);
    m_content->setVisible(m_sheet.has_value());
    if (!m_sheet) return;
    const bool alarm = m_sheet->criticalCount > 0;
    m_title->setText(SheetText::title(*m_sheet, m_now()));
    m_alert->setAlert(alarm ? AlertLevel::Alarm : AlertLevel::Calm, SheetText::critical(*m_sheet));
    renderSummary(*m_sheet);
    renderClasses(*m_sheet);
    renderLines(*m_sheet);
}

void SheetView::renderSummary(const desk::Sheet& sheet) {
    m_tabs->setAccessibleName(tr("Parts of the comparison sheet"));
    m_tabs->setTabText(0, tr("Summary"));
    m_tabs->widget(0)->setAccessibleName(m_tabs->tabText(0));
    m_unexplained->set(tr("Unexplained"), amountText(sheet.unexplainedMinor), SheetText::unexplained(sheet),
                       sheet.unexplainedMinor == 0 ? Tone::Good : Tone::Critical);
    m_signatures->setFacts({{tr("Sheet", "a comparison sheet"), sheetStateWord(sheet.state)},
                            {tr("Preparer"), SheetText::prepared(sheet, m_now())},
                            {tr("Reviewer"), SheetText::reviewed(sheet, m_now())},
                            {tr("Hash of the sheet"), groupedHash(sheet.hash)}});
    m_identities->setHeads({tr("Must be equal"), tr("Computed from"), tr("Left side"), tr("Right side"), tr("Mark")});
    m_identities->setAccessibleName(tr("The two identities"));
    std::vector<ValueRow> rows;
    for (const IdentityLine& line : SheetText::identities(sheet.identities))
        rows.push_back(
            {{line.what, false, false, {}, {}},
             {line.how, true, false, {}, {}},
             {line.left, true, true, {}, {}},
             {line.right, true, true, {}, {}},
             {SheetText::exactMark(line.exact), false, true, line.exact ? QString() : QStringLiteral("≠"), {}}});
    m_identities->setRows(rows);
}

void SheetView::renderClasses(const desk::Sheet& sheet) {
    m_classes->setHeads({tr("Class"), tr("Lines"), tr("System"), tr("Bank"), tr("What it means")});
    m_classes->setAccessibleName(tr("Totals by class"));
    std::vector<ValueRow> rows;
    for (const desk::ClassTotal& total : sheet.classes) {
        const bool critical = total.critical && total.count > 0;
        rows.push_back({{className(total.className), false, critical, critical ? QStringLiteral("⚠") : QString(), {}},
                        {countText(total.count), true, critical, {}, {}},
                        {amountText(total.systemMinor), true, critical, {}, {}},
                        {amountText(total.bankMinor), true, critical, {}, {}},
                        {classExplanation(total.className), false, false, {}, {}}});
    }
    m_classes->setRows(rows);
}

void SheetView::renderLines(const desk::Sheet& sheet) {
    const auto shown = static_cast<std::int64_t>(sheet.notMatched.size());
    m_tabs->setTabText(1, tr("Not matched: %1").arg(countText(sheet.notMatchedCount)));
    m_tabs->setTabText(
        2,
        tr("Changes: %1").arg(countText(static_cast<std::int64_t>(sheet.deltaAdded.size() + sheet.deltaGone.size()))));
    m_tabs->widget(2)->setAccessibleName(m_tabs->tabText(2));
    m_more->setVisible(shown < sheet.notMatchedCount);
    m_more->setText(tr("The first %1 of %2 lines are shown, critical ones first.")
                        .arg(countText(shown), countText(sheet.notMatchedCount)));
    m_linesModel->setRows(criticalFirst(sheet.notMatched));
    m_lines->setAccessibleName(tr("Lines that do not match, critical ones first"));
    m_lines->setEmptyText(tr("Everything matches"), tr("There is nothing in this cut that does not match."));
    m_delta->setText(SheetText::delta(sheet));
    m_addedHead->setText(tr("New in this version"));
    m_goneHead->setText(tr("No longer in this version"));
    m_addedModel->setRows(criticalFirst(sheet.deltaAdded));
    m_goneModel->setRows(criticalFirst(sheet.deltaGone));
    m_added->setAccessibleName(m_addedHead->text());
    m_gone->setAccessibleName(m_goneHead->text());
    m_added->setEmptyText(tr("Nothing new"), tr("No line came since the version before."));
    m_gone->setEmptyText(tr("Nothing went"), tr("No line went since the version before."));
}

} // namespace payout::ui
