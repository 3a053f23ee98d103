package studio.backline.platform.pluginhost.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.PluginVersion;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.platform.pluginhost.loading.PublishedPackages;
import studio.backline.platform.pluginhost.manifest.ManifestReader;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** Checks a jar before anything of it is used. */
public final class JarCheck {

    private static final long MAX_FILE = (long) Plugins.LARGEST_MB << 20;

    /** The version of the contract in this server; it has its own, apart from the product's. */
    private static final PluginVersion CONTRACT = PluginVersion.of("0.1.0");

    private static final int BUFFER = 1 << 16;
    private static final byte[] MAGIC = {'P', 'K', 3, 4};

    private final ManifestReader manifests = new ManifestReader();
    private final ZipGrammar grammar;
    private final PluginVersion contract;

    /** The check by which this server goes, for those who have no folder of plugins. */
    public static JarCheck ofThisServer() {
        return ofThisServer(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * The check by which this server goes.
     *
     * @param aside the folder where a library lies for as long as it is read
     */
    public static JarCheck ofThisServer(Path aside) {
        return new JarCheck(new ZipGrammar(PublishedPackages.read(), aside), CONTRACT);
    }

    /** The version of the contract in this server. */
    public static PluginVersion contract() {
        return CONTRACT;
    }

    /** Whether a file in a folder of plugins is one by its name, as X.JAR is. */
    public static boolean isJar(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    private JarCheck(ZipGrammar grammar, PluginVersion contract) {
        this.grammar = grammar;
        this.contract = contract;
    }

    /**
     * Checks size, zip grammar, contents, descriptor, API range and entry, in this order.
     *
     * @throws PluginRefusedException with the first thing that is wrong
     */
    public PluginJar check(Path file) {
        try {
            requireFile(file);
            requireMagic(file);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                grammar.check(zip);
                return new PluginJar(file, sha256(file), manifest(zip));
            }
        } catch (ZipException broken) {
            throw Refusals.because(broken, "not-a-zip");
        } catch (IOException broken) {
            throw Refusals.because(broken, "not-readable", file.getFileName());
        }
    }

    /** Looks at kind and size alone; nothing else may be read, since it may have no end. */
    static void requireFile(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        if (!found.isRegularFile()) {
            throw Refusals.of("not-a-file", file.getFileName());
        }
        if (found.size() > MAX_FILE) {
            throw tooLarge();
        }
    }

    /** Copies a file that may grow meanwhile. */
    static void copy(Path file, Path target) throws IOException {
        requireFile(file);
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] part = new byte[BUFFER];
            long copied = 0;
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                copied += read;
                if (copied > MAX_FILE) {
                    throw tooLarge();
                }
                out.write(part, 0, read);
            }
        }
    }

    private static PluginRefusedException tooLarge() {
        return Refusals.of("too-large", Plugins.LARGEST_MB);
    }

    /** What tells one content from another; a file that nobody would read goes by its name. */
    public static String mark(Path file) throws IOException {
        try {
            requireFile(file);
            return sha256(file);
        } catch (PluginRefusedException unread) {
            return "unread " + file.getFileName();
        }
    }

    /** The SHA-256 of a file, in hexadecimal digits. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256.", impossible);
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private PluginManifest manifest(ZipFile zip) throws IOException {
        ZipEntry descriptor = zip.getEntry(ManifestReader.PATH);
        if (descriptor == null) {
            throw Refusals.of("no-manifest");
        }
        PluginManifest manifest;
        try (InputStream in = zip.getInputStream(descriptor)) {
            manifest = manifests.read(in.readAllBytes());
        }
        if (!manifest.api().holds(contract)) {
            throw Refusals.of("needs-other-api", manifest.api(), contract);
        }
        if (zip.getEntry(manifest.entry().replace('.', '/') + ".class") == null) {
            throw Refusals.of("no-entry-class", manifest.entry());
        }
        return manifest;
    }

    private static void requireMagic(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(MAGIC.length);
        }
        // A zip may stand behind any other file, and one file be two things; here it may not.
        if (!Arrays.equals(start, MAGIC)) {
            throw Refusals.of("not-a-zip");
        }
    }
}
