// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/crash_disk.h"

#include <algorithm>

namespace payout::crash {

using simulate::Dice;

namespace {

void writeOver(QByteArray& file, qint64 at, QByteArrayView bytes) {
    if (file.size() < at + bytes.size()) file.resize(at + bytes.size(), '\0');
    std::copy(bytes.begin(), bytes.end(), file.begin() + at);
}

/// What the writes that were not synced come to, in one power loss.
struct Manner {
    int kept = 0;         ///< per mille of them
    int torn = 0;         ///< per mille of those
    int grown = 0;        ///< per mille of the others leave their file longer
    qint64 sector = 512;  ///< bytes
    bool shuffles = true; ///< the disk wrote them in another order
    bool garbage = false; ///< where a file grew and was not written
};

Manner drawManner(Dice& dice) {
    constexpr std::array kept{0, 100, 500, 900, 1000};
    constexpr std::array torn{0, 300, 1000};
    Manner manner;
    manner.kept = kept.at(static_cast<std::size_t>(dice.below(kept.size())));
    manner.torn = torn.at(static_cast<std::size_t>(dice.below(torn.size())));
    manner.grown = dice.chance(500) ? 300 : 0;
    manner.sector = dice.chance(500) ? 512 : 4'096;
    manner.shuffles = dice.chance(500);
    manner.garbage = dice.chance(500);
    return manner;
}

class Drawing {
public:
    Drawing(QByteArray durable, const Manner& manner, Dice& dice)
        : m_bytes(std::move(durable)), m_manner(manner), m_dice(dice) {}

    void apply(const Operation& operation) {
        const bool isKept = m_dice.chance(m_manner.kept);
        if (operation.kind == Operation::Kind::Truncate) {
            if (isKept) resize(operation.at);
        } else if (!isKept) {
            if (m_dice.chance(m_manner.grown)) growTo(operation.at + operation.bytes.size());
        } else if (m_dice.chance(m_manner.torn)) {
            tear(operation);
        } else {
            put(operation.at, operation.bytes);
        }
    }
    [[nodiscard]] QByteArray take() { return std::move(m_bytes); }

private:
    void resize(qint64 size) {
        if (size > m_bytes.size())
            growTo(size);
        else
            m_bytes.truncate(size);
    }
    void growTo(qint64 size) {
        const qint64 from = m_bytes.size();
        if (size <= from) return;
        m_bytes.resize(size, '\0');
        if (!m_manner.garbage) return;
        for (qint64 i = from; i < size; ++i) m_bytes[i] = static_cast<char>(m_dice.next());
    }
    void put(qint64 at, QByteArrayView bytes) {
        growTo(at);
        writeOver(m_bytes, at, bytes);
    }
    void tear(const Operation& operation) {
        const qint64 end = operation.at + operation.bytes.size();
        for (qint64 from = operation.at; from < end;) {
            const qint64 to = std::min(end, (from / m_manner.sector + 1) * m_manner.sector);
            if (m_dice.chance(500)) put(from, QByteArrayView(operation.bytes).sliced(from - operation.at, to - from));
            from = to;
        }
    }

    QByteArray m_bytes;
    const Manner& m_manner;
    Dice& m_dice;
};

} // namespace

CrashDisk::CrashDisk(const DiskRecord& record, std::function<bool(const QString&)> forgetsSyncs)
    : m_record(record), m_forgetsSyncs(std::move(forgetsSyncs)) {
    for (std::size_t i = 0; i < record.files().size(); ++i) {
        const FileBefore& file = record.files()[i];
        m_files.push_back({file.bytes, {}});
        if (file.wasThere) m_names[file.name].durable = static_cast<int>(i);
    }
}

void CrashDisk::settleNames() {
    for (Name& name : m_names) {
        name.durable = name.now();
        name.pending.clear();
    }
}

void CrashDisk::carryOut(std::size_t index) {
    using Kind = Operation::Kind;
    const Operation& operation = m_record.operations()[index];
    if (operation.kind == Kind::SyncFolder) return settleNames();
    File& file = m_files[static_cast<std::size_t>(operation.file)];
    const QString& name = m_record.files()[static_cast<std::size_t>(operation.file)].name;
    switch (operation.kind) {
    case Kind::Create: m_names[name].pending.push_back(operation.file); break;
    case Kind::Remove: m_names[name].pending.push_back(-1); break;
    case Kind::Write:
    case Kind::Truncate: file.pending.push_back(index); break;
    case Kind::Sync:
        if (m_forgetsSyncs && m_forgetsSyncs(name)) break;
        file.durable = wholeOf(operation.file);
        file.pending.clear();
        break;
    case Kind::SyncFolder: break;
    }
}

void CrashDisk::advance(std::size_t operations) {
    for (; m_at < operations; ++m_at) carryOut(m_at);
}

QByteArray CrashDisk::wholeOf(int number) const {
    const File& file = m_files[static_cast<std::size_t>(number)];
    QByteArray bytes = file.durable;
    for (const std::size_t index : file.pending) {
        const Operation& operation = m_record.operations()[index];
        if (operation.kind == Operation::Kind::Truncate)
            bytes.resize(operation.at, '\0');
        else
            writeOver(bytes, operation.at, operation.bytes);
    }
    return bytes;
}

QByteArray CrashDisk::drawnOf(int number, Dice& dice) const {
    const File& file = m_files[static_cast<std::size_t>(number)];
    const Manner manner = drawManner(dice);
    std::vector<std::size_t> order = file.pending;
    if (manner.shuffles)
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[static_cast<std::size_t>(dice.below(static_cast<int>(i)))]);
    Drawing drawing(file.durable, manner, dice);
    for (const std::size_t index : order) drawing.apply(m_record.operations()[index]);
    return drawing.take();
}

Image CrashDisk::whole() const {
    Image image;
    for (auto name = m_names.begin(); name != m_names.end(); ++name)
        if (name->now() >= 0) image.insert(name.key(), wholeOf(name->now()));
    return image;
}

Image CrashDisk::draw(Dice& dice) const {
    Image image;
    for (auto name = m_names.begin(); name != m_names.end(); ++name) {
        const int choice = dice.below(static_cast<int>(name->pending.size()) + 1);
        const int file = choice == 0 ? name->durable : name->pending[static_cast<std::size_t>(choice - 1)];
        if (file >= 0) image.insert(name.key(), drawnOf(file, dice));
    }
    return image;
}

QByteArray CrashDisk::durable(const QString& name) const {
    const int file = m_names.value(name).durable;
    return file < 0 ? QByteArray() : m_files[static_cast<std::size_t>(file)].durable;
}

} // namespace payout::crash
