// SPDX-License-Identifier: GPL-3.0-or-later
// A tour that did not show what it must says so and fails.
#include "app/tour/diary.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using payout::tour::Diary;

class DiaryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneStepThatShowedNothingFailsTheTour();
};

void DiaryTest::oneStepThatShowedNothingFailsTheTour() {
    const QTemporaryDir folder;
    QPixmap picture(8, 8);
    picture.fill(Qt::white);
    Diary diary(folder.path());
    diary.note(QStringLiteral("first"), QStringLiteral("the first page"), true, picture);
    QCOMPARE(diary.failed(), 0);
    diary.note(QStringLiteral("second"), QStringLiteral("the second page"), false, picture);
    diary.note(QStringLiteral("third"), QStringLiteral("the third page"), true, picture);
    QCOMPARE(diary.failed(), 1); // and a later good step does not make up for it
    QVERIFY(diary.write());
    QFile summary(folder.filePath(QStringLiteral("summary.md")));
    QVERIFY(summary.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(summary.readAll());
    for (const char* step : {"the first page", "the second page", "the third page"})
        QVERIFY2(text.contains(QLatin1String(step)), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("2 passed, 1 failed")), qPrintable(text));
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("02-second.png"))));
    QVERIFY(!Diary(folder.filePath(QStringLiteral("not there"))).write());
}

QTEST_MAIN(DiaryTest)
#include "diary_test.moc"
