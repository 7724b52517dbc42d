// SPDX-License-Identifier: GPL-3.0-or-later
// Loading a bank's statement: channel, file, progress; then what it proved, how far it reaches, what it confirmed.
#pragma once

#include "core/desk/batch_desk.h"
#include "core/desk/comparison_desk.h"
#include "core/desk/session_desk.h"
#include "ui/shared/token_dialog.h"

#include <optional>

class QComboBox;
class QLabel;
class QProgressBar;

namespace payout::ui {

class PathField;
struct DeskContext;

class ImportStatementDialog : public TokenDialog {
    Q_OBJECT
public:
    struct Calls {
        std::function<void(desk::Reply<desk::StripStatus>)> status; ///< the channels
        std::function<void(const desk::StatementRequest&, desk::ProgressPtr, desk::Reply<desk::LoadedStatements>)>
            import;
        std::function<std::function<void()>(const QString& title, desk::ProgressPtr)> showWork;
    };
    ImportStatementDialog(DeskContext& context, QWidget* parent);
    ImportStatementDialog(rules::Actor actor, Calls calls, UtcTime now, QWidget* parent);
    ~ImportStatementDialog() override;

    PathField* file() { return m_file; }
    void showResult(const desk::LoadedStatements& loaded);

protected:
    void retranslate() override;
    void timerEvent(QTimerEvent* event) override;

private:
    void build();
    void import(desk::Reply<desk::LoadedStatements> answer);
    void endWork();
    void showMissing();
    QString resultText(const desk::LoadedStatements& loaded) const;

    rules::Actor m_actor;
    Calls m_calls;
    UtcTime m_now;
    std::vector<desk::ChannelStrip> m_channels;
    std::optional<desk::LoadedStatements> m_loaded;
    desk::ProgressPtr m_progress;
    std::function<void()> m_workEnds;
    QLabel* m_channelWord;
    QComboBox* m_channel;
    QLabel* m_fileWord;
    PathField* m_file;
    QLabel* m_result;
    QProgressBar* m_bar;
    QPushButton* m_stop;
};

} // namespace payout::ui
