// ncurses for Swift: its globals and macros, which Swift cannot see or refuses, as functions.
#pragma once
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <term.h>
#include <wchar.h>

/// The name of the character set of the locale now set.
static inline const char *cn_codeset(void) { return nl_langinfo(CODESET); }

// Shown by glibc only with X/Open switched on.
extern int wcwidth(wchar_t character);

/// Columns the C library, and so ncurses, gives to a character; negative for none.
static inline int cn_width(wchar_t character) { return wcwidth(character); }

/// Whether terminfo knows the terminal named by TERM.
static inline bool cn_setup(void) {
  int error = 0;
  return setupterm(NULL, 1, &error) == OK;
}

/// A string of the terminal's terminfo entry, NULL where it has none.
static inline const char *cn_capability(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}

/// Starts ncurses on standard input and output; unlike initscr it does not exit on failure.
static inline SCREEN *cn_open(void) { return newterm(NULL, stdout, stdin); }

/// Raw keys, no echo, no translation of line ends, and no reading by ncurses, so that it never
/// puts off drawing because keys are waiting.
static inline void cn_raw(void) {
  raw();
  noecho();
  nonl();
  typeahead(-1);
  leaveok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
}

static inline int cn_rows(void) { return getmaxy(stdscr); }
static inline int cn_columns(void) { return getmaxx(stdscr); }

/// Turns colours on and returns how many there are, 0 for none.
static inline int cn_colors(void) {
  if (!has_colors() || start_color() != OK || use_default_colors() != OK) return 0;
  return COLORS;
}

/// Attributes of a cell.
static inline attr_t cn_attributes(bool bold, bool reverse, bool underline, bool dim) {
  return (bold ? A_BOLD : 0) | (reverse ? A_REVERSE : 0) | (underline ? A_UNDERLINE : 0)
      | (dim ? A_DIM : 0);
}

/// Writes one character with its marks; `text` ends with 0.
static inline void cn_put(int row, int column, const wchar_t *text, attr_t attributes, short pair) {
  cchar_t cell;
  if (setcchar(&cell, text, attributes, pair, NULL) == OK) mvadd_wch(row, column, &cell);
}

static inline void cn_erase(void) { erase(); }

/// Has the next update write every cell, whatever ncurses believes is on the screen.
static inline void cn_forget_screen(void) { clearok(curscr, TRUE); }

/// Puts the cursor and brings the screen up to date in one write.
static inline void cn_update(int row, int column, bool shown) {
  curs_set(shown ? 1 : 0);
  move(row, column);
  wnoutrefresh(stdscr);
  doupdate();
}
