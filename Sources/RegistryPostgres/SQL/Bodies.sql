-- What comes from a client is text until it is proved to be what a line may hold: JSON that every reader of the
-- line understands alike, and that JSONB keeps as it is.

create or replace function sanshe.refuse(why text) returns void language plpgsql as $$
begin
  raise exception '%', why using errcode = 'check_violation';
end $$;

create or replace function sanshe.forbid(why text) returns void language plpgsql as $$
begin
  raise exception '%', why using errcode = 'SN403';
end $$;

-- Whether all objects in a value have their keys in the order in which JSONB has them, at most 50 deep.
create or replace function sanshe.in_order(value json, depth int) returns boolean
language plpgsql immutable as $$
begin
  if depth > 50 then return false; end if;
  case json_typeof(value)
    when 'object' then
      return (select array_agg(key) from json_object_keys(value) key)
          is not distinct from (select array_agg(key) from jsonb_object_keys(value::jsonb) key)
        and (select coalesce(bool_and(sanshe.in_order(inner_value, depth + 1)), true)
          from json_each(value) as member(key, inner_value));
    when 'array' then
      return (select coalesce(bool_and(sanshe.in_order(item, depth + 1)), true)
        from json_array_elements(value) item);
    else return true;
  end case;
end $$;

-- The members of a line between its head and its seal, as one object.
create or replace function sanshe.body(body text) returns jsonb
language plpgsql immutable as $$
declare
  doc jsonb;
  frame text;
begin
  if body ~ U&'[\0001-\001f]' then perform sanshe.refuse('a line holds no control characters'); end if;
  begin
    -- Whoever closes the object early leaves no JSON.
    doc := ('{' || body || '}')::jsonb;
  exception when data_exception then
    perform sanshe.refuse('the body is no JSON, or not what an object holds: ' || sqlerrm);
  end;
  -- Without its texts JSON is short; a colon in it stands for a member.
  frame := regexp_replace(body, '"(?:[^"\\]|\\.)*"', '"', 'g');
  if length(frame) - length(replace(frame, ':', '')) <> (
    select count(*) from jsonb_path_query(doc, 'strict $.** ? (@.type() == "object")') object,
      lateral jsonb_object_keys(object))
  then perform sanshe.refuse('a key stands twice in an object'); end if;
  -- Whole numbers of 64 bits, and fractions as everybody writes them: others are another number elsewhere.
  if exists (
    select from regexp_matches(frame, '-?\d[-+0-9.eE]*', 'g') as found(token)
    where not case
      when token[1] ~ '^(0|-?[1-9]\d{0,17})$' then true
      when token[1] ~ '^-?[0-9.]{1,40}$' and token[1] ~ '\.' then token[1]::float8::text = token[1]
      else false end)
  then perform sanshe.refuse('a number would be another elsewhere'); end if;
  if exists (select from jsonb_object_keys(doc) key
    where key not in ('batch', 'reason', 'undoes', 'changes', 'access', 'export'))
  then perform sanshe.refuse('a line says nothing else'); end if;
  if jsonb_typeof(doc -> 'batch') <> 'string' or jsonb_typeof(doc -> 'reason') <> 'string'
    or jsonb_typeof(doc -> 'undoes') <> 'array' or jsonb_typeof(doc -> 'export') <> 'boolean'
    or jsonb_typeof(doc -> 'changes') <> 'array' or jsonb_typeof(doc -> 'access') <> 'array'
    or (doc ? 'changes') = (doc ? 'access') or doc ? 'export' and not doc ? 'access'
    or doc -> 'changes' = '[]' or doc -> 'access' = '[]'
    or exists (select from jsonb_array_elements(doc -> 'undoes') seq where seq::text !~ '^[1-9]\d*$')
  then perform sanshe.refuse('the body has not the shape of a line'); end if;
  return doc;
end $$;

-- Refuses values that JSONB would keep in another order, or that are nested too deep for readers. Nearly all
-- values are texts.
create or replace function sanshe.check_order(body text, doc jsonb) returns void
language plpgsql immutable as $$
begin
  if exists (
    select from jsonb_array_elements(doc -> 'changes') change, lateral jsonb_each(change -> 'set') setting
    where setting.value::text ~ '[{]|\[.*\[.*\[')
  then
    if exists (
      select from json_array_elements(('{' || body || '}')::json -> 'changes') change,
        lateral json_each(change -> 'set') setting
      where not sanshe.in_order(setting.value, 0))
    then perform sanshe.refuse('a value would be kept in another order, or is nested too deep'); end if;
  end if;
end $$;
