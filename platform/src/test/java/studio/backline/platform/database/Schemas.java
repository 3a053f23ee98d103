package studio.backline.platform.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.subject.SubjectKind;

/** Schemas to test with. */
public final class Schemas {

    static final String SONGS =
            """
            create table song (
                workspace_id uuid not null default backline_api.current_workspace(),
                id           uuid not null,
                title        text not null,
                primary key (workspace_id, id)
            );
            create index song_title on song (workspace_id, title, id);
            create table verse (
                workspace_id uuid not null default backline_api.current_workspace(),
                id           uuid not null,
                song_id      uuid not null,
                words        text not null,
                primary key (workspace_id, id),
                foreign key (workspace_id, song_id) references song (workspace_id, id) on delete cascade
            );
            """;

    private static final String NOTES =
            """
            create table note (
                workspace_id uuid not null default backline_api.current_workspace(),
                id           uuid not null,
                verse_id     uuid not null,
                song_id      uuid not null,
                words        text not null,
                primary key (workspace_id, id),
                foreign key (workspace_id, verse_id) references verse (workspace_id, id)
            );
            """;

    private Schemas() {}

    public static PluginSchema songs(PluginId id) {
        return new PluginSchema(
                id, List.of(new SqlMigration("1", "songs", SONGS)), songTables(), searches());
    }

    /** The same, with one step more. */
    public static PluginSchema songsAnd(PluginId id, String sql, TableDeclaration... more) {
        List<TableDeclaration> tables = new ArrayList<>(songTables());
        tables.addAll(List.of(more));
        return new PluginSchema(
                id,
                List.of(new SqlMigration("1", "songs", SONGS), new SqlMigration("2", "more", sql)),
                tables,
                searches());
    }

    /** The same, with notes on verses that are about these people. */
    static PluginSchema notes(
            PluginId id, Optional<String> path, Optional<String> why, Set<SubjectKind> of) {
        return songsAnd(
                id,
                NOTES,
                new TableDeclaration(
                        "note",
                        TableScope.TENANT,
                        path,
                        why,
                        List.of(
                                ColumnDeclaration.notPersonal("verse_id"),
                                ColumnDeclaration.notPersonal("song_id"),
                                ColumnDeclaration.personal("words", DataCategory.NOTE, of))));
    }

    public static TableDeclaration tenant(String table, String... columns) {
        List<ColumnDeclaration> declared = new ArrayList<>();
        for (String column : columns) {
            declared.add(ColumnDeclaration.notPersonal(column));
        }
        return new TableDeclaration(table, TableScope.TENANT, Optional.empty(), declared);
    }

    private static List<TableDeclaration> songTables() {
        return List.of(
                tenant("song", "title"),
                new TableDeclaration(
                        "verse",
                        TableScope.TENANT,
                        Optional.of("song_id"),
                        List.of(
                                ColumnDeclaration.notPersonal("song_id"),
                                ColumnDeclaration.personal(
                                        "words",
                                        DataCategory.MESSAGE,
                                        Set.of(SubjectKind.ARTIST)))));
    }

    private static List<SearchDeclaration> searches() {
        return List.of(new SearchDeclaration("song", "title", List.of("title")));
    }
}
