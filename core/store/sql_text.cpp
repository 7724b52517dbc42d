// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_text.h"

#include <QStringList>

namespace payout::store {

namespace {

bool isWordCharacter(QChar c) { return c.isLetterOrNumber() || c == u'_'; }

class Scanner {
public:
    Scanner(Engine engine, QStringView sql) : m_engine(engine), m_sql(sql) {}

    SqlText scan() {
        while (m_at < m_sql.size()) step();
        judgeWords();
        return std::move(m_out);
    }

private:
    void step() {
        const QStringView rest = m_sql.mid(m_at);
        if (rest.startsWith(u"--")) return skipPast(rest.indexOf(u'\n'), 1);
        if (rest.startsWith(u"/*")) return skipPast(rest.indexOf(u"*/", 2), 2);
        if (rest[0].isSpace()) return copy(1);
        if (rest[0] == u';') {
            m_ended = true;
            return copy(1);
        }
        if (m_ended) m_out.isSeveral = true;
        if (rest[0] == u'\'' || rest[0] == u'"') return copyPast(rest.indexOf(rest[0], 1), 1);
        if (rest[0] == u'$' && m_engine == Engine::Postgres) return dollarQuote(rest);
        if (rest[0] == u'?') return placeholder();
        if (isWordCharacter(rest[0])) return word(rest);
        copy(1);
    }

    /// A comment becomes a blank, so that a `?` in it is nobody's placeholder.
    void skipPast(qsizetype end, qsizetype length) {
        m_out.text += u' ';
        m_at = end < 0 ? m_sql.size() : m_at + end + length;
    }

    void copyPast(qsizetype end, qsizetype length) { copy(end < 0 ? m_sql.size() - m_at : end + length); }

    void copy(qsizetype length) {
        m_out.text += m_sql.mid(m_at, length);
        m_at += length;
    }

    void dollarQuote(QStringView rest) {
        qsizetype end = 1;
        while (end < rest.size() && isWordCharacter(rest[end])) ++end;
        if (end >= rest.size() || rest[end] != u'$') return copy(1);
        const QStringView tag = rest.first(end + 1);
        copyPast(rest.indexOf(tag, tag.size()), tag.size());
    }

    void placeholder() {
        ++m_out.placeholders;
        if (m_engine == Engine::Postgres) {
            m_out.text += u'$' + QString::number(m_out.placeholders);
            ++m_at;
        } else {
            copy(1);
        }
    }

    void word(QStringView rest) {
        qsizetype end = 1;
        while (end < rest.size() && isWordCharacter(rest[end])) ++end;
        const QString upper = rest.first(end).toString().toUpper();
        if (m_firstWords.size() < 3) m_firstWords.append(upper);
        m_hasWriteWord |= isWriteWord(upper);
        copy(end);
    }

    static bool isWriteWord(const QString& word) {
        return word == u"INSERT" || word == u"UPDATE" || word == u"DELETE" || word == u"REPLACE";
    }

    void judgeWords() {
        const QString first = m_firstWords.value(0);
        m_out.isPreparable = isWriteWord(first) || first == u"SELECT" || first == u"VALUES" || first == u"WITH";
        m_out.isWriting = isWriteWord(first) || (first == u"WITH" && m_hasWriteWord);
        m_out.isTransactionControl = first == u"BEGIN" || first == u"START" || first == u"COMMIT" || first == u"END" ||
                                     first == u"ROLLBACK" || first == u"ABORT" || first == u"SAVEPOINT" ||
                                     first == u"RELEASE";
        // A trigger body of SQLite holds statements; there the engine itself refuses a second one.
        if (m_engine == Engine::Sqlite && first == u"CREATE" && m_firstWords.contains(QStringLiteral("TRIGGER")))
            m_out.isSeveral = false;
    }

    Engine m_engine;
    QStringView m_sql;
    qsizetype m_at = 0;
    bool m_ended = false;
    bool m_hasWriteWord = false;
    QStringList m_firstWords;
    SqlText m_out;
};

} // namespace

SqlText readSql(Engine engine, QStringView sql) { return Scanner(engine, expandTokens(engine, sql)).scan(); }

} // namespace payout::store
