// SPDX-License-Identifier: GPL-3.0-or-later
// Drawings on a grid of 24 by 24, stroked 1.8 wide with round ends.
#include "ui/shared/icons.h"

#include <QApplication>
#include <QIconEngine>
#include <QPainterPath>

#include <optional>

namespace payout::ui {

namespace {

/// Strokes side by side; QPainterPath's own + would unite areas.
class Drawing : public QPainterPath {
public:
    Drawing() = default;
    Drawing(const QPainterPath& path) : QPainterPath(path) {}
    Drawing operator+(const QPainterPath& more) const {
        Drawing both(*this);
        both.addPath(more);
        return both;
    }
};

QPainterPath lines(std::initializer_list<std::initializer_list<QPointF>> strokes) {
    QPainterPath path;
    for (const auto& stroke : strokes) {
        const QPointF* at = stroke.begin();
        path.moveTo(*at);
        while (++at != stroke.end()) path.lineTo(*at);
    }
    return path;
}
QPainterPath circle(QPointF center, qreal radius) {
    QPainterPath path;
    path.addEllipse(center, radius, radius);
    return path;
}
QPainterPath box(const QRectF& rect, qreal radius = 2) {
    QPainterPath path;
    path.addRoundedRect(rect, radius, radius);
    return path;
}
QPainterPath arc(const QRectF& rect, qreal start, qreal span) {
    QPainterPath path;
    path.arcMoveTo(rect, start);
    path.arcTo(rect, start, span);
    return path;
}
QPainterPath padlock(bool open) {
    QPainterPath path = box({5, 11, 14, 9});
    path.moveTo(8, 11);
    path.lineTo(8, 8);
    path.arcTo(QRectF(8, 4, 8, 8), 180, open ? -130 : -180);
    if (!open) path.lineTo(16, 11);
    return path;
}
QPainterPath moon() {
    QPainterPath path;
    path.moveTo(19.5, 14.5);
    path.arcTo(QRectF(4, 4, 16, 16), -20, -250);
    path.arcTo(QRectF(9.2, 1.8, 13, 13), 150, 125);
    return path;
}
QPainterPath sun() {
    QPainterPath path = circle({12, 12}, 4);
    for (int spoke = 0; spoke < 8; ++spoke) {
        const QLineF ray = QLineF::fromPolar(10, spoke * 45.0);
        const QLineF inner = QLineF::fromPolar(7, spoke * 45.0);
        path.moveTo(QPointF(12, 12) + inner.p2());
        path.lineTo(QPointF(12, 12) + ray.p2());
    }
    return path;
}
QPainterPath cylinder() {
    QPainterPath path;
    path.addEllipse(QRectF(5, 3.5, 14, 5));
    path.moveTo(5, 6);
    path.lineTo(5, 18);
    path.arcTo(QRectF(5, 15.5, 14, 5), 180, 180);
    path.lineTo(19, 6);
    path.moveTo(5, 12);
    path.arcTo(QRectF(5, 9.5, 14, 5), 180, 180);
    return path;
}
QPainterPath sheet() {
    return Drawing(box({5, 3, 14, 18})) +
           lines({{{8.5, 8}, {15.5, 8}}, {{8.5, 12}, {15.5, 12}}, {{8.5, 16}, {13, 16}}});
}
QPainterPath globe() {
    QPainterPath path = circle({12, 12}, 9);
    path.addEllipse(QPointF(12, 12), 4, 9);
    return Drawing(path) + lines({{{3, 12}, {21, 12}}});
}
QPainterPath triangle() {
    return lines({{{12, 4}, {21.5, 20}, {2.5, 20}, {12, 4}}, {{12, 10}, {12, 14.5}}, {{12, 17}, {12, 17.3}}});
}
QPainterPath octagon() {
    return lines(
        {{{8, 3}, {16, 3}, {21, 8}, {21, 16}, {16, 21}, {8, 21}, {3, 16}, {3, 8}, {8, 3}}, {{8, 12}, {16, 12}}});
}
QPainterPath questionMark() {
    QPainterPath path = circle({12, 12}, 9);
    path.moveTo(9.2, 9.6);
    path.arcTo(QRectF(9.2, 6.6, 5.6, 5.6), 180, -220);
    path.lineTo(12, 14);
    path.moveTo(12, 16.8);
    path.lineTo(12, 17.1);
    return path;
}
QPainterPath scales() {
    return Drawing(lines({{{12, 3}, {12, 20}},
                          {{7, 20}, {17, 20}},
                          {{4, 6}, {20, 6}},
                          {{5, 6}, {2.5, 13}},
                          {{5, 6}, {7.5, 13}},
                          {{19, 6}, {16.5, 13}},
                          {{19, 6}, {21.5, 13}}})) +
           arc({2, 10, 6, 6}, 180, 180) + arc({16, 10, 6, 6}, 180, 180);
}

QPainterPath pathOf(Symbol symbol) {
    switch (symbol) {
    case Symbol::Today:
        return Drawing(box({4, 5, 16, 15})) + lines({{{4, 10}, {20, 10}},
                                                     {{8, 3}, {8, 6.5}},
                                                     {{16, 3}, {16, 6.5}},
                                                     {{8.5, 14.5}, {11, 17}, {15.5, 12.8}}});
    case Symbol::Approve:
        return Drawing(lines(
                   {{{10.5, 21}, {5, 21}, {5, 3}, {19, 3}, {19, 9.5}}, {{8.5, 8}, {15.5, 8}}, {{8.5, 12}, {11, 12}}})) +
               circle({16.5, 17}, 5) + lines({{{14.2, 17}, {16, 18.8}, {19, 15.4}}});
    case Symbol::Exceptions: return Drawing(circle({12, 12}, 9)) + lines({{{12, 7}, {12, 12}, {15.5, 14}}});
    case Symbol::Compare: return scales();
    case Symbol::Lock: return padlock(false);
    case Symbol::Unlock: return padlock(true);
    case Symbol::Clock: return Drawing(circle({12, 12}, 9)) + lines({{{12, 7}, {12, 12}, {15.5, 14}}});
    case Symbol::Check: return lines({{{5, 12.5}, {10, 17.5}, {19.5, 7}}});
    case Symbol::Cross: return lines({{{6, 6}, {18, 18}}, {{18, 6}, {6, 18}}});
    case Symbol::Question: return questionMark();
    case Symbol::Warning: return triangle();
    case Symbol::Stop: return octagon();
    case Symbol::Play: return lines({{{7, 4.5}, {19, 12}, {7, 19.5}, {7, 4.5}}});
    case Symbol::Upload:
        return lines({{{12, 15}, {12, 4}}, {{7.5, 8.5}, {12, 4}, {16.5, 8.5}}, {{4, 14}, {4, 20}, {20, 20}, {20, 14}}});
    case Symbol::Statement: return sheet();
    case Symbol::Sun: return sun();
    case Symbol::Moon: return moon();
    case Symbol::Language: return globe();
    case Symbol::Person: return Drawing(circle({12, 8}, 4)) + arc({4, 14, 16, 14}, 0, 180);
    case Symbol::SignOut:
        return lines({{{14, 4}, {5, 4}, {5, 20}, {14, 20}}, {{10, 12}, {21, 12}}, {{17, 8}, {21, 12}, {17, 16}}});
    case Symbol::Copy: return Drawing(box({8, 8, 12, 12})) + lines({{{16, 8}, {16, 4}, {4, 4}, {4, 16}, {8, 16}}});
    case Symbol::Export:
        return lines(
            {{{12, 4}, {12, 15}}, {{7.5, 10.5}, {12, 15}, {16.5, 10.5}}, {{4, 14}, {4, 20}, {20, 20}, {20, 14}}});
    case Symbol::Refresh: return Drawing(arc({4, 4, 16, 16}, 60, 290)) + lines({{{20.5, 4}, {20, 9.2}, {14.8, 8.7}}});
    case Symbol::Search: return Drawing(circle({10.5, 10.5}, 6.5)) + lines({{{15.5, 15.5}, {20.5, 20.5}}});
    case Symbol::Database: return cylinder();
    case Symbol::Dot: return circle({12, 12}, 4);
    case Symbol::Pause: return lines({{{8.5, 5}, {8.5, 19}}, {{15.5, 5}, {15.5, 19}}});
    case Symbol::Info: return Drawing(circle({12, 12}, 9)) + lines({{{12, 11}, {12, 16.5}}, {{12, 7.6}, {12, 7.9}}});
    case Symbol::Money:
        return lines(
            {{{6, 4}, {12, 12}, {18, 4}}, {{12, 12}, {12, 21}}, {{7, 12.5}, {17, 12.5}}, {{7, 16.5}, {17, 16.5}}});
    }
    return {};
}

class SymbolEngine : public QIconEngine {
public:
    SymbolEngine(Symbol symbol, std::optional<Tone> tone) : m_symbol(symbol), m_tone(tone) {}
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        paintSymbol(*painter, m_symbol, rect, colorFor(mode));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return picture;
    }
    QIconEngine* clone() const override { return new SymbolEngine(m_symbol, m_tone); }

private:
    QColor colorFor(QIcon::Mode mode) const {
        const QPalette palette = QApplication::palette();
        switch (mode) {
        case QIcon::Disabled: return palette.color(QPalette::Disabled, QPalette::ButtonText);
        case QIcon::Selected: return palette.color(QPalette::HighlightedText);
        case QIcon::Normal:
        case QIcon::Active: break;
        }
        return m_tone ? toneColors(*m_tone, palette).line : palette.color(QPalette::ButtonText);
    }
    Symbol m_symbol;
    std::optional<Tone> m_tone;
};

} // namespace

QIcon symbolIcon(Symbol symbol) { return QIcon(new SymbolEngine(symbol, std::nullopt)); }
QIcon symbolIcon(Symbol symbol, Tone tone) { return QIcon(new SymbolEngine(symbol, tone)); }

void paintSymbol(QPainter& painter, Symbol symbol, const QRectF& box, const QColor& color) {
    const qreal side = qMin(box.width(), box.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.center() - QPointF(side / 2, side / 2));
    painter.scale(side / 24, side / 24);
    painter.setPen(QPen(color, 1.9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(symbol == Symbol::Dot ? QBrush(color) : QBrush(Qt::NoBrush));
    painter.drawPath(pathOf(symbol));
    painter.restore();
}

Symbol toneSymbol(Tone tone) {
    switch (tone) {
    case Tone::Neutral: return Symbol::Dot;
    case Tone::Info: return Symbol::Info;
    case Tone::Good: return Symbol::Check;
    case Tone::Unproven: return Symbol::Question;
    case Tone::Warning: return Symbol::Warning;
    case Tone::Critical: return Symbol::Stop;
    }
    return Symbol::Dot;
}

} // namespace payout::ui
