package studio.backline.platform.pluginhost.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.springframework.util.FileSystemUtils;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** A plugin's libraries beside its jar, since no class loader reads a jar inside another. */
final class UnpackedLibraries {

    private static final String FOLDER = "lib/";

    private UnpackedLibraries() {}

    /**
     * Makes the libraries what the jar says: unpacks what is missing or otherwise, and deletes what
     * the jar does not have. What is whole is left alone.
     *
     * @return the names of what was not so
     */
    static List<String> restore(StoredPlugin plugin) throws IOException {
        Path lib = plugin.folder().resolve("lib");
        Set<Path> ours = new HashSet<>();
        List<String> otherwise = new ArrayList<>();
        try (ZipFile zip = new ZipFile(plugin.jar().toFile())) {
            for (ZipEntry entry : zip.stream().filter(UnpackedLibraries::isLibrary).toList()) {
                String name = entry.getName();
                Path target = lib.resolve(name.substring(FOLDER.length())).normalize();
                if (!lib.equals(target.getParent())) {
                    throw Refusals.of("unsafe-entry", name);
                }
                ours.add(target);
                if (!isWhole(target, entry)) {
                    otherwise.add(name);
                    Files.createDirectories(lib);
                    unpack(zip, entry, target, plugin.folder().resolve("draft"));
                }
            }
        }
        for (Path file : plugin.libraries()) {
            if (!ours.contains(file)) {
                otherwise.add(FOLDER + file.getFileName());
                FileSystemUtils.deleteRecursively(file);
            }
        }
        if (!otherwise.isEmpty() && Files.exists(lib)) {
            force(lib);
        }
        return otherwise;
    }

    private static boolean isLibrary(ZipEntry entry) {
        return entry.getName().startsWith(FOLDER) && entry.getName().endsWith(".jar");
    }

    private static boolean isWhole(Path file, ZipEntry entry) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
            return false;
        }
        try (CheckedInputStream in =
                new CheckedInputStream(Files.newInputStream(file), new CRC32())) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getChecksum().getValue() == entry.getCrc();
        }
    }

    /** By a draft: whoever reads the former file reads that one to its end. */
    private static void unpack(ZipFile zip, ZipEntry entry, Path target, Path draft)
            throws IOException {
        if (Files.isDirectory(target)) {
            FileSystemUtils.deleteRecursively(target);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
        }
        force(draft);
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes a file, or the names in a folder, safe on disk. */
    static void force(Path file) throws IOException {
        boolean folder = Files.isDirectory(file);
        if (folder && !FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (FileChannel channel =
                FileChannel.open(
                        file, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
