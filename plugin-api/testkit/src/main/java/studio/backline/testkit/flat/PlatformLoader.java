package studio.backline.testkit.flat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads the core from the distribution's folder, apart from the test's class path: a plugin under
 * test cannot see it. Only what both sides have to speak with each other is shared.
 */
final class PlatformLoader extends URLClassLoader {

    private static final List<String> SHARED =
            List.of(
                    "java.",
                    "javax.",
                    "jdk.",
                    "sun.",
                    "org.w3c.",
                    "org.xml.",
                    "org.slf4j.",
                    "org.springframework.",
                    "org.jspecify.",
                    "jakarta.persistence.",
                    "studio.backline.contract.");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader test;

    private PlatformLoader(URL[] jars, ClassLoader test) {
        super("platform", jars, ClassLoader.getPlatformClassLoader());
        this.test = test;
    }

    /** The loader of the jars in a folder, beside the test's own. */
    static PlatformLoader of(Path lib) {
        try (Stream<Path> files = Files.list(lib)) {
            URL[] jars =
                    files.filter(file -> file.toString().endsWith(".jar"))
                            .sorted()
                            .map(PlatformLoader::url)
                            .toArray(URL[]::new);
            return new PlatformLoader(jars, PlatformLoader.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + lib, e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("Not a place for a jar: " + jar, e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            if (SHARED.stream().anyMatch(name::startsWith)) {
                try {
                    return test.loadClass(name);
                } catch (ClassNotFoundException notOfTheTest) {
                    return super.loadClass(name, resolve);
                }
            }
            return super.loadClass(name, resolve);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        return findResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return findResources(name);
    }
}
