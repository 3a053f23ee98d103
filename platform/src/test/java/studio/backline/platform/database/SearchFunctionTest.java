package studio.backline.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.tenancy.WorkspaceId;

/** The generated search: every word, in order, page by page, in the own workspace, by the index. */
class SearchFunctionTest {

    private static final PluginId PLUGIN = new PluginId("searched");
    private static final DatabaseFixture FIXTURE = DatabaseFixture.shared();
    private static final WorkspaceId WORKSPACE = WorkspaceId.next();
    private static final WorkspaceId OTHER = WorkspaceId.next();

    private static PluginPool pool;
    private static DataSource source;

    private record Song(UUID id, String title) {}

    @BeforeAll
    static void fill() {
        FIXTURE.schemas().migrate(Schemas.songs(PLUGIN));
        pool = FIXTURE.schemas().open(PLUGIN);
        source = pool.dataSource();
        for (WorkspaceId workspace : List.of(WORKSPACE, OTHER)) {
            in(
                    workspace,
                    jdbc ->
                            jdbc.sql(
                                            "insert into song (id, title) select gen_random_uuid(),"
                                                    + " 'title ' || md5(n::text) from"
                                                    + " generate_series(1, 21000) n"
                                                    + " union all select gen_random_uuid(),"
                                                    + " 'zz echo ' || n from"
                                                    + " generate_series(1, 1000) n")
                                    .update());
            for (String title :
                    List.of(
                            "blue moon river",
                            "blue river",
                            "moon over blue hills",
                            "100% real",
                            "100 real",
                            "a_b",
                            "axb",
                            "back\\slash")) {
                in(
                        workspace,
                        jdbc ->
                                jdbc.sql("insert into song (id, title) values (?, ?)")
                                        .params(UUID.randomUUID(), title)
                                        .update());
            }
        }
        FIXTURE.superuser().execute("vacuum analyze p_searched.song");
    }

    @AfterAll
    static void removeSchema() {
        pool.close();
        FIXTURE.schemas().drop(PLUGIN);
    }

    @Test
    void everyWordMustBeThereInAnyOrder() {
        assertThat(titles("river", "blue")).containsExactly("blue moon river", "blue river");
        assertThat(titles("blue", "moon"))
                .containsExactly("blue moon river", "moon over blue hills");
    }

    @Test
    void wildcardsOfLikeAreLettersLikeOthers() {
        assertThat(titles("100%")).containsExactly("100% real");
        assertThat(titles("a_b")).containsExactly("a_b");
        assertThat(titles("k\\s")).containsExactly("back\\slash");
    }

    @Test
    void aWordOfOneOrTwoLettersIsTheBeginningOfAWord() {
        assertThat(titles("ri")).containsExactly("blue moon river", "blue river");
        assertThat(titles("m", "ri")).containsExactly("blue moon river");
        assertThat(titles("o", "h")).containsExactly("moon over blue hills");
        assertThat(titles("lu")).isEmpty();
        assertThat(titles("%")).isEmpty();
    }

    @Test
    void ofMoreThanTenWordsNoneIsDropped() {
        String[] words = {
            "blue", "moon", "river", "blu", "lue", "moo", "oon", "riv", "ive", "ver", "r", "m", "ri"
        };
        assertThat(titles(words)).containsExactly("blue moon river");
        String[] oneMore = Arrays.copyOf(words, words.length + 1);
        oneMore[words.length] = "h";
        assertThat(titles(oneMore)).isEmpty();
    }

    @Test
    void withoutAWorkspaceNothingIsFound() {
        List<UUID> found =
                DatabaseFixture.in(
                        source, jdbc -> search(jdbc, List.of("blue"), null, null, false, 10));

        assertThat(found).isEmpty();
    }

    @Test
    void pagesFollowEachOtherBothWays() {
        List<Song> all =
                in(
                        WORKSPACE,
                        jdbc ->
                                jdbc.sql("select id, title from song where title like '%abc%'")
                                        .query(
                                                (row, n) ->
                                                        new Song(
                                                                row.getObject(1, UUID.class),
                                                                row.getString(2)))
                                        .list());
        List<Song> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(Song::title));
        List<UUID> ids = sorted.stream().map(Song::id).toList();
        assertThat(ids.size()).isGreaterThan(20);

        assertThat(walk(sorted, false)).isEqualTo(ids);
        assertThat(walk(sorted.reversed(), true)).isEqualTo(ids.reversed());
    }

    @Test
    void anOrderThatWasNotDeclaredIsRefused() {
        assertThatThrownBy(
                        () ->
                                in(
                                        WORKSPACE,
                                        jdbc ->
                                                jdbc.sql(
                                                                "select id from search_song(array['x'],"
                                                                        + " 'id; drop table song',"
                                                                        + " null, null, false, 10)")
                                                        .query(UUID.class)
                                                        .list()))
                .hasStackTraceContaining("No such order");
    }

    @Test
    void theTrigramIndexServesTheSearchAsTheRunTimeRole() {
        assertThat(plans("array['blue', 'moon']", 10))
                .contains("Bitmap Index Scan on song_title_words")
                .contains("~~")
                .doesNotContain("Seq Scan on song");
    }

    @Test
    void nobodyWalksThroughAllForAWordThatStandsAtTheEndOfTheOrder() {
        String plans = plans("array['echo']", 10);

        assertThat(plans).contains("Subquery Scan on t", "Bitmap Index Scan on song_title_words");
        assertThat(titles("echo")).hasSize(10).allMatch(title -> title.startsWith("zz echo"));
    }

    @Test
    void noPolicyKeepsThePlannerFromTheStatisticsOfTheSearchedColumn() throws SQLException {
        try (Connection connection = FIXTURE.superuser().open();
                Statement statement = connection.createStatement();
                ResultSet facts =
                        statement.executeQuery(
                                """
                                select r.rolbypassrls, r.rolcanlogin, a.attstattarget
                                from pg_roles r, pg_attribute a
                                where r.rolname = 'backline_search' and a.attname = 'title'
                                  and a.attrelid = 'p_searched.song'::regclass
                                """)) {
            facts.next();
            assertThat(facts.getBoolean(1)).isTrue();
            assertThat(facts.getBoolean(2)).isFalse();
            assertThat(facts.getInt(3)).isEqualTo(200);
        }
    }

    private static String plans(String words, int rows) {
        FIXTURE.superuser()
                .execute(
                        """
                        alter role p_searched set session_preload_libraries = 'auto_explain';
                        alter role p_searched set auto_explain.log_min_duration = 0;
                        alter role p_searched set auto_explain.log_nested_statements = on;
                        alter role p_searched set client_min_messages = 'log'
                        """);
        StringBuilder plans = new StringBuilder();
        try (PluginPool explained = FIXTURE.schemas().open(PLUGIN)) {
            DatabaseFixture.in(
                    WORKSPACE,
                    explained.dataSource(),
                    jdbc -> plans(explained.dataSource(), words, rows, plans));
        }
        return plans.toString();
    }

    @Test
    void theContextIsCheckedOncePerStatement() {
        String plan =
                in(
                        WORKSPACE,
                        jdbc ->
                                String.join(
                                        "\n",
                                        jdbc.sql(
                                                        "explain select * from song where title ="
                                                                + " 'blue river'")
                                                .query(String.class)
                                                .list()));

        assertThat(plan).containsOnlyOnce("  InitPlan").contains("Scan using song_title");
    }

    private static String plans(DataSource explained, String words, int rows, StringBuilder plans) {
        Connection connection = DataSourceUtils.getConnection(explained);
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery(
                    "select id from search_song(%s, 'title', null, null, false, %d)"
                            .formatted(words, rows));
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
                plans.append(w.getMessage()).append('\n');
            }
            return plans.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, explained);
        }
    }

    private static List<UUID> walk(List<Song> sorted, boolean backward) {
        List<UUID> walked = new ArrayList<>();
        Song last = null;
        for (int page = 0; page < sorted.size(); page++) {
            Song anchor = last;
            List<UUID> ids =
                    in(WORKSPACE, jdbc -> search(jdbc, List.of("abc"), null, anchor, backward, 7));
            if (ids.isEmpty()) {
                return walked;
            }
            walked.addAll(ids);
            last = sorted.get(walked.size() - 1);
        }
        return walked;
    }

    private static List<String> titles(String... words) {
        return in(
                WORKSPACE,
                jdbc ->
                        search(jdbc, List.of(words), "title", null, false, 10).stream()
                                .map(
                                        id ->
                                                jdbc.sql("select title from song where id = ?")
                                                        .param(id)
                                                        .query(String.class)
                                                        .single())
                                .toList());
    }

    private static List<UUID> search(
            JdbcClient jdbc,
            List<String> words,
            @Nullable String sort,
            @Nullable Song after,
            boolean backward,
            int rows) {
        return jdbc.sql("select id from search_song(?, ?, ?, ?, ?, ?)")
                .params(
                        words.toArray(String[]::new),
                        sort,
                        after == null ? null : after.title(),
                        after == null ? null : after.id(),
                        backward,
                        rows)
                .query(UUID.class)
                .list();
    }

    private static <T> T in(
            WorkspaceId workspace, java.util.function.Function<JdbcClient, T> work) {
        return DatabaseFixture.in(workspace, source, work);
    }
}
