package studio.backline.platform.pluginhost.jar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.refusal.Refusals;

/**
 * Keeps plugins under the hash of their jar: {@code store/<sha256>/plugin.jar}, its libraries in
 * {@code lib} beside it. A folder appears there whole or not at all. What is not here is fetched
 * from the archive that all nodes share.
 */
public final class PluginStore {

    private static final Logger log = LoggerFactory.getLogger(PluginStore.class);

    private final Path staging;
    private final Path store;
    private final PluginArchive archive;

    /**
     * @param root the folder of plugins in the data folder
     * @param archive has what lies here, and what other nodes have brought
     */
    public PluginStore(Path root, PluginArchive archive) {
        this.archive = archive;
        this.staging = root.resolve("staging");
        this.store = root.resolve("store");
        try {
            Files.createDirectories(store);
            Files.createDirectories(staging);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A folder for files of a moment: what is left in it is cleared away at the next start. */
    public Path staging() {
        return staging;
    }

    /** Copies a file aside, so that it cannot change between check and use. */
    public Path stage(Path file) {
        Path folder = staging.resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectories(folder);
            Path staged = folder.resolve("plugin.jar");
            JarCheck.copy(file, staged);
            return staged;
        } catch (PluginRefusedException refused) {
            delete(folder);
            throw refused;
        } catch (IOException broken) {
            delete(folder);
            throw Refusals.because(broken, "not-readable", file.getFileName());
        }
    }

    /** Moves a staged and checked jar into the store, where all nodes find it from now on. */
    public StoredPlugin keep(PluginJar staged) {
        StoredPlugin stored = move(staged);
        archive.put(staged.sha256(), stored.jar());
        return stored;
    }

    private StoredPlugin move(PluginJar staged) {
        Path folder =
                Objects.requireNonNull(
                        staged.file().getParent(), "A staged jar lies in a folder of its own.");
        Path target = store.resolve(staged.sha256());
        try {
            if (whole(staged.sha256()).isPresent()) {
                delete(folder);
                return new StoredPlugin(target);
            }
            return move(folder, target);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException raced) {
            delete(folder);
            return new StoredPlugin(target);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private StoredPlugin move(Path folder, Path target) throws IOException {
        delete(target);
        StoredPlugin staged = new StoredPlugin(folder);
        UnpackedLibraries.restore(staged);
        UnpackedLibraries.force(staged.jar());
        UnpackedLibraries.force(folder);
        Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        UnpackedLibraries.force(store);
        return new StoredPlugin(target);
    }

    /**
     * A plugin in the store, when its jar is there and unchanged, or in the archive. Libraries that
     * are not as the jar has them are unpacked anew.
     */
    public Optional<StoredPlugin> find(String sha256) {
        return whole(sha256).or(() -> fetched(sha256));
    }

    /** What another node has brought, or what went from here. */
    private Optional<StoredPlugin> fetched(String sha256) {
        Path folder = staging.resolve(UUID.randomUUID().toString());
        StoredPlugin staged = new StoredPlugin(folder);
        try {
            Files.createDirectories(folder);
            if (!archive.fetch(sha256, staged.jar())
                    || !JarCheck.sha256(staged.jar()).equals(sha256)) {
                return Optional.empty();
            }
            return Optional.of(move(folder, store.resolve(sha256)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            delete(folder);
        }
    }

    private Optional<StoredPlugin> whole(String sha256) {
        StoredPlugin stored = new StoredPlugin(store.resolve(sha256));
        try {
            if (!Files.isRegularFile(stored.jar())
                    || !JarCheck.sha256(stored.jar()).equals(sha256)) {
                return Optional.empty();
            }
            List<String> otherwise = UnpackedLibraries.restore(stored);
            if (!otherwise.isEmpty()) {
                log.warn("Not as in {}, and made so again: {}", stored.jar(), otherwise);
            }
            return Optional.of(stored);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Forgets a staged file, whether or not it was kept. */
    public void discard(Path staged) {
        Path folder = staged.getParent();
        if (folder != null && folder.startsWith(staging)) {
            delete(folder);
        }
    }

    /** Deletes a plugin's files, for all nodes. */
    public void delete(String sha256) {
        delete(store.resolve(sha256));
        archive.drop(sha256);
    }

    /**
     * Clears what an earlier run left behind: all that is staged, and all that nobody names.
     *
     * @return whether any of it is of a change. A lone file is of a look at a jar; what lies here
     *     and not in the archive, another node has taken out since
     */
    public boolean sweep(Set<String> named) {
        List<Path> left = new ArrayList<>(children(staging));
        children(store).stream()
                .filter(folder -> !named.contains(String.valueOf(folder.getFileName())))
                .forEach(left::add);
        boolean staged = children(staging).stream().anyMatch(Files::isDirectory);
        left.forEach(PluginStore::delete);
        boolean kept = archive.retain(named);
        // What was brought before there was an archive.
        named.forEach(
                sha256 -> whole(sha256).ifPresent(stored -> archive.put(sha256, stored.jar())));
        return staged || kept;
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
