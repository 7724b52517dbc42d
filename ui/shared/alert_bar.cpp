// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/alert_bar.h"

#include <QHBoxLayout>
#include <QLabel>

namespace payout::ui {

namespace {

QString signOf(AlertLevel level) {
    switch (level) {
    case AlertLevel::Calm: return QStringLiteral("✓");
    case AlertLevel::Notice: return QStringLiteral("!");
    case AlertLevel::Alarm: return QStringLiteral("⚠");
    }
    return {};
}

// White on these two passes WCAG AA (4.5:1) in the light and in the dark theme; calm uses the theme's own colours.
QString styleOf(AlertLevel level) {
    switch (level) {
    case AlertLevel::Calm: return QStringLiteral("payout--ui--AlertBar { border: 1px solid palette(mid); }");
    case AlertLevel::Notice:
        return QStringLiteral(
            "payout--ui--AlertBar { background: #7a4f00; } payout--ui--AlertBar QLabel { color: white; "
            "font-weight: bold; }");
    case AlertLevel::Alarm:
        return QStringLiteral(
            "payout--ui--AlertBar { background: #b3261e; } payout--ui--AlertBar QLabel { color: white; "
            "font-weight: bold; }");
    }
    return {};
}

} // namespace

AlertBar::AlertBar(QWidget* parent) : QFrame(parent), m_sign(new QLabel(this)), m_text(new QLabel(this)) {
    setFrameShape(QFrame::StyledPanel);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 10, 6);
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    paintLevel();
}

void AlertBar::setAlert(AlertLevel level, const QString& text) {
    m_text->setText(text);
    setAccessibleName(text);
    if (level == m_level) return;
    m_level = level;
    paintLevel();
}

QString AlertBar::text() const { return m_text->text(); }

void AlertBar::paintLevel() {
    m_sign->setText(signOf(m_level));
    setStyleSheet(styleOf(m_level));
}

} // namespace payout::ui
