// SPDX-License-Identifier: GPL-3.0-or-later
// QtTest checks for Result and Done that say what went wrong.
#pragma once

#include "core/base/error.h"

#include <QTest>

namespace payout::support {

/// "" for a success. (QVERIFY2 evaluates its message even then.)
template <class T> QByteArray why(const Result<T>& result) {
    return result ? QByteArray() : describe(result.error()).toUtf8();
}

/// Kind and code without the detail, for comparing.
template <class T> QString kindAndCode(const Result<T>& result) {
    return result ? QStringLiteral("done") : describe(Error{result.error().kind, result.error().code, {}});
}

} // namespace payout::support

/// The result is a success; else the test fails with its error.
#define VERIFY_DONE(expression)                                                                                        \
    do {                                                                                                               \
        const auto& verified = (expression);                                                                           \
        QVERIFY2(verified, payout::support::why(verified).constData());                                                \
    } while (false)

/// The result is an error of this kind and code, e.g. VERIFY_ERROR(r, ErrorKind::Refused, "StillLocked").
#define VERIFY_ERROR(expression, expectedKind, expectedCode)                                                           \
    do {                                                                                                               \
        const auto& verified = (expression);                                                                           \
        QCOMPARE(payout::support::kindAndCode(verified),                                                               \
                 payout::describe(payout::Error{expectedKind, QStringLiteral(expectedCode), {}}));                     \
    } while (false)
