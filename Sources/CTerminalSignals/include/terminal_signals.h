// Signals of a terminal program as bytes in a pipe, and the terminal restored on any end.
//
// Handlers run at any moment of the program, so they may do next to nothing; and they need
// memory that outlives every caller. Both are plain in C, and keep Swift free of globals.
#pragma once
#include <stddef.h>

/// What a byte in the pipe says.
enum {
  TERMINAL_WAKE = 'w',    // another thread called
  TERMINAL_RESIZE = 'r',  // SIGWINCH
  TERMINAL_STOP = 's',    // SIGTSTP
  TERMINAL_CONTINUE = 'c',  // SIGCONT
  TERMINAL_END = 128,     // and the number of the signal that ends the process
};

/// Notes the terminal's state on `fd` and the bytes that undo our modes. From here to
/// `terminal_signals_stop`, a fatal signal or `exit` puts both back.
void terminal_signals_guard(int fd, const char *reset, size_t count);

/// Installs the handlers and returns the pipe's reading end, -1 with errno on failure.
int terminal_signals_start(void);

/// The pipe's writing end; writing to it never blocks.
int terminal_signals_writer(void);

/// Puts the terminal's state back as `terminal_signals_guard` found it.
void terminal_signals_restore(void);

/// Stops the process group as the terminal's suspend key would; returns when it goes on.
void terminal_signals_suspend(void);

/// Restores the terminal's state, puts the former handlers back and closes the pipe.
void terminal_signals_stop(void);
