// SPDX-License-Identifier: GPL-3.0-or-later
// The whole main job in one sitting, in scenes. One that cannot go on is noted, and the next one is tried.
#pragma once

#include "app/composition.h"
#include "app/tour/diary.h"
#include "app/tour/house.h"
#include "app/tour/screen.h"

namespace payout::tour {

class Tour {
public:
    Tour(House& house, ui::Language language, ui::Theme theme, Diary& diary);
    /// True if every step showed what it must.
    bool run();

private:
    using Condition = std::function<bool()>;
    struct Reason {
        const char* chinese;
        const char* english;
    };
    /// Waits for it, takes the picture either way, and notes it.
    bool see(const char* name, const char* must, const Condition& condition,
             std::chrono::seconds atMost = std::chrono::seconds(20));
    /// Notes that the tour ended in a scene because something could not be done.
    void stuck(const char* scene);

    // tour.cpp: hands
    bool signIn(const char* login, const char* password = nullptr);
    bool signOut();
    bool changeTo(const char* login) { return signOut() && signIn(login); }
    bool open(const char* page);
    bool moveClock(int entry, int times = 1); ///< 0: a minute, 1: ten, 2: sixty-one
    bool choosePath(const QString& path);
    bool act(std::optional<Reason> reason = {}); ///< the action of the dialog in front, until its answer is there
    bool close();                                ///< the dialog in front

    // tour_batch.cpp
    bool enter();
    bool today();
    bool refuseBadFile();
    bool import();
    bool refuseAgain();
    bool clerkMayNot();
    bool approve();
    bool sent();

    // tour_exception.cpp
    bool locked();
    bool statement();
    bool propose();
    bool confirm();

    // tour_day.cpp
    bool compare();
    bool stopChannel();
    bool otherLanguageAndTheme();

    bool chooseException(const char* amount);
    std::int64_t inState(const char* state) const;

    House& m_house;
    Diary& m_diary;
    bool m_chinese;
    app::Desk m_desk;
    Screen m_screen;
};

} // namespace payout::tour
