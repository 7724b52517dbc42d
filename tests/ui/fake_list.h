// SPDX-License-Identifier: GPL-3.0-or-later
// A list in memory behind a paged model, that answers when the test says so.
#pragma once

#include "ui/shared/paged_table_model.h"

#include <QCoreApplication>
#include <QTest>

#include <deque>

namespace payout::tests {

struct Row {
    std::int64_t id = 0;
};

/// Keys are the ids themselves, in ascending order; answers wait until answerAll().
class FakeList {
public:
    std::vector<std::int64_t> ids;
    int shapesAsked = 0;
    std::vector<std::optional<std::int64_t>> pagesAsked;
    std::vector<desk::PageSlice> glimpsesAsked;
    bool failing = false;

    explicit FakeList(int count) {
        for (int id = 1; id <= count; ++id) ids.push_back(id);
    }
    ui::PagedSource<Row> source() {
        return {[this](auto answer) { askShape(std::move(answer)); },
                [this](auto from, auto answer) { askPage(from, {}, std::move(answer)); },
                [](const Row& row) { return row.id; }};
    }
    ui::PagedSource<Row> sourceWithGlimpse() {
        ui::PagedSource<Row> both = source();
        both.glimpse = [this](auto from, desk::PageSlice slice, auto answer) {
            glimpsesAsked.push_back(slice);
            askPage(from, slice, std::move(answer));
        };
        return both;
    }
    size_t waiting() const { return m_waiting.size(); }
    void answerOne() {
        auto answer = std::move(m_waiting.front());
        m_waiting.pop_front();
        answer();
    }
    void answerAll() {
        for (int round = 0; round < 50; ++round) {
            while (!m_waiting.empty()) answerOne();
            QCoreApplication::processEvents();
            if (m_waiting.empty()) return;
        }
        QFAIL("answers never end");
    }

private:
    void askShape(desk::Reply<desk::ListShape> answer) {
        ++shapesAsked;
        m_waiting.emplace_back([this, answer] {
            if (failing) return answer.take(unavailable(QStringLiteral("DatabaseUnreachable")));
            desk::ListShape shape;
            shape.count = std::int64_t(ids.size());
            for (size_t row = 0; row < ids.size(); row += desk::pageRows) shape.anchors.push_back({ids[row], ids[row]});
            answer.take(shape);
        });
    }
    void askPage(std::optional<desk::PageKey> from, desk::PageSlice slice, desk::Reply<std::vector<Row>> answer) {
        pagesAsked.push_back(from ? std::optional(from->id) : std::nullopt);
        m_waiting.emplace_back([this, from, slice, answer] {
            if (failing) return answer.take(unavailable(QStringLiteral("DatabaseUnreachable")));
            std::vector<Row> rows;
            int passed = 0;
            for (const std::int64_t id : ids)
                if ((!from || id >= from->id) && passed++ >= slice.first && rows.size() < size_t(slice.count))
                    rows.push_back({id});
            answer.take(rows);
        });
    }
    std::deque<std::function<void()>> m_waiting;
};

} // namespace payout::tests
