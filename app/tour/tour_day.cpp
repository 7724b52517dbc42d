// SPDX-License-Identifier: GPL-3.0-or-later
// The rest of the day: a comparison signed by two, a channel stopped by one and lifted by two, the other language.
#include "app/tour/tour.h"

#include "ui/comparison/cut_grid_view.h"

namespace payout::tour {

namespace {
constexpr Words switchTheme{"StatusStrip", "Switch between light and dark"};
constexpr Words switchLanguage{"StatusStrip", "中文",
                               "button that switches to the other language, named in that language"};
const QString channelSwitch = QStringLiteral("switch.PRACTICE");
} // namespace

bool Tour::compare() {
    if (!changeTo("operator") || !open("Compare")) return false;
    auto* cuts = m_screen.find<ui::CutGridView>();
    // Filled, and laid out with what it is filled with.
    const auto isReady = [&] {
        return cuts->columnCount() > 0 && cuts->viewport()->rect().contains(cuts->visualItemRect(cuts->item(0, 0)));
    };
    if (cuts == nullptr || !m_screen.wait(isReady) ||
        !m_screen.click(cuts->viewport(), cuts->visualItemRect(cuts->item(0, 0)).center()))
        return false;
    if (!m_screen.press({"ComparisonPage", "Run co&mparison"}) ||
        !see("compare", "the sheet of the cut: two identities, classes, unexplained", [this] {
            return m_screen.reads({"SheetView", "The two identities"}) && m_screen.reads({"SheetText", "✓ exact"}) &&
                   m_screen.reads({"SheetView", "Unexplained"});
        }))
        return false;
    if (!m_screen.press({"ComparisonPage", "Si&gn as preparer…"}) || !act() || !close()) return false;
    if (!changeTo("supervisor") || !open("Compare") || !m_screen.press({"ComparisonPage", "Si&gn as reviewer…"}) ||
        !act() || !close())
        return false;
    return see("compare-signed", "signed by two people; the sheet never changes again", [this] {
        return m_screen.reads({"ComparisonText", "Signed by both", "state of a comparison sheet"}) &&
               !m_screen.isAlive({"ComparisonPage", "Si&gn as preparer…"});
    });
}

bool Tour::stopChannel() {
    const auto press = [this] {
        const auto found = [this] { return m_screen.find<QAbstractButton>(channelSwitch) != nullptr; };
        return open("Today") && m_screen.wait(found) && m_screen.click(m_screen.find<QAbstractButton>(channelSwitch));
    };
    if (!press() || !act(Reason{"银行通知系统升级", "the bank announced maintenance"}) || !close()) return false;
    if (!see("channel-stopped", "one person has stopped the channel; the strip above every page says so", [this] {
            return m_screen.reads(
                       {"ChannelSwitches", "Propose lifting…", "the first person's part of lifting a stop"}) &&
                   m_screen.reads({"StatusStrip", "%1: STOPPED", "a channel that a person has stopped"});
        }))
        return false;
    if (!press() || !act() || !close() || !changeTo("supervisor2")) return false;
    if (!see("lift-proposed", "lifting is proposed; another person has to agree", [this] {
            return m_screen.reads(
                {"ChannelSwitches", "Agree to lifting…", "the second person's part of lifting a stop"});
        }))
        return false;
    return press() && act() && close() && see("channel-lifted", "lifted by the second person", [this] {
               return m_screen.reads({"ChannelSwitches", "Stop…", "a channel: nothing is sent any more"});
           });
}

bool Tour::otherLanguageAndTheme() {
    if (!m_screen.press(switchTheme) ||
        !see("today-dark", "the same page, dark",
             [this] { return m_screen.front()->palette().color(QPalette::Window).lightness() < 100; }) ||
        !m_screen.press(switchLanguage))
        return false;
    const QString other = said({"PageNames", "Approve", "name of a page"});
    if (!see("today-other-language", "the page and the names of the others in the other language, at once",
             [this, other] {
                 return m_screen.reads({"TodayView", "Money whose outcome is not proven"}) && m_screen.reads(other);
             }))
        return false;
    return open("Compare") && see("compare-other-language", "the signed sheet in the other language, dark",
                                  [this] { return m_screen.reads({"SheetView", "The two identities"}); });
}

} // namespace payout::tour
