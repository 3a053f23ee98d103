package studio.backline.platform.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import studio.backline.contract.bulk.BulkExport;
import studio.backline.contract.bulk.BulkLoad;
import studio.backline.contract.bulk.StagingTable;
import studio.backline.contract.bulk.StagingTable.Column;
import studio.backline.contract.bulk.StagingTable.Type;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.core.Core;
import studio.backline.platform.core.PluginHome;
import tools.jackson.databind.json.JsonMapper;

class BulkTest {

    private static final PluginHome PLUGIN = PluginHome.of(Core.shared(), "loading");
    private static final StagingTable WORDS =
            new StagingTable("words", List.of(new Column("word", Type.TEXT)));

    private static final StagingTable MIXED =
            new StagingTable(
                    "mixed",
                    List.of(
                            new Column("a", Type.TEXT),
                            new Column("b", Type.UUID),
                            new Column("c", Type.BIGINT),
                            new Column("d", Type.BOOLEAN),
                            new Column("e", Type.TIMESTAMP),
                            new Column("f", Type.BYTES),
                            new Column("g", Type.TEXT_ARRAY)));

    private final Bulk bulk = Core.shared().bean(Bulk.class);
    private final BulkLoad load = bulk.loadOn(PLUGIN.connection());
    private final BulkExport export = bulk.exportOn(PLUGIN.connection());
    private final Caller caller = PLUGIN.newWorkspace();

    @Test
    void everyTypeComesThroughWithAndWithoutAValue() {
        UUID id = UUID.randomUUID();
        @Nullable Object[] full = {
            "tab\there\\and\r\nthere",
            id,
            42L,
            true,
            Instant.parse("2026-11-21T10:15:30.123456Z"),
            new byte[] {0, 1, -1, 92},
            new String[] {"a,\"b\"", "c\\d", "", "{}", null}
        };
        List<String> told =
                PLUGIN.in(
                        caller,
                        () -> {
                            assertThat(load.copy(MIXED, List.of(full, new Object[7]).iterator()))
                                    .isEqualTo(2);
                            return PLUGIN.connection()
                                    .jdbc()
                                    .sql(
                                            "select a = ? and b = ? and c = 42 and d and e ="
                                                    + " '2026-11-21 10:15:30.123456+00' and f ="
                                                    + " '\\x0001ff5c' and g = array['a,\"b\"', 'c\\d',"
                                                    + " '', '{}', null] from mixed")
                                    .params(full[0], id)
                                    .query((row, n) -> String.valueOf(row.getObject(1)))
                                    .list();
                        });

        assertThat(told).containsExactly("true", "null");
    }

    @Test
    void naughtyStringsComeBackUnharmed() throws IOException {
        Path corpus =
                Path.of(System.getProperty("backline.root", "."))
                        .resolve("../shared/corpora/naughty-strings/blns.json");
        Assumptions.assumeTrue(
                Files.exists(corpus), "The naughty strings are not beside the repository.");
        List<String> naughty =
                Arrays.stream(
                                JsonMapper.shared()
                                        .readValue(Files.readString(corpus), String[].class))
                        .filter(text -> text.indexOf('\u0000') < 0)
                        .toList();

        List<String> back =
                PLUGIN.in(
                        caller,
                        () -> {
                            load.copy(
                                    WORDS, naughty.stream().map(t -> new Object[] {t}).iterator());
                            return PLUGIN.connection()
                                    .jdbc()
                                    .sql("select word from words order by ctid")
                                    .query(String.class)
                                    .list();
                        });

        assertThat(back).isEqualTo(naughty);
    }

    @Test
    void aTableLeftFromTheLastChunkIsEmptiedAndGoneAfterTheTransaction() {
        PLUGIN.in(
                caller,
                () -> {
                    load.copy(WORDS, rows("one", "two").iterator());
                    load.copy(WORDS, rows("three").iterator());
                    assertThat(words()).containsExactly("three");
                    return "";
                });

        assertThatThrownBy(() -> PLUGIN.in(caller, this::words)).hasMessageContaining("words");
    }

    @Test
    void aRowOfWrongLengthStopsTheWholeAndTheConnectionLives() {
        List<Object[]> ragged = new ArrayList<>(rows("one"));
        ragged.add(new Object[] {"two", "too many"});

        assertThatThrownBy(() -> PLUGIN.in(caller, () -> load.copy(WORDS, ragged.iterator())))
                .hasMessageContaining("2 values, not 1");
        assertThat(PLUGIN.in(caller, () -> load.copy(WORDS, rows("again").iterator()))).isOne();
    }

    @Test
    void itNeedsATransaction() {
        assertThatThrownBy(() -> PLUGIN.as(caller, () -> load.copy(WORDS, rows("x").iterator())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anExportShowsTheCallersWorkspaceOnly() {
        Caller other = PLUGIN.newWorkspace();
        keep(caller, "mine, \"quoted\"");
        keep(other, "theirs");

        assertThat(exported(caller)).isEqualTo("word\n\"mine, \"\"quoted\"\"\"\n");
        assertThat(exported(other)).isEqualTo("word\ntheirs\n");
    }

    @Test
    void anExportLooksNothingUpRowByRowAndWhatFollowsItMay() {
        String asked = "select current_setting('enable_nestloop') as setting";

        PLUGIN.in(
                caller,
                () -> {
                    assertThat(written(asked)).isEqualTo("setting\noff\n");
                    assertThat(PLUGIN.connection().jdbc().sql(asked).query(String.class).single())
                            .isEqualTo("on");
                    return "";
                });
    }

    @Test
    void aStreamThatBreaksIsToldAsSuch() {
        keep(caller, "word ".repeat(1000));

        assertThatThrownBy(
                        () ->
                                PLUGIN.in(
                                        caller,
                                        () -> {
                                            try {
                                                return export.writeCsv(
                                                        "select word from p_loading.tally",
                                                        new BrokenStream());
                                            } catch (IOException e) {
                                                throw new UncheckedIOException(e);
                                            }
                                        }))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("The line is cut.");
        assertThat(exported(caller)).startsWith("word\n");
    }

    private List<String> words() {
        return PLUGIN.connection().jdbc().sql("select word from words").query(String.class).list();
    }

    private static List<Object[]> rows(String... words) {
        return Arrays.stream(words).map(word -> new Object[] {word}).toList();
    }

    private void keep(Caller who, String word) {
        PLUGIN.in(
                who,
                () ->
                        PLUGIN.connection()
                                .jdbc()
                                .sql("insert into p_loading.tally (id, word) values (?, ?)")
                                .params(UUID.randomUUID(), word)
                                .update());
    }

    private String exported(Caller who) {
        return PLUGIN.in(who, () -> written("select word from p_loading.tally"));
    }

    private String written(String query) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            export.writeCsv(query, out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks at once. */
    private static final class BrokenStream extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("The line is cut.");
        }
    }
}
