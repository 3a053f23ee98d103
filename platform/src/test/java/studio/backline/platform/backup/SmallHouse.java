package studio.backline.platform.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import studio.backline.contract.plugin.PluginId;
import studio.backline.contract.privacy.DataCategory;
import studio.backline.contract.subject.SubjectKind;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.backup.run.House;
import studio.backline.platform.database.ColumnDeclaration;
import studio.backline.platform.database.PluginSchema;
import studio.backline.platform.database.SearchDeclaration;
import studio.backline.platform.database.SqlMigration;
import studio.backline.platform.database.TableDeclaration;
import studio.backline.platform.database.TableScope;
import studio.backline.platform.database.dump.KeySecrets;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.database.server.DatabaseServer;
import studio.backline.platform.encryption.FieldEncryption;
import studio.backline.platform.encryption.FileEncryption;
import studio.backline.platform.encryption.Purpose;

/** A house with its own embedded database, one plugin's schema, some rows and a file. */
final class SmallHouse implements AutoCloseable, HouseAccess {

    static final WorkspaceId WORKSPACE =
            new WorkspaceId(UUID.fromString("01960000-0000-7000-8000-000000000001"));
    static final UUID FILE = UUID.fromString("01960000-0000-7000-8000-0000000000f1");
    static final UUID SONG = UUID.fromString("01960000-0000-7000-8000-000000000051");
    static final String CONTENT = "a demo that nobody heard yet ".repeat(9000);

    private static final PluginId PLUGIN = new PluginId("songs");

    private static final String SONGS =
            """
            create type mood as enum ('calm', 'it''s loud');
            create table song (
                workspace_id uuid not null default backline_api.current_workspace(),
                id           uuid not null,
                nth          bigint generated always as identity,
                title        text collate "C" not null check (length(title) <= 200),
                folded       text generated always as (lower(title)) stored,
                mood         mood,
                secret       bytea,
                primary key (workspace_id, id),
                unique (workspace_id, nth)
            );
            create index song_title on song (workspace_id, title, id) where title <> '';
            create table verse (
                workspace_id uuid not null default backline_api.current_workspace(),
                id           uuid not null,
                song_id      uuid not null,
                words        text not null,
                primary key (workspace_id, id),
                foreign key (workspace_id, song_id) references song (workspace_id, id) on delete cascade
            );
            create view loud with (security_invoker = true) as select id, title from song where mood = 'it''s loud';
            """;

    private final House house;
    private final DatabaseServer server;

    private SmallHouse(House house, DatabaseServer server) {
        this.house = house;
        this.server = server;
    }

    /** Starts on a data folder, new or not. */
    static SmallHouse start(Path data, Path rootKey) {
        House house = House.open(data, rootKey);
        return new SmallHouse(
                house, DatabaseServer.embedded(data, secrets(house), Optional::empty));
    }

    /** The same, with a database that somebody else runs. */
    static SmallHouse start(Path data, Path rootKey, DatabaseAddress database) {
        House house = House.open(data, rootKey);
        return new SmallHouse(
                house, DatabaseServer.external(database, secrets(house), Optional::empty));
    }

    private static KeySecrets secrets(House house) {
        return new KeySecrets(house.keys(), house.workspaces());
    }

    /** What the plugin says of its schema; migrating to it lints what is there. */
    void migrate() {
        server.pluginSchemas(Duration.ofMinutes(1)).migrate(schema());
    }

    private static PluginSchema schema() {
        TableDeclaration song =
                new TableDeclaration(
                        "song",
                        TableScope.TENANT,
                        Optional.empty(),
                        List.of(
                                ColumnDeclaration.notPersonal("nth"),
                                ColumnDeclaration.notPersonal("title"),
                                ColumnDeclaration.notPersonal("folded"),
                                ColumnDeclaration.notPersonal("mood"),
                                ColumnDeclaration.notPersonal("secret")));
        TableDeclaration verse =
                new TableDeclaration(
                        "verse",
                        TableScope.TENANT,
                        Optional.empty(),
                        Optional.of("Words of a song are about nobody in particular."),
                        List.of(
                                ColumnDeclaration.notPersonal("song_id"),
                                ColumnDeclaration.personal(
                                        "words", DataCategory.NOTE, Set.of(SubjectKind.FAN))));
        return new PluginSchema(
                PLUGIN,
                List.of(new SqlMigration("1", "songs", SONGS)),
                List.of(song, verse),
                List.of(new SearchDeclaration("song", "folded", List.of("title"))));
    }

