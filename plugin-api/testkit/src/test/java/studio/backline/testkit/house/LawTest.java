package studio.backline.testkit.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each rule meets a tiny program that breaks it, and says so. */
class LawTest {

    /** A program and what the rule has to say of it. */
    private record Sin(Rule rule, InspectedModule program, List<String> said) {}

    @TempDir Path folder;

    @TestFactory
    Stream<DynamicTest> eachRuleCatchesTheProgramThatBreaksIt() throws IOException {
        return sins().stream()
                .map(sin -> DynamicTest.dynamicTest(sin.rule().law(), () -> assertCaught(sin)));
    }

    private static void assertCaught(Sin sin) {
        assertThatThrownBy(() -> sin.rule().verify(sin.program(), List.of()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(sin.rule().law())
                .hasMessageContaining(sin.rule().because())
                .satisfies(error -> assertThat(error.getMessage()).contains(sin.said()));
    }

    @Test
    void noRuleIsWithoutItsProgram() throws IOException {
        assertThat(sins().stream().map(sin -> sin.rule().law()).collect(Collectors.toSet()))
                .isEqualTo(Law.rules().stream().map(Rule::law).collect(Collectors.toSet()));
    }

    @Test
    void anExemptionLetsOnePlaceBreakTheRuleAndIsReportedWhenNothingNeedsIt() {
        InspectedModule program = compiled(Room.PLATFORM, "names");
        Rule rule = NameRules.FIELDS_OWN_WORDS;
        String place = "studio.backline.testkit.house.sins.names.SongUtils";
        Exemption needed =
                new Exemption(rule.law(), place, "the name is fixed by a format that we read");
        Exemption idle =
                new Exemption(
                        rule.law(), place + "s", "the name is fixed by a format that we read");

        rule.verify(program, List.of(needed));
        assertThatThrownBy(() -> rule.verify(program, List.of(needed, idle)))
                .hasMessageContaining("Drop the exemption");
    }

    @Test
    void anExemptionNeedsAReason() {
        assertThatThrownBy(() -> new Exemption("law", "place", "because"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no reason");
    }

    @Test
    void aSymbolOrAnAttributeIsNoTextOnAScreen() {
        assertThat(TextRules.FROM_BUNDLES.check().apply(compiled(Room.PLUGIN, "texts")))
                .hasSize(48);
    }

    @Test
    void aComponentThatIsGivenWordsOrSaysNothingKeepsTheRule() {
        assertThat(WordRules.OF_THE_HOUSE.check().apply(compiled(Room.PLUGIN, "words"))).hasSize(3);
    }

    private List<Sin> sins() throws IOException {
        List<Sin> sins = new ArrayList<>(sinsOfSize());
        sins.addAll(sinsOfWriting());
        sins.addAll(sinsOfText());
        sins.addAll(sinsOfArrows());
        sins.addAll(
                List.of(
                        sin(NameRules.FIELDS_OWN_WORDS, Room.UI, "names", "SongUtils"),
                        sin(
                                PersistenceRules.NO_FIELD_INJECTION,
                                Room.PLUGIN,
                                "injection",
                                "service is injected"),
                        sin(
                                PersistenceRules.IDS_NOT_ENTITIES,
                                Room.PLUGIN,
                                "entities",
                                "parent is an association"),
                        sin(
                                PersistenceRules.HIDDEN_ENTITIES,
                                Room.PLUGIN,
                                "entities",
                                "OpenEntity: is a public entity"),
                        sin(
                                PersistenceRules.FINAL_WORKSPACE,
                                Room.PLUGIN,
                                "entities",
                                "workspaceId is the workspace")));
        return sins;
    }

    /** One wall for each room that this program runs against; all of them: ArrowTableTest. */
    private static List<Sin> sinsOfArrows() {
        List<Sin> sins =
                new ArrayList<>(
                        Stream.of(Room.values())
                                .filter(room -> room != Room.TESTKIT && room != Room.BENCH)
                                .map(room -> sin(ArrowRules.ARROWS, room, "arrows", "TestPostgres"))
                                .toList());
        sins.add(sin(ArrowRules.CRYPTOGRAPHY, Room.UI, "cryptography", "javax.crypto.Cipher"));
        sins.add(sin(ArrowRules.NO_JDBC_IN_PLUGINS, Room.PLUGIN, "jdbc", "java.sql.DriverManager"));
        return sins;
    }

    private static List<Sin> sinsOfWriting() {
        return List.of(
                sin(NameRules.NULL_MARKED, Room.UI, "nullness", "sins.nullness: has no"),
                sin(BundleRules.KEYS_EXIST, Room.PLUGIN, "bundles", "asks for 'song.missing'"),
                sin(BundleRules.KEYS_USED, Room.PLUGIN, "bundles", "song.forgotten: is never"),
                sin(BundleRules.CALM_VOICE, Room.PLUGIN, "bundles", "'Welcome, owner!'"),
                sin(SourceRules.NO_CONSOLE, Room.UI, "writing", "System.out"),
                sin(SourceRules.NO_STAR_IMPORTS, Room.UI, "writing", "java.util.*"),
                sin(SourceRules.NOTHING_SWALLOWED, Room.UI, "writing", "NumberFormatException"),
                sin(SourceRules.NO_DOUBLE_BRACES, Room.UI, "writing", "ArrayList"),
                sin(SourceRules.NOTHING_UNFINISHED, Room.UI, "writing", "TODO"),
                sin(SourceRules.HIDDEN_VIEWS, Room.PLUGIN, "views", "SongView is public"),
                sin(SourceRules.NOTHING_CUT, Room.PLUGIN, "views", "title.setMaxLength"));
    }

    private static List<Sin> sinsOfText() {
        return List.of(
                literalsOnAScreen(),
                literalsOnTheWay(),
                sin(
                        TextRules.PAGES_FROM_BUNDLES,
                        Room.UI,
                        "texts",
                        "page.html: says 'Sign in'",
                        "page.html: says 'Our picture'"),
                sin(
                        TextRules.REFUSED_BY_KEY,
                        Room.PLATFORM,
                        "refusals",
                        "line 10: new Refusals is told"),
                sin(
                        WordRules.OF_THE_HOUSE,
                        Room.PLUGIN,
                        "words",
                        "Voices: SideNav speaks",
                        "Voices: Select speaks",
                        "Voices$Song: Upload speaks"),
                sin(
                        BundleRules.COUNTS_CHOOSE,
                        Room.PLUGIN,
                        "bundles",
                        "song.count: says '{0} songs' of one, too"),
                sin(
                        BundleRules.SAME_KEYS_IN_EACH_LANGUAGE,
                        Room.PLUGIN,
                        "bundles",
                        "role.owner: is not in messages_de.properties"));
    }

    private static Sin literalsOnAScreen() {
        return sin(
                TextRules.FROM_BUNDLES,
                Room.PLUGIN,
                "texts",
                "new Span is given the literal songs + \" songs\"",
                "setText is given the literal GREETING",
                "setTitle is given the literal \"Seen %d times\"",
                "aria-label is given the literal \"A greeting\"",
                "a text is put together: \"Column \" + place",
                "add is given the literal \"Plain words\"",
                "new Chip is given the literal \"urgent\"",
                "show is given the literal \"Everything went well\"",
                "setText is given the literal local",
                "setText is given the literal String.join",
                "setText is given the literal again()",
                "setText is given the literal counted(songs) + \"!\"",
                "setText is given the literal new Told(songs).of(\"x\")",
                "add is given the literal Told.by(songs)",
                "setText is given the literal new Numbered(songs).title()",
                "add is given the literal \"In a dialog\"",
                "add is given the literal \"On top of it\"",
                "add is given the literal \"The first sheet\"",
                "add is given the literal \"In a row of our own\"",
                "new Anchor is given the literal \"See them\"",
                "add is given the literal \"and more of them\"",
                "new Image is given the literal \"A picture\"",
                "addItem is given the literal \"Open it\"",
                "setItems is given the literal \"Yes, please\"",
                "createText is given the literal \"Below\"");
    }

    /** Those that reach a screen through a title, a function, a loop or a text that is built. */
    private static Sin literalsOnTheWay() {
        return sin(
                TextRules.FROM_BUNDLES,
                Room.PLUGIN,
                "texts",
                "Roundabout: line 29: getPageTitle gives back a literal",
                "setItemLabelGenerator is given the literal (s)->\"Chosen words\"",
                "setItemHelperGenerator is given the literal this::help",
                "addColumn is given the literal (s)->{",
                "new TextRenderer is given the literal (s)->\"Row of words\"",
                "setText is given the literal later",
                "setText is given the literal sum",
                "setText is given the literal field",
                "new Span is given the literal each",
                "new Span is given the literal known",
                "new Span is given the literal one",
                "span::setText is given the literal Optional.of(\"Said at last\")",
                "span::setTitle is given the literal java.util.Optional.of(",
                "Span::new is given the literal songs.stream().map(",
                "this::add is given the literal Stream.of(\"Said to all\")",
                "setText is given the literal two[place]",
                "setText is given the literal KNOWN.get(place)",
                "setText is given the literal Map.of(1, \"The only one\").get(place)",
                "setText is given the literal \"By force\".toUpperCase",
                "setTitle is given the literal first.orElse(\"Nobody\")",
                "setText is given the literal built.toString()",
                "error is given the literal \"Give it a name\"",
                "innerHTML is given the literal \"Nobody is here\"");
    }

    private List<Sin> sinsOfSize() throws IOException {
        String lines = "\n".repeat(399);
        String statements = "        count++;\n".repeat(40);
        String method = "    int count;\n    void grow() {\n" + statements + "    }\n";
        String methods = repeated(9, "    void call%d();\n");
        String types = repeated(21, "class Type%d {}\n");
        return List.of(
                written(SizeRules.FILES, "Long", "class Long {}\n" + lines, "401 lines"),
                inTests(SizeRules.FILES, "LongTest", "class LongTest {}\n" + lines, "401 lines"),
                written(
                        SizeRules.VIEWS,
                        "SongForm",
                        "class SongForm {}\n" + "\n".repeat(249),
                        "251 lines"),
                written(
                        SizeRules.METHODS,
                        "Grower",
                        "class Grower {\n" + method + "}\n",
                        "grow has 42 lines"),
                inTests(
                        SizeRules.METHODS,
                        "GrowerTest",
                        "class GrowerTest {\n" + method + "}\n",
                        "grow has 42 lines"),
                written(
                        SizeRules.CONSTRUCTORS,
                        "Greedy",
                        "class Greedy { Greedy(int a, int b, int c, int d, int e, int f, int g) {} }",
                        "Greedy takes 7 arguments"),
                written(SizeRules.PACKAGES, "Crowd", types, "21 types"),
                inTests(SizeRules.PACKAGES, "CrowdTest", types, "21 types"),
                written(
                        SizeRules.CONTRACT_INTERFACES,
                        "Wide",
                        "interface Wide {\n" + methods + "}\n",
                        "Wide has 9 methods"),
                sin(SizeRules.HIDDEN_TYPES, Room.UI, "open", "0 of 1 types are hidden"));
    }

    private static String repeated(int times, String line) {
        return IntStream.rangeClosed(1, times)
                .mapToObj(line::formatted)
                .collect(Collectors.joining());
    }

    private Sin written(Rule rule, String file, String text, String said) throws IOException {
        Path sources = write(file, text);
        return sinOf(rule, file, sources, folder.resolve("none"), said);
    }

    private Sin inTests(Rule rule, String file, String text, String said) throws IOException {
        Path tests = write(file, text);
        return sinOf(rule, file, folder.resolve("none"), tests, said);
    }

    private Path write(String file, String text) throws IOException {
        Path sources = Files.createDirectories(folder.resolve(file));
        Files.writeString(sources.resolve(file + ".java"), "package sins;\n" + text);
        return sources;
    }

    private static Sin sinOf(Rule rule, String name, Path sources, Path tests, String said) {
        return new Sin(
                rule,
                new InspectedModule(Room.CONTRACT, name, sources, tests, sources, sources),
                List.of(said));
    }

    private static Sin sin(Rule rule, Room room, String name, String... said) {
        return new Sin(rule, compiled(room, name), List.of(said));
    }

    private static InspectedModule compiled(Room room, String name) {
        String folder = "studio/backline/testkit/house/sins/" + name;
        return new InspectedModule(
                room,
                name,
                Path.of("src/test/java", folder),
                Path.of("src/test/java", folder, "tests"),
                Path.of("target/test-classes", folder),
                Path.of("src/test/resources/sins", name));
    }
}
