package studio.backline.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.platform.database.context.ContextSigner;
import studio.backline.platform.database.schema.Names;
import studio.backline.platform.database.schema.SchemaMigrator;
import studio.backline.platform.database.schema.SchemaTarget;
import studio.backline.platform.database.server.CoreSchema;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.database.server.PreparedDatabase;

/** What somebody changes by hand, or a plugin leaves out, is found. */
class CatalogueLintTest {

    private static final PluginId PLUGIN = new PluginId("linted");
    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();

    @AfterEach
    void removeSchema() {
        FIXTURE.schemas().drop(PLUGIN);
    }

    private static final Set<SubjectKind> FAN = Set.of(SubjectKind.FAN);

    private static final String WORKSPACES =
            "generate_series(1, 2) n, lateral (select lpad(n::text, 32, '0')::uuid) x (w)";

    @Test
    void theCoreIsSound() throws SQLException {
        assertThat(FIXTURE.database().lint()).isEmpty();
    }

    @Test
    void aFunctionOfTheCoresOwnerMustNotMeanWhatItsCallerMade() throws SQLException {
        try (Connection admin = FIXTURE.database().openAdmin();
                Statement statement = admin.createStatement()) {
            admin.setAutoCommit(false);
            statement.execute("set local role " + Names.OWNER);
            statement.execute(
                    "alter function backline_api.enter(text) set search_path = pg_catalog");

            assertThat(SchemaMigrator.lint(admin, CoreSchema.read()))
                    .extracting(SchemaFinding::toString)
                    .containsExactly(
                            "The definer function 'enter' does not pin its search path from"
                                    + " pg_catalog to pg_temp.");
            admin.rollback();
        }
    }

    @Test
    void aCoreThatIsNotAsDeclaredKeepsTheServerFromStarting() {
        SchemaTarget core = CoreSchema.read();
        SchemaTarget other =
                SchemaTarget.core(
                        core.migrations(),
                        core.tables().stream().filter(t -> !t.table().equals("job")).toList());
        DatabaseAddress address = FIXTURE.admin();
        ContextSigner signer = new ContextSigner(DatabaseFixture.SECRETS.secret("x", 32));

        assertThatThrownBy(
                        () ->
                                PreparedDatabase.prepare(
                                        address, DatabaseFixture.SECRETS, other, signer))
                .isInstanceOf(DatabaseFailureException.class)
                .hasMessageContaining("The table 'job' is not declared.")
                .hasMessageContaining("bring back a backup");
    }

