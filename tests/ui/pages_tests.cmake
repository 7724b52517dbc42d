# SPDX-License-Identifier: GPL-3.0-or-later
# Tests of the approval, exception and comparison screens: their views are given values and asked what they say.
# With PAYOUT_PICTURES=FOLDER they also save what they look like.
add_library(screen_samples STATIC screen_samples.cpp screen_reading.cpp)
target_link_libraries(screen_samples PUBLIC payout_ui Qt6::Test)
foreach(page approve exceptions compare)
  payout_test(${page}_page_test SOURCES ${page}_page_test.cpp LINKS screen_samples LABELS ui)
endforeach()
payout_test(live_pages_test SOURCES live_pages_test.cpp LINKS screen_samples payout_flow_support LABELS ui)
payout_test(set_aside_page_test SOURCES set_aside_page_test.cpp LINKS screen_samples payout_flow_support LABELS ui)
payout_test(reject_statement_page_test SOURCES reject_statement_page_test.cpp LINKS screen_samples payout_flow_support payout_statement LABELS ui)
payout_test(quarantine_page_test SOURCES quarantine_page_test.cpp LINKS screen_samples payout_flow_support payout_comparison LABELS ui)
payout_test(stop_page_test SOURCES stop_page_test.cpp LINKS screen_samples payout_flow_support LABELS ui)
payout_test(limit_page_test SOURCES limit_page_test.cpp LINKS screen_samples payout_flow_support LABELS ui)
payout_test(day_tab_test SOURCES day_tab_test.cpp LINKS screen_samples payout_flow_support payout_comparison LABELS ui)
payout_test(countdown_test SOURCES countdown_test.cpp LINKS screen_samples LABELS ui)
payout_test(import_dialogs_test SOURCES import_dialogs_test.cpp LINKS screen_samples payout_flow_support payout_statement LABELS ui)
# As for payout_ui: moc 6.4 stumbles over <concepts>.
set_target_properties(live_pages_test set_aside_page_test reject_statement_page_test
                      countdown_test import_dialogs_test quarantine_page_test stop_page_test limit_page_test day_tab_test PROPERTIES AUTOMOC_MOC_OPTIONS "-D_GLIBCXX_CONCEPTS")
