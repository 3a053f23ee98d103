package studio.backline.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static studio.backline.platform.database.CatalogueLintTest.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.privacy.DataCategory;

/** What a plugin's step would take for itself, or keep from the house, is refused. */
class RefusedShapesTest {

    private static final PluginId PLUGIN = new PluginId("shaped");
    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();

    private static final String NOTE =
            "create table note (workspace_id uuid not null default backline_api.current_workspace(),"
                    + " %s, primary key (workspace_id, id))";

    @AfterEach
    void removeSchema() {
        FIXTURE.schemas().drop(PLUGIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    grant create on schema p_shaped to p_shaped              | The rights on schema "p_shaped" are not the generated ones.
                    grant usage on schema p_shaped to public                 | The rights on schema "p_shaped" are not the generated ones.
                    grant usage on schema p_shaped to p_shaped with grant option | The rights on schema "p_shaped" are not the generated ones.
                    create domain mood as text; grant usage on type mood to backline_plugin | The rights on type "p_shaped"."mood" are not the generated ones.
                    create sequence turn; grant update on sequence turn to p_shaped | The rights on sequence "p_shaped"."turn" are not the generated ones.
                    create sequence turn; grant usage on sequence turn to public | The rights on sequence "p_shaped"."turn" are not the generated ones.
                    create view seen with (security_invoker = true) as select 1 as one; grant select on seen to public | The rights on table "p_shaped"."seen" are not the generated ones.
                    create view seen with (security_invoker = true) as select * from song; grant delete on seen to p_shaped | The rights on table "p_shaped"."seen" are not the generated ones.
                    grant select on song to p_shaped with grant option       | The rights on 'song' are not the generated ones.
                    """)
    void aRightThatTheHostDoesNotGive(String sql, String finding) {
        assertThat(refusal(Schemas.songsAnd(PLUGIN, sql))).containsExactly(finding);
    }

    @Test
    void whatTheHostGivesIsNoFinding() {
        PluginSchema schema =
                Schemas.songsAnd(
                        PLUGIN,
                        """
                        create sequence turn;
                        create domain mood as text;
                        create view seen with (security_invoker = true) as select * from song
                        """);

        FIXTURE.schemas().migrate(schema);

        assertThatCode(() -> FIXTURE.schemas().migrate(schema)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    id text                                | The column 'id' of 'note' is not classified.
                    id uuid, version text                  | The column 'version' of 'note' is not classified.
                    id uuid, version timestamptz           | The column 'version' of 'note' is not classified.
                    id uuid, version uuid[]                | The column 'version' of 'note' is not classified.
                    id uuid, song_id uuid, foreign key (song_id, workspace_id) references song (workspace_id, id) | The foreign key 'note_song_id_workspace_id_fkey' of 'note' does not lead from workspace_id to workspace_id.
                    """)
    void aTableThatIsNotAsItSeems(String columns, String finding) {
        assertThat(
                        refusal(
                                Schemas.songsAnd(
                                        PLUGIN,
                                        NOTE.formatted(columns),
                                        columns.contains("song_id")
                                                ? Schemas.tenant("note", "song_id")
                                                : Schemas.tenant("note"))))
                .containsExactly(finding);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id bigint", "id uuid, version integer", "id uuid, version bigint"})
    void aKeyAndACountTellNothing(String columns) {
        PluginSchema schema =
                Schemas.songsAnd(PLUGIN, NOTE.formatted(columns), Schemas.tenant("note"));

        assertThatCode(() -> FIXTURE.schemas().migrate(schema)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    alter table verse set unlogged   | 'verse' is unlogged: a crash empties it.
                    create unlogged sequence turn    | 'turn' is unlogged: a crash empties it.
                    """)
    void whatACrashEmpties(String sql, String finding) {
        assertThat(refusal(Schemas.songsAnd(PLUGIN, sql))).containsExactly(finding);
    }

    @Test
    void aStepDoesNotSayWhatAColumnTells() {
        FIXTURE.schemas()
                .migrate(
                        Schemas.songsAnd(
                                PLUGIN,
                                """
                                comment on column song.id is 'personal: NONSENSE';
                                comment on column verse.words is 'personal: NONSENSE'
                                """));
        FIXTURE.superuser()
                .execute(
                        """
                        with s as (
                            insert into p_shaped.song
                            values (gen_random_uuid(), gen_random_uuid(), 'Tide') returning *)
                        insert into p_shaped.verse
                        select s.workspace_id, s.id, s.id, 'Low water' from s
                        """);

        assertThat(FIXTURE.schemas().held(PLUGIN))
                .containsExactly(
                        new HeldData(Optional.of(DataCategory.MESSAGE), 1, false),
                        new HeldData(Optional.empty(), 1, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop schema p_shaped cascade", "drop owned by current_user"})
    void aStepThatRemovesItsSchema(String sql) {
        assertThat(refusal(Schemas.songsAnd(PLUGIN, sql)))
                .containsExactly("A migration removes the schema itself; it may only empty it.");
    }

    @Test
    void twoStepsOfOneNumber() {
        PluginSchema sound = Schemas.songs(PLUGIN);
        List<SqlMigration> steps = new ArrayList<>(sound.migrations());
        steps.add(new SqlMigration("001", "more", "select 1"));

        assertThat(refusal(new PluginSchema(PLUGIN, steps, sound.tables(), sound.searches())))
                .containsExactly("The steps '1 songs' and '001 more' have the same number.");
    }
}
