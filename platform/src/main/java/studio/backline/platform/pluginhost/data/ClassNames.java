package studio.backline.platform.pluginhost.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** Finds the persistent classes of a jar by reading its bytes, so that nothing is loaded for it. */
public final class ClassNames {

    private static final Set<String> PERSISTENT =
            Set.of(
                    "Ljakarta/persistence/Entity;",
                    "Ljakarta/persistence/Embeddable;",
                    "Ljakarta/persistence/MappedSuperclass;",
                    "Ljakarta/persistence/Converter;");

    private ClassNames() {}

    /** Entities, embeddables, mapped superclasses and converters of the plugin's own jar. */
    public static List<String> persistent(Path jar) {
        List<String> names = new ArrayList<>();
        persistentClasses(jar)
                .forEach(
                        (file, model) ->
                                names.add(
                                        read(file, () -> model.thisClass().asInternalName())
                                                .replace('/', '.')));
        Collections.sort(names);
        return names;
    }

    /** By the names of their files. */
    static Map<String, ClassModel> persistentClasses(Path jar) {
        Map<String, ClassModel> found = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                String name = entry.getName();
                if (!name.endsWith(".class") || name.startsWith("META-INF/")) {
                    continue;
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    byte[] bytes = in.readAllBytes();
                    ClassModel model = read(name, () -> ClassFile.of().parse(bytes));
                    if (read(name, () -> isPersistent(model))) {
                        found.put(name, model);
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return found;
    }

    /**
     * Java's own reader throws what it happens to meet in a class that is damaged, and goes as deep
     * as the annotations do.
     */
    static <T> T read(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException | StackOverflowError broken) {
            throw Refusals.because(broken, "class-broken", name);
        }
    }

    private static boolean isPersistent(ClassModel model) {
        return model.findAttribute(Attributes.runtimeVisibleAnnotations())
                .map(
                        found ->
                                found.annotations().stream()
                                        .map(Annotation::className)
                                        .anyMatch(name -> PERSISTENT.contains(name.stringValue())))
                .orElse(false);
    }
}
