#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Refuses what the layout forbids (ARCHITECTURE.md): includes and links against the flow, Qt SQL outside core/store,
# widgets in core, SQL text outside *_table.cpp and core/store, sentences in core, clocks and chance outside core/base.
#
#   layout_test.sh ROOT          checks the tree at ROOT; every finding is "path:line: rule: text"; 1 if there is one
#   layout_test.sh --self-test   plants each violation in a tree of its own and expects it to be refused by its name
set -euo pipefail

rooms="base rules store trail people ledger batch screening approval channel dispatch egress outcome exception statement comparison
worker desk"
lines_max=500

# The lines of the sources under the given folders that match a pattern, without what only a comment says.
lines_with() {
  local pattern=$1
  shift
  local folders=()
  for folder in "$@"; do [ -d "$folder" ] && folders+=("$folder"); done
  [ ${#folders[@]} -gt 0 ] || return 0
  grep -rnE --include='*.cpp' --include='*.h' -e "$pattern" "${folders[@]}" |
    sed -E 's,^([^:]*:[0-9]+:)(.*),\1\t\2,; s,\t([[:space:]]*)//.*,\t,; s,([[:space:]])//[^"]*$,\1,' |
    grep -E $'\t.*('"$pattern)" | tr -d '\t' || true
}

# Puts the rule's name behind the place: "path:line: rule: text".
named() { sed -E "s,^([^:]*:[0-9]+:)[[:space:]]*,\1 $1: ,"; }

include_order() {
  grep -rnE --include='*.cpp' --include='*.h' '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<](core|ui|app|\.\.?)/' \
    core ui app 2>/dev/null | awk -v rooms="$rooms" '
      BEGIN { n = split(rooms, list); for (i = 1; i <= n; i++) rank[list[i]] = i; rank["ui"] = n + 1; rank["app"] = n + 2 }
      function room(path,   part) { split(path, part, "/"); return part[1] == "core" ? part[2] : part[1] }
      {
        place = $0; sub(/:[[:space:]]*#.*/, ":", place)
        target = $0; sub(/.*#[[:space:]]*include[[:space:]]*["<]/, "", target); sub(/[">].*/, "", target)
        from = room(place); to = room(target)
        if (target ~ /^\./) print place " relative-include: " target
        else if (!(from in rank)) print place " unknown-room: " from
        else if (!(to in rank)) print place " unknown-room: " to
        else if (rank[to] > rank[from]) print place " include-order: " from " must not include " target
      }' || true
}

link_order() {
  find core -mindepth 2 -name CMakeLists.txt 2>/dev/null | while read -r list; do
    { grep -noE '\bpayout_[a-z]+|Qt6::(Widgets|Gui|Charts)' "$list" || true; } | sed "s,^,$list:,"
  done | awk -v rooms="$rooms" '
      BEGIN { n = split(rooms, list); for (i = 1; i <= n; i++) rank[list[i]] = i }
      {
        split($0, field, ":"); split(field[1], part, "/"); place = field[1] ":" field[2] ":"
        if ($0 ~ /Qt6::/) { print place " widgets-in-core: " part[2] " links " substr($0, index($0, "Qt6::")); next }
        to = field[3]; sub(/^payout_/, "", to)
        if (to == "room" || to == "core") next
        if (!(part[2] in rank)) print place " unknown-room: " part[2]
        else if (!(to in rank) || rank[to] > rank[part[2]]) print place " link-order: " part[2] " must not link " field[3]
      }'
}

qt_sql() { lines_with '#[[:space:]]*include[[:space:]]*<(QtSql/|QSql)' core ui app | { grep -v '^core/store/' || true; } | named qt-sql; }

widgets_in_core() {
  lines_with '#[[:space:]]*include[[:space:]]*<(QtWidgets|QtGui|QtCharts|QApplication|QGuiApplication|Q[A-Za-z]*(Widget|Window|Dialog|Button|Layout|Delegate|Menu|Label|Edit|Box|Chart)\b|Q(Table|Tree|List|Column|Header|AbstractItem|Graphics|Chart)View\b)' \
    core | named widgets-in-core
}

# app/tour is a judge like a test: it looks past the desk at what the database says.
sql_text() {
  lines_with '\bSELECT\b|\bINSERT INTO\b|\bUPDATE [a-z_{]+|\bDELETE FROM\b|\b(CREATE|ALTER|DROP) (TABLE|TRIGGER|INDEX|ROLE)\b' \
    core ui app | { grep -vE '^core/store/|^core/[^:]*_table\.cpp:|^app/tour/' || true; } | named sql-outside-table
}

sentences_in_core() {
  lines_with '(^|[^A-Za-z0-9_])tr\(|QCoreApplication::translate|QT_TR(ANSLATE)?_NOOP|qtTrId\(' core | named sentence-in-core
}

clock_or_chance() {
  lines_with 'currentDateTime|current(M?Secs)SinceEpoch|QDate::currentDate|QTime::currentTime|(system_clock|utc_clock)::now|QUuid::createUuid|(^|[^A-Za-z0-9_.>])time\((nullptr|NULL|0)\)|gettimeofday|clock_gettime|QRandomGenerator|random_device|RAND_bytes' \
    core | { grep -v '^core/base/' || true; } | named clock-or-chance
}

# Said, not refused: the end of comfort is a matter of judgement.
long_files() {
  find core ui app -name '*.cpp' -o -name '*.h' 2>/dev/null | while read -r file; do
    local count
    count=$(wc -l <"$file")
    [ "$count" -le "$lines_max" ] || echo "warning: $file has $count lines; read it in one sitting?"
  done
}

check() {
  cd "$1"
  if [ ! -d core ]; then
    echo "layout_test: no core/ under $1"
    return 2
  fi
  long_files
  local findings
  findings=$(include_order; link_order; qt_sql; widgets_in_core; sql_text; sentences_in_core; clock_or_chance)
  if [ -n "$findings" ]; then
    printf '%s\n' "$findings"
    return 1
  fi
}

# A tree that keeps every rule, near misses included.
plant_clean_tree() {
  mkdir -p "$1"/core/{base,rules,store/migrations,trail,ledger,desk} "$1"/ui/approval "$1"/app
  cd "$1"
  echo 'auto t = std::chrono::system_clock::now();' >core/base/clock.cpp
  printf '%s\n' '#include "core/base/clock.h"' '// SELECT nothing: a comment may name SQL, tr() and currentDateTime' \
    'int a = attr(1); int s = str(2); int UPDATED = 0; auto runtime(nullptr); auto t = rows.time(0);' >core/rules/gates.cpp
  printf '%s\n' '#include <QSqlQuery>' '#include "core/rules/gates.h"' 'auto q = "SELECT 1";' >core/store/statement.cpp
  echo 'auto q = "CREATE TABLE x (y INTEGER)";' >core/store/migrations/m001.cpp
  printf '%s\n' '#include "core/store/statement.h"' 'auto q = R"(UPDATE entry SET x = ?)";' >core/ledger/entry_table.cpp
  echo 'payout_room(ledger SOURCES entry_table.cpp LINKS payout_store payout_base)' >core/ledger/CMakeLists.txt
  printf '%s\n' '#include "core/ledger/entry_table.h"' '#include <QAbstractTableModel>' '#include <QStringView>' 'bool b; // tr(x)' \
    >core/desk/ledger_desk.cpp
  printf '%s\n' '#include "core/desk/ledger_desk.h"' '#include <QWidget>' 'auto s = tr("Approve");' >ui/approval/page.cpp
  printf '%s\n' '#include "ui/approval/page.h"' 'auto t = QDateTime::currentDateTimeUtc();' >app/composition.cpp
}

failures=0
# expect RULE PATH LINE: the clean tree with this line added must be refused, by that rule and at that file.
expect() {
  local rule=$1 path=$2 line=$3 tree output
  tree=$(mktemp -d -p "$scratch")
  (plant_clean_tree "$tree")
  mkdir -p "$(dirname "$tree/$path")"
  printf '%s\n' "$line" >>"$tree/$path"
  if output=$(check "$tree"); then
    echo "NOT REFUSED  $rule: $path: $line"
  elif ! grep -qE "^$path:[0-9]+: $rule: " <<<"$output"; then
    printf 'WRONG ANSWER %s: %s: %s\n%s\n' "$rule" "$path" "$line" "$output"
  elif [ "$(wc -l <<<"$output")" -ne 1 ]; then
    printf 'TOO MUCH     %s: %s: %s\n%s\n' "$rule" "$path" "$line" "$output"
  else
    return 0
  fi
  failures=$((failures + 1))
}

self_test() {
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  (plant_clean_tree "$scratch/clean")
  (check "$scratch/clean") || { echo "REFUSED although clean"; failures=1; }

  expect include-order core/base/money.cpp '#include "core/rules/gates.h"'
  expect include-order core/store/connection.cpp '#include "core/trail/record.h"'
  expect include-order core/ledger/debit_first.cpp '  #  include <core/desk/ledger_desk.h>'
  expect include-order core/desk/shell_desk.h '#include "ui/approval/page.h"'
  expect include-order ui/approval/model.cpp '#include "app/composition.h"'
  expect relative-include core/rules/pause.cpp '#include "../desk/ledger_desk.h"'
  expect unknown-room core/utils/all.cpp '#include "core/base/money.h"'
  expect unknown-room core/desk/other.cpp '#include "core/utils/all.h"'
  expect link-order core/ledger/CMakeLists.txt 'target_link_libraries(payout_ledger PRIVATE payout_desk)'
  expect widgets-in-core core/ledger/CMakeLists.txt 'target_link_libraries(payout_ledger PRIVATE Qt6::Widgets)'
  expect qt-sql core/ledger/other_table.cpp '#include <QSqlQuery>'
  expect qt-sql ui/approval/model.cpp '#include <QtSql/QSqlTableModel>'
  expect qt-sql app/admin_main.cpp '#include <QSqlDatabase>'
  expect widgets-in-core core/desk/other.cpp '#include <QMessageBox>'
  expect widgets-in-core core/rules/other.h '#include <QtWidgets/QWidget>'
  expect widgets-in-core core/desk/other.h '#include <QTableView>'
  expect widgets-in-core core/desk/third.h '#include <QStyledItemDelegate>'
  expect sql-outside-table core/ledger/debit_first.cpp 'run("SELECT balance FROM account");'
  expect sql-outside-table core/ledger/entry_table.h 'auto q = "DELETE FROM entry";'
  expect sql-outside-table core/desk/other.cpp 'auto q = R"(INSERT INTO entry'
  expect sql-outside-table ui/approval/model.cpp 'auto q = "UPDATE payout'
  expect sql-outside-table app/admin_main.cpp 'auto q = "CREATE TABLE x"; // http://'
  expect sentence-in-core core/desk/other.cpp 'return tr("Not now");'
  expect sentence-in-core core/rules/other.cpp 'return QObject::tr("Not now");'
  expect sentence-in-core core/rules/other.cpp 'return QCoreApplication::translate("a", "b");'
  expect clock-or-chance core/ledger/other.cpp 'auto t = QDateTime::currentDateTimeUtc();'
  expect clock-or-chance core/store/other.cpp 'auto t = QDateTime::currentMSecsSinceEpoch();'
  expect clock-or-chance core/rules/other.cpp 'auto t = std::chrono::system_clock::now();'
  expect clock-or-chance core/desk/other.cpp 'auto id = QUuid::createUuid();'
  expect clock-or-chance core/desk/other.cpp 'auto t = std::time(nullptr);'
  expect clock-or-chance core/desk/other.cpp 'const auto t = time(0);'
  expect clock-or-chance core/desk/other.cpp 'RAND_bytes(a, 16);'

  local long
  long=$(mktemp -d -p "$scratch")
  (plant_clean_tree "$long")
  yes '// line' | head -n $((lines_max + 1)) >"$long/core/rules/long.cpp" || true
  (check "$long") | grep -q '^warning: core/rules/long.cpp' || { echo "NO WARNING for a long file"; failures=$((failures + 1)); }

  echo "$failures violations went unnoticed"
  [ "$failures" -eq 0 ]
}

case ${1:-} in
  --self-test) self_test ;;
  "") echo "usage: layout_test.sh ROOT | --self-test" >&2; exit 2 ;;
  *) check "$1" ;;
esac
