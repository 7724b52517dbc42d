// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channel/channel_profile.h"

#include "core/channel/strict_json.h"

#include <QFileInfo>
#include <QHostAddress>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

#include <array>

namespace payout::channel {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::int64_t dayMinutes = 24 * 60;

const std::vector<seconds>& defaultQuerySchedule() {
    static const std::vector<seconds> schedule = [] {
        std::vector<seconds> out;
        for (const int after : {1, 3, 5, 10, 20, 30, 45, 60}) out.emplace_back(minutes(after));
        return out;
    }();
    return schedule;
}

bool matches(const QString& text, const QString& pattern) {
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

QString checkedText(StrictObject& in, const QString& key, const QString& pattern) {
    const QString text = in.text(key);
    if (!matches(text, pattern)) in.refuse(key, QStringLiteral("must match ") + pattern);
    return text;
}

// "23:50"; 24:00 is the end of the day.
minutes wallTime(StrictObject& in, const QString& key, minutes fallback) {
    if (in.absent(key)) return fallback;
    const QString text = in.text(key);
    static const QRegularExpression shape(QStringLiteral("^([01][0-9]|2[0-4]):([0-5][0-9])$"));
    const auto found = shape.match(text);
    const minutes at{found.captured(1).toInt() * 60 + found.captured(2).toInt()};
    if (!found.hasMatch() || at > minutes(dayMinutes)) in.refuse(key, QStringLiteral("must be a time HH:MM"));
    return at;
}

QString wallText(minutes at) {
    return QStringLiteral("%1:%2")
        .arg(at.count() / 60, 2, 10, QLatin1Char('0'))
        .arg(at.count() % 60, 2, 10, QLatin1Char('0'));
}

template <class Enum> struct Name {
    Enum value;
    const char* text;
};
constexpr std::array statementKinds{Name{StatementKind::Intraday, "INTRADAY"}, Name{StatementKind::Daily, "DAILY"}};
constexpr std::array amountUnits{Name{AmountUnit::Fen, "FEN"}, Name{AmountUnit::Yuan, "YUAN"}};
constexpr std::array signings{Name{SigningAlgorithm::RsaSha256, "RSA_SHA256"}};

template <class Enum, std::size_t N>
Enum named(StrictObject& in, const QString& key, const std::array<Name<Enum>, N>& names, Enum fallback) {
    if (in.absent(key)) return fallback;
    const QString text = in.text(key);
    QStringList known;
    for (const auto& name : names) {
        if (text == QLatin1String(name.text)) return name.value;
        known.append(QString::fromLatin1(name.text));
    }
    in.refuse(key, QStringLiteral("must be one of ") + known.join(u' '));
    return fallback;
}

template <class Enum, std::size_t N> QString nameOf(const std::array<Name<Enum>, N>& names, Enum value) {
    for (const auto& name : names)
        if (name.value == value) return QString::fromLatin1(name.text);
    return {};
}

std::vector<seconds> readSchedule(StrictObject& in) {
    const QString key = QStringLiteral("querySchedule");
    if (in.absent(key)) return defaultQuerySchedule();
    std::vector<seconds> out;
    for (const QJsonValue value : in.array(key)) {
        const std::int64_t after = value.toInteger(-1);
        const bool ascending = out.empty() || seconds(after) > out.back();
        if (!value.isDouble() || value.toDouble() != static_cast<double>(after) || after < 1 || after > 86'400 * 7 ||
            !ascending)
            in.refuse(key, QStringLiteral("must be whole seconds in ascending order, 1 to 604800"));
        out.emplace_back(after);
    }
    if (out.empty() || out.size() > 64) in.refuse(key, QStringLiteral("must hold 1 to 64 entries"));
    return out;
}

rules::PauseWindow readPause(StrictObject& in, const QString& file) {
    rules::PauseWindow window;
    if (in.absent(QStringLiteral("pause"))) return window;
    StrictObject pause(file, QStringLiteral("pause."), in.object(QStringLiteral("pause")));
    window.enabled = pause.boolean(QStringLiteral("enabled"), true);
    window.begin = wallTime(pause, QStringLiteral("begin"), std::chrono::duration_cast<minutes>(window.begin));
    window.end = wallTime(pause, QStringLiteral("end"), std::chrono::duration_cast<minutes>(window.end));
    if (window.begin == window.end || window.begin >= minutes(dayMinutes) || window.end >= minutes(dayMinutes))
        pause.refuse(QStringLiteral("begin"), QStringLiteral("and end must differ and lie before 24:00"));
    if (const auto done = pause.finish(); !done) in.refuse(QStringLiteral("pause"), done.error().detail);
    return window;
}

Money readAmount(StrictObject& in, const QString& key, Money fallback) {
    const QString text = in.text(key, formatPlain(fallback));
    const auto amount = parseAmount(text);
    if (!amount || amount->minor <= 0) {
        in.refuse(key, QStringLiteral("must be an amount in quotation marks such as \"5000000.00\", above 0"));
        return fallback;
    }
    return *amount;
}

// A payee's name travels in the clear inside the request, so plain http is for the practice bank on this machine only.
QString readEndpoint(StrictObject& in) {
    const QString text = in.text(QStringLiteral("endpoint"));
    const QUrl url(text, QUrl::StrictMode);
    const QHostAddress host(url.host());
    const bool loopback = !host.isNull() && host.isLoopback();
    const bool schemeFine =
        url.scheme() == QStringLiteral("https") || (url.scheme() == QStringLiteral("http") && loopback);
    const bool bare = url.path().isEmpty() && !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty();
    if (!url.isValid() || url.host().isEmpty() || !schemeFine || !bare)
        in.refuse(QStringLiteral("endpoint"),
                  QStringLiteral("must be https://host[:port], or http://127.0.0.1:port for a practice bank"));
    return text;
}

QString readPattern(StrictObject& in) {
    const QString pattern = in.text(QStringLiteral("orderNoPattern"), QStringLiteral("^[0-9A-Za-z]{8,30}$"));
    const bool anchored = pattern.startsWith(u'^') && pattern.endsWith(u'$') && pattern.size() <= 200;
    if (!anchored || !QRegularExpression(pattern).isValid())
        in.refuse(QStringLiteral("orderNoPattern"), QStringLiteral("must be a regular expression between ^ and $"));
    return pattern;
}

QStringList readAccounts(StrictObject& in) {
    const QString key = QStringLiteral("reserveAccounts");
    QStringList out;
    for (const QJsonValue value : in.array(key, {})) {
        const QString account = value.toString();
        if (!matches(account, QStringLiteral("[0-9A-Za-z-]{4,34}")) || out.contains(account))
            in.refuse(key, QStringLiteral("must be account numbers in quotation marks, each once"));
        out.append(account);
    }
    if (out.size() > 100) in.refuse(key, QStringLiteral("must hold at most 100 accounts"));
    return out;
}

void readIdentity(StrictObject& in, ChannelProfile& out) {
    out.code = checkedText(in, QStringLiteral("code"), QStringLiteral("[A-Z0-9_]{2,20}"));
    out.name = in.text(QStringLiteral("name"));
    out.adapter = checkedText(in, QStringLiteral("adapter"), QStringLiteral("[a-z0-9_]{2,20}"));
    out.codeTableVersion = static_cast<int>(in.integer(QStringLiteral("codeTableVersion"), {1, 1'000'000}));
    out.amountUnit = named(in, QStringLiteral("amountUnit"), amountUnits, AmountUnit::Fen);
    out.signing = named(in, QStringLiteral("signing"), signings, SigningAlgorithm::RsaSha256);
    out.endpoint = readEndpoint(in);
    out.merId = checkedText(in, QStringLiteral("merId"), QStringLiteral("[0-9A-Za-z]{15}"));
    out.reserveAccounts = readAccounts(in);
    out.csvStatement = in.object(QStringLiteral("csvStatement"));
}

void readAsking(StrictObject& in, ChannelProfile& out) {
    out.syncSuccessFinal = in.boolean(QStringLiteral("syncSuccessFinal"), false);
    out.queryByFlowNo = in.boolean(QStringLiteral("queryByFlowNo"), true);
    out.queryNeedsOriginalTime = in.boolean(QStringLiteral("queryNeedsOriginalTime"), true);
    out.querySchedule = readSchedule(in);
    out.queryRepeat = seconds(in.integer(QStringLiteral("queryRepeatSeconds"), {60, 86'400}, 3600));
    out.queryMax = static_cast<int>(in.integer(QStringLiteral("queryMax"), {0, 10'000}, 0));
    out.notExistIsProof = in.boolean(QStringLiteral("notExistIsProof"), false);
    out.idempotentByOrderNo = in.boolean(QStringLiteral("idempotentByOrderNo"), false);
    out.orderNoPattern = readPattern(in);
    out.orderNoLifetimeDays = static_cast<int>(in.integer(QStringLiteral("orderNoLifetimeDays"), {0, 3650}, 0));
}

void readTimes(StrictObject& in, ChannelProfile& out, const QString& file) {
    out.statementKind = named(in, QStringLiteral("statementKind"), statementKinds, StatementKind::Daily);
    out.statementsStateBalances = in.boolean(QStringLiteral("statementsStateBalances"), true);
    out.statementMargin = minutes(in.integer(QStringLiteral("statementMarginMinutes"), {1, dayMinutes}, 60));
    out.cutoff = wallTime(in, QStringLiteral("cutoff"), minutes(dayMinutes));
    if (out.cutoff == minutes(0)) in.refuse(QStringLiteral("cutoff"), QStringLiteral("is written 24:00 at midnight"));
    out.cutoffBand = minutes(in.integer(QStringLiteral("cutoffBandMinutes"), {0, 720}, 30));
    out.pause = readPause(in, file);
    out.sendTimeout = seconds(in.integer(QStringLiteral("sendTimeoutSeconds"), {1, 120}, 30));
    out.processingMax = minutes(in.integer(QStringLiteral("processingMaxMinutes"), {1, dayMinutes}, 10));
    out.lockMinutes = minutes(in.integer(QStringLiteral("lockMinutes"), {60, 7 * dayMinutes}, 60));
    out.stableMinutes = minutes(in.integer(QStringLiteral("stableMinutes"), {1, dayMinutes}, 15));
    out.subBatchRowsMax = static_cast<int>(in.integer(QStringLiteral("subBatchRowsMax"), {1, 10'000}, 500));
    out.subBatchAmountMax = readAmount(in, QStringLiteral("subBatchAmountMax"), out.subBatchAmountMax);
}

void checkTogether(StrictObject& in, const ChannelProfile& profile) {
    if (!profile.queryByFlowNo && !profile.pause.enabled)
        in.refuse(QStringLiteral("pause"), QStringLiteral("cannot be switched off while queryByFlowNo is false (R41)"));
    if (profile.idempotentByOrderNo && profile.orderNoLifetimeDays == 0)
        in.refuse(QStringLiteral("idempotentByOrderNo"),
                  QStringLiteral("needs orderNoLifetimeDays: for how long does the bank refuse a number twice? (C12)"));
}

QJsonArray scheduleJson(const std::vector<seconds>& schedule) {
    QJsonArray out;
    for (const seconds after : schedule) out.append(static_cast<qint64>(after.count()));
    return out;
}

QJsonObject pauseJson(const rules::PauseWindow& pause) {
    return {{QStringLiteral("enabled"), pause.enabled},
            {QStringLiteral("begin"), wallText(std::chrono::duration_cast<minutes>(pause.begin))},
            {QStringLiteral("end"), wallText(std::chrono::duration_cast<minutes>(pause.end))}};
}

bool nearCutoff(const ChannelProfile& profile, UtcTime sentAt) {
    const auto at = sinceMidnight(sentAt);
    const std::chrono::milliseconds day = std::chrono::hours(24);
    const auto away = at > profile.cutoff ? at - profile.cutoff : profile.cutoff - at;
    return std::min(away, day - away) <= profile.cutoffBand;
}

} // namespace

Result<ChannelProfile> parseChannelProfile(const QByteArray& json, const QString& file) {
    TRY(const QJsonObject object, parseObject(json, file));
    StrictObject in(file, QString(), object);
    ChannelProfile out;
    readIdentity(in, out);
    readAsking(in, out);
    readTimes(in, out, file);
    checkTogether(in, out);
    TRY_DONE(in.finish());
    return out;
}

Result<ChannelProfile> loadChannelProfile(const QString& path) {
    TRY(const QByteArray bytes, readConfig(path));
    return parseChannelProfile(bytes, QFileInfo(path).fileName());
}

QByteArray toJson(const ChannelProfile& p) {
    const auto number = [](auto duration) { return static_cast<qint64>(duration.count()); };
    const QJsonObject object{
        {QStringLiteral("code"), p.code},
        {QStringLiteral("name"), p.name},
        {QStringLiteral("adapter"), p.adapter},
        {QStringLiteral("codeTableVersion"), p.codeTableVersion},
        {QStringLiteral("syncSuccessFinal"), p.syncSuccessFinal},
        {QStringLiteral("queryByFlowNo"), p.queryByFlowNo},
        {QStringLiteral("queryNeedsOriginalTime"), p.queryNeedsOriginalTime},
        {QStringLiteral("querySchedule"), scheduleJson(p.querySchedule)},
        {QStringLiteral("queryRepeatSeconds"), number(p.queryRepeat)},
        {QStringLiteral("queryMax"), p.queryMax},
        {QStringLiteral("notExistIsProof"), p.notExistIsProof},
        {QStringLiteral("idempotentByOrderNo"), p.idempotentByOrderNo},
        {QStringLiteral("orderNoPattern"), p.orderNoPattern},
        {QStringLiteral("orderNoLifetimeDays"), p.orderNoLifetimeDays},
        {QStringLiteral("statementKind"), nameOf(statementKinds, p.statementKind)},
        {QStringLiteral("statementsStateBalances"), p.statementsStateBalances},
        {QStringLiteral("statementMarginMinutes"), number(p.statementMargin)},
        {QStringLiteral("cutoff"), wallText(p.cutoff)},
        {QStringLiteral("cutoffBandMinutes"), number(p.cutoffBand)},
        {QStringLiteral("pause"), pauseJson(p.pause)},
        {QStringLiteral("amountUnit"), nameOf(amountUnits, p.amountUnit)},
        {QStringLiteral("signing"), nameOf(signings, p.signing)},
        {QStringLiteral("sendTimeoutSeconds"), number(p.sendTimeout)},
        {QStringLiteral("processingMaxMinutes"), number(p.processingMax)},
        {QStringLiteral("lockMinutes"), number(p.lockMinutes)},
        {QStringLiteral("stableMinutes"), number(p.stableMinutes)},
        {QStringLiteral("subBatchRowsMax"), p.subBatchRowsMax},
        {QStringLiteral("subBatchAmountMax"), formatPlain(p.subBatchAmountMax)},
        {QStringLiteral("endpoint"), p.endpoint},
        {QStringLiteral("merId"), p.merId},
        {QStringLiteral("csvStatement"), p.csvStatement},
        {QStringLiteral("reserveAccounts"), QJsonArray::fromStringList(p.reserveAccounts)},
    };
    return QJsonDocument(object).toJson();
}

std::chrono::milliseconds resendWindow(const ChannelProfile& profile) {
    if (!profile.idempotentByOrderNo) return std::chrono::milliseconds(0);
    return std::chrono::milliseconds(std::chrono::days(profile.orderNoLifetimeDays)) / 2;
}

UtcTime neededThrough(const ChannelProfile& profile, UtcTime sentAt) {
    const bool afterCutoff = sinceMidnight(sentAt) >= profile.cutoff;
    const BusinessDate bankDate = plusDays(businessDateOf(sentAt), afterCutoff ? 1 : 0);
    const UtcTime endOfBankDate = startOf(plusDays(bankDate, 1));
    const UtcTime endOfNextBankDate = startOf(plusDays(bankDate, 2));
    if (!profile.queryByFlowNo) return endOfNextBankDate; // R41
    switch (profile.statementKind) {
    case StatementKind::Intraday: return sentAt + profile.statementMargin;
    case StatementKind::Daily: return nearCutoff(profile, sentAt) ? endOfNextBankDate : endOfBankDate;
    }
    return endOfNextBankDate;
}

} // namespace payout::channel
