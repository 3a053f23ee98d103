package studio.backline.platform.database.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.database.SearchDeclaration;
import studio.backline.platform.database.TableDeclaration;
import studio.backline.platform.database.TableScope;

/**
 * What a schema's comment says of how its guards were made: by which generator, for which
 * declarations, and as much of these as the guards depend on, for when nobody declares them.
 *
 * @param version of the generator
 * @param tables without their columns
 */
record SchemaMark(int version, List<TableDeclaration> tables, List<SearchDeclaration> searches) {

    private static final Pattern MARK =
            Pattern.compile("generated (\\d{1,9}) [0-9a-f]{8} tables (\\S*) searches (\\S*)");

    private static final Pattern TABLE = Pattern.compile("(\\w+):(TENANT|GLOBAL|SYSTEM)");
    private static final Pattern SEARCH = Pattern.compile("(\\w+)\\.(\\w+):([\\w+]+)");

    /** The mark of a schema that is generated now. */
    static String of(SchemaTarget target) {
        String tables =
                target.tables().stream()
                        .map(t -> t.table() + ":" + t.scope())
                        .sorted()
                        .collect(Collectors.joining(","));
        String searches =
                target.searches().stream()
                        .map(s -> s.table() + "." + s.column() + ":" + String.join("+", s.sort()))
                        .collect(Collectors.joining(","));
        CRC32 sum = new CRC32();
        String all = tables + searches + target.users() + Holdings.comments(target);
        sum.update(all.getBytes(StandardCharsets.UTF_8));
        return "generated %d %08x tables %s searches %s"
                .formatted(Guards.VERSION, sum.getValue(), tables, searches);
    }

    /** The mark that a comment is; empty where it is none, or does not say of what. */
    static Optional<SchemaMark> in(String comment) {
        return Optional.of(MARK.matcher(comment))
                .filter(Matcher::matches)
                .map(
                        mark ->
                                new SchemaMark(
                                        Integer.parseInt(mark.group(1)),
                                        each(TABLE, mark.group(2)).map(SchemaMark::table).toList(),
                                        each(SEARCH, mark.group(3))
                                                .map(SchemaMark::search)
                                                .toList()));
    }

    /** Whether what is generated now is what was generated then. */
    boolean isCurrent() {
        return version == Guards.VERSION;
    }

    SchemaTarget target(PluginId plugin) {
        return SchemaTarget.of(new PluginSchema(plugin, List.of(), tables, searches));
    }

    private static Stream<Matcher> each(Pattern pattern, String list) {
        return Arrays.stream(list.split(",", -1)).map(pattern::matcher).filter(Matcher::matches);
    }

    private static TableDeclaration table(Matcher said) {
        return new TableDeclaration(
                said.group(1), TableScope.valueOf(said.group(2)), Optional.empty(), List.of());
    }

    private static SearchDeclaration search(Matcher said) {
        return new SearchDeclaration(
                said.group(1), said.group(2), List.of(said.group(3).split("\\+", -1)));
    }
}
