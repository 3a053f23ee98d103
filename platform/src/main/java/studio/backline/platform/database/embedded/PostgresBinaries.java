package studio.backline.platform.database.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import studio.backline.platform.database.DatabaseFailureException;

/** The programs of PostgreSQL, packed on the class path and unpacked once into the data folder. */
record PostgresBinaries(Path folder) {

    private static final int EXECUTABLE = 0100;

    /** Finds the programs of this machine's kind and unpacks them unless that was done before. */
    static PostgresBinaries unpackInto(Path parent) throws IOException {
        URL archive = archive();
        Path folder = parent.resolve("bin-" + fingerprint(uncached(archive)));
        if (!Files.isDirectory(folder)) {
            Path fresh = Files.createTempDirectory(parent, "unpacking-");
            try (InputStream packed = uncached(archive).getInputStream()) {
                unpack(packed, fresh);
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Trees.delete(fresh);
            }
        }
        return new PostgresBinaries(folder);
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** Removes what other versions left beside these. */
    void removeOthers() throws IOException {
        try (Stream<Path> siblings = Files.list(folder.toAbsolutePath().getParent())) {
            for (Path sibling : siblings.toList()) {
                String name = sibling.getFileName().toString();
                boolean stale = name.startsWith("unpacking-") || name.startsWith("bin-");
                if (stale && !sibling.getFileName().equals(folder.getFileName())) {
                    Trees.delete(sibling);
                }
            }
        }
    }

    private static URL archive() {
        String name = "postgres-%s-%s.txz".formatted(system(), processor());
        URL archive = PostgresBinaries.class.getClassLoader().getResource(name);
        if (archive == null) {
            throw new DatabaseFailureException(
                    "This installation has no PostgreSQL for this machine: '%s' is missing."
                            .formatted(name),
                    "Install the distribution made for this machine, or run PostgreSQL 18 yourself"
                            + " and set backline.database.url.",
                    null);
        }
        return archive;
    }

    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.contains("mac") ? "darwin" : name.split(" ")[0];
    }

    private static String processor() {
        String name = System.getProperty("os.arch", "");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }

    private static URLConnection uncached(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        connection.setUseCaches(false);
        return connection;
    }

    private static String fingerprint(URLConnection connection) throws IOException {
        if (connection instanceof JarURLConnection jar) {
            try (var file = jar.getJarFile()) {
                long crc = file.getJarEntry(jar.getEntryName()).getCrc();
                return "%08x".formatted(crc);
            }
        }
        return Long.toHexString(connection.getContentLengthLong());
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("An entry leaves the folder: " + entry.getName());
                }
                write(tar, entry, path);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        boolean executable = (entry.getMode() & EXECUTABLE) != 0;
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
    }
}
