// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/egress/message_file.h"

#include <QtEndian>

namespace payout::egress {

namespace {

constexpr char versionNow = 1;
constexpr qsizetype lengthBytes = 4;
constexpr qsizetype textBytesMax = 4'096;

enum class Kind : char { Dial = 1, Send, Reach, Ask, Done, Failed, Reply };

class Writer {
public:
    explicit Writer(Kind kind) { m_body.append(versionNow).append(static_cast<char>(kind)); }

    Writer& bytes(const QByteArray& field) {
        m_body.append(lengthOf(field.size())).append(field);
        return *this;
    }
    Writer& number(std::int64_t value) { return bytes(QByteArray::number(static_cast<qint64>(value))); }
    Writer& text(const QString& value) { return bytes(value.toUtf8().left(textBytesMax)); }
    QByteArray frame() const { return lengthOf(m_body.size()) + m_body; }

private:
    static QByteArray lengthOf(qsizetype size) {
        QByteArray out(lengthBytes, Qt::Uninitialized);
        qToBigEndian(static_cast<quint32>(size), out.data());
        return out;
    }
    QByteArray m_body;
};

/// Reads fields in order and remembers the first thing that was wrong.
class Reader {
public:
    explicit Reader(QByteArrayView body) : m_rest(body) {}

    QByteArray bytes(qsizetype most) {
        if (m_rest.size() < lengthBytes) return fail();
        const quint32 size = qFromBigEndian<quint32>(m_rest.data());
        m_rest = m_rest.sliced(lengthBytes);
        if (size > most || size > static_cast<quint64>(m_rest.size())) return fail();
        const QByteArray field = m_rest.first(size).toByteArray();
        m_rest = m_rest.sliced(size);
        return field;
    }
    std::int64_t number() {
        const QByteArray field = bytes(20);
        bool ok = false;
        const qint64 value = field.toLongLong(&ok);
        if (!ok || QByteArray::number(value) != field) fail();
        return ok ? value : 0;
    }
    int smallNumber(int least, int most) {
        const std::int64_t value = number();
        if (value < least || value > most) fail();
        return m_isWrong ? least : static_cast<int>(value);
    }
    QString text() { return QString::fromUtf8(bytes(textBytesMax)); }
    bool isWhole() const { return !m_isWrong && m_rest.isEmpty(); }

private:
    QByteArray fail() {
        m_isWrong = true;
        m_rest = {};
        return {};
    }
    QByteArrayView m_rest;
    bool m_isWrong = false;
};

struct Encoder {
    QByteArray operator()(const DialMessage& m) const { return Writer(Kind::Dial).number(m.channel.value).frame(); }
    QByteArray operator()(const SendMessage& m) const {
        return Writer(Kind::Send)
            .number(m.permit.payout.value)
            .number(m.permit.attemptNo)
            .number(m.permit.sendNo)
            .number(m.permit.epoch)
            .text(m.permit.host)
            .frame();
    }
    QByteArray operator()(const ReachMessage& m) const { return Writer(Kind::Reach).number(m.channel.value).frame(); }
    QByteArray operator()(const AskMessage& m) const {
        return Writer(Kind::Ask).number(m.payout.value).number(m.attemptNo).frame();
    }
    QByteArray operator()(const DoneMessage&) const { return Writer(Kind::Done).frame(); }
    QByteArray operator()(const FailedMessage& m) const {
        return Writer(Kind::Failed)
            .number(static_cast<int>(m.error.kind))
            .text(m.error.code)
            .text(m.error.detail)
            .frame();
    }
    QByteArray operator()(const ReplyMessage& m) const {
        return Writer(Kind::Reply)
            .number(static_cast<int>(m.reply.result))
            .number(m.reply.httpStatus)
            .number(m.reply.bytesWritten)
            .text(m.reply.detail)
            .bytes(m.reply.body)
            .frame();
    }
};

std::optional<Message> messageOf(QByteArrayView frame) {
    if (frame.size() < 2 || frame[0] != versionNow) return std::nullopt;
    const auto kind = static_cast<Kind>(frame[1]);
    Reader fields(frame.sliced(2));
    const auto whole = [&](Message message) {
        return fields.isWhole() ? std::optional(std::move(message)) : std::nullopt;
    };
    switch (kind) {
    case Kind::Dial: return whole(DialMessage{ChannelId(fields.number())});
    case Kind::Send: {
        dispatch::Permit permit;
        permit.payout = PayoutId(fields.number());
        permit.attemptNo = fields.smallNumber(1, 99);
        permit.sendNo = fields.smallNumber(1, 3);
        permit.epoch = fields.number();
        permit.host = fields.text();
        return whole(SendMessage{permit});
    }
    case Kind::Reach: return whole(ReachMessage{ChannelId(fields.number())});
    case Kind::Ask: {
        const PayoutId payout(fields.number());
        return whole(AskMessage{payout, fields.smallNumber(1, 99)});
    }
    case Kind::Done: return whole(DoneMessage{});
    case Kind::Failed: {
        Error error;
        error.kind = static_cast<ErrorKind>(fields.smallNumber(0, static_cast<int>(ErrorKind::Broken)));
        error.code = fields.text();
        error.detail = fields.text();
        return whole(FailedMessage{error});
    }
    case Kind::Reply: {
        channel::RawReply reply;
        reply.result =
            static_cast<channel::WireResult>(fields.smallNumber(0, static_cast<int>(channel::WireResult::Answered)));
        reply.httpStatus = fields.smallNumber(0, 999);
        reply.bytesWritten = fields.number();
        reply.detail = fields.text();
        reply.body = fields.bytes(frameBytesMax);
        return whole(ReplyMessage{reply});
    }
    }
    return std::nullopt;
}

} // namespace

bool ReplyMessage::operator==(const ReplyMessage& other) const {
    return reply.result == other.reply.result && reply.httpStatus == other.reply.httpStatus &&
           reply.bytesWritten == other.reply.bytesWritten && reply.detail == other.reply.detail &&
           reply.body == other.reply.body;
}

QByteArray encode(const Message& message) { return std::visit(Encoder(), message); }

Result<std::optional<Message>> takeMessage(QByteArray& buffer) {
    if (buffer.size() < lengthBytes) return std::optional<Message>();
    const quint32 size = qFromBigEndian<quint32>(buffer.constData());
    if (size > frameBytesMax) return refused(QStringLiteral("BadFrame"), QStringLiteral("%1 bytes").arg(size));
    if (buffer.size() - lengthBytes < static_cast<qint64>(size)) return std::optional<Message>();
    auto message = messageOf(QByteArrayView(buffer).sliced(lengthBytes, size));
    if (!message) return refused(QStringLiteral("BadFrame"), QStringLiteral("a frame of %1 bytes").arg(size));
    buffer.remove(0, lengthBytes + static_cast<qsizetype>(size));
    return message;
}

} // namespace payout::egress
