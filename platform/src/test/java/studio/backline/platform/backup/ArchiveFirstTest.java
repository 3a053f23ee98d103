package studio.backline.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.backup.place.FolderPlace;
import studio.backline.platform.core.Core;
import studio.backline.platform.database.DatabaseFailureException;
import studio.backline.platform.database.SqlMigration;
import studio.backline.platform.database.context.ContextSigner;
import studio.backline.platform.database.dump.KeySecrets;
import studio.backline.platform.database.schema.SchemaTarget;
import studio.backline.platform.database.server.CoreSchema;
import studio.backline.platform.database.server.DatabaseAddress;
import studio.backline.platform.database.server.PreparedDatabase;
import studio.backline.platform.database.server.Superuser;

/** A newer release makes an archive of what an older one has left before it migrates that. */
class ArchiveFirstTest {

    private static final String STEP = "9001";

    @TempDir private Path folder;

    private SmallHouse house;

    @BeforeEach
    void open() {
        house = SmallHouse.start(folder.resolve("data"), folder.resolve("key/root.key"));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void with_no_place_it_lies_in_the_data_folder_and_is_made_once() throws Exception {
        Path before = folder.resolve("data").resolve(ArchiveFirst.FOLDER);

        upgrade();

        List<BackupEntry> made = ArchiveNames.entries(new FolderPlace(before).list());
        assertThat(made).hasSize(1);
        assertThat(before).isDirectoryContaining("glob:**/backline-*-keys.gpg");
        assertThat(isMigrated()).isTrue();
        upgrade();
        assertThat(ArchiveNames.entries(new FolderPlace(before).list())).isEqualTo(made);
    }

    @Test
    void where_archives_go_to_a_folder_it_lies_there() throws Exception {
        Path archives = folder.resolve("archives");
        new BackupDesk(
                        new Backups(house, Clock.systemUTC(), step -> {}),
                        new Places(house),
                        house,
                        Core.shared().bean(Audit.class))
                .place(Optional.empty(), PlaceChoice.folder(archives.toString()), "");

        upgrade();

        assertThat(ArchiveNames.entries(new FolderPlace(archives).list())).hasSize(1);
        assertThat(folder.resolve("data").resolve(ArchiveFirst.FOLDER)).doesNotExist();
        assertThat(isMigrated()).isTrue();
    }

    @Test
    void without_an_archive_nothing_is_migrated_until_somebody_says_so() throws Exception {
        Path data = folder.resolve("data");
        Files.writeString(data.resolve(ArchiveFirst.FOLDER), "in the way");
        Path without = data.resolve(ArchiveFirst.WITHOUT);

        assertThatThrownBy(this::upgrade)
                .isInstanceOfSatisfying(
                        DatabaseFailureException.class,
                        refused -> {
                            assertThat(refused.what())
                                    .contains("no archive of it could be made", "may write there");
                            assertThat(refused.remedy())
                                    .contains("Nothing was changed", without.toString());
                        });
        assertThat(isMigrated()).isFalse();

        Files.createFile(without);
        upgrade();
        assertThat(isMigrated()).isTrue();
        assertThat(without).as("for one upgrade alone").doesNotExist();
    }

    /** As a release does that knows one more step. */
    private void upgrade() throws Exception {
        SchemaTarget today = CoreSchema.read();
        List<SqlMigration> steps = new ArrayList<>(today.migrations());
        steps.add(new SqlMigration(STEP, "of tomorrow", "select 1"));
        KeySecrets secrets = new KeySecrets(house.house().keys(), house.house().workspaces());
        String url;
        try (var admin = house.openAdmin()) {
            url = admin.getMetaData().getURL();
        }
        PreparedDatabase.prepare(
                new DatabaseAddress(url, Superuser.ADMIN, secrets.password("database.admin")),
                secrets,
                SchemaTarget.core(steps, today.tables()),
                new ContextSigner(secrets.secret("database.context", ContextSigner.KEY_BYTES)),
                new ArchiveFirst(house.house(), Map::of, Clock.systemUTC()));
    }

    private boolean isMigrated() throws Exception {
        return house.query(
                        "backline_owner",
                        "select count(*) from backline.schema_history where version = '%s'"
                                .formatted(STEP))
                .equals("1");
    }
}
