package studio.backline.testkit.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A module as the rules see it: its compiled classes, its sources as syntax trees, its resources.
 * Read once, when first asked for.
 */
public final class InspectedModule {

    private final Room room;
    private final String name;
    private final Path resources;
    private final Supplier<JavaClasses> classes;
    private final Supplier<List<SourceFile>> sources;
    private final Supplier<List<SourceFile>> tests;

    /**
     * A module in folders of any layout.
     *
     * @param room decides which rules apply
     * @param name as shown in reports; for a plugin its id
     * @param sources folder of Java files; all below it are read
     * @param tests folder of its tests' Java files, which need not exist
     * @param classes folder of class files
     * @param resources folder of resources, which need not exist
     */
    public InspectedModule(
            Room room, String name, Path sources, Path tests, Path classes, Path resources) {
        this.room = room;
        this.name = name;
        this.resources = resources;
        this.classes = Once.of(() -> new ClassFileImporter().importPath(classes));
        this.sources = Once.of(() -> SourceFile.readAll(sources));
        this.tests = Once.of(() -> SourceFile.readAll(tests));
    }

    /** The Maven module whose tests run: its folder is the working folder. */
    public static InspectedModule ofWorkingFolder() {
        return ofFolder(Path.of(""));
    }

    /** The Maven module in a folder; its room follows from where the folder stands. */
    public static InspectedModule ofFolder(Path maven) {
        Path folder = maven.toAbsolutePath().normalize();
        Path root = folder;
        while (root.getParent() != null && !Files.exists(root.resolve(".mvn"))) {
            root = root.getParent();
        }
        return new InspectedModule(
                Room.of(root.relativize(folder).toString().replace('\\', '/')),
                folder.getFileName().toString(),
                folder.resolve("src/main/java"),
                folder.resolve("src/test/java"),
                folder.resolve("target/classes"),
                folder.resolve("src/main/resources"));
    }

    /** The room it stands in. */
    public Room room() {
        return room;
    }

    /** Its name in reports; a plugin's id. */
    public String name() {
        return name;
    }

    /** The folder of its resources; may be missing. */
    public Path resources() {
        return resources;
    }

    JavaClasses classes() {
        return classes.get();
    }

    /** The classes without the synthetic ones, in a stream. */
    Stream<JavaClass> types() {
        return classes.get().stream().filter(type -> !type.isAnonymousClass());
    }

    List<SourceFile> sources() {
        return sources.get();
    }

    List<SourceFile> tests() {
        return tests.get();
    }

    /** Its sources and those of its tests: what somebody has to read. */
    List<SourceFile> allSources() {
        return Stream.concat(sources().stream(), tests().stream()).toList();
    }
}
