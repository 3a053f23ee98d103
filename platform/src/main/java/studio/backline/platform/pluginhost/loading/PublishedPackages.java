package studio.backline.platform.pluginhost.loading;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import studio.backline.contract.plugin.PluginEntry;

/** The published list of what a plugin sees of the host. */
public final class PublishedPackages {

    private static final String RESOURCE = "/META-INF/backline/published-packages.txt";

    private final Set<String> packages;

    private PublishedPackages(Set<String> packages) {
        this.packages = packages;
    }

    /** Reads the list from the contract. */
    public static PublishedPackages read() {
        try (InputStream list =
                Objects.requireNonNull(
                        PluginEntry.class.getResourceAsStream(RESOURCE),
                        "The list of published packages is missing from backline-contract.")) {
            return new PublishedPackages(
                    new String(list.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .collect(Collectors.toUnmodifiableSet()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Whether a class lies in a published package or below one. */
    public boolean holdsClass(String className) {
        for (int dot = className.lastIndexOf('.');
                dot > 0;
                dot = className.lastIndexOf('.', dot - 1)) {
            if (packages.contains(className.substring(0, dot))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a resource, named as a class loader names it, lies in a published package. */
    public boolean holdsResource(String resourceName) {
        return holdsClass(resourceName.replace('.', '_').replace('/', '.'));
    }
}
