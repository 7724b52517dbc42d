// SPDX-License-Identifier: GPL-3.0-or-later
// A hardened walk over the elements of one XML file: local names only, bounded depth and text, no document types, no
// look at schemaLocation, errors with line and element. camt and pain.002 are read with it.
#pragma once

#include "core/statement/bounded_file.h"

#include <QXmlStreamReader>

#include <array>

namespace payout::statement {

inline constexpr int xmlDepthMax = 64;
inline constexpr qsizetype xmlTextMax = 64 * 1024;

class XmlFile {
public:
    XmlFile(QIODevice& bytes, const ReadOptions& options);

    /// Calls `visit(name)` for each child of the current element and moves behind its end. A child that `visit` has
    /// not read is passed over, so a visitor names only what it wants. `visit` returns Done. The text directly inside
    /// the element, trimmed, is the result: v02 writes `<Sts>BOOK</Sts>`, v08 `<Sts><Cd>BOOK</Cd></Sts>`.
    template <class Visit> Result<QString> mixed(Visit&& visit) {
        QString text;
        const int parent = m_depth;
        for (;;) {
            TRY(const bool isChild, nextChild(parent, text));
            if (!isChild) return text.trimmed();
            TRY_DONE(visit(name()));
            TRY_DONE(skipTo(parent));
        }
    }
    /// As mixed(), for elements whose own text means nothing.
    template <class Visit> Done children(Visit&& visit) {
        TRY([[maybe_unused]] const QString own, mixed(std::forward<Visit>(visit)));
        return {};
    }
    /// The trimmed text of the current element, read to its end; refuses "UnexpectedElement" inside it.
    Result<QString> text();
    /// Trimmed attribute of the current element's start; empty if absent. Call before anything else is read.
    QString attribute(QStringView name) const;
    /// Local name of the element that was entered last.
    QStringView name() const { return m_names[static_cast<std::size_t>(m_depth)]; }
    QString nameSpace() const { return m_reader.namespaceUri().toString(); }

    /// Reads what follows the message to the end of the file: a file cut off is refused, and so is a second Document.
    Done finish();
    /// Enters the message: the element inside Document, wherever an envelope has put it. "NoDocument" if there is none.
    Done enterDocument();

    /// "line N, element X: what to do".
    [[nodiscard]] std::unexpected<Error> refuse(const QString& code, const QString& whatToDo) const;
    /// The same, about the child that was read to its end just now: its text is what is wrong.
    [[nodiscard]] std::unexpected<Error> refuseLast(const QString& code, const QString& whatToDo) const;
    /// The place of the current element for an error that has only a code yet.
    [[nodiscard]] std::unexpected<Error> placed(const Error& error) const;

    QString sha256() { return m_bytes.sha256(); }
    std::int64_t bytesRead() const { return m_bytes.bytesRead(); }

private:
    /// Moves to the next start element below `parent` or to the parent's end (false); collects text on the way.
    Result<bool> nextChild(int parent, QString& text);
    Done skipTo(int depth);
    Done advance();
    Done enter();
    Error readerFailure() const;
    std::unexpected<Error> refuseAt(int depth, const QString& code, const QString& whatToDo) const;

    BoundedFile m_bytes;
    QXmlStreamReader m_reader;
    int m_depth = 0; ///< elements that are open
    std::array<QString, xmlDepthMax + 1> m_names;
};

} // namespace payout::statement
