package studio.backline.testkit.jar;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Makes plugins while a test runs: sources are compiled, packed with a descriptor and resources.
 * Used by one thread.
 */
public final class PluginJarBuilder {

    private static final Map<Map<String, String>, Map<String, byte[]>> COMPILED =
            new ConcurrentHashMap<>();

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** One for all: a new one would list each jar of the class path again, most of its work. */
    private static final StandardJavaFileManager FILES = files();

    private final String id;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> resources = new LinkedHashMap<>();
    private String version = "1.0.0";
    private String api = ">=0.1.0 <0.2.0";
    private String more = "";

    private PluginJarBuilder(String id) {
        this.id = id;
    }

    /** A plugin whose entry contributes one empty configuration. */
    public static PluginJarBuilder plugin(String id) {
        return new PluginJarBuilder(id).entry("return java.util.List.of();");
    }

    /** A plugin of one configuration, with these bean methods. */
    public static PluginJarBuilder wired(String id, String beans) {
        return plugin(id)
                .entry("return java.util.List.of(Wiring.class);")
                .source(
                        "Wiring",
                        """
                        import org.springframework.context.annotation.*;
                        @Configuration(proxyBeanMethods = false)
                        class Wiring { %s }
                        """
                                .formatted(beans));
    }

    /** The Java package of the plugin's classes. */
    public String packageName() {
        return "plugins." + id.replace("-", "");
    }

    /** Another version than 1.0.0. */
    public PluginJarBuilder version(String value) {
        version = value;
        return this;
    }

    /** The range of contract versions that it runs on. */
    public PluginJarBuilder api(String value) {
        api = value;
        return this;
    }

    /** More lines of plugin.yaml. */
    public PluginJarBuilder manifest(String lines) {
        more = more + lines + "\n";
        return this;
    }

    /** What the method {@code configurations} of its entry does. */
    public PluginJarBuilder entry(String body) {
        return source(
                "Entry",
                """
                public class Entry implements studio.backline.contract.plugin.PluginEntry {
                    public java.util.List<Class<?>> configurations() { %s }
                }
                """
                        .formatted(body));
    }

    /** A class of the plugin, without its package line. */
    public PluginJarBuilder source(String name, String body) {
        sources.put(name, "package " + packageName() + ";\n" + body);
        return this;
    }

    /** A migration of its schema. */
    public PluginJarBuilder migration(String name, String sql) {
        return resource("db/migration/" + name, sql);
    }

    /** A file of the jar. */
    public PluginJarBuilder resource(String path, String text) {
        return resource(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file of the jar; at the path of its descriptor, in place of that. */
    public PluginJarBuilder resource(String path, byte[] content) {
        resources.put(path, content);
        return this;
    }

    /** Its descriptor. */
    public String yaml() {
        return """
        id: %s
        version: %s
        api: "%s"
        entry: %s.Entry
        name: {en: %s}
        description: {en: A plugin of a test.}
        %s"""
                .formatted(id, version, api, packageName(), id, more);
    }

    /** Compiles and packs; further jars on the class path of the compiler come after ours. */
    public Path build(Path folder, Path... others) {
        try {
            Path jar = folder.resolve(id + "-" + version + ".jar");
            resources.putIfAbsent(
                    "META-INF/backline/plugin.yaml", yaml().getBytes(StandardCharsets.UTF_8));
            Map<String, byte[]> content = new LinkedHashMap<>(compiled(folder, others));
            content.putAll(resources);
            try (OutputStream file = Files.newOutputStream(jar);
                    ZipOutputStream zip = new ZipOutputStream(file)) {
                for (Map.Entry<String, byte[]> resource : content.entrySet()) {
                    zip.putNextEntry(new ZipEntry(resource.getKey()));
                    zip.write(resource.getValue());
                    zip.closeEntry();
                }
            }
            return jar;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Most tests use the same few plugins: what is alike is compiled once. */
    private Map<String, byte[]> compiled(Path folder, Path... others) throws IOException {
        if (others.length > 0) {
            return compile(folder, others);
        }
        Map<String, byte[]> known = COMPILED.get(sources);
        if (known == null) {
            known = compile(folder);
            COMPILED.put(Map.copyOf(sources), known);
        }
        return known;
    }

    private Map<String, byte[]> compile(Path folder, Path... others) throws IOException {
        Path classes = Files.createTempDirectory(folder, id);
        if (others.length == 0) {
            synchronized (FILES) {
                compile(FILES, classes);
            }
            return read(classes);
        }
        try (StandardJavaFileManager files = files(others)) {
            compile(files, classes);
        }
        return read(classes);
    }

    private void compile(StandardJavaFileManager files, Path classes) throws IOException {
        files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
        List<JavaFileObject> units =
                sources.entrySet().stream()
                        .<JavaFileObject>map(each -> new Source(each.getKey(), each.getValue()))
                        .toList();
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-parameters", "-proc:none");
        if (!COMPILER.getTask(messages, files, null, options, null, units).call()) {
            throw new IllegalStateException(messages.toString());
        }
    }

    private static StandardJavaFileManager files(Path... others) {
        StandardJavaFileManager files =
                COMPILER.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        String path = System.getProperty("java.class.path");
        try {
            files.setLocationFromPaths(
                    StandardLocation.CLASS_PATH,
                    Stream.concat(
                                    Arrays.stream(path.split(File.pathSeparator)).map(Path::of),
                                    Arrays.stream(others))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static Map<String, byte[]> read(Path classes) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path made : all.skip(1).toList()) {
                String name = classes.relativize(made).toString();
                boolean isFolder = Files.isDirectory(made);
                files.put(
                        isFolder ? name + "/" : name,
                        isFolder ? new byte[0] : Files.readAllBytes(made));
            }
        }
        return files;
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
        }
    }
}
