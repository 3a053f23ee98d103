package studio.backline.platform.database.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.database.SchemaRefusedException;
import studio.backline.platform.database.Schemas;
import studio.backline.platform.database.TableDeclaration;
import studio.backline.platform.database.TableScope;
import studio.backline.testkit.tenancy.OperationMatrix;

/**
 * What a plugin's next version would do to the house by its migration is refused with a sentence
 * and leaves nothing, or does no harm, which the matrix shows. Its first version is there.
 */
class HostileMigrationsTest {

    private static final PluginId PLUGIN = new PluginId("hostile");

    @RegisterExtension static final ProvenHouse HOUSE = new ProvenHouse();

    private static boolean present;

    @BeforeEach
    void aFirstVersion() {
        if (!present) {
            HOUSE.schemas().migrate(Schemas.songs(PLUGIN));
            present = true;
        }
    }

    /** All that was refused has left its schema as it was, or this would be refused, too. */
    @AfterAll
    static void removeSchema() {
        HOUSE.schemas().migrate(Schemas.songs(PLUGIN));
        HOUSE.schemas().drop(PLUGIN);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    reads accounts                  | create table loot as select email from backline.account          | permission denied for schema backline
                    reads the key of contexts       | select inner_block from backline.context_key                     | permission denied for schema backline
                    reads tickets                   | select ticket from backline.ticket                               | permission denied for schema backline
                    reads another plugin            | select title from p_proven.song                                  | permission denied for schema p_proven
                    reads passwords of roles        | select rolpassword from pg_authid                                | permission denied for table pg_authid
                    reads statistics                | select stavalues1 from pg_statistic                              | permission denied for table pg_statistic
                    reads a file                    | select pg_read_file('PG_VERSION')                                | permission denied for function pg_read_file
                    lists files                     | select pg_ls_dir('.')                                            | permission denied for function pg_ls_dir
                    copies from a file              | copy song from '/etc/passwd'                                     | permission denied to COPY from a file
                    copies to a file                | copy song to '/tmp/loot'                                         | permission denied to COPY to a file
                    copies from a program           | copy song from program 'id'                                      | permission denied to COPY to or from an external program
                    copies to a program             | copy song to program 'cat'                                       | permission denied to COPY to or from an external program
                    copies to its caller            | copy song to stdout                                              | 0A000
                    makes a large object            | select lo_from_bytea(0, 'loot')                                  | permission denied for function lo_from_bytea
                    makes an empty large object     | select lo_create(0)                                              | permission denied for function lo_create
                    imports a large object          | select lo_import('/etc/passwd')                                  | permission denied for function lo_import
                    exports a large object          | select lo_export(1, '/tmp/loot')                                 | permission denied for function lo_export
                    alters a table of the core      | alter table backline.account add column loot text                | permission denied for schema backline
                    drops the core                  | drop schema backline cascade                                     | must be owner of schema backline
                    drops the published schema      | drop schema backline_api cascade                                 | must be owner of schema backline_api
                    changes who calls               | create or replace view backline_api.caller as select null::uuid as workspace, null::uuid as account | permission denied for schema backline_api
                    changes the view of the caller  | alter view backline_api.caller set (security_barrier = false)    | must be owner of view caller
                    changes what calls mean         | create or replace function backline_api.current_workspace() returns uuid language sql return null::uuid | permission denied for schema backline_api
                    drops what calls mean           | drop function backline_api.enter(text)                           | must be owner of function backline_api.enter
                    alters what calls mean          | alter function backline_api.current_workspace() security definer | must be owner of function backline_api.current_workspace
                    writes through the caller       | delete from backline_api.caller_workspace                        | permission denied for view caller_workspace
                    hangs a trigger on the core     | create trigger t before insert on backline.subject for each row execute function suppress_redundant_updates_trigger() | permission denied for schema backline
                    hangs a rule on the core        | create rule r as on insert to backline.subject do instead nothing | permission denied for schema backline
                    hangs a policy on the core      | create policy loot on backline.subject using (true)              | permission denied for schema backline
                    weakens a policy of another     | alter policy tenant on p_proven.song using (true)                | permission denied for schema p_proven
                    refers to the core              | alter table song add foreign key (id) references backline.account (id) | permission denied for schema backline
                    refers to another plugin        | alter table song add foreign key (workspace_id, id) references p_proven.song (workspace_id, id) | permission denied for schema p_proven
                    grants itself the owner         | grant p_hostile_owner to p_hostile                               | permission denied to grant role
                    grants itself the core          | grant backline_platform to p_hostile                             | permission denied to grant role
                    grants itself reading           | grant pg_read_all_data to p_hostile                              | permission denied to grant role
                    grants the core's tables        | grant select on all tables in schema backline to p_hostile       | permission denied for schema backline
                    grants its tables to all plugins | grant select on all tables in schema p_hostile to backline_plugin | The rights on 'song' are not the generated ones.
                    grants its table to everybody   | grant select on song to public                                   | The rights on 'song' are not the generated ones.
                    grants truncating               | grant truncate on song to p_hostile                              | The rights on 'song' are not the generated ones.
                    grants referring                | grant references on song to p_proven                             | The rights on 'song' are not the generated ones.
                    grants triggers                 | grant trigger on song to p_hostile                               | The rights on 'song' are not the generated ones.
                    takes the core's right          | revoke all on song from backline_platform                        |
                    grants by default               | alter default privileges grant select on tables to public        | 'all schemas' has the default privilege 'p_hostile_owner', which is not of the house's making.
                    grants by default in its schema | alter default privileges in schema p_hostile grant select on tables to backline_plugin | 'p_hostile' has the default privilege 'p_hostile_owner', which is not of the house's making.
                    grants for another by default   | alter default privileges for role backline_owner grant select on tables to public | permission denied to change default privileges
                    gives its table away            | alter table song owner to p_hostile                              | must be able to SET ROLE "p_hostile"
                    gives all away                  | reassign owned by p_hostile_owner to p_hostile                   | permission denied to reassign objects
                    makes a role                    | create role loot                                                 | permission denied to create role
                    makes itself superuser          | alter role p_hostile_owner superuser                             | permission denied to alter role
                    lets its role past row security | alter role p_hostile bypassrls                                   | permission denied to alter role
                    lets its owner log in           | alter role p_hostile_owner login password 'loot'                 | permission denied to alter role
                    sets what its role begins with  | alter role p_hostile set search_path = p_hostile                 | permission denied to alter role
                    sets what all begin with        | alter database DATABASE set search_path = p_hostile              | must be owner of database
                    sets the server                 | alter system set log_statement = 'all'                           | ALTER SYSTEM cannot run inside a transaction block
                    ends its role                   | set role none                                                    | cannot set parameter "role" within security-definer function
                    becomes the core                | set local role backline_platform                                 | cannot set parameter "role" within security-definer function
                    becomes another by function     | select set_config('role', 'backline_owner', false)               | cannot set parameter "role" within security-definer function
                    becomes another session         | set session authorization backline_platform                      | cannot set parameter "session_authorization" within security-definer function
                    stops triggers and keys         | set session_replication_role = replica                           | permission denied to set parameter "session_replication_role"
                    logs what others say            | set log_statement = 'all'                                        | permission denied to set parameter "log_statement"
                    turns row security off          | set row_security = off; select count(*) from song                | query would be affected by row-level security policy
                    changes the search path         | set search_path = public, p_hostile, pg_temp                     |
                    sets its own context            | select set_config('backline.ticket', 'loot', false)              |
                    makes a definer function        | create function loot() returns bigint language sql security definer return (select count(*) from song) | The function 'loot' is SECURITY DEFINER; only the host's search functions may be.
                    makes a function                | create function loot() returns integer language sql return 1     | The function 'loot' is code in the database; it belongs into the plugin.
                    makes a procedure               | create procedure loot() language sql as 'select 1'               | The function 'loot' is code in the database; it belongs into the plugin.
                    makes an aggregate              | create aggregate loot(text) (sfunc = textcat, stype = text)      | The function 'loot' is code in the database; it belongs into the plugin.
                    overloads the search            | create function search_song(text) returns integer language sql return 1 | The search function 'search_song' is not the generated one.
                    drops the search                | drop function search_song                                        |
                    makes a language                | create language loot handler plpgsql_call_handler                | must be superuser
                    drops a policy                  | drop policy tenant on song                                       |
                    drops the wall                  | drop policy tenant_wall on song                                  |
                    weakens a policy                | alter policy tenant on song using (true) with check (true)       |
                    opens a policy to all           | alter policy tenant_wall on song to p_hostile_owner              |
                    adds a policy                   | create policy more on song using (true)                          | The policies of 'song' are not the generated ones.
                    adds a policy for reading       | create policy more on song for select to p_hostile using (true)  | The policies of 'song' are not the generated ones.
                    takes FORCE away                | alter table song no force row level security                     |
                    takes row security away         | alter table song disable row level security                      |
                    views without the caller's eyes | create view loot as select * from song                           | The view 'loot' needs 'with (security_invoker = true)'.
                    views with the owner's eyes     | create view loot with (security_invoker = false) as select * from song | The view 'loot' needs 'with (security_invoker = true)'.
                    keeps a view                    | create materialized view loot as select * from song              | 'loot' is a materialised view, which filters no rows.
                    hides a copy                    | create table loot as select * from song                          | The table 'loot' is not declared.
                    writes by a rule                | create rule loot as on insert to song do also insert into verse select * from verse | 'song' has the rule 'loot', which is not of the house's making.
                    acts by a trigger               | create trigger loot before insert on song for each row execute function suppress_redundant_updates_trigger() | 'song' has the trigger 'loot', which is not of the house's making.
                    acts on every command           | create event trigger loot on ddl_command_start execute function suppress_redundant_updates_trigger() | permission denied to create event trigger
                    makes an extension              | create extension dblink                                          | permission denied to create extension
                    makes a trusted extension       | create extension hstore                                          | permission denied to create extension
                    drops an extension              | drop extension pg_trgm cascade                                   | must be owner of extension pg_trgm
                    calls another database          | select dblink('dbname=postgres', 'select 1')                     | function dblink(unknown, unknown) does not exist
                    makes a wrapper of foreign data | create foreign data wrapper loot                                 | permission denied to create foreign-data wrapper
                    makes a server                  | create server loot foreign data wrapper postgres_fdw             | foreign-data wrapper "postgres_fdw" does not exist
                    publishes its rows              | create publication loot for table song                           | permission denied for database
                    publishes all rows              | create publication loot for all tables                           | permission denied for database
                    subscribes                      | create subscription loot connection '' publication loot          | cannot run inside a transaction block
                    makes a slot                    | select pg_create_logical_replication_slot('loot', 'pgoutput')    | permission denied to use replication slots
                    ends other sessions             | select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres' | permission denied to terminate process
                    makes a table elsewhere         | create table public.loot (id uuid)                               | permission denied for schema public
                    makes a table among extensions  | create table backline_ext.loot (id uuid)                         | permission denied for schema backline_ext
                    makes a table in the catalogue  | create table pg_catalog.loot (id uuid)                           | permission denied for schema pg_catalog
                    makes a function in the catalogue | create function pg_catalog.now(text) returns text language sql return 1::text | permission denied for schema pg_catalog
                    moves a table elsewhere         | alter table song set schema public                               | permission denied for schema public
                    makes a schema                  | create schema loot                                               | permission denied for database
                    renames its schema              | alter schema p_hostile rename to p_other                         | permission denied for database
                    gives its schema away           | alter schema p_hostile owner to p_hostile                        | must be able to SET ROLE "p_hostile"
                    shadows a table of the core     | create temp table subject (id uuid); create temp view caller_workspace as select gen_random_uuid() as workspace |
                    shadows the catalogue           | create temp table pg_class (relname name); create temp view pg_policies as select 1 as one |
                    keeps a cursor                  | declare loot cursor with hold for select 1                       |
                    keeps a prepared statement      | prepare loot as select 1                                         |
                    prepares a transaction          | prepare transaction 'loot'                                       | EXECUTE of transaction commands is not implemented
                    keeps a lock                    | select pg_advisory_lock(4711)                                    |
                    tells and hears                 | listen loot; notify loot, 'loot'                                 |
                    counts over all workspaces      | create sequence turn                                             |
                    makes a type                    | create type mood as enum ('low', 'high'); create domain tide as text check (value <> '') |
                    makes a table unlogged          | alter table verse set unlogged                                   | 'verse' is unlogged: a crash empties it.
                    lets one inherit                | create table loot () inherits (song)                             | The table 'loot' is not declared.
                    parts a table                   | create table loot (like song) partition by list (workspace_id)   | The table 'loot' is not declared.
                    writes of people in a comment   | comment on column song.title is 'personal: NONSENSE'             |
                    takes the workspace's default   | alter table song alter workspace_id set default gen_random_uuid() | workspace_id of 'song' lacks 'default backline_api.current_workspace()'.
                    lets the workspace be null      | alter table verse drop constraint verse_pkey; alter table verse alter workspace_id drop not null | The table 'verse' has no primary key.
                    narrows a key                   | alter table verse drop constraint verse_pkey, add primary key (id) | The key 'verse_pkey' of 'verse' does not begin with workspace_id.
                    tells of taken keys             | create unique index loot on song (title)                         | The key 'loot' of 'song' does not begin with workspace_id.
                    excludes over all workspaces    | alter table song add constraint loot exclude (title with =)      | The index 'loot' of 'song' does not begin with workspace_id.
                    narrows a foreign key           | alter table song add unique (workspace_id, title); alter table verse add foreign key (workspace_id, words) references song (workspace_id, title), drop constraint verse_workspace_id_song_id_fkey |
                    queries in a check              | alter table song add constraint loot check (query_to_xml('select email from backline.account', true, true, '') is not null) | The check 'loot' of 'song' calls 'query_to_xml'
                    queries a table in a check      | alter table song add constraint loot check (table_to_xml('pg_class', true, true, '') is not null) | The check 'loot' of 'song' calls 'table_to_xml'
                    notifies in a check             | alter table song add constraint loot check (pg_notify('loot', title) is not null) | The check 'loot' of 'song' calls 'pg_notify'
                    queries in a default            | alter table song alter title set default query_to_xml('select 1', true, true, '')::text | The default 'title' of 'song' calls 'query_to_xml'
                    queries in a domain             | create domain tide as text check (query_to_xml(value, true, true, '') is not null) | calls 'query_to_xml'
                    queries in a domain's default   | create domain tide as text default query_to_xml('select 1', true, true, '')::text | calls 'query_to_xml'
                    sets in a check                 | alter table song add constraint loot check (set_config('backline.ticket', title, true) is not null) | The check 'loot' of 'song' calls 'set_config'
                    """)
    void isRefusedOrDoesNoHarm(String name, String sql, @Nullable String refusal)
            throws SQLException {
        PluginSchema next =
                Schemas.songsAnd(PLUGIN, sql.replace("DATABASE", HOUSE.database().name()));

        if (refusal == null) {
            HOUSE.schemas().migrate(next);
            try {
                assertThat(harm()).isEmpty();
            } finally {
                HOUSE.schemas().drop(PLUGIN);
                present = false;
            }
        } else {
            assertThat(refusal(next)).anyMatch(finding -> finding.contains(refusal));
        }
    }

    /** What the matrix finds on the plugin's tables as they are now. */
    private static List<String> harm() throws SQLException {
        return OperationMatrix.on(HOUSE.database(), HOUSE.fill())
                .run(table -> table.name().equals("song"), PLUGIN.schema()::equals)
                .wrongs();
    }

    private static List<String> refusal(PluginSchema schema) {
        try {
            HOUSE.schemas().migrate(schema);
            return List.of("nothing");
        } catch (SchemaRefusedException e) {
            return e.findings().stream().map(SchemaFinding::toString).toList();
        }
    }

    /**
     * A table of the whole house shows, past their policies, rows of those that inherit from it.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    reads by a parent    | create table loot (workspace_id uuid not null default backline_api.current_workspace(), id uuid not null, title text not null, primary key (workspace_id, id)); alter table song inherit loot | 'song' inherits from 'loot'
                    reads by the whole   | create table loot (workspace_id uuid not null default backline_api.current_workspace(), id uuid not null, title text not null, primary key (workspace_id, id)) partition by list (workspace_id); alter table loot attach partition song default | The partition 'song' can be read past its table's policy.
                    """)
    void aTableOfTheWholeHouse(String name, String sql, String refusal) {
        TableDeclaration everybodys = Schemas.tenant("loot", "title");
        TableDeclaration loot =
                new TableDeclaration(
                        everybodys.table(),
                        TableScope.GLOBAL,
                        everybodys.subjectPath(),
                        everybodys.columns());

        assertThat(refusal(Schemas.songsAnd(PLUGIN, sql, loot)))
                .anyMatch(finding -> finding.contains(refusal));
    }
}
