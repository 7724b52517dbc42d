// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxy_line.h"

#include <QElapsedTimer>
#include <QThread>
#include <QUrlQuery>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace payout::faults {

namespace {

constexpr int idleMs = 15'000;   // the egress drops an unused connection after ten seconds
constexpr int silenceMs = 5'000; // longer than the send timeout of the house
constexpr int bankMs = 10'000;

/// Whether there is something to read, or the end, within the time.
bool isReadable(int descriptor, int ms) {
    pollfd one{descriptor, POLLIN, 0};
    return ::poll(&one, 1, ms) > 0;
}

/// More bytes; false at the end, after an error and when nothing comes in time.
bool readMore(int descriptor, int ms, QByteArray& into) {
    if (!isReadable(descriptor, ms)) return false;
    char part[8'192];
    const ssize_t got = ::recv(descriptor, part, sizeof part, 0);
    if (got <= 0) return false;
    into.append(part, got);
    return true;
}

void writeAll(int descriptor, QByteArrayView bytes, bool isSplit) {
    while (!bytes.isEmpty()) {
        const qsizetype most = isSplit ? 1 : bytes.size();
        const ssize_t put = ::send(descriptor, bytes.data(), static_cast<std::size_t>(most), MSG_NOSIGNAL);
        if (put <= 0) return; // the other side has gone: its business
        bytes = bytes.sliced(put);
    }
}

int dialled(quint16 port) {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int yes = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return descriptor;
    ::close(descriptor);
    return -1;
}

/// The bytes of a whole request; -1 while they are not known.
qsizetype wholeSize(const QByteArray& bytes) {
    const qsizetype head = bytes.indexOf("\r\n\r\n");
    if (head < 0) return -1;
    const QByteArray name("Content-Length: ");
    const qsizetype at = bytes.indexOf(name);
    const qsizetype end = bytes.indexOf("\r\n", at);
    return head + 4 + (at < 0 || at > head ? 0 : bytes.sliced(at + name.size(), end - at - name.size()).toLongLong());
}

WireTalk talkOf(const QByteArray& request) {
    if (request.startsWith("POST /gateway/api/backTransReq.do ")) return WireTalk::Payment;
    if (request.startsWith("POST /gateway/api/queryTrans.do ")) return WireTalk::Question;
    return WireTalk::Other;
}

QString orderNoOf(const QByteArray& request) {
    const QUrlQuery form(QString::fromLatin1(request.sliced(request.indexOf("\r\n\r\n") + 4)));
    return form.queryItemValue(QStringLiteral("orderId"));
}

} // namespace

void Descriptor::close() {
    if (m_number >= 0) ::close(m_number);
    m_number = -1;
}

void Descriptor::reset() {
    const linger now{1, 0};
    if (m_number >= 0) ::setsockopt(m_number, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

void ProxyLine::cut(bool isReset) { isReset ? m_client.reset() : m_client.close(); }

void ProxyLine::write(const QByteArray& bytes, bool isSplit) { writeAll(m_client.number(), bytes, isSplit); }

QByteArray ProxyLine::readRequest() {
    QByteArray bytes;
    for (;;) {
        const qsizetype whole = wholeSize(bytes);
        if (whole > 0 && bytes.size() >= whole) return bytes;
        if (!readMore(m_client.number(), idleMs, bytes)) return bytes;
    }
}

// One request a connection: whatever else is said on it is a violation.
void ProxyLine::waitForEnd() {
    if (m_client.number() < 0) return;
    QByteArray surplus;
    if (readMore(m_client.number(), idleMs, surplus))
        m_record.violate(QStringLiteral("I8: a connection carried more than one request"));
}

QByteArray ProxyLine::askBank(const QByteArray& request, bool isSplit) {
    const Descriptor bank(dialled(m_bankPort));
    writeAll(bank.number(), request, isSplit);
    QByteArray answer;
    while (readMore(bank.number(), bankMs, answer)) {}
    return answer;
}

void ProxyLine::run() {
    m_record.opened();
    const int yes = 1;
    ::setsockopt(m_client.number(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const WirePlan first = m_schedule.atAccept();
    if (first.fault == WireFault::DeadAtOnce) return cut(first.isReset);
    if (first.fault == WireFault::NeverReads) QThread::msleep(silenceMs);
    const QByteArray request = readRequest();
    if (request.isEmpty()) return m_record.unused();
    const WireTalk talk = talkOf(request);
    m_record.requested(talk, orderNoOf(request));
    if (wholeSize(request) != request.size()) m_record.violate(QStringLiteral("I8: bytes besides a whole request"));
    if (first.fault == WireFault::NeverReads) return;
    carry(talk, request);
    waitForEnd();
}

void ProxyLine::carry(WireTalk talk, const QByteArray& request) {
    const WirePlan plan = m_schedule.of(talk, request.size());
    if (plan.fault == WireFault::CutRequest) {
        Descriptor bank(dialled(m_bankPort));
        writeAll(bank.number(), QByteArrayView(request).first(std::min(plan.position, request.size())), false);
        // A RST would take back what the bank has not read yet.
        return cut(plan.isReset);
    }
    const QByteArray answer = askBank(request, plan.fault == WireFault::ByteByByte);
    const QByteArray before = m_record.exchangedForBefore(talk, answer);
    m_schedule.met(talk, request.size(), answer.size());
    switch (plan.fault) {
    case WireFault::CutAnswer:
        write(answer.first(std::min(plan.position, answer.size())), false);
        return cut(plan.isReset);
    case WireFault::NeverAnswers: QThread::msleep(silenceMs); return;
    case WireFault::LateAnswer:
        QThread::msleep(plan.isReset ? 1'300 : 200);
        write(answer, false);
        break;
    case WireFault::ByteByByte: write(answer, true); break;
    case WireFault::AnswerTwice: write(answer + answer, false); break;
    case WireFault::AnswerOfBefore: write(before, false); break;
    case WireFault::SwappedAnswer: write(m_record.swapped(answer), false); break;
    case WireFault::None:
    case WireFault::DeadAtOnce:
    case WireFault::NeverReads:
    case WireFault::CutRequest: write(answer, false); break;
    }
    ::shutdown(m_client.number(), SHUT_WR); // as the bank does
}

} // namespace payout::faults
