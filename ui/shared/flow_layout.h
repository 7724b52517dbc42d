// SPDX-License-Identifier: GPL-3.0-or-later
// Widgets side by side that wrap to a new line when the width ends: for what must stay in sight at 200 %.
#pragma once

#include <QLayout>

namespace payout::ui {

class FlowLayout : public QLayout {
public:
    explicit FlowLayout(QWidget* parent = nullptr, int gapX = 14, int gapY = 6);
    ~FlowLayout() override;
    void addItem(QLayoutItem* item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), Place::No); }
    QSize minimumSize() const override;
    QSize sizeHint() const override;
    void setGeometry(const QRect& rect) override;

private:
    enum class Place { No, Yes };
    int arrange(const QRect& rect, Place place) const;
    QList<QLayoutItem*> m_items;
    int m_gapX;
    int m_gapY;
};

} // namespace payout::ui