    @Test
    void aSoundSchemaMigratesTwice() {
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));

        assertThatCode(() -> FIXTURE.schemas().migrate(Schemas.songs(PLUGIN)))
                .doesNotThrowAnyException();
        assertThat(FIXTURE.schemas().rowCounts(PLUGIN)).isEqualTo(Map.of("song", 0L, "verse", 0L));
    }

    @Test
    void guardsOfAnEarlierVersionAreMadeAnew() {
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));
        String before = "(workspace_id = (select c.workspace from backline_api.caller c))";
        for (String policy : List.of("tenant", "tenant_wall")) {
            FIXTURE.superuser()
                    .execute(
                            "alter policy %s on p_linted.song using %s with check %s"
                                    .formatted(policy, before, before));
        }
        assertThat(refusal(Schemas.songs(PLUGIN)))
                .containsExactly("The policies of 'song' are not the generated ones.");

        FIXTURE.superuser().execute("comment on schema p_linted is 'generated 11 00000000'");

        assertThatCode(() -> FIXTURE.schemas().migrate(Schemas.songs(PLUGIN)))
                .as("the lint, which comes last, finds nothing")
                .doesNotThrowAnyException();
    }

    @Test
    void whatASchemaHoldsIsSaidByWhatItTellsOfPeople() throws SQLException {
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));
        try (Connection superuser = FIXTURE.superuser().open();
                Statement statement = superuser.createStatement()) {
            statement.execute("insert into p_linted.song select w, w, 'Tide' from " + WORKSPACES);
            statement.execute(
                    "insert into p_linted.verse select w, gen_random_uuid(), w, words from "
                            + WORKSPACES
                            + ", (values ('Low water'), ('High water'), ('')) v (words)");
            assertThat(FIXTURE.schemas().held(PLUGIN))
                    .as("an empty text tells nothing")
                    .containsExactly(
                            new HeldData(Optional.of(DataCategory.MESSAGE), 4, false),
                            new HeldData(Optional.empty(), 2, false));

            statement.execute(
                    "update pg_class set reltuples = 3000000, relpages = 1"
                            + " where oid = 'p_linted.verse'::regclass");
            HeldData many = FIXTURE.schemas().held(PLUGIN).getFirst();
            assertThat(many.estimated()).isTrue();
            assertThat(many.count()).isBetween(2_000_000L, 3_000_000L);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    drop policy tenant on p_linted.song                    | The policies of 'song' are not the generated ones.
                    drop policy tenant_wall on p_linted.song               | The policies of 'song' are not the generated ones.
                    alter policy tenant on p_linted.song using (true)      | The policies of 'song' are not the generated ones.
                    alter policy tenant on p_linted.song with check (true) | The policies of 'song' are not the generated ones.
                    alter policy tenant on p_linted.song to public         | The policies of 'song' are not the generated ones.
                    create policy more on p_linted.song using (true)       | The policies of 'song' are not the generated ones.
                    alter table p_linted.song no force row level security  | Row security of 'song' is not forced.
                    alter table p_linted.song disable row level security   | Row security of 'song' is off.
                    grant select on p_linted.song to public                | The rights on 'song' are not the generated ones.
                    grant truncate on p_linted.song to p_linted            | The rights on 'song' are not the generated ones.
                    grant update (title) on p_linted.song to backline_plugin | The rights on 'song' are not the generated ones.
                    alter table p_linted.song owner to p_linted            | 'song' belongs to 'p_linted'.
                    create table p_linted.other (id uuid)                  | The table 'other' is not declared.
                    alter table p_linted.song add column born date         | The column 'born' of 'song' is not classified.
                    alter table p_linted.song rename title to name         | There is no column 'title' in 'song', which is declared.
                    alter table p_linted.song alter workspace_id drop default | workspace_id of 'song' lacks 'default backline_api.current_workspace()'.
                    create unique index hint on p_linted.song (title)      | The key 'hint' of 'song' does not begin with workspace_id.
                    create view p_linted.seen as select * from p_linted.song | The view 'seen' needs 'with (security_invoker = true)'.
                    create materialized view p_linted.kept as select 1 as one | 'kept' is a materialised view, which filters no rows.
                    create function p_linted.peek() returns bigint language sql security definer return (select count(*) from p_linted.song) | The function 'peek' is SECURITY DEFINER; only the host's search functions may be.
                    create rule spill as on insert to p_linted.verse do also delete from p_linted.song | 'verse' has the rule 'spill', which is not of the house's making.
                    create rule spill as on insert to p_linted.verse do instead nothing | 'verse' has the rule 'spill', which is not of the house's making.
                    create trigger spill before insert on p_linted.verse for each row execute function suppress_redundant_updates_trigger() | 'verse' has the trigger 'spill', which is not of the house's making.
                    create function p_linted.peek() returns bigint language sql return 1 | The function 'peek' is code in the database; it belongs into the plugin.
                    create procedure p_linted.poke() language sql as 'select 1' | The function 'poke' is code in the database; it belongs into the plugin.
                    alter default privileges for role p_linted_owner in schema p_linted grant select on tables to backline_plugin | 'p_linted' has the default privilege 'p_linted_owner', which is not of the house's making.
                    alter default privileges for role p_linted_owner grant select on tables to backline_plugin | 'all schemas' has the default privilege 'p_linted_owner', which is not of the house's making.
                    grant select, delete on p_linted.schema_history to p_linted | The rights on 'schema_history' are not the generated ones.
                    create index hint on p_linted.song (title)             | The index 'hint' of 'song' does not begin with workspace_id.
                    alter function p_linted.search_song owner to postgres  | The search function 'search_song' is not the generated one.
                    drop function p_linted.search_song                     | The search function 'search_song' is not the generated one.
                    grant execute on function p_linted.search_song to public | The search function 'search_song' is not the generated one.
                    drop table p_linted.verse                              | There is no table 'verse', which is declared.
                    """)
    void aChangeByHandIsFound(String change, String finding) {
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));

        FIXTURE.superuser().execute(change);

        assertThat(refusal(Schemas.songs(PLUGIN))).contains(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    create table note (id uuid primary key, title text)    | The table 'note' has no workspace_id.
                    create table note (workspace_id uuid default backline_api.current_workspace(), id uuid, title text, primary key (id)) | workspace_id of 'note' may be null.
                    create table note (workspace_id uuid not null default backline_api.current_workspace(), id uuid primary key, title text) | The key 'note_pkey' of 'note' does not begin with workspace_id.
                    create table note (workspace_id uuid not null default backline_api.current_workspace(), title text) | The table 'note' has no primary key.
                    create table note (workspace_id uuid not null default backline_api.current_workspace(), id uuid unique, title uuid references note (id), primary key (workspace_id, id)) | The foreign key 'note_title_fkey' of 'note' does not lead from workspace_id to workspace_id.
                    create table note (workspace_id text not null, id uuid, title text, primary key (workspace_id, id)) | workspace_id of 'note' is not of type uuid.
                    create table "Note" (id uuid)                          | The name 'Note' is not of lower-case letters, digits and _, or is longer than 50.
                    """)
    void aMigrationOfWrongShapeIsRefused(String sql, String finding) {
        PluginSchema schema = Schemas.songsAnd(PLUGIN, sql, Schemas.tenant("note", "title"));

        assertThat(refusal(schema)).contains(finding);
        assertThat(FIXTURE.schemas().rowCounts(PLUGIN)).isEmpty();
    }

    @Test
    void peopleDoNotStandInATableOfAllWorkspaces() {
        TableDeclaration everybody =
                new TableDeclaration(
                        "everybody",
                        TableScope.GLOBAL,
                        Optional.empty(),
                        List.of(
                                ColumnDeclaration.personal(
                                        "mail", DataCategory.CONTACT, Set.of(SubjectKind.FAN))));

        assertThat(
                        refusal(
                                Schemas.songsAnd(
                                        PLUGIN,
                                        "create table everybody (id uuid primary key, mail text)",
                                        everybody)))
                .contains(
                        "The column 'mail' of 'everybody' is about people; its table has to belong"
                                + " to a workspace.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    person_id               | 'note' names the column 'person_id' of 'note', which is not there. Name a column
                    words                   | 'note' ends at 'words' of 'note', which is no uuid
                    song_id -> song.id      | 'note' goes from 'song_id' of 'note' to 'song', and no foreign key does. Add one of (workspace_id, song_id)
                    words -> verse.song_id  | 'note' goes from 'words' of 'note' to 'verse', and no foreign key does.
                    verse_id -> verse.sung  | 'note' names the column 'sung' of 'verse', which is not there.
                    sung_id -> verse.id     | 'note' names the column 'sung_id' of 'note', which is not there.
                    verse_id -> stanza.id   | 'note' goes on to the table 'stanza', which is not there.
                    verse_id->verse.song_id | 'note' is not written like 'person_id' or 'note_id -> note.person_id'.
                    ``                      | 'note' is not written like 'person_id'
                    """)
    void aSubjectPathThatLeadsNowhereIsRefused(String path, String finding) {
        assertThat(refusal(Schemas.notes(PLUGIN, Optional.of(path), Optional.empty(), FAN)))
                .singleElement()
                .asString()
                .startsWith("The subject path '" + path + "' of ")
                .contains(finding);
    }

    @Test
    void whoseDataATableKeepsIsSaidOrWhyItIsNot() {
        Optional<String> none = Optional.empty();
        Optional<String> why = Optional.of("Nobody sings it yet.");
        assertThat(refusal(Schemas.notes(PLUGIN, none, none, FAN)))
                .containsExactly(
                        "The table 'note' keeps personal data in 'words' and does not say whose."
                                + " Give it 'subject' (on its entity, @SubjectPath) with the column"
                                + " that leads to the person, or 'no-subject' with the reason why"
                                + " none does.");
        assertThat(refusal(Schemas.notes(PLUGIN, none, Optional.of(" "), FAN))).hasSize(1);
        assertThat(refusal(Schemas.notes(PLUGIN, Optional.of("id"), why, FAN)))
                .containsExactly(
                        "'note' has the subject path 'id' and a reason why it has none"
                                + " ('no-subject'). Take one of the two away.");

        Optional<String> further = Optional.of("verse_id -> verse.song_id -> song.id");
        FIXTURE.schemas().migrate(Schemas.notes(PLUGIN, further, none, FAN));
        FIXTURE.schemas().migrate(Schemas.notes(PLUGIN, none, why, FAN));
        FIXTURE.schemas()
                .migrate(Schemas.notes(PLUGIN, none, none, Set.of(SubjectKind.ACCOUNT_HOLDER)));
    }

    @Test
    void aRefusedNewPluginLeavesNothing() {
        assertThat(refusal(Schemas.songsAnd(PLUGIN, "create table broken (")))
                .singleElement()
                .asString()
                .startsWith(
                        "The migration '2 more' failed in line 1. The database says: “syntax error");

        assertThat(leftOfRolesAndSchemas()).isEmpty();
    }

    @Test
    void aRefusedUpgradeLeavesTheSchemaAsItWas() {
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));

        assertThat(refusal(Schemas.songsAnd(PLUGIN, "create table undeclared (id uuid)")))
                .contains("The table 'undeclared' is not declared.");

        assertThatCode(() -> FIXTURE.schemas().migrate(Schemas.songs(PLUGIN)))
                .doesNotThrowAnyException();
        assertThat(FIXTURE.schemas().rowCounts(PLUGIN)).containsOnlyKeys("song", "verse");
    }

    @Test
    void aRoleGoesWithTheDefaultPrivilegesThatItSetForItself() {
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));
        FIXTURE.superuser()
                .execute(
                        "alter default privileges for role p_linted grant select on tables to public");

        FIXTURE.schemas().drop(PLUGIN);

        assertThat(leftOfRolesAndSchemas()).isEmpty();
    }

    @Test
    void aChangedStepIsRefused() {
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));
        PluginSchema sound = Schemas.songs(PLUGIN);
        PluginSchema changed =
                new PluginSchema(
                        PLUGIN,
                        List.of(new SqlMigration("1", "songs", Schemas.SONGS + "-- other")),
                        sound.tables(),
                        sound.searches());

        assertThat(refusal(changed))
                .singleElement()
                .asString()
                .startsWith("Step 1 has run before and is another one now");
    }

    @Test
    void aSchemaThatANewerVersionHasMigratedIsRefused() {
        FIXTURE.schemas().migrate(Schemas.songsAnd(PLUGIN, "select 1"));

        assertThat(refusal(Schemas.songs(PLUGIN)))
                .containsExactly(
                        "A newer version has migrated it: nothing is known here of step 2.");
    }

    private static List<String> leftOfRolesAndSchemas() {
        return DatabaseFixture.in(
                FIXTURE.platform(),
                jdbc ->
                        jdbc.sql(
                                        "select rolname::text from pg_roles where rolname like"
                                                + " 'p\\_linted%' union all select"
                                                + " nspname::text from pg_namespace where"
                                                + " nspname like 'p\\_linted%'")
                                .query(String.class)
                                .list());
    }

    static List<String> refusal(PluginSchema schema) {
        SchemaRefusedException refused =
                catchThrowableOfType(
                        SchemaRefusedException.class, () -> FIXTURE.schemas().migrate(schema));
        assertThat(refused).isNotNull();
        return refused.findings().stream().map(SchemaFinding::toString).toList();
    }
}
