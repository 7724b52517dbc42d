// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/work_line.h"

#include "ui/text/money_text.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace payout::ui {

namespace {
class WorkText {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::WorkText)
public:
    static QString done(std::int64_t done) {
        return tr("%1 done", "progress without a known end").arg(countText(done));
    }
    static QString of(std::int64_t done, std::int64_t total) {
        return tr("%1 of %2", "progress: done of total").arg(countText(done), countText(total));
    }
    static QString left(const QString& progress, int seconds) {
        return tr("%1, about %n s left", "progress and remaining seconds", seconds).arg(progress);
    }
};
constexpr int barSteps = 1'000;
constexpr int pollMs = 200;
} // namespace

QString progressText(const desk::Progress& progress, std::chrono::milliseconds elapsed) {
    const std::int64_t done = progress.done;
    const std::int64_t total = progress.total;
    if (total <= 0) return WorkText::done(done);
    const QString words = WorkText::of(done, total);
    if (done <= 0 || done >= total || elapsed.count() < 1'000) return words;
    const std::int64_t leftMs = elapsed.count() * (total - done) / done;
    return WorkText::left(words, int(std::min<std::int64_t>(leftMs / 1'000 + 1, 86'400)));
}

struct WorkLine::Work {
    int number = 0;
    QString title;
    desk::ProgressPtr progress;
    QElapsedTimer since;
    QWidget* box = nullptr;
    QLabel* words = nullptr;
    QProgressBar* bar = nullptr;
    QPushButton* cancel = nullptr;
};

WorkLine::WorkLine(QWidget* parent) : QFrame(parent), m_row(new QHBoxLayout(this)), m_state(new QLabel(this)) {
    setObjectName(QStringLiteral("workLine"));
    m_row->setContentsMargins(16, 4, 16, 4);
    m_row->setSpacing(20);
    m_row->addStretch(1);
    m_state->setProperty("role", QStringLiteral("muted"));
    m_row->addWidget(m_state);
    retranslate();
}

std::function<void()> WorkLine::begin(const QString& title, desk::ProgressPtr progress) {
    auto work = std::make_shared<Work>();
    work->number = m_next++;
    work->title = title;
    work->progress = std::move(progress);
    work->since.start();
    m_row->insertWidget(int(m_works.size()), makeWork(*work));
    m_works.push_back(work);
    if (m_timer == 0) m_timer = startTimer(pollMs);
    return [line = QPointer<WorkLine>(this), number = work->number] {
        if (line) line->end(number);
    };
}

QWidget* WorkLine::makeWork(Work& work) {
    work.box = new QWidget(this);
    auto* row = new QHBoxLayout(work.box);
    row->setContentsMargins(0, 0, 0, 0);
    work.words = new QLabel(work.title, work.box);
    work.words->setTextFormat(Qt::PlainText);
    work.bar = new QProgressBar(work.box);
    work.bar->setTextVisible(false);
    work.bar->setFixedWidth(160);
    work.bar->setRange(0, 0);
    work.bar->setAccessibleName(work.title);
    work.cancel = new QPushButton(tr("Cancel"), work.box);
    work.cancel->setAutoDefault(false);
    for (QWidget* part :
         {static_cast<QWidget*>(work.words), static_cast<QWidget*>(work.bar), static_cast<QWidget*>(work.cancel)})
        row->addWidget(part);
    connect(work.cancel, &QPushButton::clicked, work.box, [progress = work.progress, cancel = work.cancel] {
        progress->cancelled = true;
        cancel->setEnabled(false);
    });
    return work.box;
}

void WorkLine::end(int number) {
    const auto found = std::ranges::find_if(m_works, [number](const auto& work) { return work->number == number; });
    if (found == m_works.end()) return;
    (*found)->box->deleteLater();
    m_works.erase(found);
    if (m_works.empty() && m_timer != 0) killTimer(std::exchange(m_timer, 0));
}

void WorkLine::timerEvent(QTimerEvent*) {
    for (const auto& work : m_works) {
        const std::int64_t total = work->progress->total;
        if (total > 0) {
            work->bar->setRange(0, barSteps);
            work->bar->setValue(int(work->progress->done * barSteps / total));
        }
        work->words->setText(work->title + QStringLiteral("   ") +
                             progressText(*work->progress, std::chrono::milliseconds(work->since.elapsed())));
    }
}

void WorkLine::setConnected(bool connected) {
    m_connected = connected;
    retranslate();
}

void WorkLine::retranslate() {
    m_state->setText(m_connected ? tr("connected", "to the database") : tr("reconnecting…", "to the database"));
    for (const auto& work : m_works) work->cancel->setText(tr("Cancel"));
}

void WorkLine::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

} // namespace payout::ui
