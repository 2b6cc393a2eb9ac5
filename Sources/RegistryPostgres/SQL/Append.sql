-- Saving: one call, which finds out under the head's lock whether the line follows, and writes it, or says what
-- came in between. Only these functions write; they run as the owner, and take who saves from the login itself.

-- The clock that dates lines.
create or replace function sanshe.clock() returns timestamptz language sql volatile as $$
  select clock_timestamp()
$$;

-- Refuses to go on where a commit would not be durable, and makes this transaction's commit wait for the disk.
create or replace function sanshe.durable() returns void language plpgsql as $$
begin
  if current_setting('fsync') <> 'on' or current_setting('full_page_writes') <> 'on' then
    raise exception 'the server runs without fsync or full_page_writes: nothing would be durable'
      using errcode = 'object_not_in_prerequisite_state';
  end if;
  if exists (
    select from pg_class where relnamespace = 'sanshe'::regnamespace and relkind = 'r'
      and relpersistence <> 'p')
  then
    raise exception 'a table of the schema sanshe is not logged: nothing would be durable'
      using errcode = 'object_not_in_prerequisite_state';
  end if;
  if current_setting('synchronous_commit') not in ('on', 'remote_apply') then
    perform set_config('synchronous_commit', 'on', true);
  end if;
end $$;

-- What everything that saves begins with: the commit is to be durable, nobody waits for others or has others wait
-- for long, and whoever is no member, or may not save at all, is refused.
create or replace function sanshe.begin_saving(name text) returns void language plpgsql as $$
begin
  perform sanshe.durable();
  perform set_config('lock_timeout', '4s', true);
  perform set_config('idle_in_transaction_session_timeout', '2s', true);
  -- Nor for one whose machine is gone before its message was all here.
  perform set_config('tcp_keepalives_idle', '5', true);
  perform set_config('tcp_keepalives_interval', '2', true);
  perform set_config('tcp_keepalives_count', '3', true);
  if not exists (select from sanshe.member m where m.registry = name and m.login = session_user) then
    raise exception '% is no member of the registry %', session_user, name using errcode = 'SN401';
  end if;
  if sanshe.role_of(name, session_user) = 'reader' then
    perform sanshe.forbid(session_user || ' is a reader in the registry ' || name);
  end if;
end $$;

-- Refuses what only a supervisor may change, and what nobody may.
create or replace function sanshe.check_change(
  name text, k sanshe.kind, is_new boolean, was jsonb, settings jsonb) returns void
language plpgsql as $$
declare
  owner text;
  given jsonb;
begin
  if k.alterable is not null and not is_new
    and exists (select from jsonb_object_keys(settings) key where not key = any (k.alterable))
  then
    perform sanshe.forbid('a ' || k.kind || ' stays as it was made');
  end if;
  if k.keeper = 'clerks' or sanshe.role_of(name, session_user) = 'supervisor'
    or sanshe.supervisors(name) is null
  then return; end if;
  if k.keeper <> 'supervisors' then
    given := settings -> k.keeper;
    owner := case when is_new then given ->> 1 else was ->> k.keeper end;
    if owner = session_user and (is_new or given is null or given ->> 1 = session_user) then return; end if;
  end if;
  perform sanshe.forbid('only a supervisor may change this ' || k.kind);
end $$;

-- Refuses to enter what is another's: a batch is undone as a whole, by its name. What is undone was saved before.
create or replace function sanshe.check_names(name text, line bigint, doc jsonb) returns void
language plpgsql as $$
begin
  if exists (select from sanshe.change_set c
    where c.registry = name and c.batch = doc ->> 'batch' and c.by <> session_user)
  then perform sanshe.refuse('the batch is another account''s'); end if;
  if exists (select from jsonb_array_elements(doc -> 'undoes') undone where undone::numeric >= line)
  then perform sanshe.refuse('what is undone is not there'); end if;
end $$;

-- Makes the records of what a line changes, and notes that it touched them.
create or replace function sanshe.change_records(name text, line bigint, doc jsonb) returns void
language plpgsql as $$
declare
  change jsonb;
  setting record;
  k sanshe.kind;
  f sanshe.field;
  this int;
  is_new boolean;
  was jsonb;
  becomes jsonb;
  plain text;
  day text;
  held jsonb;
  named jsonb[] := '{}';
