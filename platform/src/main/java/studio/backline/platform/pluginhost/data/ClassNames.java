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
        List<String> names = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                String name = entry.getName();
                if (!name.endsWith(".class") || name.startsWith("META-INF/")) {
                    continue;
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    if (isPersistent(in.readAllBytes())) {
                        names.add(name.substring(0, name.length() - 6).replace('/', '.'));
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        names.sort(String::compareTo);
        return List.copyOf(names);
    }

    private static boolean isPersistent(byte[] classFile) {
        ClassModel model = ClassFile.of().parse(classFile);
        return model.findAttribute(Attributes.runtimeVisibleAnnotations())
                .map(
                        found ->
                                found.annotations().stream()
                                        .map(Annotation::className)
                                        .anyMatch(name -> PERSISTENT.contains(name.stringValue())))
                .orElse(false);
    }
}
