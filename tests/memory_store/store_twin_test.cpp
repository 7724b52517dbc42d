// SPDX-License-Identifier: GPL-3.0-or-later
// The memory store is what SQLite and PostgreSQL are: random scripts of production commands, the same results and the
// same rows after every step. RC_PARAMS ("seed=7 max_success=1000") as in RapidCheck's manual.
#include <QProcess>
#include <QProcessEnvironment>

#include <rapidcheck.h>

#include <iostream>
#include <memory>
#include <utility>

namespace {

struct Step {
    int op = 0;
    int a = 0;
    int b = 0;
    int c = 0;
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
    return out << step.op << ' ' << step.a << ' ' << step.b << ' ' << step.c;
}

/// One program with its store.
class Twin {
public:
    Twin(const QString& program, const QString& engine) : m_name(engine) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PAYOUT_TWIN_ENGINE"), engine);
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program, QStringList());
        if (!m_process.waitForStarted()) qFatal("%s does not start", qPrintable(program));
    }
    ~Twin() {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }
    QStringList ask(const QByteArray& line) {
        m_process.write(line + '\n');
        QStringList answer;
        for (;;) {
            while (!m_process.canReadLine())
                if (!m_process.waitForReadyRead(60'000)) qFatal("%s does not answer", qPrintable(m_name));
            const QString text = QString::fromUtf8(m_process.readLine()).chopped(1);
            if (text == u".") return answer;
            answer << text;
        }
    }
    const QString& name() const { return m_name; }

private:
    QString m_name;
    QProcess m_process;
};

QByteArray textOf(const Step& step) {
    return QStringLiteral("%1 %2 %3 %4").arg(step.op).arg(step.a).arg(step.b).arg(step.c).toUtf8();
}

QString firstDifference(const QStringList& expected, const QStringList& found) {
    for (qsizetype i = 0; i < std::max(expected.size(), found.size()); ++i)
        if (expected.value(i) != found.value(i))
            return QStringLiteral("\n  ") + expected.value(i) + QStringLiteral("\n  ") + found.value(i);
    return {};
}

struct Twins {
    Twin memory{QStringLiteral(PAYOUT_TWIN_MEMORY), QStringLiteral("memory")};
    std::vector<std::unique_ptr<Twin>> others;
    bool isFound = false;

    void run(const std::vector<Step>& script) {
        memory.ask("reset");
        for (const auto& other : others) other->ask("reset");
        for (const Step& step : script) {
            const QStringList expected = memory.ask(textOf(step));
            for (const auto& other : others) {
                const QStringList found = other->ask(textOf(step));
                if (found == expected) continue;
                const std::string difference =
                    QStringLiteral("memory and %1 differ after %2 (%3 / %4): %5")
                        .arg(other->name(), QString::fromUtf8(textOf(step)), expected.value(0), found.value(0),
                             firstDifference(expected, found))
                        .toStdString();
                // Shrinking takes minutes; whoever waits already knows what it is about.
                if (!std::exchange(isFound, true)) std::cout << difference << std::endl;
                RC_FAIL(difference);
            }
        }
    }
};

/// Of the whole range from the first test on; RapidCheck would begin with small numbers.
rc::Gen<int> below(int end) { return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, end)); }

rc::Gen<Step> anyStep() {
    return rc::gen::build<Step>(rc::gen::set(&Step::op, below(27)), rc::gen::set(&Step::a, below(16)),
                                rc::gen::set(&Step::b, below(9)), rc::gen::set(&Step::c, below(48)));
}

} // namespace

int main() {
    Twins twins;
    twins.others.push_back(std::make_unique<Twin>(QStringLiteral(PAYOUT_TWIN_SQL), QStringLiteral("sqlite")));
    if (!qEnvironmentVariableIsSet("PAYOUT_TEST_SQLITE_ONLY"))
        twins.others.push_back(std::make_unique<Twin>(QStringLiteral(PAYOUT_TWIN_SQL), QStringLiteral("postgres")));
    const bool isEqual = rc::check("the memory store answers as SQLite and PostgreSQL do", [&] {
        const auto script = *rc::gen::container<std::vector<Step>>(anyStep());
        twins.run(script);
    });
    std::cout << (isEqual ? "1 passed, 0 failed" : "0 passed, 1 failed") << std::endl;
    return isEqual ? 0 : 1;
}
