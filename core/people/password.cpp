// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/password.h"

#include "core/base/check.h"

#include <QRegularExpression>
#include <QSet>

#include <argon2.h>

#include <algorithm>
#include <array>

namespace payout::people {

namespace {

constexpr std::uint32_t saltBytes = 16;
constexpr std::uint32_t hashBytes = 32;
constexpr PasswordCost costMax{.memoryKib = 1024 * 1024, .iterations = 16, .lanes = 4};
constexpr qsizetype storedLengthMax = 200;

// Words that people lengthen with digits and signs until a rule is content. Compared without either, so that
// "Password1234!" is still "password".
constexpr std::array<QLatin1StringView, 24> commonWords = {
    QLatin1StringView("password"),     QLatin1StringView("passwrd"),       QLatin1StringView("passwordpassword"),
    QLatin1StringView("passphrase"),   QLatin1StringView("mypassword"),    QLatin1StringView("changeme"),
    QLatin1StringView("changemenow"),  QLatin1StringView("letmein"),       QLatin1StringView("welcome"),
    QLatin1StringView("iloveyou"),     QLatin1StringView("administrator"), QLatin1StringView("admin"),
    QLatin1StringView("adminadmin"),   QLatin1StringView("supervisor"),    QLatin1StringView("payoutdesk"),
    QLatin1StringView("payout"),       QLatin1StringView("chukuantai"),    QLatin1StringView("woaini"),
    QLatin1StringView("woainiwoaini"), QLatin1StringView("qazwsxedcrfv"),  QLatin1StringView("qazwsxedc"),
    QLatin1StringView("qazwsx"),       QLatin1StringView("abc"),           QLatin1StringView("football"),
};

// Rows of the keyboard, the digits and the alphabet; a password that is one walk along them is guessed first.
constexpr std::array<QLatin1StringView, 6> walks = {
    QLatin1StringView("12345678901234567890"),
    QLatin1StringView("qwertyuiop"),
    QLatin1StringView("asdfghjkl"),
    QLatin1StringView("zxcvbnm"),
    QLatin1StringView("abcdefghijklmnopqrstuvwxyz"),
    QLatin1StringView("qwertyuiopasdfghjklzxcvbnm"),
};

// The same password typed with another input method is the same password (NIST SP 800-63B 5.1.1.2).
QString normalised(const QString& password) { return password.normalized(QString::NormalizationForm_KC); }

qsizetype characters(const QString& text) { return text.toUcs4().size(); }

bool isTooLong(const QString& password) {
    // Normalising can lengthen a text eighteenfold, so the raw length is bounded before it.
    return password.size() > 2 * passwordLengthMax || characters(normalised(password)) > passwordLengthMax;
}

bool hasControlCharacter(const QString& password) {
    return std::any_of(password.cbegin(), password.cend(),
                       [](QChar c) { return c.category() == QChar::Other_Control || c.isNull(); });
}

bool hasFewDifferentCharacters(const QString& folded) {
    constexpr int differentMin = 5;
    const auto points = folded.toUcs4();
    return QSet<uint>(points.cbegin(), points.cend()).size() < differentMin;
}

bool isWalk(const QString& folded) {
    QString backwards = folded;
    std::reverse(backwards.begin(), backwards.end());
    return std::any_of(walks.begin(), walks.end(), [&](QLatin1StringView walk) {
        const QString twice = walk + walk;
        return twice.contains(folded) || twice.contains(backwards);
    });
}

bool isCommonWord(const QString& folded) {
    QString letters;
    std::copy_if(folded.cbegin(), folded.cend(), std::back_inserter(letters), [](QChar c) { return c.isLetter(); });
    return std::any_of(commonWords.begin(), commonWords.end(),
                       [&](QLatin1StringView word) { return letters == word; }) ||
           std::any_of(walks.begin(), walks.end(),
                       [&](QLatin1StringView walk) { return letters.size() >= 6 && walk.startsWith(letters); });
}

bool containsLogin(const QString& folded, const QString& login) {
    constexpr qsizetype loginLengthMin = 3; // "li" is in every other sentence
    const QString foldedLogin = normalised(login).toCaseFolded();
    return foldedLogin.size() >= loginLengthMin && folded.contains(foldedLogin);
}

bool isAccepted(const PasswordCost& cost) {
    const std::uint32_t memoryMin = 8 * cost.lanes; // libargon2 refuses less
    return cost.lanes >= 1 && cost.lanes <= costMax.lanes && cost.iterations >= 1 &&
           cost.iterations <= costMax.iterations && cost.memoryKib >= memoryMin && cost.memoryKib <= costMax.memoryKib;
}

std::unexpected<Error> badHash(const QString& why) { return broken(QStringLiteral("BadPasswordHash"), why); }
std::unexpected<Error> noMemory() { return unavailable(QStringLiteral("PasswordMemory")); }

} // namespace

Done checkNewPassword(const QString& password, const QString& login) {
    if (isTooLong(password)) return refused(QStringLiteral("PasswordTooLong"));
    const QString folded = normalised(password).toCaseFolded();
    if (characters(normalised(password)) < passwordLengthMin) return refused(QStringLiteral("PasswordTooShort"));
    if (hasControlCharacter(password)) return refused(QStringLiteral("PasswordControlCharacter"));
    if (hasFewDifferentCharacters(folded) || isWalk(folded) || isCommonWord(folded))
        return refused(QStringLiteral("PasswordTooCommon"));
    if (containsLogin(folded, login)) return refused(QStringLiteral("PasswordContainsLogin"));
    return {};
}

Result<QString> hashPassword(const QString& password, IdSource& ids, const PasswordCost& cost) {
    CHECK(isAccepted(cost));
    if (isTooLong(password)) return refused(QStringLiteral("PasswordTooLong"));
    const QByteArray typed = normalised(password).toUtf8();
    const QByteArray salt = ids.randomBytes(saltBytes);
    QByteArray encoded(static_cast<qsizetype>(argon2_encodedlen(cost.iterations, cost.memoryKib, cost.lanes, saltBytes,
                                                                hashBytes, Argon2_id)),
                       '\0');
    const int answer = argon2id_hash_encoded(cost.iterations, cost.memoryKib, cost.lanes, typed.constData(),
                                             static_cast<std::size_t>(typed.size()), salt.constData(), saltBytes,
                                             hashBytes, encoded.data(), static_cast<std::size_t>(encoded.size()));
    if (answer == ARGON2_MEMORY_ALLOCATION_ERROR) return noMemory();
    CHECK(answer == ARGON2_OK);
    return QString::fromLatin1(encoded.constData());
}

Result<PasswordCost> costOf(const QString& stored) {
    static const QRegularExpression form(
        QStringLiteral("\\A\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,2}),p=([0-9])\\$[A-Za-z0-9+/]{22}\\$"
                       "[A-Za-z0-9+/]{43}\\z"));
    if (stored.size() > storedLengthMax) return badHash(QStringLiteral("too long"));
    const auto match = form.match(stored);
    if (!match.hasMatch()) return badHash(QStringLiteral("not an encoded Argon2id hash"));
    const PasswordCost cost{.memoryKib = match.capturedView(1).toUInt(),
                            .iterations = match.capturedView(2).toUInt(),
                            .lanes = match.capturedView(3).toUInt()};
    if (!isAccepted(cost)) return badHash(QStringLiteral("cost out of bounds"));
    return cost;
}

Result<bool> passwordMatches(const QString& typed, const QString& stored) {
    if (const auto cost = costOf(stored); !cost) return std::unexpected(cost.error());
    if (isTooLong(typed)) return false;
    const QByteArray bytes = normalised(typed).toUtf8();
    const int answer =
        argon2id_verify(stored.toLatin1().constData(), bytes.constData(), static_cast<std::size_t>(bytes.size()));
    switch (answer) {
    case ARGON2_OK: return true;
    case ARGON2_VERIFY_MISMATCH: return false;
    case ARGON2_MEMORY_ALLOCATION_ERROR: return noMemory();
    default: return badHash(QString::fromLatin1(argon2_error_message(answer)));
    }
}

} // namespace payout::people
