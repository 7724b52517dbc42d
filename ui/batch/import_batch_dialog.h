// SPDX-License-Identifier: GPL-3.0-or-later
// Importing a merchant's payout file: choose, look at every bad row, then one sentence says what the import will do.
// Not modal: the work also stands in the status line.
#pragma once

#include "core/desk/batch_desk.h"
#include "ui/shared/row_table_model.h"
#include "ui/shared/token_dialog.h"

#include <optional>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;

namespace payout::ui {

class DataTable;
class PathField;
struct DeskContext;

class ImportBatchDialog : public TokenDialog {
    Q_OBJECT
public:
    /// What the dialog asks; from a DeskContext, or by hand in a test.
    struct Calls {
        std::function<void(desk::Reply<desk::BatchChoices>)> choices;
        std::function<void(const QString& path, MerchantId, desk::ProgressPtr, desk::Reply<desk::BatchPreview>)>
            preview;
        std::function<void(const desk::BatchRequest&, desk::ProgressPtr, desk::Reply<desk::ImportedBatch>)> import;
        std::function<std::function<void()>(const QString& title, desk::ProgressPtr)> showWork;
    };
    ImportBatchDialog(DeskContext& context, QWidget* parent);
    ImportBatchDialog(Tokens tokens, rules::Actor actor, Calls calls, QWidget* parent);
    ~ImportBatchDialog() override;

    PathField* file() { return m_file; }
    void setPreview(const desk::BatchPreview& preview);

protected:
    void retranslate() override;
    void timerEvent(QTimerEvent* event) override;

private:
    void build();
    void buildForm();
    void buildTable();
    void takeChoices(const desk::BatchChoices& choices);
    void look();
    void import(const QString& token, desk::Reply<desk::ImportedBatch> answer);
    void beginWork(const QString& title);
    void endWork();
    void showWhat();
    QString missing() const;
    const desk::MerchantChoice* merchant() const;

    rules::Actor m_actor;
    Calls m_calls;
    desk::BatchChoices m_choices;
    std::optional<desk::BatchPreview> m_preview;
    std::optional<Error> m_lookError;
    desk::ProgressPtr m_progress; ///< of the work in hand, or none
    std::function<void()> m_workEnds;
    int m_looks = 0; ///< only the newest look counts
    QFormLayout* m_form;
    PathField* m_file;
    QComboBox* m_merchant;
    QComboBox* m_channel;
    QLineEdit* m_number;
    QLabel* m_sum;
    DataTable* m_table;
    RowTableModel<desk::BatchIssue>* m_issues;
    QLabel* m_more;
    QProgressBar* m_bar;
    QPushButton* m_stop;
};

} // namespace payout::ui