begin
  for change in select * from jsonb_array_elements(doc -> 'changes') loop
    select * into k from sanshe.kind where kind = change ->> 'kind';
    if k.kind is null then perform sanshe.refuse('there is no kind ' || coalesce(change ->> 'kind', '')); end if;
    if exists (select from jsonb_object_keys(change) key where key not in ('kind', 'id', 'new', 'set'))
      or jsonb_typeof(change -> 'set') is distinct from 'object'
      or change ? 'new' and change -> 'new' <> 'true'
    then perform sanshe.refuse('a change has not the shape of one'); end if;
    this := sanshe.number_of(change ->> 'id', k);
    is_new := change ? 'new';
    select r.record into was from sanshe.record r
      where r.registry = name and r.kind = k.kind and r.number = this;
    if is_new then
      if was is not null or this <> 1 + coalesce((
        select max(r.number) from sanshe.record r where r.registry = name and r.kind = k.kind), 0)
      then perform sanshe.refuse((change ->> 'id') || ' is not the next number'); end if;
      becomes := jsonb_build_object('id', change -> 'id');
    else
      if was is null then perform sanshe.refuse('there is no ' || (change ->> 'id')); end if;
      becomes := was;
    end if;
    perform sanshe.check_change(name, k, is_new, was, change -> 'set');
    for setting in select key, value from jsonb_each(change -> 'set') loop
      if jsonb_typeof(setting.value) <> 'array' or jsonb_array_length(setting.value) <> 2 then
        perform sanshe.refuse('a setting is a value before and one after');
      end if;
      day := sanshe.day_of(setting.key);
      plain := case when day is null then setting.key else left(setting.key, -11) end;
      select * into f from sanshe.field where kind = k.kind and key = plain;
      if plain in ('id', 'steps', 'on', 'accepted', 'changed', '') or day is not null and not f.dated
        or (plain = 'binned' or plain like 'accepted/%') and (day is not null
          or jsonb_typeof(setting.value -> 1) not in ('string', 'null'))
      then perform sanshe.refuse('no field has the name ' || setting.key); end if;
      held := case when is_new then case when day is null then 'null' else '[]' end::jsonb
        else sanshe.part(was, plain, day, coalesce(f.dated, false)) end;
      if held <> setting.value -> 0 then
        perform sanshe.refuse('the value before of ' || setting.key || ' of ' || (change ->> 'id')
          || ' is another');
      end if;
      held := setting.value -> 1;
      if day is not null then
        if jsonb_typeof(held) <> 'array' or jsonb_array_length(held) > 1 then
          perform sanshe.refuse('a step is a list of one value, or empty');
        end if;
        held := coalesce(held -> 0, 'null');
      end if;
      if not sanshe.fits(held, f) then
        perform sanshe.refuse(setting.key || ' cannot hold ' || left(held::text, 100));
      end if;
      if f.refers_to is not null and held <> 'null' then
        named := named || jsonb_build_array(f.refers_to, held);
      end if;
      becomes := sanshe.put(becomes, plain, day, coalesce(f.dated, false), setting.value -> 1);
    end loop;
    becomes := becomes || jsonb_build_object('changed', line);
    insert into sanshe.record values (name, k.kind, this, becomes)
      on conflict (registry, kind, number) do update set record = excluded.record;
    insert into sanshe.touched values (name, k.kind, this, line) on conflict do nothing;
  end loop;
  if exists (
    select from unnest(named) reference
      join sanshe.kind kd on kd.kind = reference ->> 0,
      lateral jsonb_array_elements_text(
        case jsonb_typeof(reference -> 1) when 'array' then reference -> 1
          else jsonb_build_array(reference -> 1) end) as item(id)
    where not exists (
      select from sanshe.record r
      where r.registry = name and r.kind = kd.kind and r.number = sanshe.number_of(item.id, kd)))
  then perform sanshe.refuse('a record is named that there is not'); end if;
end $$;

-- The number in an id of a kind.
create or replace function sanshe.number_of(id text, k sanshe.kind) returns int
language plpgsql immutable as $$
begin
  if k.kind = 'office' and id = 'office' then return 1; end if;
  if k.kind = 'office' or id is null or left(id, 1) <> k.letter or substring(id from 2) !~ '^[1-9]\d{0,7}$' then
    perform sanshe.refuse(coalesce(id, 'nothing') || ' is no id of a ' || k.kind);
  end if;
  return substring(id from 2)::int;
end $$;

-- Notes of which records masked values were shown.
create or replace function sanshe.note_access(name text, line bigint, doc jsonb) returns void
language plpgsql as $$
declare
  item jsonb;
  k sanshe.kind;
