#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// simdjson's DOM parser behind a plain C face: one call turns bytes into simdjson's tape.
///
/// The tape is an array of 64-bit words, a tag in the highest byte and a payload in the rest
/// (simdjson's doc/tape.md): `{` and `[` carry the index behind their end, `"` an offset into `text`
/// where a 32-bit length and the unescaped bytes stand; `l`, `u` and `d` are followed by a word.
typedef struct tape_parser tape_parser;

/// What a parse found. The pointers hold until the parser's next call.
typedef struct {
  const uint64_t *words;
  const uint8_t *text;
  /// Zero, or one of the tape_ numbers below.
  int error;
} tape_result;

enum {
  tape_fine = 0,
  tape_not_utf8 = 1,
  tape_too_deep = 2,
  tape_number = 3,
  tape_memory = 4,
  tape_syntax = 5,
  /// Bytes that must be readable behind the ones parsed.
  tape_padding = 64,
};

/// A parser that refuses more than `depth` objects and arrays inside each other; null without memory.
tape_parser *tape_parser_new(size_t depth);
void tape_parser_free(tape_parser *parser);

/// Parses one JSON document; `tape_padding` bytes behind `length` are readable, whatever they hold.
tape_result tape_parse(tape_parser *parser, const uint8_t *bytes, size_t length);

/// Where the first fault of a document lies that tape_parse refused; slow, `length` if unknown.
size_t tape_fault(const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif
