// SPDX-License-Identifier: GPL-3.0-or-later
// What a channel's answer codes mean, as versioned data (spec 4.0, R20, I19). The same digits mean other things at
// other interfaces, so a table belongs to one channel interface and one version.
#pragma once

#include "core/rules/outcome.h"

#include <QHash>
#include <QSet>
#include <QString>

namespace payout::channel {

/// The place in an answer where the code stands.
enum class CodePlace {
    Send,          ///< respCode of a send
    Query,         ///< respCode of a query: did the query itself work
    QueryOriginal, ///< origRespCode of a query: what became of the order
};

struct CodeMeaning {
    rules::Outcome outcome = rules::Outcome::Unknown;
    QString meaning;     ///< the channel's own words, Chinese
    bool listed = false; ///< false: raise the task "new code" (R20)
};

class CodeTable {
public:
    /// Exact text, nothing trimmed, no case folded: "00 " is not "00". A code that is not listed is Unknown with
    /// `listed` false.
    CodeMeaning lookup(CodePlace place, const QString& code) const;
    /// True if a query's outer code says that the query worked and the original order's code is to be read.
    bool looksInside(const QString& outerCode) const { return m_looksInside.contains(outerCode); }
    bool isPayeeError(const QString& code) const { return m_payeeErrors.contains(code); }

    const QString& interfaceName() const { return m_interface; } ///< "acp"
    int version() const { return m_version; }

private:
    friend Result<CodeTable> parseCodeTable(const QByteArray& json, const QString& file);

    QString m_interface;
    int m_version = 0;
    QHash<QString, CodeMeaning> m_send;
    QHash<QString, CodeMeaning> m_query;
    QHash<QString, CodeMeaning> m_queryOriginal;
    QSet<QString> m_looksInside;
    QSet<QString> m_payeeErrors;
};

/// Refuses, with the codes of StrictObject: an unknown key, a code listed twice, an outcome that has no place there
/// (success or not-exist in the wrong column), and a payee error outside the whitelist of 4.6 or the reverse.
[[nodiscard]] Result<CodeTable> parseCodeTable(const QByteArray& json, const QString& file);
[[nodiscard]] Result<CodeTable> loadCodeTable(const QString& path);

} // namespace payout::channel
