-- A search path that does not name pg_temp has it first for types and tables: whoever may make temporary types had his own taken for
-- uuid in functions that run with the owner's rights. Named last, it hides nothing.
do $$
declare
    function regprocedure;
begin
    for function in
        select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace, unnest(p.proconfig) setting
        where n.nspname in ('backline', 'backline_api') and pg_get_userbyid(p.proowner) = current_user
          and setting like 'search_path=%' and setting not like '%, pg_temp'
    loop
        execute format('alter function %s set search_path = pg_catalog, pg_temp', function);
    end loop;
end $$;
