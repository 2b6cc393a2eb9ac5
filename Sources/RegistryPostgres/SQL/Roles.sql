-- What a database needs before it can keep registries; run once, by a role that may make roles, in a database
-- of its own with encoding UTF8:
--
--     createdb --encoding UTF8 --template template0 civil
--     sanshe database | psql --single-transaction --set ON_ERROR_STOP=1 civil
--
-- To run it again does no harm: it brings functions, kinds and fields to those of the program that printed it.
--
-- sanshe_owner   owns tables and functions; who is granted it makes, restores and upgrades registries
-- sanshe_clerk   reads, and saves by the function sanshe.append alone
-- sanshe_reader  reads
--
-- None of them can log in: people have roles of their own, to which one of these is granted. In which
-- registries they are says the table sanshe.member, by sanshe.admit and sanshe.dismiss.

\set QUIET on
set client_min_messages = warning;
do $$
declare
  wanted text;
begin
  if current_setting('server_encoding') <> 'UTF8' then
    raise exception 'this database has encoding %, not UTF8', current_setting('server_encoding');
  end if;
  if current_setting('server_version_num')::int < 150000 then
    raise exception 'PostgreSQL 15 or newer is needed';
  end if;
  foreach wanted in array array['sanshe_owner', 'sanshe_reader', 'sanshe_clerk'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I nologin', wanted);
    end if;
  end loop;
end $$;
grant sanshe_reader to sanshe_clerk;
create schema if not exists sanshe authorization sanshe_owner;
grant usage on schema sanshe to sanshe_reader;
set role sanshe_owner;