begin
  if doc -> 'export' = 'true' and sanshe.role_of(name, session_user) <> 'supervisor'
    and sanshe.supervisors(name) is not null
  then
    perform sanshe.forbid('only a supervisor may export numbers in full');
  end if;
  for item in select * from jsonb_array_elements(doc -> 'access') loop
    select * into k from sanshe.kind where letter = left(item ->> 'id', 1) and kind <> 'office'
      or kind = 'office' and item ->> 'id' = 'office';
    if k.kind is null or item - 'id' - 'fields' <> '{}' or jsonb_typeof(item -> 'fields') is distinct from 'array'
      or exists (select from jsonb_array_elements(item -> 'fields') key where jsonb_typeof(key) <> 'string')
      or not exists (select from sanshe.record r where r.registry = name and r.kind = k.kind
        and r.number = sanshe.number_of(item ->> 'id', k))
    then perform sanshe.refuse('a record was shown that there is not'); end if;
    insert into sanshe.touched values (name, k.kind, sanshe.number_of(item ->> 'id', k), line)
      on conflict do nothing;
  end loop;
end $$;

-- Saves what `body` says after the line `expected`, whose checksum is `checksum`. What it answers:
--
--     saved   the line is written: its seq, its moment and its checksum; durable with the commit
--     found   this attempt was saved already: the same, and its line
--     moved   nothing is saved: the lines after the expected one, in order, the first of them where they are many
--     gone    nothing is saved: the expected line is not there
--     busy    nothing is saved: somebody has announced a long save; `at` says who
--
-- An attempt that was given up, a body that is none, and what the account may not do raise an error. SN401 says that
-- the login is no member, SN403 that its account in the registry may not do this,
-- SN410 that the attempt was given up.
create or replace function sanshe.append(
  name text, attempt_key uuid, client_format int, expected bigint, checksum text, body text)
