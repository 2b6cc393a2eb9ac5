#pragma once
#include <postgresql/libpq-fe.h>
#include <stdbool.h>

// The calls of libpq that are used. They are looked up when a database is opened: whoever keeps a registry in a
// directory starts without the library, and a machine without it runs the program.
#define POSTGRES_CALLS(CALL) \
  CALL(PQconninfoParse) \
  CALL(PQconninfo) \
  CALL(PQconninfoFree) \
  CALL(PQconnectStartParams) \
  CALL(PQconnectPoll) \
  CALL(PQconnectionNeedsPassword) \
  CALL(PQsetErrorVerbosity) \
  CALL(PQsetnonblocking) \
  CALL(PQsocket) \
  CALL(PQstatus) \
  CALL(PQfinish) \
  CALL(PQerrorMessage) \
  CALL(PQuser) \
  CALL(PQsetNoticeReceiver) \
  CALL(PQsendQueryParams) \
  CALL(PQflush) \
  CALL(PQconsumeInput) \
  CALL(PQisBusy) \
  CALL(PQgetCopyData) \
  CALL(PQputCopyData) \
  CALL(PQputCopyEnd) \
  CALL(PQgetResult) \
  CALL(PQresultStatus) \
  CALL(PQresultErrorField) \
  CALL(PQntuples) \
  CALL(PQgetvalue) \
  CALL(PQgetlength) \
  CALL(PQgetisnull) \
  CALL(PQclear) \
  CALL(PQfreemem)

struct postgres_calls {
#define CALL(name) __typeof__(name) *name;
  POSTGRES_CALLS(CALL)
#undef CALL
};

// Fills in the calls; false where the machine has no such library.
bool postgres_open(struct postgres_calls *calls);
