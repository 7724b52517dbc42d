// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/today/outflow_chart.h"

#include "ui/shared/tone.h"

#include <QApplication>
#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QLabel>
#include <QTimer>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>

namespace payout::ui {

namespace {
constexpr int chartHeight = 260;

// Bars are a picture, not a sum: qreal is as far as it goes, and no figure is read back from here.
QBarSet* barsOf(const QString& title, const OutflowChart::Hours& hours, const QColor& color, qreal unit) {
    auto* bars = new QBarSet(title);
    for (const std::int64_t minor : hours) *bars << qreal(minor / 100) / unit;
    bars->setColor(color);
    bars->setBorderColor(color);
    return bars;
}
} // namespace

OutflowChart::OutflowChart(QWidget* parent)
    : QWidget(parent), m_column(new QVBoxLayout(this)), m_none(new QLabel(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_none->setProperty("role", QStringLiteral("muted"));
    m_none->setAlignment(Qt::AlignTop);
    m_column->addWidget(m_none);
}

void OutflowChart::setHours(const Hours& system, const Hours& bank) {
    const Values values{system, bank};
    if (m_values == values) return;
    m_values = values;
    if (std::exchange(m_queued, true)) return;
    QTimer::singleShot(0, this, [this] {
        m_queued = false;
        render();
    });
}

void OutflowChart::render() {
    if (!m_values) return;
    const QPalette colors = QApplication::palette();
    const std::int64_t largest = std::max(std::ranges::max(m_values->system), std::ranges::max(m_values->bank));
    m_none->setText(tr("Nothing has left today."));
    m_none->setVisible(largest == 0);
    if (m_view != nullptr) m_view->setVisible(largest > 0);
    if (largest == 0) return;
    const bool inTenThousands = largest >= 100LL * 10'000 * 10;
    const qreal unit = inTenThousands ? 10'000 : 1;
    auto* series = new QBarSeries;
    series->append(barsOf(tr("System", "the bars of what the system knows"), m_values->system,
                          toneColors(Tone::Info, colors).line, unit));
    series->append(barsOf(tr("Bank", "the bars of what the bank's statements show"), m_values->bank,
                          toneColors(Tone::Warning, colors).line, unit));
    series->setBarWidth(0.72);
    auto* chart = new QChart;
    chart->addSeries(series);
    chart->setBackgroundVisible(false);
    chart->setMargins({});
    auto* hours = new QValueAxis; // 24 names would not fit beside each other
    hours->setRange(-0.5, 23.5);
    hours->setTickType(QValueAxis::TicksDynamic);
    hours->setTickAnchor(0);
    hours->setTickInterval(3);
    hours->setLabelFormat(QStringLiteral("%.0f:00"));
    auto* amounts = new QValueAxis;
    amounts->setLabelFormat(QStringLiteral("%.0f"));
    amounts->setTitleText(inTenThousands ? tr("10,000 yuan") : tr("yuan"));
    amounts->setRange(0, std::max<qreal>(1, qreal(largest / 100) / unit));
    amounts->applyNiceNumbers();
    for (QAbstractAxis* axis : {static_cast<QAbstractAxis*>(hours), static_cast<QAbstractAxis*>(amounts)}) {
        axis->setLabelsColor(colors.color(QPalette::PlaceholderText));
        axis->setTitleBrush(colors.color(QPalette::PlaceholderText));
        axis->setGridLineColor(colors.color(QPalette::Mid));
        axis->setLinePenColor(colors.color(QPalette::Mid));
    }
    hours->setGridLineVisible(false);
    chart->addAxis(hours, Qt::AlignBottom);
    chart->addAxis(amounts, Qt::AlignLeft);
    series->attachAxis(hours);
    series->attachAxis(amounts);
    chart->legend()->setAlignment(Qt::AlignTop);
    chart->legend()->setLabelColor(colors.color(QPalette::WindowText));
    if (m_view == nullptr) {
        m_view = new QChartView(this);
        m_view->setRenderHint(QPainter::Antialiasing);
        m_view->setFrameShape(QFrame::NoFrame);
        m_view->setStyleSheet(QStringLiteral("background: transparent;"));
        m_view->setFocusPolicy(Qt::NoFocus);
        m_view->setFixedHeight(chartHeight);
        m_column->addWidget(m_view);
    }
    QChart* before = m_view->chart();
    m_view->setChart(chart);
    delete before; // only now that the view's scene has let it go
    m_view->setAccessibleName(tr("Outflow by hour, system against bank"));
}

void OutflowChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) render();
}

} // namespace payout::ui