    /** A workspace, songs with everything that bites in them, a sealed value and a sealed file. */
    void fill(int songs) throws Exception {
        house.workspaces().create(WORKSPACE);
        byte[] secret =
                new FieldEncryption(house.workspaces())
                        .sealText(
                                new FieldEncryption.Place(
                                        WORKSPACE, "songs.song.secret", SONG, Purpose.PERSONAL),
                                "hush");
        change(
                "backline_owner",
                "insert into backline.workspace (id, name, slug, created_at) values ('%1$s', 'Naïve \\ Café', 'naive', now())"
                        .formatted(WORKSPACE),
                "insert into backline.file_content (workspace_id, id, hash, size, store) values ('%s', '%s', sha256('x'), %d, 'folder')"
                        .formatted(WORKSPACE, FILE, CONTENT.length()),
                "insert into backline.stored_file (workspace_id, id, plugin_role, name, size, content_id, type) values ('%1$s', '%2$s', 'p_songs', 'demo.wav', %3$d, '%2$s', 'audio/wav')"
                        .formatted(WORKSPACE, FILE, CONTENT.length()));
        change(
                "p_songs_owner",
                """
                insert into p_songs.song (workspace_id, id, title, mood, secret)
                select '%s', case n when 1 then '%s'::uuid else uuidv7() end,
                       E'tab\\t line\\n back\\\\slash null \\\\N ü ' || n, 'it''s loud',
                       case n when 1 then '\\x%s'::bytea end from generate_series(1, %d) n
                """
                        .formatted(
                                WORKSPACE, SONG, java.util.HexFormat.of().formatHex(secret), songs),
                "insert into p_songs.verse (workspace_id, id, song_id, words) values ('%s', uuidv7(), '%s', '')"
                        .formatted(WORKSPACE, SONG));
        Path file = file();
        Files.createDirectories(file.getParent());
        try (OutputStream out =
                new FileEncryption(house.workspaces())
                        .seal(WORKSPACE, FILE, Files.newOutputStream(file))) {
            out.write(CONTENT.getBytes(StandardCharsets.UTF_8));
        }
    }

    Path file() {
        return house.data().resolve("files/%s/f1/%s".formatted(WORKSPACE, FILE));
    }

    String content() throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        new FileEncryption(house.workspaces())
                .open(WORKSPACE, FILE, Files.newInputStream(file()))
                .transferTo(plain);
        return plain.toString(StandardCharsets.UTF_8);
    }

    /** Opens the sealed value of the first song. */
    String secret() throws Exception {
        String sealed =
                query(
                        "p_songs_owner",
                        "select encode(secret, 'hex') from p_songs.song where secret is not null");
        return new FieldEncryption(house.workspaces())
                .openText(
                        new FieldEncryption.Place(
                                WORKSPACE, "songs.song.secret", SONG, Purpose.PERSONAL),
                        java.util.HexFormat.of().parseHex(sealed));
    }

    void change(String role, String... statements) throws SQLException {
        try (Connection admin = server.database().openAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute("set role " + role);
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    String query(String role, String query) throws SQLException {
        try (Connection admin = server.database().openAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute("set role " + role);
            try (ResultSet row = statement.executeQuery(query)) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        }
    }

    List<String> lint() throws SQLException {
        return server.database().lint();
    }

    @Override
    public House house() {
        return house;
    }

    @Override
    public Connection openAdmin() throws SQLException {
        return server.database().openAdmin();
    }

    @Override
    public String version() {
        return "test";
    }

    @Override
    public Map<String, byte[]> configuration() {
        return Map.of("settings.json", "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
