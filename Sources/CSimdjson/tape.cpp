#include "tape.h"

#include <new>

#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

using namespace simdjson;

struct tape_parser {
  dom::parser dom;
  size_t depth;
};

tape_parser *tape_parser_new(size_t depth) {
  return new (std::nothrow) tape_parser{dom::parser(), depth};
}

void tape_parser_free(tape_parser *parser) { delete parser; }

static int kind(error_code error) {
  switch (error) {
  case SUCCESS: return tape_fine;
  case UTF8_ERROR: return tape_not_utf8;
  case DEPTH_ERROR: return tape_too_deep;
  case NUMBER_ERROR: return tape_number;
  case MEMALLOC: case CAPACITY: return tape_memory;
  default: return tape_syntax;
  }
}

tape_result tape_parse(tape_parser *parser, const uint8_t *bytes, size_t length) {
  if (length > parser->dom.capacity() || parser->dom.max_depth() != parser->depth) {
    size_t capacity = length < 4096 ? 4096 : length + length / 4;
    if (auto error = parser->dom.allocate(capacity, parser->depth)) {
      return {nullptr, nullptr, kind(error)};
    }
  }
  dom::element root;
  auto error = parser->dom.parse(bytes, length, false).get(root);
  if (error) return {nullptr, nullptr, kind(error)};
  return {parser->dom.doc.tape.get(), parser->dom.doc.string_buf.get(), tape_fine};
}

// Walks the whole value, so that every fault in it is met where it stands. On-demand parsing knows
// no depth of its own, so the walk gives up where the stack could.
static error_code walk(ondemand::value value, int depth) {
  if (depth > 1000) return DEPTH_ERROR;
  ondemand::json_type type;
  if (auto error = value.type().get(type)) return error;
  switch (type) {
  case ondemand::json_type::object: {
    ondemand::object object;
    if (auto error = value.get_object().get(object)) return error;
    for (auto field : object) {
      std::string_view key;
      if (auto error = field.unescaped_key().get(key)) return error;
      ondemand::value inner;
      if (auto error = field.value().get(inner)) return error;
      if (auto error = walk(inner, depth + 1)) return error;
    }
    return SUCCESS;
  }
  case ondemand::json_type::array: {
    ondemand::array array;
    if (auto error = value.get_array().get(array)) return error;
    for (auto item : array) {
      ondemand::value inner;
      if (auto error = item.get(inner)) return error;
      if (auto error = walk(inner, depth + 1)) return error;
    }
    return SUCCESS;
  }
  case ondemand::json_type::string: return value.get_string().error();
  case ondemand::json_type::number: return value.get_number().error();
  case ondemand::json_type::boolean: return value.get_bool().error();
  default: return value.is_null().error();
  }
}

size_t tape_fault(const uint8_t *bytes, size_t length) {
  // Looking takes many times the memory of the text: nobody counts bytes in one that long.
  if (length > 16u << 20) return length;
  padded_string copy(reinterpret_cast<const char *>(bytes), length);
  ondemand::parser parser;
  ondemand::document document;
  if (parser.iterate(copy).get(document)) return length;
  ondemand::value root;
  if (!document.get_value().get(root)) (void)walk(root, 0);
  const char *at;
  if (document.current_location().get(at)) return length;
  return at < copy.data() ? length : size_t(at - copy.data());
}
