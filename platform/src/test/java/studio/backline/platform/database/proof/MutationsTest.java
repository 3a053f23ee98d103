package studio.backline.platform.database.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.backline.platform.database.SchemaFinding;
import studio.backline.platform.database.Schemas;
import studio.backline.platform.database.schema.SchemaMigrator;
import studio.backline.platform.database.schema.SchemaTarget;
import studio.backline.platform.database.server.CoreSchema;
import studio.backline.platform.database.server.HouseCode;
import studio.backline.platform.database.server.HouseRoles;
import studio.backline.testkit.tenancy.OperationMatrix;

/**
 * The tests of the tests: whatever of the walls is taken down turns the matrix red, or the lint, or
 * both. Each change is undone with all that was tried after it.
 */
class MutationsTest {

    private static final String IS = " = (select c.workspace from backline_api.caller_workspace c)";

    @RegisterExtension static final ProvenHouse HOUSE = new ProvenHouse();

    /** What the matrix says, in part, and what the lint says; empty where it is silent. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    policy dropped                    | drop policy tenant on VERSE                                                    | p_proven, OWN: select all on                     | The policies of 'verse' are not the generated ones.
                    wall dropped                      | drop policy tenant_wall on VERSE                                               |                                                  | The policies of 'verse' are not the generated ones.
                    both policies dropped and opened  | drop policy tenant on VERSE; drop policy tenant_wall on VERSE; create policy tenant on VERSE using (true) | p_proven, OTHER: delete by id returning on | The policies of 'verse' are not the generated ones.
                    policy of everybody               | alter policy tenant on VERSE to public; alter policy tenant_wall on VERSE to backline_owner; create policy more on VERSE using (true) | OTHER: select by id on | The policies of 'verse' are not the generated ones.
                    FORCE dropped                     | alter table VERSE no force row level security                                  |                                                  | Row security of 'verse' is not forced.
                    row security off                  | alter table VERSE disable row level security                                   | p_proven, NONE: copy out on                      | Row security of 'verse' is off.
                    check of one dropped              | alter policy tenant on VERSE with check (true)                                 |                                                  | The policies of 'verse' are not the generated ones.
                    check dropped                     | alter policy tenant on VERSE with check (true); alter policy tenant_wall on VERSE with check (true) | backline_platform, OTHER: insert with foreign workspace on | The policies of 'verse' are not the generated ones.
                    open where there is no context    | alter policy tenant on VERSE using (workspace_idIS or not exists (select from backline_api.caller_workspace)); alter policy tenant_wall on VERSE using (true) | EMPTY: select all on | The policies of 'verse' are not the generated ones.
                    composite foreign key dropped     | alter table VERSE drop constraint verse_workspace_id_song_id_fkey              | p_proven, OTHER: point with [workspace_id, song_id] on |
                    composite foreign key narrowed    | alter table VERSE drop constraint verse_workspace_id_song_id_fkey; alter table p_proven.song add unique (id); alter table VERSE add foreign key (song_id) references p_proven.song (id) | OTHER: point with [workspace_id, song_id] on | The foreign key 'verse_song_id_fkey' of 'verse' does not lead from workspace_id to workspace_id.
                    composite key narrowed            | alter table VERSE drop constraint verse_pkey, add primary key (id)             | p_proven, OTHER: take the victim's key on        | The key 'verse_pkey' of 'verse' does not begin with workspace_id.
                    unique key of all workspaces      | create unique index tell on VERSE (id)                                         | OTHER: take the victim's key on                  | The key 'tell' of 'verse' does not begin with workspace_id.
                    truncate granted                  | grant truncate on VERSE to p_proven                                            | p_proven, OTHER: truncate on                     | The rights on 'verse' are not the generated ones.
                    role past row security            | alter role p_proven bypassrls                                                  | p_proven, NONE: select all on                    | 'p_proven' has BYPASSRLS
                    role of the schema's owner        | grant p_proven_owner to p_proven with inherit true                             | p_proven, OTHER: truncate on                     | 'p_proven' is a member of 'p_proven_owner'
                    ticket of any session             | create or replace view CALLER t.ticket = current_setting('backline.ticket', true) and t.role = session_user and t.expires_at >= current_timestamp | REPLAYED: select all on | The view 'backline_api.caller_workspace' is not as the house's migrations make it.
                    ticket without an end             | create or replace view CALLER t.ticket = current_setting('backline.ticket', true) and t.role = session_user and t.pid = pg_backend_pid() | EXPIRED: select all on | The view 'backline_api.caller_workspace' is not as the house's migrations make it.
                    context without a signature       | do 'begin execute replace(pg_get_functiondef(''backline_api.enter(text)''::regprocedure), ''if not exists'', ''if false and not exists''); end' | FORGED: enter: a context was taken | The function 'backline_api.enter(text)' is not as the house's migrations make it.
                    context without an end            | do 'begin execute replace(pg_get_functiondef(''backline_api.enter(text)''::regprocedure), ''if ends < '', ''if ends is null and ends < ''); end' | EXPIRED: enter: a context was taken | The function 'backline_api.enter(text)' is not as the house's migrations make it.
                    """)
    void isFound(String name, String change, @Nullable String matrix, @Nullable String lint)
            throws SQLException {
        String sql =
                change.replace("VERSE", "p_proven.verse")
                        .replace("IS ", IS + " ")
                        .replace(
                                "CALLER",
                                "backline_api.caller_workspace with (security_barrier = true) as"
                                        + " select t.workspace_id as workspace from backline.ticket"
                                        + " t where");
        List<String> wrongs = tried(sql);
        List<String> found = linted(sql);

        if (matrix == null) {
            assertThat(wrongs).as("the matrix: another wall still stands").isEmpty();
        } else {
            assertThat(wrongs).as("the matrix").anyMatch(wrong -> wrong.contains(matrix));
        }
        if (lint == null) {
            assertThat(found).as("the lint").isEmpty();
        } else {
            assertThat(found).as("the lint").anyMatch(finding -> finding.contains(lint));
        }
        assertThat(matrix == null && lint == null).as("nothing would notice").isFalse();
    }

    private static List<String> tried(String sql) throws SQLException {
        return OperationMatrix.on(HOUSE.database(), HOUSE.rows())
                .after(sql)
                .run(table -> table.name().equals("verse"), _ -> true)
                .wrongs();
    }

    private static List<String> linted(String sql) throws SQLException {
        try (Connection superuser = HOUSE.database().open();
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute(sql);
            SchemaTarget plugin = SchemaTarget.of(Schemas.songs(ProvenHouse.PLUGIN));
            List<SchemaFinding> findings = new ArrayList<>();
            findings.addAll(SchemaMigrator.lint(superuser, plugin));
            findings.addAll(SchemaMigrator.lint(superuser, CoreSchema.read()));
            findings.addAll(HouseRoles.read(superuser).of(ProvenHouse.PLUGIN));
            findings.addAll(HouseCode.look(superuser));
            superuser.rollback();
            return findings.stream().map(SchemaFinding::toString).toList();
        }
    }
}
