#define _GNU_SOURCE
#include "terminal_signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static int ends[2] = {-1, -1};
static int terminal = -1;
static struct termios saved;
static char reset_bytes[256];
static size_t reset_count;
static volatile sig_atomic_t guarding;
static char fatal_stack[65536];

static const int noted[] = {
    SIGWINCH, SIGTSTP, SIGCONT,
    // An interrupt is ignored: in raw mode Ctrl-C is a key, and one from elsewhere is not for us.
    SIGINT,
    // Whatever else would end the process and leaves it time to do so itself.
    SIGHUP, SIGTERM, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGPOLL,
    SIGPWR, SIGSTKFLT};
static const int fatal[] = {SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE, SIGTRAP, SIGSYS};
enum { NOTED = sizeof noted / sizeof *noted, FATAL = sizeof fatal / sizeof *fatal };
static struct sigaction former[NOTED + FATAL];
static int installed;

static void note(int signal_number) {
  int kept = errno;
  unsigned char byte = signal_number == SIGWINCH ? TERMINAL_RESIZE
      : signal_number == SIGTSTP                 ? TERMINAL_STOP
      : signal_number == SIGCONT                 ? TERMINAL_CONTINUE
                                                 : TERMINAL_END + signal_number;
  // A full pipe already holds all there is to say.
  (void)!write(ends[1], &byte, 1);
  errno = kept;
}

static void leave(void) {
  if (!guarding) return;
  guarding = 0;
  (void)!write(terminal, reset_bytes, reset_count);
  tcsetattr(terminal, TCSANOW, &saved);
}

static void crash(int signal_number) {
  leave();
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

void terminal_signals_guard(int fd, const char *reset, size_t count) {
  static int registered;
  if (tcgetattr(fd, &saved) != 0) return;
  terminal = fd;
  reset_count = count < sizeof reset_bytes ? count : sizeof reset_bytes;
  memcpy(reset_bytes, reset, reset_count);
  guarding = 1;
  if (!registered) atexit(leave);
  registered = 1;
}

static void install(int signal_number, void (*handler)(int), int flags, struct sigaction *old) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigemptyset(&action.sa_mask);
  sigaction(signal_number, &action, old);
}

int terminal_signals_start(void) {
  if (pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0) return -1;
  // A stack overflow leaves no room for a handler on the stack itself.
  stack_t stack = {.ss_sp = fatal_stack, .ss_size = sizeof fatal_stack};
  sigaltstack(&stack, NULL);
  for (int i = 0; i < NOTED; i++)
    install(noted[i], noted[i] == SIGINT ? SIG_IGN : note, SA_RESTART, &former[i]);
  for (int i = 0; i < FATAL; i++)
    install(fatal[i], crash, SA_ONSTACK | SA_RESETHAND, &former[NOTED + i]);
  installed = 1;
  return ends[0];
}

int terminal_signals_writer(void) { return ends[1]; }

void terminal_signals_restore(void) {
  if (terminal >= 0) tcsetattr(terminal, TCSADRAIN, &saved);
}

void terminal_signals_suspend(void) {
  struct sigaction ours;
  install(SIGTSTP, SIG_DFL, 0, &ours);
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
  // Where nothing could stop us (no job control), nothing continues us either.
  note(SIGCONT);
}

void terminal_signals_stop(void) {
  guarding = 0;
  terminal_signals_restore();
  if (!installed) return;
  installed = 0;
  for (int i = 0; i < NOTED; i++) sigaction(noted[i], &former[i], NULL);
  for (int i = 0; i < FATAL; i++) sigaction(fatal[i], &former[NOTED + i], NULL);
  // Only the reading end: the writing end may still be held by another thread, and its number
  // must not come to mean another file.
  close(ends[0]);
  ends[0] = -1;
}
