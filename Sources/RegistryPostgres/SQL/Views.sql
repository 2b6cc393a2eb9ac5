-- A view of each kind, for whoever asks with SQL: its fields as columns, a dated one as it is today. A view sees
-- what the login may see, and no more.

-- The value of a dated field that is in force on a day.
create or replace function sanshe.in_force(record jsonb, field text, day date) returns jsonb
language sql immutable as $$
  select step -> field from jsonb_array_elements(record -> 'steps') step
  where step ? field and coalesce(step ->> 'on', '') <= day::text
  order by coalesce(step ->> 'on', '') collate "C" desc limit 1
$$;

-- The texts of a list.
create or replace function sanshe.texts(list jsonb) returns text[]
language sql immutable as $$
  select array(select jsonb_array_elements_text(case jsonb_typeof(list) when 'array' then list else '[]' end))
$$;
grant execute on function sanshe.in_force(jsonb, text, date), sanshe.texts(jsonb) to sanshe_reader;

-- Makes or extends a view: columns that are there keep their places, new ones come after them.
create or replace function sanshe.make_view(view text, kind text, columns text[], expressions text[])
returns void language plpgsql as $$
declare
  chosen text;
begin
  select string_agg(format('%s as %I', coalesce(e.expression, 'null::' || a.type), coalesce(e.name, a.attname)),
    ', ' order by a.attnum nulls last, e.place) into chosen
  from unnest(columns, expressions) with ordinality as e(name, expression, place)
  full join (
    select attname, attnum, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = to_regclass(format('sanshe.%I', view)) and attnum > 0) a on a.attname = e.name;
  execute format(
    'create or replace view sanshe.%I with (security_invoker = true) as select %s '
      'from sanshe.record where kind = %L', view, chosen, kind);
  execute format('grant select on sanshe.%I to sanshe_reader', view);
end $$;
