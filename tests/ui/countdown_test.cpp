// SPDX-License-Identifier: GPL-3.0-or-later
// What counts down runs by itself while a person looks: nothing but the clock is moved here.
#include "tests/ui/screen_reading.h"
#include "tests/ui/screen_samples.h"
#include "ui/shared/cell_delegate.h"
#include "ui/shared/data_table.h"
#include "ui/shell/status_strip.h"
#include "ui/today/today_view.h"

#include <QAbstractListModel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace payout::ui {

using namespace std::chrono_literals;

namespace {

constexpr int twoTicks = 2'500; ///< milliseconds; every countdown runs once a second

/// The database's time, moved by hand.
struct FakeClock {
    UtcTime now = sample::now();
    DatabaseNow read() {
        return [this] { return now; };
    }
};

bool shows(QWidget& widget, const QString& text) { return visibleTexts(&widget).join(u'\n').contains(text); }

/// Counts what is painted of its own accord.
class PaintCount : public QObject {
public:
    explicit PaintCount(QWidget* widget) { widget->installEventFilter(this); }
    int count = 0;

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

/// One column of locks, each over at its instant.
class Locks : public QAbstractListModel {
public:
    explicit Locks(UtcTime until) : m_until(until) {}
    int rowCount(const QModelIndex&) const override { return 1; }
    QVariant data(const QModelIndex&, int role) const override {
        if (role == UntilRole) return QVariant::fromValue<qlonglong>(m_until.ms);
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("lock")) : QVariant();
    }

private:
    UtcTime m_until;
};

} // namespace

class CountdownTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_settings;

private Q_SLOTS:
    void initTestCase() {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        beginScreens();
    }

    void aLabelCountsAndSaysTheEndOnce() {
        FakeClock clock;
        CountdownLabel label(
            clock.read(), [](const QString& left) { return QStringLiteral("left ") + left; },
            [] { return QStringLiteral("over"); });
        int reached = 0;
        connect(&label, &CountdownLabel::reached, this, [&reached] { ++reached; });
        label.setUntil(clock.now + 90s);
        label.show();
        const QString before = label.text();
        clock.now = clock.now + 30s;
        QTRY_VERIFY_WITH_TIMEOUT(label.text() != before && label.text().startsWith(QStringLiteral("left ")), twoTicks);
        clock.now = clock.now + 61s;
        QTRY_COMPARE_WITH_TIMEOUT(label.text(), QStringLiteral("over"), twoTicks);
        QTest::qWait(1'200);
        QCOMPARE(reached, 1);
    }

    void aListInSightCounts() {
        FakeClock clock;
        DataTable table(QStringLiteral("test.locks"), clock.read());
        Locks locks(clock.now + 1h);
        table.setModel(&locks);
        display(&table, {400, 200});
        QTest::qWait(100); // all that showing it paints
        const QImage before = table.viewport()->grab().toImage();
        PaintCount paints(table.viewport());
        clock.now = clock.now + 10min;
        QTRY_VERIFY_WITH_TIMEOUT(paints.count > 0, twoTicks);
        QVERIFY2(table.viewport()->grab().toImage() != before, "the rows are painted with the time that is left");
    }

    void theStripCounts() {
        const Speaking english(QStringLiteral("en"));
        FakeClock clock;
        StatusStrip strip(clock.read());
        desk::StripStatus status;
        status.databaseNow = clock.now;
        status.nextPauseEdge = clock.now + 2h;
        strip.setStatus(status);
        int edges = 0;
        connect(&strip, &StatusStrip::pauseEdgeReached, this, [&edges] { ++edges; });
        display(&strip, {1'200, 90});
        const QString before = formatLocal(clock.now);
        QVERIFY(shows(strip, before));
        const QStringList texts = visibleTexts(&strip);
        clock.now = clock.now + 1h;
        QTRY_VERIFY_WITH_TIMEOUT(shows(strip, formatLocal(clock.now)) && !shows(strip, before), twoTicks);
        QVERIFY2(visibleTexts(&strip).filter(QStringLiteral("pause in")) != texts.filter(QStringLiteral("pause in")),
                 "the pause comes nearer");
        clock.now = clock.now + 2h;
        QTRY_COMPARE_WITH_TIMEOUT(edges, 1, twoTicks);
    }

    void todayCounts() {
        const Speaking english(QStringLiteral("en"));
        FakeClock clock;
        TodayView view(sample::person(QStringLiteral("op"), {rules::Role::Operator}).actor, clock.read());
        desk::TodayFigures figures;
        figures.now = clock.now;
        figures.exceptionsLocked = 1;
        figures.nextUnlockAt = clock.now + 1h;
        view.setFigures(figures);
        display(&view, {1'200, 700});
        QVERIFY(shows(view, unlockText(*figures.nextUnlockAt, clock.now)));
        clock.now = clock.now + 59min + 30s;
        QTRY_VERIFY_WITH_TIMEOUT(shows(view, unlockText(*figures.nextUnlockAt, clock.now)), twoTicks);
        clock.now = clock.now + 1min;
        QTRY_VERIFY_WITH_TIMEOUT(shows(view, QStringLiteral("lock is over")), twoTicks);
    }
};

} // namespace payout::ui

QTEST_MAIN(payout::ui::CountdownTest)
#include "countdown_test.moc"
