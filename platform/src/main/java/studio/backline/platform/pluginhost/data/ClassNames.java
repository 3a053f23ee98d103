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
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

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
        return persistentClasses(jar).stream()
                .map(model -> model.thisClass().asInternalName().replace('/', '.'))
                .sorted()
                .toList();
    }

    static List<ClassModel> persistentClasses(Path jar) {
        List<ClassModel> found = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                String name = entry.getName();
                if (!name.endsWith(".class") || name.startsWith("META-INF/")) {
                    continue;
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    ClassModel model = ClassFile.of().parse(in.readAllBytes());
                    if (isPersistent(model)) {
                        found.add(model);
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return found;
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
