-- A record and what a line makes of it: the SQL of what RegistryModel's Stored does. A record is the JSON of its
-- line in a record file: plain fields, then `steps` by day, of which the first has no `on`.

-- The day of a key such as status@2020-03-01; null where the whole key is a field's.
create or replace function sanshe.day_of(key text) returns text
language plpgsql immutable strict as $$
declare
  day text := substring(key from '@(\d{4}-\d\d-\d\d)$');
begin
  if day is null or day not between '1800' and '2201' then return null; end if;
  perform make_date(left(day, 4)::int, substring(day, 6, 2)::int, right(day, 2)::int);
  return day;
exception when datetime_field_overflow then return null;
end $$;

-- Where the step of a day is among the steps, from 0; null where there is none. The first has the day ''.
create or replace function sanshe.step_place(steps jsonb, day text) returns int
language sql immutable as $$
  select (place - 1)::int from jsonb_array_elements(steps) with ordinality as step(value, place)
  where coalesce(value ->> 'on', '') = day
$$;

-- What a record holds under a setting's key: null where empty, [] where there is no step.
create or replace function sanshe.part(record jsonb, field text, day text, dated boolean) returns jsonb
language plpgsql immutable as $$
declare
  step jsonb;
begin
  if day is null and not dated then
    if field like 'accepted/%' then
      return coalesce(record -> 'accepted' -> substring(field from 10), 'null');
    end if;
    return coalesce(record -> field, 'null');
  end if;
  step := record -> 'steps' -> sanshe.step_place(record -> 'steps', coalesce(day, ''));
  if day is null then return coalesce(step -> field, 'null'); end if;
  return case when step ? field then jsonb_build_array(step -> field) else '[]' end;
end $$;

-- The record with another value under a setting's key.
create or replace function sanshe.put(
  record jsonb, field text, day text, dated boolean, value jsonb) returns jsonb
language plpgsql immutable as $$
declare
  rule text;
  steps jsonb;
  step jsonb;
  place int;
begin
  if day is null and not dated then
    if field like 'accepted/%' then
      rule := substring(field from 10);
      step := coalesce(record -> 'accepted', '{}') - rule;
      if value <> 'null' then step := step || jsonb_build_object(rule, value); end if;
      return case when step = '{}' then record - 'accepted'
        else record || jsonb_build_object('accepted', step) end;
    end if;
    return case when value = 'null' then record - field
      else record || jsonb_build_object(field, value) end;
  end if;
  steps := coalesce(record -> 'steps', '[]');
  place := sanshe.step_place(steps, coalesce(day, ''));
  step := coalesce(steps -> place, case when day is null then '{}' else jsonb_build_object('on', day) end);
  step := step - field;
  if day is null and value <> 'null' then
    step := step || jsonb_build_object(field, value);
  elsif day is not null and value <> '[]' then
    step := step || jsonb_build_object(field, value -> 0);
  end if;
  if place is not null then steps := steps - place; end if;
  if step - 'on' <> '{}' then steps := steps || jsonb_build_array(step); end if;
  if steps = '[]' then return record - 'steps'; end if;
  return record || jsonb_build_object('steps',
    (select jsonb_agg(s order by coalesce(s ->> 'on', '') collate "C") from jsonb_array_elements(steps) s));
end $$;

-- Whether a value is one that the field can hold. Keys of a newer program's fields hold any.
create or replace function sanshe.fits(value jsonb, f sanshe.field) returns boolean
language plpgsql immutable as $$
begin
  if value = 'null' or f.type is null then return true; end if;
  if not f.list then return sanshe.fits_one(value, f); end if;
  return jsonb_typeof(value) = 'array' and not exists (
    select from jsonb_array_elements(value) item where not sanshe.fits_one(item, f));
end $$;

-- The same for one value of a list, or the only one.
create or replace function sanshe.fits_one(value jsonb, f sanshe.field) returns boolean
language plpgsql immutable as $$
declare
  plain text := value #>> '{}';
begin
  if jsonb_typeof(value) <> f.type then return false; end if;
  if f.type = 'string' and plain is not nfc normalized then return false; end if;
  if f.pattern is null then return true; end if;
  -- Each of these needs what was found before.
  if plain !~ f.pattern then return false; end if;
  if f.calendar and not sanshe.is_day(substring(plain from '[^ ]*$')) then return false; end if;
  if f.most is not null and plain::numeric > f.most then return false; end if;
  return f.alphabet is null or right(plain, 1) = sanshe.check_character(left(plain, -1), f.alphabet, f.factor);
end $$;

-- Whether the month of a date, where it names a day, has that day.
create or replace function sanshe.is_day(plain text) returns boolean
language sql immutable as $$
  select case when length(plain) < 10 then true else
    right(plain, 2)::int <= extract(day from
      make_date(left(plain, 4)::int, substring(plain, 6, 2)::int, 1) + interval '1 month' - interval '1 day')
  end
$$;

-- The character that makes the sum of all, each times its weight, a multiple of the alphabet's length.
create or replace function sanshe.check_character(start text, alphabet text, factor int) returns text
language plpgsql immutable as $$
declare
  count int := length(alphabet);
  sum int := 0;
  weight int := 1;
begin
  for place in 1..length(start) loop
    sum := sum + (strpos(alphabet, substr(start, place, 1)) - 1) * weight;
    weight := weight * factor % count;
  end loop;
  return substr(alphabet, (count - sum % count) % count + 1, 1);
end $$;

-- What a login is in a registry, by its account: a login without one is a clerk.
create or replace function sanshe.role_of(name text, who text) returns text
language sql stable as $$
  select coalesce((
    select r.record ->> 'role' from sanshe.record r
    where r.registry = name and r.kind = 'account' and r.record ->> 'login' = who
      and not r.record ? 'binned'), 'clerk')
$$;

-- The logins of a registry's supervisors; null where it has none, and everyone but a reader may do what they may.
create or replace function sanshe.supervisors(name text) returns text[]
language sql stable as $$
  select array_agg(r.record ->> 'login') from sanshe.record r
  where r.registry = name and r.kind = 'account' and r.record ->> 'role' = 'supervisor'
    and not r.record ? 'binned'
$$;
