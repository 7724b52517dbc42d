// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/process_memory.h"

#include <QByteArray>
#include <QFile>

#include <malloc.h>

namespace payout::bench {

namespace {

double statusMib(const QByteArray& field) {
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly)) return 0;
    for (const QByteArray& line : file.readAll().split('\n'))
        if (line.startsWith(field)) return line.mid(field.size()).chopped(2).trimmed().toDouble() / 1024;
    return 0;
}

} // namespace

double residentMib() { return statusMib("VmRSS:"); }
double peakMib() { return statusMib("VmHWM:"); }

void forgetPeak() {
    malloc_trim(0); // what an earlier case freed is not this one's
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (file.open(QIODevice::WriteOnly)) file.write("5"); // proc(5): the peak becomes what is resident now
}

} // namespace payout::bench
