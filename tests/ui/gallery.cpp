// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the shell's screens with sample values into PNG files, to be looked at: gallery FOLDER (no database, no
// display).
#include "ui/batch/import_batch_dialog.h"
#include "ui/batch/path_field.h"
#include "ui/shared/banner.h"
#include "ui/shared/data_table.h"
#include "ui/shared/row_table_model.h"
#include "ui/shell/language.h"
#include "ui/shell/navigation.h"
#include "ui/shell/page_list.h"
#include "ui/shell/sign_in_page.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/theme.h"
#include "ui/shell/work_line.h"
#include "ui/statement/import_statement_dialog.h"
#include "ui/text/money_text.h"
#include "ui/text/refusal_text.h"
#include "ui/text/state_text.h"
#include "ui/today/channel_switches.h"
#include "ui/today/stop_dialog.h"
#include "ui/today/today_view.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryFile>
#include <QVBoxLayout>

using namespace payout;
using namespace payout::ui;
using namespace std::chrono_literals;

namespace {

const UtcTime now = startOf({20261122}) + 14h + 3min + 27s;
Money yuan(std::int64_t value) { return {value * 100 + 37, Currency::cny()}; }

desk::StripStatus sampleStatus(bool paused) {
    desk::StripStatus status;
    status.training = !paused;
    status.institution = QStringLiteral("示例支付有限公司");
    status.engine = QStringLiteral("SQLite");
    status.database = QStringLiteral("demo/payout.db");
    status.databaseNow = now;
    status.paused = paused;
    status.nextPauseEdge = now + 9h + 46min;
    status.channels = {{ChannelId(1),
                        QStringLiteral("ICBC"),
                        QStringLiteral("工商银行"),
                        QStringLiteral("UP"),
                        false,
                        {},
                        false,
                        now - 33min},
                       {ChannelId(2),
                        QStringLiteral("ACP"),
                        QStringLiteral("银联代付"),
                        QStringLiteral("DEGRADED"),
                        false,
                        {},
                        false,
                        now - 4h},
                       {ChannelId(3),
                        QStringLiteral("NUCC"),
                        QStringLiteral("网联"),
                        QStringLiteral("DOWN"),
                        false,
                        {},
                        false,
                        std::nullopt},
                       {ChannelId(4), QStringLiteral("CCB"), QStringLiteral("建设银行"), QStringLiteral("UP"), true,
                        QStringLiteral("重复出款，正在查明"), true, now - 1h}};
    status.batchesWaiting = 3;
    status.exceptionsOpen = 1'212;
    status.cutsDue = 1;
    return status;
}

desk::TodayFigures sampleFigures() {
    desk::TodayFigures f;
    f.now = now;
    f.batchesWaiting = 3;
    f.batchesWaitingTotal = yuan(4'182'000);
    f.oldestWaitingSince = now - 2h - 11min;
    f.heldRows = 14;
    f.unprovenCount = 1'231;
    f.unprovenTotal = yuan(12'840'512);
    f.exceptionsLocked = 12;
    f.nextUnlockAt = now + 41min + 7s;
    f.exceptionsUnlocked = 1'200;
    f.proposalsOpen = 2;
    f.overdueCount = 5;
    f.paidTodayCount = 48'211;
    f.paidToday = yuan(212'004'118);
    f.returnedTodayCount = 3;
    f.returnedToday = yuan(10'220);
    const QString names[] = {QStringLiteral("工商银行"), QStringLiteral("银联代付"), QStringLiteral("网联"),
                             QStringLiteral("建设银行")};
    const desk::CutStatus statuses[] = {
        desk::CutStatus::Signed, desk::CutStatus::Prepared,     desk::CutStatus::Due,     desk::CutStatus::NotYet,
        desk::CutStatus::Signed, desk::CutStatus::OpenCritical, desk::CutStatus::Overdue, desk::CutStatus::NotYet,
        desk::CutStatus::Signed, desk::CutStatus::Open,         desk::CutStatus::Due,     desk::CutStatus::NotYet,
        desk::CutStatus::Signed, desk::CutStatus::Signed,       desk::CutStatus::Due,     desk::CutStatus::NotYet};
    const std::chrono::hours hours[] = {9h, 11h, 13h, 18h};
    for (int channel = 0; channel < 4; ++channel)
        for (int cut = 0; cut < 4; ++cut) {
            desk::CutCell cell;
            cell.channel = ChannelId(channel + 1);
            cell.channelName = names[channel];
            cell.cutAt = startOf({20261122}) + hours[cut];
            cell.status = statuses[channel * 4 + cut];
            cell.criticalCount = cell.status == desk::CutStatus::OpenCritical ? 2 : 0;
            f.cuts.push_back(cell);
        }
    f.jobs = {{QStringLiteral("send"), QStringLiteral("pay-host-1"), now - 3s, true},
              {QStringLiteral("ask"), QStringLiteral("pay-host-1"), now - 4s, true},
              {QStringLiteral("compare"), QStringLiteral("pay-host-2"), now - 26h, false}};
    f.incidents = {{QStringLiteral("DOUBLE_PAID"), QStringLiteral("银联代付"), now - 12min,
                    QStringLiteral("order 2026112200018823")},
                   {QStringLiteral("BANK_ONLY"), QStringLiteral("建设银行"), now - 3h, QStringLiteral("flow 88120391")},
                   {QStringLiteral("BANK_RETURN_AFTER_SUCCESS"), QStringLiteral("工商银行"), now - 25h,
                    QStringLiteral("order 2026112100000012")}};
    for (size_t hour = 0; hour < 15; ++hour) {
        f.systemOutflowMinor[hour] = std::int64_t(hour) * 180'000'000 + (hour % 3 == 0 ? 900'000'000 : 0);
        f.bankOutflowMinor[hour] = hour > 12 ? 0 : f.systemOutflowMinor[hour] - (hour == 7 ? 240'000'000 : 0);
    }
    f.newCodes = {QStringLiteral("ACP send 0Z"), QStringLiteral("ICBC query E99")};
    return f;
}

rules::Actor actor() { return {PersonId(7), QStringLiteral("auditor01"), {rules::Role::Auditor}}; }

struct Frame : QWidget {
    StatusStrip* strip;
    Navigation* navigation;
    WorkLine* works;
    Banner* banner;
    Frame(QWidget* page, bool paused, bool signedIn) {
        auto clock = [] { return now; };
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        strip = new StatusStrip(clock, this);
        if (signedIn) strip->setPerson(desk::SignedIn{actor(), QStringLiteral("王复核")});
        strip->setStatus(sampleStatus(paused));
        banner = new Banner(this);
        std::vector<Navigation::Entry> pages;
        for (const PageEntry& entry : deskPages()) pages.push_back({entry.symbol, entry.title});
        navigation = new Navigation(
            pages,
            {{Symbol::Upload, [] { return QCoreApplication::translate("payout::ui::MainWindow", "Import batch…"); }},
             {Symbol::Statement,
              [] { return QCoreApplication::translate("payout::ui::MainWindow", "Import statement…"); }}},
            this);
        navigation->setCurrent(0);
        navigation->setWaiting(1, 3);
        navigation->setWaiting(2, 1'212);
        navigation->setWaiting(3, 1);
        navigation->setVisible(signedIn);
        works = new WorkLine(this);
        column->addWidget(strip);
        column->addWidget(banner);
        auto* row = new QHBoxLayout;
        row->setSpacing(0);
        row->addWidget(navigation);
        row->addWidget(page, 1);
        column->addLayout(row, 1);
        column->addWidget(works);
    }
};

QString folder;
QString suffix;

void settle() {
    QElapsedTimer since;
    since.start();
    while (since.elapsed() < 700) QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
}
void save(QWidget& widget, const QString& name, QSize size = {1440, 900}) {
    if (size.isValid()) widget.resize(size);
    widget.show();
    settle();
    widget.grab().save(QStringLiteral("%1/%2_%3.png").arg(folder, name, suffix));
}

void drawToday() {
    auto* view = new TodayView(actor(), [] { return now; });
    view->setFigures(sampleFigures());
    view->setChannels(sampleStatus(false).channels);
    Frame frame(view, false, true);
    auto progress = std::make_shared<desk::Progress>();
    progress->done = 612'000;
    progress->total = 1'000'000;
    auto end = frame.works->begin(QStringLiteral("ICBC 2026-11-22"), progress);
    save(frame, QStringLiteral("today"));
    save(frame, QStringLiteral("today_tall"), {1440, 1700});
    save(frame, QStringLiteral("today_narrow"), {900, 700});
    end();
}

void drawEmptyToday() {
    auto* view = new TodayView(actor(), [] { return now; });
    desk::TodayFigures none;
    none.now = now;
    view->setFigures(none);
    Frame frame(view, true, true);
    frame.strip->setConnected(false);
    frame.works->setConnected(false);
    frame.banner->say(Tone::Critical, QCoreApplication::translate("payout::ui::MainWindow", "The database is lost."),
                      QCoreApplication::translate("payout::ui::MainWindow",
                                                  "What was saved is safe. Writing is locked; the desk reconnects by "
                                                  "itself and finds out what became of a command in flight."));
    save(frame, QStringLiteral("empty_lost"));
}

void drawSignIn() {
    auto* page = new SignInPage(
        [](auto, auto, desk::Reply<desk::SignedIn> answer) {
            answer.take(rules::refuse(rules::Refusal::SignInWait, QString::number((now + 59s).ms)));
        },
        [] { return now; });
    page->setInstitution(QStringLiteral("示例支付有限公司"));
    Frame frame(page, false, false);
    save(frame, QStringLiteral("sign_in"));
    for (QPushButton* button : page->findChildren<ActionButton*>()) button->click();
    save(frame, QStringLiteral("sign_in_wait"));
}

void drawStop() {
    StopDialog dialog(sampleStatus(false).channels.front(), [](auto, auto) {}, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    save(dialog, QStringLiteral("stop"), {});
}

void drawImport() {
    QTemporaryFile file;
    if (!file.open()) return;
    desk::BatchPreview preview;
    preview.fileName = QStringLiteral("pay.csv");
    preview.rowsCount = 412;
    preview.total = yuan(1'204'000);
    preview.fee = yuan(412);
    preview.acceptable = false;
    const char* codes[] = {"AmountTooManyDecimals", "AccountExcelDamage", "FieldMissing",
                           "FormulaLeading",        "AccountFailsLuhn",   "SamePayeeAndAmount"};
    const char* fields[] = {"amount", "payee_account", "payee_name", "purpose", "payee_account", ""};
    const char* values[] = {"1234.505", "6.22E+18", "", "=1+1", "6217 **** **** 0018", ""};
    for (size_t at = 0; at < 6; ++at)
        preview.issues.push_back({std::int64_t(at) * 13 + 3, QLatin1String(fields[at]), QLatin1String(values[at]),
                                  QLatin1String(codes[at]), at > 3});
    preview.moreIssues = 212;
    ImportBatchDialog::Calls calls;
    calls.choices = [](desk::Reply<desk::BatchChoices> answer) {
        answer.take(desk::BatchChoices{
            {{MerchantId(1), QStringLiteral("M001"), QStringLiteral("晴川商贸"), yuan(9'000'000), yuan(1)}},
            {{ChannelId(1), QStringLiteral("ICBC"), QStringLiteral("工商银行")}}});
    };
    calls.preview = [&preview](auto, auto, auto, desk::Reply<desk::BatchPreview> answer) { answer.take(preview); };
    Tokens tokens{[](desk::Reply<QString> answer) { answer.take(QStringLiteral("t")); }, {}};
    ImportBatchDialog dialog(tokens, actor(), calls, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    save(dialog, QStringLiteral("import_empty"), {});
    dialog.file()->setPath(file.fileName());
    save(dialog, QStringLiteral("import_bad"), {});
    preview.acceptable = true;
    preview.issues.clear();
    preview.moreIssues = 0;
    dialog.file()->setPath(file.fileName());
    save(dialog, QStringLiteral("import_good"), {});
}

void drawStatement() {
    ImportStatementDialog::Calls calls;
    calls.status = [](desk::Reply<desk::StripStatus> answer) { answer.take(sampleStatus(false)); };
    ImportStatementDialog dialog(actor(), calls, now, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    desk::StatementView part;
    part.format = QStringLiteral("camt.053");
    part.from = now - 24h;
    part.to = now - 30min;
    part.lines = 1'204;
    part.debits = yuan(5'000'000);
    part.credits = yuan(1'000);
    part.proof = QStringLiteral("FAILS");
    part.state = QStringLiteral("QUARANTINED");
    part.differenceMinor = -1'200;
    part.doubt = QStringLiteral("PROOF_FAILS");
    dialog.showResult({{part}, 18, 1});
    save(dialog, QStringLiteral("statement"), {});
}

struct SampleRow {
    int number;
    rules::PayoutState state;
    std::optional<UtcTime> unlocks;
};

void drawTable() {
    auto* table = new DataTable(QStringLiteral("gallery"), [] { return now; });
    const auto state = [](const SampleRow& row) { return stateWord(row.state); };
    const auto tone = [](const SampleRow& row) { return stateTone(row.state); };
    auto* model = new RowTableModel<SampleRow>(
        {Column<SampleRow>([] { return QStringLiteral("No."); }, Qt::AlignRight,
                           [](const SampleRow& row) { return QString::number(row.number); }),
         Column<SampleRow>([] { return QStringLiteral("收款人"); }, Qt::AlignLeft,
                           [](const SampleRow&) { return QStringLiteral("上海示例科技有限公司"); }),
         Column<SampleRow>([] { return QStringLiteral("Amount"); }, Qt::AlignRight,
                           [](const SampleRow& row) { return amountText(std::int64_t(row.number) * 7'919'131); }),
         Column<SampleRow>([] { return QStringLiteral("State"); }, Qt::AlignLeft, state, tone, true),
         Column<SampleRow>([] { return QStringLiteral("Lock"); }, Qt::AlignLeft,
                           [](const SampleRow&) { return QString(); }, [](const SampleRow&) { return Tone::Unproven; },
                           true, {}, [](const SampleRow& row) { return row.unlocks; })},
        table);
    std::vector<SampleRow> rows;
    for (int at = 0; at < 14; ++at)
        rows.push_back({at + 1, rules::PayoutState(at % 5),
                        at % 3 ? std::optional(now + std::chrono::minutes(at * 9)) : std::nullopt});
    table->setModel(model);
    model->setRows(rows);
    table->setColumnChars({5, 26, 18, 26, 20});
    table->selectRow(3);
    auto* empty = new DataTable(QStringLiteral("gallery.empty"), {});
    empty->setModel(new RowTableModel<SampleRow>(
        {Column<SampleRow>([] { return QStringLiteral("No."); }, Qt::AlignRight, {})}, empty));
    empty->setEmptyText(QStringLiteral("没有异常"),
                        QStringLiteral("Payouts whose outcome is unconfirmed appear here."));
    QWidget both;
    auto* column = new QVBoxLayout(&both);
    auto* banner = new Banner(&both);
    banner->say(Tone::Unproven, QStringLiteral("The answer was lost."), QStringLiteral("It is being asked for."));
    column->addWidget(banner);
    column->addWidget(table, 2);
    column->addWidget(empty, 1);
    auto* buttons = new QHBoxLayout;
    for (const auto kind : {ActionButton::Kind::Plain, ActionButton::Kind::Primary, ActionButton::Kind::Danger})
        for (const bool dead : {false, true}) {
            auto* button = new ActionButton(kind, &both);
            button->setText(QStringLiteral("审核 Approve"));
            if (dead) button->setRefusal(Error{ErrorKind::Refused, QStringLiteral("StillLocked"), {}});
            buttons->addWidget(button);
        }
    column->addLayout(buttons);
    save(both, QStringLiteral("table"), {1100, 760});
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    if (argc < 2) return 2;
    folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder);
    LanguageSwitch language(Language::Chinese);
    const QString scale = qEnvironmentVariable("QT_SCALE_FACTOR", QStringLiteral("1"));
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(app, theme);
        for (const Language which : {Language::Chinese, Language::English}) {
            language.use(which);
            suffix = QStringLiteral("%1_%2_%3x")
                         .arg(which == Language::Chinese ? QStringLiteral("zh") : QStringLiteral("en"),
                              theme == Theme::Light ? QStringLiteral("light") : QStringLiteral("dark"), scale);
            drawToday();
            drawEmptyToday();
            drawSignIn();
            drawStop();
            drawImport();
            drawStatement();
            drawTable();
        }
    }
    return 0;
}
