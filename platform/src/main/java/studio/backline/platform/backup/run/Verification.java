package studio.backline.platform.backup.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import studio.backline.platform.backup.run.Rebuild.Built;
import studio.backline.platform.database.dump.BareDatabase;
import studio.backline.platform.database.dump.KeySecrets;

/**
 * Proves an archive: builds all of it up in a database and a folder of its own, with the keys out
 * of the key archive, counts, opens, and throws it away.
 */
public final class Verification {

    private static final String SCRATCH = "backup";

    private final House house;

    public Verification(House house) {
        this.house = house;
    }

    /**
     * What was proven.
     *
     * @param madeAt the instant of the archive
     * @param rows of all tables
     * @param tried what was opened, in words
     */
    public record Proven(String madeAt, long rows, long files, String tried) {}

    /** Does it; takes as much room and about as long as a restore. */
    public Proven run(InputStream keyArchive, InputStream archive) throws Exception {
        Path parent = house.data().resolve(SCRATCH);
        clear(parent);
        Path folder = parent.resolve(UUID.randomUUID().toString());
        Files.createDirectories(folder);
        try {
            KeyArchive.unpack(keyArchive, house.keys().recoverySheet(), folder);
            House scratch = House.open(folder, house.keys().rootKeyFile());
            Proof proof = new Proof(scratch);
            Path programs = house.data().resolve("postgres");
            Files.createDirectories(programs);
            try (BareDatabase database =
                    BareDatabase.embedded(
                            folder.resolve("postgres"),
                            programs,
                            new KeySecrets(scratch.keys(), scratch.workspaces()))) {
                Built built =
                        new Rebuild(scratch, proof, step -> {}).run(archive, database.openAdmin());
                return new Proven(
                        built.header().madeAt().toString(),
                        built.end().rows(),
                        built.end().files(),
                        proof.tried());
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** What was cut off leaves a folder, and perhaps a database that still runs. */
    private static void clear(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> left = Files.list(parent)) {
            for (Path each : left.toList()) {
                BareDatabase.end(each.resolve("postgres"));
                FileSystemUtils.deleteRecursively(each);
            }
        }
    }
}
