package studio.backline.platform.pluginhost.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import studio.backline.platform.pluginhost.PluginManifest;
import studio.backline.platform.pluginhost.PluginRefusedException;
import studio.backline.platform.pluginhost.PluginVersion;
import studio.backline.platform.pluginhost.loading.PublishedPackages;
import studio.backline.platform.pluginhost.manifest.ManifestReader;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** Checks a jar before anything of it is used. */
public final class JarCheck {

    private static final long MAX_FILE = 64L << 20;
    private static final byte[] MAGIC = {'P', 'K', 3, 4};

    private final ManifestReader manifests = new ManifestReader();
    private final ZipGrammar grammar;
    private final PluginVersion contract;

    /**
     * @param published what a jar must not bring, since the host does
     * @param contract the version of the contract that this server has
     */
    public JarCheck(PublishedPackages published, PluginVersion contract) {
        this.grammar = new ZipGrammar(published);
        this.contract = contract;
    }

    /**
     * Checks size, zip grammar, contents, descriptor, API range and entry, in this order.
     *
     * @throws PluginRefusedException with the first thing that is wrong
     */
    public PluginJar check(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw Refusals.of("not-readable", file.getFileName());
            }
            if (Files.size(file) > MAX_FILE) {
                throw Refusals.of("too-large", MAX_FILE >> 20);
            }
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