returns table (outcome text, seq bigint, at text, sha256 text, line bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  h sanshe.head;
  doc jsonb;
  supervisors text[];
  made text;
  bytes bytea;
  sum text;
  next bigint;
begin
  perform sanshe.begin_saving(name);
  -- Where others were first that is said without waiting for them.
  select * into h from sanshe.head where head.registry = name;
  return query select * from sanshe.answer(name, attempt_key, expected, checksum, h);
  if found then return; end if;
  doc := sanshe.body(body);
  perform sanshe.check_order(body, doc);

  select * into h from sanshe.head where head.registry = name for update;
  return query select * from sanshe.answer(name, attempt_key, expected, checksum, h);
  if found then return; end if;
  if client_format < (select format from sanshe.registry where registry.registry = name) then
    raise exception 'the registry has a newer format than this program' using errcode = 'feature_not_supported';
  end if;
  supervisors := sanshe.supervisors(name);
  next := h.seq + 1;
  perform sanshe.check_names(name, next, doc);
  made := greatest(to_char(sanshe.clock() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') collate "C", h.at);
  bytes := convert_to(
    '{"seq":' || next || ',"at":"' || made || '","by":"' || session_user || '",' || body || ',"previous":'
      || coalesce('"' || h.link || '"', 'null') || ',', 'UTF8');
  sum := encode(sha256(bytes), 'hex');
  bytes := bytes || convert_to('"sha256":"' || sum || '"}', 'UTF8');
  if octet_length(bytes) > 134217728 then perform sanshe.refuse('one line is at most 128 MiB'); end if;
  perform sanshe.change_records(name, next, doc);
  perform sanshe.note_access(name, next, doc);
  if supervisors is not null and not coalesce(supervisors && sanshe.supervisors(name), false) then
    perform sanshe.forbid('one who is a supervisor now must stay one');
  end if;
  insert into sanshe.change_set values (name, next, session_user, doc ->> 'batch', sum, bytes);
  insert into sanshe.attempt values (name, attempt_key, session_user, next);
  update sanshe.head set seq = next, sha256 = sum, link = sum, at = made,
    announced_by = nullif(announced_by, session_user) where head.registry = name;
  return query select 'saved', next, made, sum, null::bytea;
end $$;

-- What there is to say before a line is written; no row where it may be.
create or replace function sanshe.answer(
  name text, attempt_key uuid, expected bigint, checksum text, h sanshe.head)
returns table (outcome text, seq bigint, at text, sha256 text, line bytea)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  earlier sanshe.attempt;
begin
  if h.registry is null then
    raise exception 'there is no registry %', name using errcode = 'no_data_found';
  end if;
  select * into earlier from sanshe.attempt where attempt.registry = name and attempt.key = attempt_key;
  if earlier.key is not null then
    if earlier.seq is null or earlier.login <> session_user then
      raise exception 'this attempt was given up' using errcode = 'SN410';
    end if;
    -- What others may not have on the disk yet is there with this commit.
    update sanshe.head set seq = head.seq where head.registry = name;
    return query select 'found', c.seq, null::text, c.sha256, c.line from sanshe.change_set c
      where c.registry = name and c.seq = earlier.seq;
    return;
  end if;
  if h.announced_by <> session_user and h.announced_until > clock_timestamp() then
    return query select 'busy', h.seq, h.announced_by, null::text, null::bytea;
    return;
  end if;
  if h.seq = expected and h.sha256 is not distinct from checksum then return; end if;
  if expected > 0 and not exists (
    select from sanshe.change_set c where c.registry = name and c.seq = expected and c.sha256 = checksum)
  then
    return query select 'gone', h.seq, null::text, h.sha256, null::bytea;
    return;
  end if;
  return query select 'moved', c.seq, null::text, c.sha256, c.line from sanshe.change_set c
    where c.registry = name and c.seq > expected and c.seq <= h.seq order by c.seq limit 200;
end $$;

-- Makes what is read of a registry durable: a save that found its change made by others counts after this.
create or replace function sanshe.confirm(name text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform sanshe.begin_saving(name);
  update sanshe.head set seq = head.seq where head.registry = name;
end $$;

-- Waits for the head, answers as append does of a line that was overtaken, and holds it until the transaction
-- ends.
create or replace function sanshe.hold(name text, attempt_key uuid, expected bigint, checksum text)
returns table (outcome text, seq bigint, at text, sha256 text, line bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  h sanshe.head;
begin
  perform sanshe.begin_saving(name);
  select * into h from sanshe.head where head.registry = name for update;
  return query select * from sanshe.answer(name, attempt_key, expected, checksum, h);
end $$;

-- Says that a long save comes: others wait for it, at most so long.
create or replace function sanshe.announce(name text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  other text;
begin
  perform sanshe.begin_saving(name);
  update sanshe.head set announced_by = session_user, announced_until = clock_timestamp() + interval '60 s'
    where head.registry = name and (announced_by is null or announced_by = session_user
      or announced_until < clock_timestamp());
  if found then return null; end if;
  select announced_by into other from sanshe.head where head.registry = name;
  return coalesce(other, '');
end $$;

-- Takes that back: the save came to nothing.
create or replace function sanshe.withdraw(name text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform sanshe.begin_saving(name);
  update sanshe.head set announced_by = null where head.registry = name and announced_by = session_user;
end $$;

-- What became of an attempt: its line, or nothing, and then it is given up: should it arrive later, it fails.
create or replace function sanshe.settle(name text, attempt_key uuid)
returns table (outcome text, seq bigint, at text, sha256 text, line bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  h sanshe.head;
  earlier sanshe.attempt;
begin
  perform sanshe.begin_saving(name);
  select * into h from sanshe.head where head.registry = name for update;
  select * into earlier from sanshe.attempt where attempt.registry = name and attempt.key = attempt_key;
  if earlier.seq is not null and earlier.login = session_user then
    return query select * from sanshe.answer(name, attempt_key, h.seq, h.sha256, h);
    return;
  end if;
  insert into sanshe.attempt values (name, attempt_key, session_user, null) on conflict do nothing;
  update sanshe.head set seq = head.seq where head.registry = name;
  return query select 'given up', null::bigint, null::text, null::text, null::bytea;
end $$;

-- A registry that has no line yet; what it begins with is restored, or saved by its first member.
create or replace function sanshe.create_registry(name text, registry_id text, registry_format int)
returns void language sql as $$
  insert into sanshe.registry values (name, registry_id, registry_format);
  insert into sanshe.head (registry, seq) values (name, 0);
  insert into sanshe.member values (name, session_user);
$$;

-- Nobody calls what only these functions call, and readers none of them.
do $$
declare
  f regprocedure;
begin
  for f in select oid::regprocedure from pg_proc where pronamespace = 'sanshe'::regnamespace loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
grant execute on function
  sanshe.append(text, uuid, int, bigint, text, text), sanshe.confirm(text), sanshe.settle(text, uuid),
  sanshe.hold(text, uuid, bigint, text), sanshe.announce(text), sanshe.withdraw(text)
to sanshe_clerk;
