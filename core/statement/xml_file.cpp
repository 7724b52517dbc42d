// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/xml_file.h"

namespace payout::statement {

XmlFile::XmlFile(QIODevice& bytes, const ReadOptions& options)
    : m_bytes(bytes, options, MarkupRules::Xml), m_reader(&m_bytes) {}

std::unexpected<Error> XmlFile::refuseAt(int depth, const QString& code, const QString& whatToDo) const {
    const QStringView element = depth > 0 ? QStringView(m_names[static_cast<std::size_t>(depth)]) : u"(none)";
    return refused(
        code, QStringLiteral("line %1, element %2: %3").arg(m_reader.lineNumber()).arg(element.left(64), whatToDo));
}

std::unexpected<Error> XmlFile::refuse(const QString& code, const QString& whatToDo) const {
    return refuseAt(m_depth, code, whatToDo);
}

// A name stays in its place until the next element of that depth.
std::unexpected<Error> XmlFile::refuseLast(const QString& code, const QString& whatToDo) const {
    return refuseAt(std::min(m_depth + 1, xmlDepthMax), code, whatToDo);
}

std::unexpected<Error> XmlFile::placed(const Error& error) const { return refuse(error.code, error.detail); }

QString XmlFile::attribute(QStringView attributeName) const {
    return m_reader.attributes().value(attributeName.toString()).trimmed().toString();
}

Error XmlFile::readerFailure() const {
    if (m_bytes.failure()) {
        Error failure = *m_bytes.failure();
        if (failure.kind != ErrorKind::Refused) return failure;
        return placed(failure).error();
    }
    if (m_reader.error() == QXmlStreamReader::PrematureEndOfDocumentError)
        return refuse(QStringLiteral("Truncated"),
                      QStringLiteral("the file ends in the middle: fetch it from the bank again"))
            .error();
    return refuse(QStringLiteral("NotWellFormed"), m_reader.errorString().left(200)).error();
}

Done XmlFile::advance() {
    const QXmlStreamReader::TokenType token = m_reader.readNext();
    if (token == QXmlStreamReader::Invalid || m_reader.hasError()) return std::unexpected(readerFailure());
    // The byte scan has refused both before; this is the second lock.
    if (token == QXmlStreamReader::DTD || token == QXmlStreamReader::EntityReference)
        return refuse(QStringLiteral("DtdNotAllowed"), QStringLiteral("remove the document type and its entities"));
    if (token == QXmlStreamReader::StartElement) return enter();
    if (token == QXmlStreamReader::EndElement) --m_depth;
    return {};
}

Done XmlFile::enter() {
    if (m_depth == xmlDepthMax)
        return refuse(QStringLiteral("TooDeep"),
                      QStringLiteral("elements are nested deeper than %1: this is no statement").arg(xmlDepthMax));
    QString& slot = m_names[static_cast<std::size_t>(++m_depth)];
    slot.resize(0); // keeps the buffer: a statement of a million lines opens sixty million elements
    slot.append(m_reader.name());
    return {};
}

Result<bool> XmlFile::nextChild(int parent, QString& text) {
    for (;;) {
        TRY_DONE(advance());
        if (m_depth < parent) return false;
        if (m_reader.isStartElement()) return true;
        if (m_reader.isCharacters()) {
            text += m_reader.text();
            if (text.size() > xmlTextMax)
                return refuse(QStringLiteral("TextTooLong"),
                              QStringLiteral("more than %1 characters in one element").arg(xmlTextMax));
        }
    }
}

Done XmlFile::skipTo(int depth) {
    while (m_depth > depth) TRY_DONE(advance());
    return {};
}

Result<QString> XmlFile::text() {
    return mixed([this](QStringView) -> Done {
        return refuse(QStringLiteral("UnexpectedElement"), QStringLiteral("its parent should hold text only"));
    });
}

Done XmlFile::enterDocument() {
    while (!m_reader.atEnd()) {
        TRY_DONE(advance());
        // An application header may carry a copy of anything: it is not the message.
        if (m_reader.isStartElement() && name() == u"AppHdr") TRY_DONE(skipTo(m_depth - 1));
        if (m_reader.isStartElement() && name() == u"Document") return {};
    }
    return refuse(QStringLiteral("NoDocument"),
                  QStringLiteral("an ISO 20022 message begins with Document, this file with %1: export it again")
                      .arg(m_names[1].isEmpty() ? QStringLiteral("nothing") : m_names[1].left(64)));
}

Done XmlFile::finish() {
    while (!m_reader.atEnd()) {
        TRY_DONE(advance());
        if (m_reader.isStartElement() && name() == u"Document")
            return refuse(QStringLiteral("SecondMessage"), QStringLiteral("split the file: one message in each"));
    }
    // The parser takes a device that stopped for the end of the file.
    if (m_reader.hasError() || m_bytes.failure()) return std::unexpected(readerFailure());
    return {};
}

} // namespace payout::statement
