package studio.backline.platform.pluginhost.jar;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import studio.backline.platform.pluginhost.loading.PublishedPackages;
import studio.backline.platform.pluginhost.refusal.Refusals;

/**
 * What a plugin's jar may look like. Reads every byte once, so that what passes can also be loaded.
 */
final class ZipGrammar {

    private static final int MAX_ENTRIES = 60_000;
    private static final long MAX_UNPACKED = 512L << 20;
    private static final int MAX_ENTRY = 64 << 20;

    /** What the host reads as a whole, on a machine that may have little memory. */
    private static final int MAX_READ = 8 << 20;

    /** Files of META-INF/resources go to browsers as they are: images and sounds among them. */
    private static final Pattern READ =
            Pattern.compile("(META-INF/(?!resources/)|db/migration/|i18n/).*|.*\\.class");

    private static final int MAX_NAME = 400;
    private static final String JAR_MANIFEST = "META-INF/MANIFEST.MF";
    private static final String CLASS = ".class";
    private static final Pattern LIBRARY = Pattern.compile("lib/[A-Za-z0-9][A-Za-z0-9._+-]*\\.jar");
    private static final Pattern SIGNATURE =
            Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)", Pattern.CASE_INSENSITIVE);
    private static final Pattern VERSIONED =
            Pattern.compile("META-INF/versions/\\d+/(.+)", Pattern.CASE_INSENSITIVE);

    private final PublishedPackages published;
    private final Path aside;

    /**
     * @param aside where a library lies for as long as it is read
     */
    ZipGrammar(PublishedPackages published, Path aside) {
        this.published = published;
        this.aside = aside;
    }

    void check(ZipFile zip) throws IOException {
        Set<String> seen = new HashSet<>();
        long unpacked = 0;
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            requireName(entry.getName());
            // File systems that ignore case would make one file of two.
            if (!seen.add(entry.getName().toLowerCase(Locale.ROOT))) {
                throw Refusals.of("duplicate-entry", entry.getName());
            }
            if (seen.size() > MAX_ENTRIES) {
                throw Refusals.of("too-many-entries", MAX_ENTRIES);
            }
            requireKind(entry.getName());
            byte[] content = read(zip, entry, MAX_UNPACKED - unpacked);
            unpacked += content.length;
            if (isManifest(entry)) {
                requireVersion(entry.getName(), requireNoClassPath(entry.getName(), content));
            } else if (LIBRARY.matcher(entry.getName()).matches()) {
                unpacked += checkLibrary(entry.getName(), content, MAX_UNPACKED - unpacked);
            } else if (entry.getName().endsWith(CLASS)) {
                OwnClass.check(entry.getName(), content);
            }
        }
    }

    private static void requireName(String name) {
        boolean climbs =
                name.startsWith("/")
                        || name.contains("\\")
                        || name.contains(":")
                        || ("/" + name + "/").contains("/../")
                        || ("/" + name).contains("/./")
                        || name.contains("//")
                        || name.chars().anyMatch(Character::isISOControl);
        if (climbs || name.isEmpty() || name.length() > MAX_NAME) {
            String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
            throw Refusals.of("unsafe-entry", shown.replaceAll("\\p{Cntrl}", "?"));
        }
    }

    private void requireKind(String name) {
        if (SIGNATURE.matcher(name).matches()) {
            throw Refusals.of("signed-inside", name);
        }
        if (name.endsWith(".jar") && !LIBRARY.matcher(name).matches()) {
            throw Refusals.of("nested-jar", name);
        }
        requireOwnClass(name, name);
    }

    private void requireOwnClass(String name, String shown) {
        if (!name.endsWith(CLASS)) {
            return;
        }
        var versioned = VERSIONED.matcher(name);
        String path = versioned.matches() ? versioned.group(1) : name;
        String className = path.substring(0, path.length() - CLASS.length()).replace('/', '.');
        boolean host =
                published.holdsClass(className)
                        || className.startsWith("studio.backline.platform.")
                        || className.startsWith("studio.backline.ui.")
                        || className.startsWith("studio.backline.server.");
        if (host) {
            throw Refusals.of("host-package", shown);
        }
    }

    /** By the directory at the end, as the class loader reads it. */
    private static ZipFile opened(Path file, byte[] jar) throws IOException {
        Files.write(file, jar);
        return new ZipFile(file.toFile());
    }

    /** Java does not mind how it is written. */
    private static boolean isManifest(ZipEntry entry) {
        return entry.getName().equalsIgnoreCase(JAR_MANIFEST);
    }

    private long checkLibrary(String library, byte[] jar, long room) throws IOException {
        long unpacked = 0;
        Path file = Files.createTempFile(aside, "backline-library", ".jar");
        try (ZipFile zip = opened(file, jar)) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                requireName(entry.getName());
                byte[] content = read(zip, entry, room - unpacked);
                unpacked += content.length;
                String shown = library + "!" + entry.getName();
                requireOwnClass(entry.getName(), shown);
                if (isManifest(entry)) {
                    requireNoClassPath(shown, content);
                }
            }
        } catch (ZipException broken) {
            throw Refusals.because(broken, "damaged", library);
        } finally {
            Files.deleteIfExists(file);
        }
        if (unpacked == 0) {
            throw Refusals.of("damaged", library);
        }
        return unpacked;
    }

    private static byte[] read(ZipFile zip, ZipEntry entry, long room) throws IOException {
        String name = entry.getName();
        int most = READ.matcher(name).matches() ? MAX_READ : MAX_ENTRY;
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes((int) Math.min(room, most) + 1);
            if (content.length > most) {
                throw Refusals.of("entry-too-large", name, most >> 20);
            }
            if (content.length > room) {
                throw Refusals.of("unpacks-too-large", MAX_UNPACKED >> 20);
            }
            CRC32 sum = new CRC32();
            sum.update(content);
            if (sum.getValue() != entry.getCrc()) {
                throw Refusals.of("damaged", name);
            }
            return content;
        } catch (EOFException | ZipException broken) {
            throw Refusals.because(broken, "damaged", name);
        }
    }

    /** Java reads much that is no manifest as an empty one. */
    private static void requireVersion(String name, Attributes main) {
        if (main.getValue(Attributes.Name.MANIFEST_VERSION) == null) {
            throw Refusals.of("jar-manifest-empty", name);
        }
    }

    private static Attributes requireNoClassPath(String name, byte[] manifest) {
        Attributes main;
        try {
            main = new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
        } catch (IOException wrong) {
            throw Refusals.because(wrong, "jar-manifest-wrong", name, wrong.getMessage());
        }
        if (main.getValue(Attributes.Name.CLASS_PATH) != null) {
            throw Refusals.of("class-path", name);
        }
        return main;
    }
}
